"""The name that an account may be published under. Never its login or e-mail address where there is another."""

from __future__ import annotations

from dataclasses import dataclass

from articles.legacy.readers.source_address import humanise, is_mangled_email
from articles.legacy.readers.wxr.wording import plain
from cms.lib.names import fold

# Accounts of nobody in particular.
_NOBODY = frozenset({"admin", "administrator", "root", "user", "webmaster", "wordpress", "wpadmin", "test"})


@dataclass(frozen=True, slots=True)
class Name:
    """`text` is "" where nothing may be published; `warning` says so, or what the name was made of."""

    text: str
    warning: str = ""


def publishable(login: str, *, shown: str = "", first: str = "", last: str = "") -> Name:
    """Choose the name of an account, of what an export says of it. `shown` is the name its owner chose."""
    shown, real = plain(shown), plain(f"{first} {last}")
    if shown and "@" not in shown and not (fold(shown) == fold(login) and real):
        return Name(shown)
    if real and "@" not in real:
        return Name(real)
    return _of_login(shown or login)


def _of_login(login: str) -> Name:
    if "@" in login:
        name = humanise(login.partition("@")[0].replace(".", "-").rstrip("0123456789"))
        if " " in name:
            return Name(
                name, "only an e-mail address is known; the name was made of its first part: --author-map sets it"
            )
        return Name("", "only an e-mail address is known: no name is published; --author-map gives one")
    if is_mangled_email(login) or fold(login) in _NOBODY or not any(letter.isalpha() for letter in login):
        return Name("", "only a login is known, which names nobody: no name is published; --author-map gives one")
    return Name(
        humanise(login.replace(".", "-")), "only a login is known; the name was made of it: --author-map sets it"
    )
