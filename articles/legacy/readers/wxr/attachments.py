"""Attachments: the pictures of the old site's library. Their words are told here; their files lie elsewhere."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import unquote

from articles.legacy.convert import captions
from articles.legacy.readers.wxr import picture_addresses
from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.envelope import split
from articles.legacy.readers.wxr.wording import plain
from articles.legacy.records import ImageRecord, Kind, Place, Problem, Severity
from cms.lib.identity import stable_id

# Endings of files that are no pictures; what has none of them is looked at when its file is found.
_OTHER_FILES = frozenset(
    {
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "txt", "csv", "epub",
        "zip", "rar", "7z", "gz", "xml", "json", "html", "htm", "js", "css", "svg", "svgz", "swf", "psd", "ai", "eps",
        "mp3", "m4a", "ogg", "oga", "wav", "flac", "wma", "mp4", "m4v", "mov", "avi", "mkv", "webm", "wmv", "mpg",
        "mpeg", "ogv", "3gp", "3g2", "vtt", "srt",
    }
)  # fmt: skip


def picture(entry: Entry, place: Place, source: str) -> ImageRecord | Problem:
    """Read an attachment; a Problem says why it is no picture that can be taken."""
    old_id, url = entry.text("wp:post_id"), address(entry)
    what = plain(entry.text("title"))[:120] or url.rpartition("/")[2][:120] or "attachment"
    if not old_id:
        return Problem(Severity.FAILED, place, Kind.IMAGE, what, "it has no post_id, by which texts name it")
    if (status := entry.text("wp:status")) in ("private", "trash"):
        return Problem(Severity.SKIPPED, place, Kind.IMAGE, what, f"its status is {status}: it was not public")
    path = _path(entry, url)
    ending = PurePosixPath(unquote(path or split(url)[1])).suffix.lower().lstrip(".")
    if ending in _OTHER_FILES:
        reason = f"a .{ending} file, not a picture that can be taken; links to it stay as they are"
        return Problem(Severity.SKIPPED, place, Kind.OTHER, what, reason)
    if not url and not path:
        return Problem(Severity.FAILED, place, Kind.IMAGE, what, "it does not say where its file is")
    caption = captions.part(plain(entry.text("excerpt:encoded")))
    return ImageRecord(
        place, stable_id(source, "image", old_id), old_id, caption=caption.text, credit=caption.credit,
        alt=plain(entry.first_meta("_wp_attachment_image_alt")), url=url, path=path, old_addresses=_page(entry),
    )  # fmt: skip


def _page(entry: Entry) -> tuple[str, ...]:
    """The path of the picture's own page on the old site, where it had one."""
    path = split(entry.text("link"))[1]
    return (path,) if path.startswith("/") and path.strip("/") else ()


def address(entry: Entry) -> str:
    return entry.text("wp:attachment_url") or entry.text("guid")


def _path(entry: Entry, url: str) -> str:
    """Return the path below the uploads folder: as WordPress keeps it, else as the address shows it."""
    kept = entry.first_meta("_wp_attached_file")
    if kept and not kept.startswith(("/", "http:", "https:")) and ".." not in kept.split("/"):
        return kept
    path = picture_addresses.upload_path(url)
    return "" if ".." in path.split("/") else path
