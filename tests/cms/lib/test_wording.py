"""Rules of house style find what they say, nothing else, and in time that grows with the text alone."""

import json
from pathlib import Path

import pytest

from cms.lib import wording
from cms.lib.wording import BadPattern, Rule, Style

TABLE = json.loads((Path(__file__).parent / "wording_cases.json").read_text(encoding="utf-8"))
STYLE = Style(Rule(*rule) for rule in TABLE["rules"])


@pytest.mark.parametrize(("text", "language", "story", "wanted"), TABLE["cases"], ids=lambda value: str(value)[:30])
def test_the_server_finds_what_the_shared_table_says(text: str, language: str, story: str, wanted: list) -> None:
    found = STYLE.find(text, language=language, story=story)
    assert [[place.words, place.replacement] for place in found] == wanted
    assert all(text[place.start : place.end] == place.words for place in found)


@pytest.mark.parametrize(
    ("pattern", "replacement"),
    [
        ("", "x"), ("*", "x"), ("*ev", "x"), ("K*ev", "x"), ("a* b*", "x"), ("Kiev", "Kyiv*"), ("Kiev", "Kiev"),
        ("(a+)+", "x"), (".", "x"), ("x" * 200, "y"), ("a b c d e f g h i", "x"), ("U.S.", "US"), ("Kiev ", "Kyiv"),
    ],
)  # fmt: skip
def test_a_pattern_that_could_find_nothing_is_refused(pattern: str, replacement: str) -> None:
    with pytest.raises(BadPattern):
        wording.check(pattern, replacement)


def test_a_replaced_text_is_never_found_again() -> None:
    for text, language, story, _ in TABLE["cases"]:
        if story == "kk" and text == "A B":
            continue  # there one rule's replacement is what another finds, which is meant
        mended = text
        for place in reversed(STYLE.find(text, language=language, story=story)):
            if place.replacement:
                mended = mended[: place.start] + place.replacement + mended[place.end :]
        left = [place.rule.id for place in STYLE.find(mended, language=language, story=story) if place.replacement]
        assert left == []


def test_the_work_grows_with_the_text_and_not_with_the_rules_or_their_product(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = 0
    inner = wording._steps

    def counted(*given: object) -> list:
        nonlocal steps
        found = list(inner(*given))
        steps += 1 + len(found)
        return found

    monkeypatch.setattr(wording, "_steps", counted)

    def cost(rules: int, letters: int) -> int:
        nonlocal steps
        steps = 0
        hostile = [Rule(n, f"{'a ' * (n % 7)}{'a' * (n % 90 + 1)}* b{n}", "x") for n in range(rules)]
        Style(hostile).find("a " * (letters // 4) + "a" * (letters // 2), language="en", story="en")
        return steps

    small, longer, richer = cost(1000, 2_500), cost(1000, 10_000), cost(10_000, 10_000)
    assert longer <= small * 4.5
    assert richer <= longer * 1.2
