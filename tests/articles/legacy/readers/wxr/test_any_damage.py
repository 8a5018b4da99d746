"""Whatever happens to a file, it is read or refused with its place; nothing else is ever raised."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from articles.legacy.readers import ReadOptions, UnreadableInput, wxr
from articles.legacy.readers.encodings import mended
from articles.legacy.records import ArticleRecord
from tests.articles.legacy.readers.wxr.export_builders import (
    attachment,
    author,
    category,
    comment,
    export,
    item,
    meta,
    read,
    term,
)

WHOLE = export(
    author(),
    category("energy", "Energy"),
    item(terms=term("energy", "Energy", "category") + term("cap-a", "A", "author"), meta=meta("_thumbnail_id", "50")),
    attachment(50),
    item(body="a ]]]]><![CDATA[> b", post_id=2, more=comment()),
    item(post_type="guest-author", post_name="cap-a", post_id=3, meta=meta("cap-display_name", "Aida Sarybay")),
).encode()
PIECES = st.sampled_from(
    [
        *(
            b"<",
            b">",
            b"&",
            b"]]>",
            b"<![CDATA[",
            b"\0",
            b"\xff",
            b"\xef\xbf\xbe",
            b"&#1;",
            b"&nbsp;",
            b"<!DOCTYPE x [",
        ),
        *(
            b"<rss>",
            b"</rss>",
            b"<?xml?>",
            b"</item>",
            b"<item>",
            b"<wp:x",
            b'"',
            b"\r",
            b"\n",
            b"<!--",
            b"-->",
            b"\xd0",
        ),
        *(b"0000-00-00", b"9" * 400, b"\xed\xa0\x80", b"%ff%", b"://[", b"<a xmlns:wp='x'>"),
    ]
)


def survives(data: bytes) -> list[object]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "export.xml")
        file.write_bytes(data)
        try:
            return list(wxr.read(file, ReadOptions()))
        except UnreadableInput as refusal:
            assert refusal.place.file == str(file)
            assert refusal.place.line is None or 1 <= refusal.place.line <= data.count(b"\n") + data.count(b"\r") + 1
            return []


def test_the_whole_file_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    assert (len(found.stories), len(found.images), found.failed) == (2, 1, [])


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@given(st.integers(0, len(WHOLE)))
def test_any_truncation(length: int) -> None:
    survives(WHOLE[:length])


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 40), PIECES | st.binary(max_size=8)), max_size=4))
def test_any_piece_replaced_by_another(changes: list[tuple[int, int, bytes]]) -> None:
    data = WHOLE
    for start, length, piece in changes:
        data = data[:start] + piece + data[start + length :]
    survives(data)


@given(st.integers(0, len(WHOLE)), st.integers(0, len(WHOLE)))
def test_any_two_parts_glued_together(first: int, second: int) -> None:
    survives(WHOLE[:first] + WHOLE[second:])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=60))
def test_any_text_is_read_back_as_it_was_written(text: str) -> None:
    body = text.replace("]]>", "]]]]><![CDATA[>")
    found = survives(export(item(body=body)).encode())
    assert [one.body for one in found if isinstance(one, ArticleRecord)] == [mended(text)]
