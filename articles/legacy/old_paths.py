"""Paths of the old site, in the form in which the table of addresses can keep and find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from articles.legacy.records import ArticleRecord, ImageRecord
from cms.ledger.families.joomla import article_path
from cms.ledger.models import Address

UPLOADS = "/wp-content/uploads/"
LONGEST = Address._meta.get_field("path").max_length - 2  # with a slash at either end
# What WordPress hangs on the name of an uploaded file: of its smaller sizes, of a picture it scaled, turned or cut
SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_JOOMLA = re.compile(r"/index\.php/(?:[^/]+/)*0*([0-9]{1,18})-[^/]+/?")
SCALED = re.compile(r"-(?:scaled|rotated|e\d{10,16})(?=\.\w{2,5}$)")


def kept(paths: Iterable[str]) -> list[str]:
    """Return the paths as browsers are answered: letters, not their percent codes. What is too long is left out."""
    shown = (unicodedata.normalize("NFC", unquote(path)) for path in paths)
    return [path for path in dict.fromkeys(shown) if path.strip("/") and len(path) <= LONGEST and "\0" not in path]


def joomla_numbers(paths: Iterable[str], old_ids: Iterable[str] = ()) -> list[str]:
    """Return the paths under which the table keeps Joomla's numbers of an article: those known, and those in paths."""
    found = [match[1] for path in paths if (match := _JOOMLA.fullmatch(unquote(path)))]
    return list(dict.fromkeys(article_path(str(int(number))) for number in [*found, *old_ids] if number.isdecimal()))


def later_paths(record: ArticleRecord | None, paths: list[str]) -> list[str]:
    """Return those addresses of a story that another story of the export may have by now: its former slugs.

    Where a story stood last (its link, which comes first) and what holds its number are its own.
    """
    if record is None:
        return []
    own = set(kept(record.old_addresses[:1]))
    return [path for path in paths if path not in own and not path.startswith("/?")]


def upload_path(image: ImageRecord) -> str:
    """Return the path of an attachment's file below the uploads folder, decoded; "" where nothing tells."""
    if image.path:
        return unquote(image.path.lstrip("/"))
    return unquote(urlsplit(image.url).path).partition("/uploads/")[2] if "/uploads/" in image.url else ""


def upload_paths(image: ImageRecord) -> list[str]:
    """Return where the old site served this picture, by its number and by the file's name with and without suffix."""
    paths = [f"/?attachment_id={image.old_id}"] if image.old_id.isdigit() else []
    if path := upload_path(image):
        paths += [UPLOADS + path, UPLOADS + SCALED.sub("", path)]
    return kept([*paths, *image.old_addresses])
