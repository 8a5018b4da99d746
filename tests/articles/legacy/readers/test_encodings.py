"""Text that was encoded twice is read as it was meant, value by value; text that was not stays as it is."""

from pathlib import Path

import pytest

from articles.legacy.readers.encodings import mended
from tests.articles.legacy.readers.wxr.export_builders import export, item, read, reasons

TEXTS = [
    "It’s “fine” — Kyrgyzstan’s own…",
    "Президент Казахстана — «встреча» в Астане",
    "Қазақстан, Ә Ғ Қ Ң Ө Ұ Ү Һ І",
    "Кыргызстандын Ысык-Көлү, Ө Ү Ң",
    "Тоҷикистон: Ӣ Ӯ Ҳ Ҷ Қ Ғ",
    "Oʻzbekiston gʻalabasi",
    "Türkmenistanyň Ýewropa bilen ş ž ň",
    "İstanbul’da café Müller",
]


@pytest.mark.parametrize("text", TEXTS)
def test_good_text_of_every_language_of_the_region_stays(text: str) -> None:
    assert mended(text) is text
    assert mended(text * 50) == text * 50


@pytest.mark.parametrize("text", TEXTS)
def test_utf_8_taken_for_another_encoding_is_read_as_it_was_meant(text: str) -> None:
    assert mended(text.encode().decode("latin-1")) == text
    assert mended(text.encode().decode("sloppy-windows-1252")) == text


def test_cyrillic_taken_for_the_russian_encoding_is_read_as_it_was_meant() -> None:
    assert mended("Президент — «встреча»".encode().decode("sloppy-windows-1251")) == "Президент — «встреча»"


def test_it_is_decided_for_each_value_and_told_how_often(tmp_path: Path) -> None:
    wrong = "Itâ€™s a boat."
    found = read(tmp_path, export(item(title="It’s a café", body=wrong), item(title="Ãœber", post_id=2)))
    assert [(story.title, story.body) for story in found.stories] == [
        ("It’s a café", "It’s a boat."),
        ("Über", "The boat left."),
    ]
    assert "2 texts had been encoded twice" in reasons(found.warnings)


def test_good_and_bad_passages_of_one_value_are_told_apart() -> None:
    assert mended("Good “quotes”. Itâ€™s bad. Президент") == "Good “quotes”. It’s bad. Президент"
