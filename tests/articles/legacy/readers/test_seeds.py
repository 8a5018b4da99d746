"""The two dumps that the newsroom gave us, where they are at hand."""

from collections import Counter

from articles.legacy.readers import ReadOptions, find_files, read
from articles.legacy.records import ArticleRecord, Problem, Severity
from tests.seeds import SEEDS, needs_seeds

pytestmark = needs_seeds


def read_seeds() -> list[object]:
    return [one for path in find_files([SEEDS]) for one in read(path, format="auto", options=ReadOptions())]


def test_the_seeds_hold_sixteen_printings_one_person_and_five_quotes() -> None:
    counts = Counter(type(one).__name__ for one in read_seeds())
    assert counts == {"ArticleRecord": 16, "PersonRecord": 1, "QuoteRecord": 5, "Problem": 1}


def test_seven_bodies_of_the_seeds_are_cut() -> None:
    assert sum(one.is_cut for one in read_seeds() if isinstance(one, ArticleRecord)) == 7


def test_the_only_thing_to_say_of_the_seeds_is_what_is_missing() -> None:
    [problem] = [one for one in read_seeds() if isinstance(one, Problem)]
    assert (problem.severity, problem.what, problem.reason) == (Severity.WARNING, "list", "65 announced, 6 present")


def test_every_word_of_the_seeds_lists_stands_in_a_record() -> None:
    [path, _] = find_files([SEEDS])
    records = [one for one in read(path, format="pages", options=ReadOptions()) if isinstance(one, ArticleRecord)]
    said = [text for record in records for text in (record.title, record.body)]
    assert "\n\n".join(said) == path.read_text().split("\n\n", 1)[1].strip()
