"""Records as the reader of an export makes them, with our own words, and a run over them."""

from collections.abc import Iterable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from articles.legacy import importer
from articles.legacy.importer import ImportOptions, run
from articles.legacy.records import (
    ArticleRecord,
    BylineRecord,
    ImageRecord,
    Markup,
    PersonRecord,
    Place,
    Status,
    TagRecord,
)
from articles.legacy.report import Report
from cms.lib.identity import stable_id

FILE = "site.xml"
MORNING = datetime(2019, 3, 12, 4, 30, tzinfo=UTC)
SENTENCES = "The old ferry left the pier at six. Fishermen had mended their nets through the night. "


def post(number: int = 7, title: str = "Ferry leaves the pier", **fields: object) -> ArticleRecord:
    """A published post; `by` names its authors."""
    by = fields.pop("by", ("Aida Sarybay",))
    own = {
        "record_id": str(number),
        "old_ids": (str(number),),
        "markup": Markup.WORDPRESS,
        "status": Status.PUBLISHED,
        "published_at": MORNING,
        "modified_at": MORNING,
        "slug": title.lower().replace(" ", "-"),
        "bylines": tuple(BylineRecord(name) for name in by),
        "body": f"<p>This is how {title.lower()} began, as people at the lake tell it. {SENTENCES}</p>",
    }
    given = own | fields
    given.setdefault("old_addresses", (f"/2019/03/{given['slug']}/", f"/?p={number}"))
    return ArticleRecord(Place(FILE, number * 10), title, **given)


def attachment(number: int = 70, path: str = "2019/03/pier.jpg", **fields: object) -> ImageRecord:
    url = fields.pop("url", f"https://old.example/wp-content/uploads/{path}")
    uid = stable_id("archive", "image", number)
    return ImageRecord(Place(FILE, number * 10), uid, str(number), path=path, url=url, **fields)


def person(name: str = "Aida Sarybay", **fields: object) -> PersonRecord:
    return PersonRecord(Place(FILE, 3), name, **fields)


def shown(number: int = 70, path: str = "2019/03/pier.jpg") -> dict[str, object]:
    """The body of a post that shows an attachment, with what its reader finds out about it."""
    address = f"https://old.example/wp-content/uploads/{path}"
    body = f'<p>Text.</p>\n<p><img class="wp-image-{number}" src="{address}" alt=""></p>'
    return {"body": body, "image_ids": ((address, str(number)),)}


def figure(number: int) -> str:
    """A picture as our own texts show it."""
    uid = stable_id("archive", "image", number)
    return f'<figure data-picture="{uid}"></figure>'


class Export:
    """A format of its own, whose files hold whatever the test put there."""

    def __init__(self, records: Iterable[object]) -> None:
        self.records = list(records)

    def recognises(self, head: bytes) -> bool:
        return head.startswith(b"<test")

    @contextmanager
    def prepare(self, paths: list[Path], options: object) -> object:
        yield SimpleNamespace(sites={})

    def read(self, path: Path, options: object, index: object) -> object:
        yield from self.records

    def surroundings(self, path: Path, options: object, index: object) -> object:
        yield from (record for record in self.records if isinstance(record, ImageRecord | PersonRecord | TagRecord))


def imported(folder: Path, records: Iterable[object], **options: object) -> Report:
    """Run the importer over these records."""
    file = folder / FILE
    file.write_text("<test>", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(importer.FORMATS, "test", Export(records))

        patch.setattr("articles.legacy.importer.detect", lambda path: "test")
        return run([file], ImportOptions(**options))
