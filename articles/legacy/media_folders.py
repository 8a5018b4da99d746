"""Finding the original of a picture in a copy of the old site's uploads folder.

Looked for in this order, and the first that is there is taken: the path that the old site kept, then the path in the
picture's address; each with its name as it is, percent codes decoded or encoded, accents composed or apart. Then the
same without what was hung on the name when the picture was scaled, turned or cut; then with "-scaled", as WordPress
keeps a large picture whose original was cleared away; then the largest of its smaller sizes; at last any file of that
name, if there is but one. Nothing outside the folder is ever opened.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from articles.legacy.old_paths import SCALED, SIZE
from articles.legacy.records import ImageRecord

_SIZED = re.compile(r"-(\d{1,5})x(\d{1,5})$")
_BELOW_UPLOADS = re.compile(r"/(?:wp-content/uploads|wp-content/blogs\.dir/\d+/files|files)/(.+)$")


class MediaFolders:
    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._roots = [folder.resolve() for folder in folders]
        self._names: dict[str, Path | None] | None = None  # by folded name; None where several files have it
        self._sizes: dict[Path, dict[str, tuple[int, str]]] = {}  # by folder: stem and ending -> (area, name)

    def find(self, image: ImageRecord) -> Path | None:
        """Return the file, or None where none of the folders has it."""
        paths = list(dict.fromkeys(_paths(image)))
        bare = [path for path in dict.fromkeys(map(_without_suffix, paths)) if path not in paths]
        for path in [*paths, *bare, *map(_scaled, [*paths, *bare])]:
            for variant in _spellings(path):
                if found := self._at(variant):
                    return found
        for path in [*paths, *bare]:
            for variant in _spellings(path):
                if found := self._largest_size(variant):
                    return found
        return self._only_of_name([*paths, *bare])

    def _at(self, path: str) -> Path | None:
        """Return the file at a path below one of the folders. Links and dots that lead out of it lead nowhere."""
        for root in self._roots:
            try:
                found = (root / path.lstrip("/")).resolve()
                if found.is_relative_to(root) and found.is_file():
                    return found
            except (OSError, ValueError, RuntimeError):
                continue  # a name that no file system takes, or a ring of links
        return None

    def _largest_size(self, path: str) -> Path | None:
        wanted = PurePosixPath(path.lstrip("/"))
        for root in self._roots:
            try:
                folder = (root / wanted.parent).resolve()
            except (OSError, ValueError, RuntimeError):
                continue
            if folder.is_relative_to(root) and (size := self._sizes_in(folder).get(wanted.name)):
                return self._at(str(wanted.parent / size[1]))
        return None

    def _sizes_in(self, folder: Path) -> dict[str, tuple[int, str]]:
        if folder not in self._sizes:
            largest: dict[str, tuple[int, str]] = {}
            for name in sorted(os.listdir(folder)) if folder.is_dir() else ():
                stem, ending = os.path.splitext(name)
                if size := _SIZED.search(stem):
                    original = stem[: size.start()] + ending
                    area = int(size[1]) * int(size[2])
                    largest[original] = max(largest.get(original, (0, "")), (area, name))
            self._sizes = {folder: largest} if len(self._sizes) > 200 else self._sizes | {folder: largest}
        return self._sizes[folder]

    def _only_of_name(self, paths: list[str]) -> Path | None:
        names = self._all_names()
        for path in paths:
            if found := names.get(_folded(PurePosixPath(path).name)):
                return found
        return None

    def _all_names(self) -> dict[str, Path | None]:
        if self._names is None:
            self._names = {}
            for root in self._roots:
                for file in _files(root):
                    key = _folded(file.name)
                    self._names[key] = None if key in self._names else file
        return self._names


def _files(root: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            file = Path(parent, name)
            if not file.is_symlink():
                yield file


def _paths(image: ImageRecord) -> Iterator[str]:
    """Yield the paths below an uploads folder that the record names, the surest first."""
    if image.path:
        yield image.path.lstrip("/")
    for address in (image.url, image.old_id):
        path = urlsplit(address.partition("?")[0]).path if "/" in address else ""
        if below := _BELOW_UPLOADS.search(path):
            yield below[1]
        elif path:
            yield path.lstrip("/")


def _without_suffix(path: str) -> str:
    return SCALED.sub("", SIZE.sub("", path))


def _scaled(path: str) -> str:
    stem, ending = os.path.splitext(_without_suffix(path))
    return f"{stem}-scaled{ending}"


def _spellings(path: str) -> Iterator[str]:
    decoded = unquote(path)
    forms = (path, decoded, quote(decoded), quote(decoded).lower())
    composed = (unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in (decoded, path))
    yield from dict.fromkeys((*forms, *composed))


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unquote(name)).casefold()
