"""The head of an author's page: crumb, avatar, name, role, bio."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from articles.legacy.readers.page_dump import Line, Page
from articles.legacy.readers.page_kinds.credits import names_role, reads_like_name
from articles.legacy.readers.source_address import is_mangled_email
from articles.legacy.records import Kind, PersonRecord, Problem, Severity
from cms.lib.names import fold
from cms.lib.slugs import slugify

_CRUMB = re.compile(r"Our People\s*[>›»]\s*(\S.*)")
_AVATAR = re.compile(r"(.+)['’]s Avatar")
# The theme printed the name of its separator: on a line of its own, or between two words.
_SEPARATOR = re.compile(r"(?:^|(?<=\s))divider(?=\s|$)")
_BARE_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s@]{3,200}")

_MAX_ROLE = 120


@dataclass(slots=True)
class Heading:
    """`byline` is the name to print under the stories; "" where none may be."""

    byline: str
    people: list[PersonRecord] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Account:
    name: str
    role: str
    bio: str


def crumb_of(text: str) -> str:
    """Return the name in `Our People > NAME`, or ""."""
    if not text.startswith("Our People") or len(text) > 300:
        return ""
    match = _CRUMB.fullmatch(text.replace("\xa0", " "))
    return " ".join(match[1].split()) if match else ""


def read_heading(page: Page, lines: list[Line]) -> Heading:
    """Read the lines from the crumb to the last of the bio.

    Where crumb and name differ, the crumb is the byline to trust; name, role and bio belong to the account under
    which the stories were posted, which is a person of its own.
    """
    crumb = crumb_of(lines[0].text)
    if "@" in crumb:
        reason = "the name on the page is an e-mail address; it is not used, and the stories have no byline"
        return Heading("", problems=[page.problem(Severity.WARNING, lines[0], Kind.PERSON, "name", reason)])
    avatars = [match[1] for line in lines[1:] if (match := _AVATAR.fullmatch(line.text[:300]))]
    account = _account([line for line in lines[1:] if not _AVATAR.fullmatch(line.text[:300])], crumb)
    heading = Heading(crumb)
    address = _address(page, lines[0], heading)
    if _is_same(account.name, crumb):
        heading.people.append(_person(page, lines, account, bool(avatars), address, crumb))
        return heading
    reason = f"the page is headed {crumb}, but names {account.name}: the stories are credited to {crumb}"
    heading.problems.append(page.problem(Severity.WARNING, lines[0], Kind.PERSON, crumb, reason))
    owns_avatar = any(_is_same(avatar, crumb) for avatar in avatars)
    owns_address = bool(address) and slugify(crumb, fallback="") == page.address.person_slug
    blank = _Account(crumb, "", "")
    heading.people += [
        _person(page, lines, blank, owns_avatar, address if owns_address else (), crumb),
        _person(page, lines, account, bool(avatars) and not owns_avatar, () if owns_address else address, account.name),
    ]
    return heading


def _account(lines: list[Line], crumb: str) -> _Account:
    texts = [line.text for line in lines if line.text != "divider"]
    name = crumb
    if texts and (_is_same(texts[0], crumb) or (reads_like_name(texts[0]) and not names_role(texts[0]))):
        name, texts = " ".join(texts[0].split()), texts[1:]
    role = ""
    texts = [text for text in map(without_separators, texts) if text]
    if texts and _reads_like_role(texts[0]):
        role, texts = texts[0], texts[1:]
    return _Account(name, role, "\n\n".join(texts))


def _person(
    page: Page, lines: list[Line], account: _Account, has_portrait: bool, address: tuple[str, ...], name: str
) -> PersonRecord:
    bio, website = split_website(account.bio)
    return PersonRecord(page.place(lines[0]), name, account.role, bio, website, has_portrait, address, page.raw(lines))


def without_separators(text: str) -> str:
    """Return one paragraph without the theme's printed separators."""
    parts = (part.strip() for part in _SEPARATOR.split(text))
    return " ".join(part for part in parts if part)


def split_website(bio: str) -> tuple[str, str]:
    """Take a bare address off the end of a bio; return the bio and the address with its scheme."""
    words = bio.rsplit(maxsplit=1)
    if not words:
        return "", ""
    address = words[-1].rstrip(".,;)")
    if not _BARE_WEBSITE.fullmatch(address) or "." not in address.removeprefix("www."):
        return bio, ""
    left = words[0] if len(words) == 2 else ""
    return left.rstrip(), address if "://" in address else f"https://{address}"


def _address(page: Page, line: Line, heading: Heading) -> tuple[str, ...]:
    path = page.address.person_path
    if not path:
        return ()
    if is_mangled_email(page.address.person_slug):
        is_whole = "@" in page.address.person_slug
        kept = "it is not kept" if is_whole else "it leads to the person, and readers never see it"
        reason = f"the page's address was made of an e-mail address; {kept}"
        heading.problems.append(page.problem(Severity.WARNING, line, Kind.PERSON, heading.byline, reason))
        if is_whole:
            return ()
    return (path,)


def _is_same(name: str, other: str) -> bool:
    return fold(name).replace(".", "") == fold(other).replace(".", "")


def _reads_like_role(text: str) -> bool:
    return len(text) <= _MAX_ROLE and not text.endswith(".") and not _reads_like_website(text)


def _reads_like_website(text: str) -> bool:
    return _BARE_WEBSITE.fullmatch(text) is not None
