"""Which of a story's printings is told, and which printings are one story."""

from articles.legacy.identity import is_same_opening, opening, title_key
from articles.legacy.records import ArticleRecord, Place
from articles.legacy.resolve import Stories, best_printing


def printing(body: str = "word " * 60, title: str = "Ferry", **fields: object) -> ArticleRecord:
    return ArticleRecord(Place("a.txt", 1), title, body, **fields)


def test_a_whole_text_beats_a_longer_cut_one() -> None:
    whole, cut = printing("word " * 300), printing("word " * 500, is_cut=True)
    assert best_printing([cut, whole]) is whole


def test_a_cut_text_beats_a_longer_excerpt() -> None:
    cut, excerpt = printing("word " * 500, is_cut=True), printing("word " * 600, is_excerpt=True)
    assert best_printing([excerpt, cut]) is cut


def test_real_paragraphs_beat_restored_ones() -> None:
    real, fused = printing("word " * 60, has_paragraphs=True), printing("word " * 61)
    assert best_printing([fused, real]) is real


def test_the_choice_does_not_depend_on_the_order() -> None:
    printings = [printing(f"{n} " * 60) for n in "cab"]
    assert best_printing(printings) == best_printing(printings[::-1])


def test_quotes_case_and_spaces_do_not_make_another_title() -> None:
    assert title_key("Putin’s  Visit: To Osh") == title_key("putin's visit – to OSH")


def test_an_excerpt_is_the_story_that_it_opens() -> None:
    text = " ".join(f"w{n}" for n in range(80))
    assert is_same_opening(opening(text), opening(" ".join(text.split()[:15])))
    assert not is_same_opening(opening(text), opening("w0 w1 w2"))
    assert not is_same_opening(opening(text), opening("other " + text))


def test_a_caption_at_the_head_does_not_make_another_story() -> None:
    text = " ".join(f"w{n}" for n in range(80))
    assert opening(f'[caption id="attachment_1"] A pier[/caption] {text}') == opening(text)


def test_very_short_stories_are_the_same_only_when_equal() -> None:
    stories = Stories()
    for body in ("Closed today.", "Closed today.", "Closed tomorrow."):
        stories.add(printing(body))
    assert len(stories) == 2
