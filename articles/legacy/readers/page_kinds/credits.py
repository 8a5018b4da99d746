"""Who wrote a story, as the older sites printed it: `Written by NAME, role`, and the author block of the old theme."""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.legacy.readers.page_dump import Line
from articles.legacy.readers.page_kinds.stories import reads_like_title
from cms.lib.names import fold

# The byline of the newsroom itself, which may stand alone in an author block.
ORGANISATIONS = ("Times of Central Asia", "The Times of Central Asia", "TCA")

_ROLE_WORDS = frozenset(
    {
        "analyst", "author", "bureau", "chief", "columnist", "commentator", "consultant", "contributor", "coordinator",
        "correspondent", "director", "economist", "editor", "expert", "fellow", "founder", "head", "intern",
        "journalist", "lecturer", "manager", "officer", "photographer", "president", "producer", "professor",
        "publisher", "reporter", "researcher", "staff", "translator", "writer",
    }
)  # fmt: skip
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "den", "der", "di", "ibn", "la", "le", "ter", "van", "von"})
_WRITTEN_BY = re.compile(r"(?:[•·*-]\s*)?Written by:?\s+(\S.*)")
_VIEW_MORE = re.compile(r"View more articles from\s*(\S.*)")
_MAX_CREDIT = 200
_MAX_NAME = 60
_MAX_NAME_WORDS = 6


@dataclass(frozen=True, slots=True)
class Credit:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """`byline` is to be printed under the story; `account` with its bio only posted it. `length` in lines."""

    byline: str = ""
    account: str = ""
    bio: str = ""
    length: int = 0


def written_by(text: str) -> list[Credit]:
    """Return the names of a "Written by" line; [] for any other line."""
    if len(text) > _MAX_CREDIT:
        return []
    match = _WRITTEN_BY.fullmatch(text.replace("\xa0", " "))
    return _split_names(match[1]) if match else []


def author_block(lines: list[Line]) -> AuthorBlock:
    """Read the author block at the head of what stands between two stories of the old theme's list.

    Account, guest, bio of the account, "View more articles from" and the guest; or one name; or nothing.
    """
    for number, line in enumerate(lines):
        guest = view_more(line.text)
        if guest:
            return _guest_block(lines[:number], guest)
    if lines and (_is_organisation(lines[0].text) or _is_lone_name(lines)):
        return AuthorBlock(" ".join(lines[0].text.split()), length=1)
    return AuthorBlock()


def closing_author_block(lines: list[Line]) -> AuthorBlock:
    """Read the author block that ends a single story. `length` counts from the end."""
    if len(lines) > 2 and _is_organisation(lines[-1].text):
        return AuthorBlock(lines[-1].text, length=1)
    guest = view_more(lines[-1].text) if lines else ""
    if not guest:
        return AuthorBlock()
    # The guest's own name stands above the bio, the account's above the guest's.
    at = next((n for n in range(len(lines) - 2, 0, -1) if _is_name(lines[n].text, guest)), len(lines) - 1)
    has_account = at > 1 and at < len(lines) - 1 and reads_like_name(lines[at - 1].text)
    return _guest_block(lines[at - 1 if has_account else at : -1], guest)


def view_more(text: str) -> str:
    """Return the guest's name in "View more articles fromNAME" (printed without a space), or ""."""
    if len(text) > _MAX_CREDIT:
        return ""
    match = _VIEW_MORE.fullmatch(text.replace("\xa0", " "))
    return " ".join(match[1].split()) if match else ""


def names_role(text: str) -> bool:
    """Say whether a text holds a word for what somebody does."""
    return any(word in _ROLE_WORDS for word in re.findall(r"[a-z]+", text[:_MAX_CREDIT].casefold()))


def reads_like_name(text: str) -> bool:
    words = text.split()
    return (
        len(text) <= _MAX_NAME
        and 0 < len(words) <= _MAX_NAME_WORDS
        and not re.search(r"[0-9@:;?!,“”\"]", text)
        and all(word[0].isupper() or (word.islower() and len(word) <= 3) for word in words)
    )


def _guest_block(lines: list[Line], guest: str) -> AuthorBlock:
    texts = [line.text for line in lines if not _is_name(line.text, guest)]
    account = " ".join(texts[0].split()) if texts and reads_like_name(texts[0]) else ""
    bio = texts[1:] if account else texts
    return AuthorBlock(guest, account, "\n\n".join(bio), length=len(lines) + 1)


def _is_lone_name(lines: list[Line]) -> bool:
    """Say whether the first line is a name above a title, or at the end of the page, and not itself a title."""
    words = lines[0].text.split()
    # "President of the Chamber Timur Sadyk" is what stands under a photo, not over a signature.
    is_caption = len(words) > 4 or names_role(lines[0].text) or any(w.islower() and w not in _PARTICLES for w in words)
    if is_caption or not reads_like_name(lines[0].text):
        return False
    return len(lines) == 1 or (len(lines) >= 3 and reads_like_title(lines[1].text))


def _split_names(text: str) -> list[Credit]:
    """Part "A. Name, TCA publisher" into name and role, and "A. Name and B. Name" into two names."""
    name, _, rest = text.partition(",")
    if rest and (names_role(rest) or not reads_like_name(rest.strip())):
        return [Credit(" ".join(name.split()), " ".join(rest.split()))]
    parts = [" ".join(part.split()) for part in re.split(r",|\s&\s|\sand\s", text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(reads_like_name(part) and " " in part for part in parts):
        return [Credit(part) for part in parts]
    return [Credit(" ".join(text.split()))]


def _is_organisation(text: str) -> bool:
    return any(_is_name(text, name) for name in ORGANISATIONS)


def _is_name(text: str, name: str) -> bool:
    return fold(text[:_MAX_CREDIT]) == fold(name)
