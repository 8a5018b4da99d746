"""From a path to neutral records. A new format is one new module here and its name in `FORMAT_NAMES`.

A reader module has two functions: `recognises(head: bytes) -> bool`, which looks at the first bytes of a
file, and `read(path, options)`, which yields records and problems in the order of the dump; and it names in `ENDINGS`
the files of an archive that it reads. A format whose
files refer to each other has a third: `prepare(paths, options)`, a context manager over what all files hold,
which `read` takes as its third argument.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol

from articles.legacy.readers import packed
from articles.legacy.readers.options import ReadOptions, UnreadableInput
from articles.legacy.records import Place, Problem, Record, Tally

__all__ = ["AUTO", "FORMATS", "FORMAT_NAMES", "ReadOptions", "UnreadableInput", "detect", "find_files", "read"]

AUTO = "auto"
HEAD_BYTES = 4096

# The most particular first: the last one takes whatever is left, and says why where it cannot.
FORMAT_NAMES = ("wxr", "pages")


class Reader(Protocol):
    ENDINGS: tuple[str, ...]

    def recognises(self, head: bytes) -> bool: ...

    def read(self, path: Path, options: ReadOptions) -> Iterator[Record | Problem | Tally]: ...


FORMATS: dict[str, Reader] = {name: import_module(f"{__name__}.{name}") for name in FORMAT_NAMES}


def detect(path: Path) -> str:
    """Return the name of the format that a file is most likely in. Raises `UnreadableInput`."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as error:
        raise UnreadableInput(Place(str(path)), _in_words(error)) from error
    if packed.is_archive(head):
        return _packed_format(path)
    return next((name for name, reader in FORMATS.items() if reader.recognises(head)), FORMAT_NAMES[-1])


def _packed_format(path: Path) -> str:
    """Return the format whose files an archive holds, by their names."""
    for name in FORMAT_NAMES:
        try:
            packed.members(path, FORMATS[name].ENDINGS)
        except UnreadableInput:
            continue
        return name
    return FORMAT_NAMES[0]


def read(path: Path, *, format: str, options: ReadOptions) -> Iterator[Record | Problem | Tally]:
    """Yield what a file holds, in its order. `format` is a key of `FORMATS`, or "auto".

    What cannot be taken is a `Problem`. Raises `UnreadableInput` for an export that is damaged as a whole.
    """
    return FORMATS[detect(path) if format == AUTO else format].read(path, options)


def find_files(paths: list[Path]) -> list[Path]:
    """Return the files to read: each path that is a file, and all files under each that is a folder, sorted.

    Hidden files and folders are left out unless named themselves; a file met twice is read once.
    Raises `UnreadableInput` for a path that cannot be read and for a folder without files.
    """
    files: dict[Path, None] = {}
    for path in paths:
        found = _files_under(path) if path.is_dir() else [path]
        for file in found:
            _check_readable(file)
            files[file] = None
    return list(files)


def _files_under(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(parent, name) for name in sorted(names) if not name.startswith("."))
        found += [path for path in paths if path.is_file()]
    if not found:
        raise UnreadableInput(Place(str(folder)), "the folder holds no files")
    return sorted(found)


def _check_readable(path: Path) -> None:
    if not path.exists():
        raise UnreadableInput(Place(str(path)), "there is no such file or folder")
    if not path.is_file():
        raise UnreadableInput(Place(str(path)), "neither a file nor a folder")
    if not os.access(path, os.R_OK):
        raise UnreadableInput(Place(str(path)), "it may not be read: permission denied")


def _refuse(error: OSError) -> None:
    raise UnreadableInput(Place(str(error.filename)), _in_words(error)) from error


def _in_words(error: OSError) -> str:
    return f"it cannot be read: {(error.strerror or str(error)).lower()}"
