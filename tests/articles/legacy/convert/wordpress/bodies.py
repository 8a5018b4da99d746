"""Builders for the tests of bodies that WordPress wrote."""

from articles.legacy.convert import Converted, convert_record
from articles.legacy.records import ArticleRecord, Markup, Place
from cms.lib.identity import stable_id

PLACE = Place("export.xml", 7)
SOURCE = "old-paper"
HOST = "old.example"
UPLOADS = f"https://{HOST}/wp-content/uploads/2019/03"
FILM = "https://youtu.be/a1B2c3D4e5F"
FILM_BLOCK = '<div data-embed="youtube" data-id="a1B2c3D4e5F"></div>'


def converted(body: str, **fields: object) -> Converted:
    record = ArticleRecord(PLACE, "A title", body, **{"markup": Markup.WORDPRESS, "hosts": (HOST,), **fields})
    return convert_record(record, source=SOURCE)


def html(body: str, **fields: object) -> str:
    return converted(body, **fields).html


def uid(old_id: object) -> str:
    return stable_id(SOURCE, "image", str(old_id))


def file_uid(path: str) -> str:
    return stable_id(SOURCE, "file", path)


def figure(picture: str, caption: str = "", **said: str) -> str:
    """Return a figure as the schema writes it. `said` may hold alt and credit."""
    attributes = "".join(f' data-{key}="{said[key]}"' for key in ("alt", "credit") if key in said)
    text = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-picture="{picture}"{attributes}>{text}</figure>'


def notes(result: Converted) -> list[tuple[str, str, int]]:
    return [(note.name, note.action, note.count) for note in result.shortcodes]
