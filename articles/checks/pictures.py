"""Checks of pictures: the lead and those in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.checks.catalogue import Finding
from articles.checks.evidence import Evidence, Page
from cms.lib.names import fold
from cms.pictures.models import Picture

_FILE_NAME = re.compile(
    r"\S+\.(?:jpe?g|png|gif|webp|tiff?|heic)|(?:img|dsc|dscn|pxl|photo|image)[\s_-]?\d+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture where it stands. `alt` None: the text says nothing of its own, "" in the body: decoration here."""

    uid: str
    picture: Picture | None
    field: str
    which: str
    alt: str | None
    caption: str
    credit: str

    @property
    def named(self) -> str:
        said = (self.picture.caption[:60] or self.picture.file_name[:60]) if self.picture else ""
        return f"{self.which} “{said or self.uid}”"

    @property
    def is_silent(self) -> bool:
        """A picture whose file never came shows no image, and needs no words in place of one."""
        if self.picture is None or self.picture.is_missing or self.picture.is_decorative or self.picture.alt:
            return False
        return self.alt is None

    @property
    def said_alt(self) -> str:
        return self.alt if self.alt is not None else (self.picture.alt if self.picture else "")


def shown(page: Page, evidence: Evidence) -> list[Shown]:
    """Return the lead picture, then those of the text, each place by itself."""
    text, found = page.text, []
    if uid := text["lead_picture"]:
        alt = text["lead_alt"].strip() or None
        picture = evidence.pictures.get(uid)
        found.append(Shown(uid, picture, "lead_alt", "the lead picture", alt, text["lead_caption"], ""))
    for attributes, caption in page.figures:
        uid = attributes["data-picture"]
        picture, credit = evidence.pictures.get(uid), attributes.get("data-credit", "")
        found.append(Shown(uid, picture, "body", "the picture", attributes.get("data-alt"), caption, credit))
    return found


def lead(page: Page, evidence: Evidence) -> Iterator[Finding]:
    if not page.is_standing and not page.text["lead_picture"]:
        yield Finding("lead_picture", "lead_picture", "no lead picture: lists and shared links show none")


def words(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for uid, one in {(one.field, one.uid): one for one in shown(page, evidence) if one.is_silent}.items():
        said = f"{one.named} needs words for those who cannot see it, or “decorative”"
        yield Finding("picture_words", one.field, said, uid[1])


def words_say(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for one in shown(page, evidence):
        alt = fold(one.said_alt)
        if not alt:
            continue
        caption = fold(one.caption or (one.picture.caption if one.picture else ""))
        if _FILE_NAME.fullmatch(one.said_alt.strip()):
            said = f"the words for {one.named} are the name of a file: what does it show?"
        elif alt == caption:
            said = f"the words for {one.named} are its caption again: whoever listens hears it twice"
        else:
            continue
        yield Finding("picture_words_say", one.field, said, one.uid)


def files(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for one in shown(page, evidence):
        if one.picture is None or one.picture.is_missing:
            field = "lead_picture" if one.field == "lead_alt" else one.field
            yield Finding(
                "picture_file", field, f"the file of {one.named} has not come: readers see an empty place", one.uid
            )


def credit(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for one in shown(page, evidence):
        if one.picture and not one.picture.is_missing and not (one.credit or one.picture.credit).strip():
            field = "lead_picture" if one.field == "lead_alt" else one.field
            yield Finding("credit", field, f"nobody is credited for {one.named}", one.uid)
