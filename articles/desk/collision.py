"""Two people's texts over one version: what each changed since, and the text that is put together from both.

What only one of them changed is taken from both by default. Where both changed the same field, or the same block of
the body, a person says whose words stand. What a form sends of that is named by the place's own words, so that it
never means another place after the text has changed again.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from articles import text as texts
from articles.desk import threeway
from articles.desk.comparing import Wording
from articles.desk.comparison import HEAD, TAIL, Block, Budget, body_lines, compare_lines, one_line, with_note
from articles.desk.form import WritingForm
from articles.models import Article, Revision, Tag
from cms.lib import richtext

# Of these the words of both can stand one after the other: what parts them, and the longest that the field takes.
_JOINED = {
    "title": (" / ", 300),
    "lead_alt": (" / ", 500),
    "search_title": (" / ", 300),
    "standfirst": ("\n", 10_000),
    "lead_caption": ("\n", 5_000),
    "search_description": ("\n", 5_000),
}
_LISTS = ("tags", "bylines")
_NOUNS = {
    "h2": "heading", "h3": "heading", "h4": "heading", "ul": "list", "ol": "list", "table": "table",
    "figure": "picture", "blockquote": "quotation", "hr": "line across",
}  # fmt: skip
_FIRST_TAG = re.compile(r"<(\w+)")


class Undecided(Exception):
    """Both changed the same place, and the form does not say whose words stand there."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the two differ. `values` are the base's, mine and theirs: a field's value, or blocks."""

    name: str
    label: str
    values: tuple[Any, Any, Any]
    cells: Mapping[str, list[Block]]
    both: Any = None
    is_conflict: bool = False
    chosen: str = ""

    @property
    def is_mine(self) -> bool:
        """Whether the writer alone changed it; else, where it is no conflict, the other did."""
        return self.values[0] == self.values[2]

    @property
    def has_both(self) -> bool:
        return self.is_conflict and self.both is not None

    @property
    def taken(self) -> Any:
        return {"mine": self.values[1], "theirs": self.values[2], "both": self.both}[self.chosen]


@dataclass(slots=True)
class Meeting:
    """`mine` over version `base` (its number; None where nobody knows it) and the newest revision, `theirs`."""

    mine: texts.Text
    theirs: Revision
    base: int | None
    body: list[threeway.Hunk]
    places: list[Place] = field(default_factory=list)
    was_asked: bool = False

    @property
    def conflicts(self) -> list[Place]:
        return [place for place in self.places if place.is_conflict]

    @property
    def others(self) -> list[Place]:
        return [place for place in self.places if not place.is_conflict]

    @property
    def undecided(self) -> int:
        return sum(not place.chosen for place in self.places)

    def put_together(self) -> texts.Text:
        """Return the text of both. Raises Undecided while a place is nobody's, BadText where it is too long."""
        if self.undecided:
            raise Undecided
        taken = {place.name: place.taken for place in self.places}
        fields = {name: taken.get(_key(self.theirs, name), self.mine[name]) for name in texts.EMPTY}
        names = _names(self.theirs, self.body)
        blocks = [block for hunk, name in zip(self.body, names, strict=True) for block in taken.get(name, hunk.theirs)]
        return texts.cleaned(fields | {"body": "".join(blocks)})


def meet(
    article: Article, mine: texts.Text, base: int, theirs: Revision, sent: Mapping[str, str], user: AbstractBaseUser
) -> Meeting:
    """Compare `mine`, typed over version `base`, with `theirs`. `sent` says what was chosen where, if anything."""
    was, other = _text_at(article, base), texts.cleaned(theirs.data)
    known = was is not None
    before = was if known else other
    blocks = [richtext.blocks(text["body"]) for text in (was or {"body": ""}, mine, other)]
    budget = Budget()
    body = threeway.hunks(*blocks, budget=budget)
    meeting = Meeting(mine, theirs, base if known else None, body, was_asked="together" in sent)
    wording = Wording([before, mine, other], user)
    for name, label in [*HEAD, ("body", "Text"), *TAIL]:
        if name == "body":
            meeting.places += _body_places(theirs, body, sent, budget)
        elif mine[name] != other[name]:
            values = (before[name] if known else None, mine[name], other[name])
            said = [wording.said(name, before[name]), wording.said(name, mine[name]), wording.said(name, other[name])]
            cells = {"base": one_line(said[0], said[0]), "mine": one_line(said[0], said[1])}
            cells["theirs"] = one_line(said[0], said[2])
            meeting.places.append(_place(_key(theirs, name), label, values, cells, _both(name, values), sent))
    return meeting


def without_gone_tags(text: texts.Text) -> texts.Text:
    """Return the text without tags that a save would have made, and did not."""
    known = set(Tag.objects.filter(pk__in=text["tags"]).values_list("pk", flat=True))
    return text | {"tags": [pk for pk in text["tags"] if pk in known]}


def new_tags(form: WritingForm, text: texts.Text) -> dict[str, Any]:
    """Return what a form shows of the tags of `text` and of those that `form` was to make."""
    new = [tag for tag in form.cleaned_data["tags"] if isinstance(tag, str)]
    lines = [form.fields["tags"].prepare_value(text["tags"]), *new]
    return {"tags": "\n".join(filter(None, lines)), "new_tags": new} if new else {}


def _body_places(theirs: Revision, body: list[threeway.Hunk], sent: Mapping[str, str], budget: Budget) -> list[Place]:
    return [
        _place(name, _label(hunk), (hunk.base, hunk.mine, hunk.theirs), _cells(hunk, budget),
               hunk.theirs + hunk.mine, sent)
        for hunk, name in zip(body, _names(theirs, body), strict=True)
        if not hunk.is_same
    ]  # fmt: skip


def _place(
    name: str, label: str, values: tuple[Any, Any, Any], cells: Mapping[str, list[Block]], both: Any,
    sent: Mapping[str, str],
) -> Place:  # fmt: skip
    was, mine, theirs = values
    is_conflict = was not in (mine, theirs)
    allowed = {"mine", "theirs"} | ({"both"} if is_conflict and both is not None else set())
    default = "" if is_conflict else "mine" if was == theirs else "theirs"
    chosen = sent.get(name, "")
    return Place(name, label, values, cells, both, is_conflict, chosen if chosen in allowed else default)


def _text_at(article: Article, number: int) -> texts.Text | None:
    """Return the text that a page of this version showed. An old story without versions shows what readers have."""
    revision = article.revisions.filter(number=number).first()
    if revision is None:
        return texts.cleaned(texts.of_live(article)) if number == 0 else None
    return texts.cleaned(revision.data)


def _both(name: str, values: tuple[Any, Any, Any]) -> Any:
    _, mine, theirs = values
    if name in _LISTS:
        return theirs + [one for one in mine if one not in theirs]
    if name in _JOINED and mine and theirs:
        between, longest = _JOINED[name]
        joined = f"{theirs}{between}{mine}"
        return joined if len(joined) <= longest else None
    return None


def _cells(hunk: threeway.Hunk, budget: Budget) -> dict[str, list[Block]]:
    was = body_lines("".join(hunk.base))
    sides = {"base": hunk.base, "mine": hunk.mine, "theirs": hunk.theirs}
    return {
        side: with_note(compare_lines(was, body_lines("".join(blocks)), budget), blocks != hunk.base)
        for side, blocks in sides.items()
    }


def _label(hunk: threeway.Hunk) -> str:
    """Say where in the text it is, as the version that both began from has it: "Paragraph 3", "After paragraph 3"."""
    if not hunk.base:
        return f"After paragraph {hunk.start}" if hunk.start else "At the beginning of the text"
    tags = {found[1] for block in hunk.base if (found := _FIRST_TAG.match(block))}
    noun = _NOUNS.get(next(iter(tags)), "paragraph") if len(tags) == 1 else "paragraph"
    if len(hunk.base) == 1:
        return f"Text, {noun} at place {hunk.start + 1}" if noun != "paragraph" else f"Paragraph {hunk.start + 1}"
    return f"Paragraphs {hunk.start + 1} to {hunk.start + len(hunk.base)}"


def _key(theirs: Revision, name: str) -> str:
    return f"take-{theirs.number}-{name}"


def _names(theirs: Revision, body: list[threeway.Hunk]) -> list[str]:
    """Name each stretch by its words; the second of two that say the same is told from the first."""
    counted: Counter[str] = Counter()
    names = []
    for hunk in body:
        words = "\0".join("\1".join(blocks) for blocks in (hunk.base, hunk.mine, hunk.theirs))
        digest = hashlib.sha256(words.encode()).hexdigest()[:16]
        counted[digest] += 1
        names.append(_key(theirs, f"body-{digest}-{counted[digest]}"))
    return names
