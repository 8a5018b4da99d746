"""The two dumps that the newsroom gave us read like a newspaper after conversion."""

import re
from functools import cache

from articles.legacy.convert import Converted
from cms.lib.sentences import sentence_ends
from tests.articles.legacy.convert.bodies import converted, texts, words_for_readers
from tests.seeds import SEEDS, needs_seeds

CAPTION = re.compile(r"\[caption.*?\[/caption\]")
# Per body, in the order of the files: the positions (counting words from 0) at which the true subheadings, found by
# reading, begin and end. Captions are not counted.
SUBHEADINGS: list[list[tuple[int, int]]] = [
    [(171, 181), (364, 369)],
    [],
    [],
    [],
    [],
    [],
    [(176, 179), (400, 403)],
    [],
    [(185, 190), (467, 470)],
    [],
    [],
    [(133, 136), (327, 335), (443, 448)],
    [(99, 104), (229, 236), (309, 315)],
    [(242, 248), (384, 387)],
    [(187, 190), (301, 305), (447, 449)],
    [(171, 181), (364, 369)],
]

pytestmark = needs_seeds


@cache
def seed_bodies() -> list[str]:
    lines = [line for path in sorted(SEEDS.glob("*.txt")) for line in path.read_text(encoding="utf-8").split("\n")]
    return [line for line in lines if len(line.split()) > 100]


@cache
def seeds() -> list[tuple[str, Converted]]:
    return [(body, converted(body)) for body in seed_bodies()]


def positions_of_subheadings(result: Converted) -> list[tuple[int, int]]:
    marked = re.sub(r"<figure.*?</figure>", " ", result.html).replace("<h2>", " \x02 ").replace("</h2>", " \x03 ")
    found: list[tuple[int, int]] = []
    count = start = 0
    for word in re.sub(r"<[^<>]+>", " ", marked).split(" "):
        if word == "\x02":
            start = count
        elif word == "\x03":
            found.append((start, count))
        elif word.strip():
            count += len(word.split())
    return found


def test_every_true_subheading_is_found_and_no_other() -> None:
    assert [positions_of_subheadings(result) for _, result in seeds()] == SUBHEADINGS


def test_the_words_are_the_source_s() -> None:
    for body, result in seeds():
        assert words_for_readers(result.html) == CAPTION.sub(" ", body).split()


def test_paragraphs_have_newspaper_length() -> None:
    for _, result in seeds():
        assert result.has_restored_paragraphs
        for paragraph in texts(result.html, "p"):
            words = paragraph.split()
            assert len(words) <= 80 or sentence_ends(words) == [len(words)]


def test_the_one_caption_becomes_the_one_figure() -> None:
    images = [image for _, result in seeds() for image in result.images]
    assert [(image.old_id, image.credit) for image in images] == [("27352", "Vitaly V. Kuzmin")]
    assert sum(result.html.count("<figure ") for _, result in seeds()) == 1
    assert not any("[caption" in result.html for _, result in seeds())


def test_the_one_list_becomes_the_one_list() -> None:
    items = [texts(result.html, "li") for _, result in seeds() if "<ul>" in result.html]
    assert [len(found) for found in items] == [8]
    assert items[0][0] == "Cement (100%)"
    assert all(re.fullmatch(r"[A-Z][a-z ]+ \([$0-9][^()]*\)", item) for item in items[0])


def test_nothing_in_the_seeds_is_a_problem() -> None:
    assert [problem for _, result in seeds() for problem in result.problems] == []
