"""The text of a line with our rows in the place of its names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from articles import text as texts
from articles.models import Article
from cms.lib import richtext
from cms.moving.arriving.known import Arrival, read_moment
from cms.pictures.models import Picture


@dataclass(slots=True)
class Names:
    """What the names in some lines stand for. `remarks` are what a text named that is not here."""

    arrival: Arrival
    stories: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def look_up(self, lines: Iterable[dict[str, Any]]) -> None:
        texts_of_lines = [text for line in lines for text in texts_in(line)]
        uids = {text["translation_of"] for text in texts_of_lines} - {None}
        self.stories = dict(Article.objects.filter(uid__in=uids).values_list("uid", "pk"))
        uids = {text["lead_image"] for text in texts_of_lines} - {None}
        self.pictures = dict(Picture.objects.filter(uid__in=uids).values_list("uid", "pk"))

    def taken(self) -> list[str]:
        """Return the remarks since the last time, each once."""
        remarks, self.remarks = list(dict.fromkeys(self.remarks)), []
        return remarks


def texts_in(line: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the line itself, its working text and those of its versions: each has the fields of a text."""
    yield line
    if line["working"]:
        yield line["working"]
    yield from (revision["text"] for revision in line.get("revisions") or ())


def text_of(said: dict[str, Any], names: Names) -> texts.Text:
    """Return the text of a line as a revision stores it. Raises ValueError for HTML beyond all measure, and
    for a proposed time that is none.
    """
    read_moment(said["release_at"])
    try:
        body = richtext.clean(said["body"])
    except richtext.TooMuchHtml as error:
        raise ValueError(str(error)) from error
    if body != said["body"]:
        names.remarks.append("its text held what no text here may, or was written in another form; it was cleaned")
    lead = said["lead_image"]
    if lead and lead not in names.pictures and not names.arrival.is_dry_run:
        names.remarks.append(f"its lead picture {lead} is not here")
        lead = None
    return {
        **{
            name: said[name] for name in ("title", "standfirst", "kind", "language", "slug", "lead_alt", "lead_caption")
        },
        **{name: said[name] for name in ("search_title", "search_description", "release_at")},
        "body": body,
        "region": _tag(said["region"], names) if said["region"] else None,
        "tags": [pk for pk in dict.fromkeys(_tag(tag["slug"], names) for tag in said["tags"]) if pk is not None],
        "lead_picture": lead,
        "bylines": list(_bylines(said["bylines"], names)),
        "translation_of": names.stories.get(said["translation_of"]),
        "has_restored_paragraphs": said["paragraphs_restored"],
    }


def _tag(slug: str, names: Names) -> int | None:
    pk = names.arrival.tags.get(slug)
    if pk is None:
        names.remarks.append(f"its tag {slug} is not here")
    return pk


def _bylines(said: list[dict[str, Any]], names: Names) -> Iterator[dict[str, Any]]:
    met = set()
    for byline in said:
        known = names.arrival.people.get(byline["slug"]) if byline["slug"] else None
        if byline["slug"] and known is None:
            names.remarks.append(f"{byline['name']} is not among the people here, and is credited in words")
        person, own_name = known or (None, "")
        name = "" if person is not None and byline["name"] == own_name else byline["name"]
        # One person is credited once for one thing.
        mark = (person, byline["role"]) if person is not None else (name, byline["role"])
        if mark not in met:
            met.add(mark)
            yield {"person": person, "name": name, "role": byline["role"]}
