"""Comparing by words: what went, what came, and never more work than a page may cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.desk.comparison import Budget, body_lines, compare_lines, compare_words, side_by_side
from articles.desk.matching import stretches


def shown(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    return [(block.kind, str(block.html)) for block in compare_lines(before, after)]


def test_a_changed_word_is_marked_and_the_others_stand() -> None:
    assert compare_words("The river froze late.", "The river froze early.") == (
        "The river froze <del>late</del><ins>early</ins>."
    )


def test_a_rewritten_phrase_is_one_change_not_one_for_each_word() -> None:
    assert compare_words("He said three dark words.", "He said one more thing.") == (
        "He said <del>three dark words</del><ins>one more thing</ins>."
    )


def test_a_paragraph_that_moved_in_is_new_and_its_neighbours_are_the_same() -> None:
    assert shown(["One.", "Three."], ["One.", "Two.", "Three."]) == [
        ("same", "One."),
        ("new", "<ins>Two.</ins>"),
        ("same", "Three."),
    ]


def test_paragraphs_that_share_no_words_are_gone_and_new() -> None:
    assert [kind for kind, _ in shown(["Herders moved their flocks."], ["Prices rose by a tenth."])] == ["gone", "new"]


def test_markup_is_escaped_on_both_sides() -> None:
    said = compare_words("<b>a & b</b>", "<i>a & c</i>")
    assert "<b>" not in said
    assert "<i>" not in said
    assert "&lt;" in said


def test_pictures_and_embeds_are_told_in_words() -> None:
    body = '<p>Words.</p><figure data-picture="abc"></figure><div data-embed="youtube" data-id="xyz"></div><hr>'
    assert body_lines(body) == ["Words.", "[picture abc]", "[embedded from youtube: xyz]", "[a line across]"]


class Counted(str):
    """A word that counts how often any is compared."""

    count = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.count += 1
        return str.__eq__(self, other)


@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=12))
def test_matching_finds_the_longest_common_words_and_leaves_nothing_out(old: list[str], new: list[str]) -> None:
    found, _ = stretches(old, new, 100)
    assert [w for _, a, b, _, _ in found for w in old[a:b]] == old
    assert [w for _, _, _, c, d in found for w in new[c:d]] == new
    assert all(old[a:b] == new[c:d] for is_same, a, b, c, d in found if is_same)
    assert sum(b - a for is_same, a, b, _, _ in found if is_same) == longest_common(old, new)


def longest_common(old: list[str], new: list[str]) -> int:
    row = [0] * (len(new) + 1)
    for a in old:
        fresh = [0]
        for n, b in enumerate(new):
            fresh.append(row[n] + 1 if a == b else max(fresh[-1], row[n + 1]))
        row = fresh
    return row[-1]


@pytest.mark.parametrize(
    ("old", "new"),
    [(["a"] * 5_000, ["a", "b"] * 2_500), (["a", "b"] * 2_500, ["b", "a", "a"] * 1_700),
     (list("abc") * 900, ["x"] * 3_000)],
    ids=["one word over and over", "two words over and over", "nothing in common"],
)  # fmt: skip
def test_the_work_of_matching_is_bounded_whatever_the_words(old: list[str], new: list[str]) -> None:
    Counted.count, most = 0, 100
    stretches([Counted(word) for word in old], [Counted(word) for word in new], most)
    # On each of the diagonals that so many changes reach, a word is compared once, and each change tries one more.
    assert Counted.count <= 2 * len(old) + 2 * most * (len(old) + most)


def test_beyond_its_budget_a_comparison_shows_lines_as_a_whole() -> None:
    before = [f"{n} the river froze late" for n in range(50)]
    after = [f"{n} the river froze early" for n in range(50)]
    budget = Budget(steps=60)
    assert "<del>late</del>" in compare_words(before[0], after[0], budget)
    assert compare_words("a b c", "a x c", Budget(steps=0)) == "a <del>b</del><ins>x</ins> c"
    assert compare_words("a b c d", "x b c y", Budget(steps=0)) == "<del>a b c d</del><ins>x b c y</ins>"


def test_in_two_columns_what_took_the_place_of_a_paragraph_stands_beside_it() -> None:
    before, after = ["The old pier.", "Same."], ["A ferry leaves.", "One more.", "Same."]
    rows = [(str(pair.left), str(pair.right)) for passage in side_by_side(before, after) for pair in passage.pairs]
    assert rows == [
        ("<del>The old pier.</del>", "<ins>A ferry leaves.</ins>"), ("", "<ins>One more.</ins>"), ("Same.", "Same."),
    ]  # fmt: skip
