"""The loser of a race keeps every word, and puts both texts together place by place."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.desk import threeway
from articles.models import Article, KeptText
from cms.ledger.models import AuditEntry
from cms.lib import richtext
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_article, make_person, make_tag

PARAGRAPHS = [
    "The river froze early.",
    "Herders moved their flocks.",
    "Nobody had seen this since 1969.",
    "It snows on.",
]

THEIRS, MINE = "Herders moved their sheep.", "Herders drove their flocks."


def body(*changes: str, at: int = 0) -> str:
    """The paragraphs, with `changes` in the place of those from `at` on."""
    words = [*PARAGRAPHS]
    words[at : at + len(changes)] = changes
    return "".join(f"<p>{line}</p>" for line in words)


@pytest.fixture
def aida(db: None) -> Client:
    return desk(member("editor", "aida"))


@pytest.fixture
def bolot(db: None) -> Client:
    return desk(member("editor", "bolot"))


@pytest.fixture
def article(aida: Client) -> Article:
    return begin(aida, body=body())


def choices(answer: Any, chosen: str = "mine") -> dict[str, str]:
    """What a person ticks where both changed one place, as the page offers it."""
    return {place.name: chosen for place in answer.context["meeting"].conflicts}


def saved(article: Article) -> Any:
    return article.revisions.first().data


def test_what_only_one_of_them_changed_is_taken_from_both(aida: Client, bolot: Client, article: Article) -> None:
    tag, person = make_tag("Ice"), make_person("Aida Sarybay")
    hers = {"body": body("The river froze late."), "tags": "Ice", "standfirst": "Hers."}
    his = {
        "body": body("It snows no more.", at=3),
        "title": "His",
        "bylines_person": [person.pk],
        "names": ["Aida Sarybay"],
    }
    aida.post(room_of(article), typed(1, **hers))
    answer = bolot.post(room_of(article), typed(1, **his))
    assert (answer.status_code, answer.context["meeting"].conflicts) == (409, [])
    assert bolot.post(room_of(article), typed(1, **his, together="2")).status_code == 302
    text = saved(article)
    assert text["body"] == body("The river froze late.", *PARAGRAPHS[1:3], "It snows no more.")
    assert (text["title"], text["standfirst"], text["tags"]) == ("His", "Hers.", [tag.pk])
    assert text["bylines"] == [{"person": person.pk, "name": "", "role": "author"}]
    assert article.revisions.first().note == "put together with version 2 by aida"


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [("mine", [MINE]), ("theirs", [THEIRS]), ("both", [THEIRS, MINE])],
)
def test_where_both_changed_one_paragraph_a_person_says_whose_words_stand(
    chosen: str, expected: list[str], aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, body=body(THEIRS, at=1)))
    form = typed(1, body=body(MINE, at=1))
    answer = bolot.post(room_of(article), form)
    page = answer.content.decode()
    (place,) = answer.context["meeting"].conflicts
    assert place.label == "Paragraph 2"
    assert "<ins>sheep</ins>" in page and "<ins>drove</ins>" in page and PARAGRAPHS[1] in page
    # Not said, it is not saved; nothing that was typed or ticked is forgotten.
    again = bolot.post(room_of(article), form | {"together": "2"})
    assert (again.status_code, again.context["meeting"].undecided, article.revisions.count()) == (409, 1, 2)
    assert bolot.post(room_of(article), form | {"together": "2", place.name: chosen}).status_code == 302
    assert richtext.plain_text(saved(article)["body"]).split("\n")[1:-2] == expected


def test_a_third_save_in_between_brings_the_view_again_with_all_that_was_put_together(
    aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, body=body("Theirs, first.")))
    form = typed(1, body=body("Mine, last.", at=3), tags="Brand new", new_tags=["Brand new"])
    chief = desk(member("chief", "chief"))
    assert chief.post(room_of(article), form).status_code == 409
    aida.post(room_of(article), typed(2, body=body("Theirs, first.", "Theirs, second.")))
    answer = chief.post(room_of(article), form | {"together": "2"})
    shown = answer.context["form"]
    assert (answer.status_code, answer.context["meeting"].conflicts) == (409, [])
    assert shown["base_version"].value() == 2
    assert shown["body"].value() == body("Theirs, first.", *PARAGRAPHS[1:3], "Mine, last.")
    assert shown["tags"].value() == "Brand new"
    last = typed(2, body=shown["body"].value(), tags="Brand new", new_tags=["Brand new"], together="3")
    assert chief.post(room_of(article), last).status_code == 302
    text = saved(article)
    assert text["body"] == body("Theirs, first.", "Theirs, second.", PARAGRAPHS[2], "Mine, last.")
    assert len(text["tags"]) == 1
    assert article.revisions.count() == 4


def test_overwriting_with_mine_stays_possible_and_stands_in_the_trail(
    aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, body=body("Theirs.")))
    assert bolot.post(room_of(article), typed(1, body=body("Mine."), on_top="2")).status_code == 302
    entry = AuditEntry.objects.filter(target_id=article.pk, action="save draft").latest("pk")
    assert (entry.actor_name, entry.details) == ("bolot", {"version": 3, "overwrote": 2})
    assert "Theirs." in article.revisions.get(number=2).data["body"]
    aida.post(room_of(article), typed(1, body=body("Hers, at the end.", at=3), together="3"))
    entry = AuditEntry.objects.filter(target_id=article.pk, action="save draft").latest("pk")
    assert entry.details == {"version": 4, "put_together_with": 3, "written_over": 1}


def test_tables_pictures_and_links_are_places_like_any_other(aida: Client, bolot: Client) -> None:
    table = "<table><tbody><tr><td>Som</td><td>{}</td></tr></tbody></table>"
    figure = '<figure data-picture="abc"><figcaption>{}</figcaption></figure>'
    link = '<p>See <a href="https://{}.example/">the report</a>.</p>'
    article = begin(aida, body=table.format(87) + figure.format("A pier") + link.format("old"))
    aida.post(room_of(article), typed(1, body=table.format(88) + figure.format("A pier") + link.format("hers")))
    form = typed(1, body=table.format(87) + figure.format("A pier in fog") + link.format("his"))
    answer = bolot.post(room_of(article), form)
    (place,) = answer.context["meeting"].conflicts
    assert "Only headings, links or emphasis changed." in answer.content.decode()
    bolot.post(room_of(article), form | {"together": "2", place.name: "theirs"})
    assert saved(article)["body"] == table.format(88) + figure.format("A pier in fog") + link.format("hers")


def test_what_is_shown_is_escaped_and_any_script_reads_in_its_own_direction(
    aida: Client, bolot: Client, article: Article
) -> None:
    hostile = "<script>alert(1)</script> & قازاقستان Қостанай Ҷумҳурии 👩🏽‍🌾"
    aida.post(room_of(article), typed(1, title=hostile, standfirst='"><img src=x onerror=y>'))
    answer = bolot.post(room_of(article), typed(1, title="His <b>title</b>", standfirst="His"))
    page = answer.content.decode()
    shown = page[page.index('id="collision"') : page.index("</section>", page.index('id="collision"'))]
    assert not re.search(r"<(script|img|b)\b", shown)
    assert "&lt;script&gt;" in shown and "قازاقستان" in shown and 'dir="auto"' in shown
    sent = typed(1, title="His <b>title</b>", standfirst="His", together="2") | choices(answer, "both")
    assert bolot.post(room_of(article), sent).status_code == 302
    assert saved(article)["title"] == f"{hostile} / His <b>title</b>"


def test_a_headline_of_ten_thousand_letters_is_refused_in_words_and_stays_on_the_screen(
    aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, title="Hers"))
    endless = "Ұзақ 🏔️ " * 1_250
    answer = bolot.post(room_of(article), typed(1, title=endless, together="2"))
    assert (answer.status_code, answer.context["form"]["title"].value()) == (422, endless)
    # Two of the longest do not fit into one: both are not offered, and not taken.
    form = typed(1, title="ө" * 200)
    aida.post(room_of(article), typed(2, title="Ұ" * 200))
    (place,) = bolot.post(room_of(article), form).context["meeting"].conflicts
    assert not place.has_both
    assert bolot.post(room_of(article), form | {"together": "3", place.name: "both"}).status_code == 409
    assert article.revisions.count() == 3


def test_an_old_story_without_versions_is_put_together_over_what_readers_have(aida: Client, bolot: Client) -> None:
    article = make_article("An old story", body=body())
    aida.post(room_of(article), typed(0, title="An old story", body=body("Hers.")))
    form = typed(0, title="An old story", body=body("His.", at=3))
    assert bolot.post(room_of(article), form).context["meeting"].conflicts == []
    bolot.post(room_of(article), form | {"together": "1"})
    assert saved(article)["body"] == body("Hers.", *PARAGRAPHS[1:3], "His.")


@pytest.mark.parametrize("base", ["", "99", "-1", "x"])
def test_over_a_version_that_nobody_knows_nothing_is_taken_unasked(
    base: str, aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, body=body("Hers.")))
    form = typed(base, body=body("His.", at=3))
    answer = bolot.post(room_of(article), form | {"together": "2"})
    assert (answer.status_code, answer.context["meeting"].undecided) == (409, 1)
    assert article.revisions.count() == 2


@pytest.mark.parametrize("forged", [{"together": "9"}, {"together": "x"}, {"together": "1"}, {"together": "-1"}])
def test_put_together_with_a_version_that_is_not_the_newest_saves_nothing(
    forged: dict[str, str], aida: Client, bolot: Client, article: Article
) -> None:
    aida.post(room_of(article), typed(1, title="Hers"))
    answer = bolot.post(room_of(article), typed(1, title="His", **forged))
    assert (answer.status_code, article.revisions.count()) == (409, 2)
    assert answer.context["form"]["title"].value() == "His"


def test_pressed_twice_what_was_put_together_is_saved_once_and_the_kept_words_are_folded(
    aida: Client, bolot: Client, article: Article
) -> None:
    window = {"kept_tab": "one", "kept_turn": 1, "kept_seen": "", "kept_place": "here"}
    form = typed(1, body=body("His.", at=3), **window)
    bolot.post(f"/admin/articles/article/{article.pk}/keep/", form)
    aida.post(room_of(article), typed(1, body=body("Hers.")))
    for _ in range(2):
        assert bolot.post(room_of(article), form | {"together": "2", "kept_turn": 2}).status_code in {302, 409}
    assert article.revisions.count() == 3
    assert not KeptText.objects.filter(has_words=True).exists()


WORDS = st.lists(
    st.sampled_from(["snow on the pass", "snow on two passes", "rates rise", "a dam", "a dam fell", ""]), max_size=7
)


@settings(max_examples=1000)
@given(base=WORDS, mine=WORDS, theirs=WORDS)
def test_the_stretches_hold_every_block_of_all_three_in_order(
    base: list[str], mine: list[str], theirs: list[str]
) -> None:
    found = threeway.hunks(base, mine, theirs)
    assert [block for hunk in found for block in hunk.base] == base
    assert [block for hunk in found for block in hunk.mine] == mine
    assert [block for hunk in found for block in hunk.theirs] == theirs
    # Who changed nothing takes part in no conflict.
    assert not any(hunk.is_conflict for hunk in threeway.hunks(base, base, theirs))
    assert not any(hunk.is_conflict for hunk in threeway.hunks(base, mine, mine))


def test_putting_a_book_together_takes_work_in_proportion_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    match = threeway.Budget.match

    def counted(budget: threeway.Budget, *given: Any) -> Any:
        found = match(budget, *given)
        asked.append(budget.left)
        return found

    monkeypatch.setattr(threeway.Budget, "match", counted)
    base = [f"<p>Line {n} of a long book</p>" for n in range(1_500)]
    mine, theirs = [line + "x" for line in base], [line + "y" for line in base]
    assert threeway.hunks(base, mine, theirs)
    assert min(asked) > -10_000


@pytest.mark.django_db
def test_a_text_of_many_pages_is_shown_whole(aida: Client, bolot: Client) -> None:
    lines = [f"<p>Paragraph {n} of a long read, about snow.</p>" for n in range(150)]
    article = begin(aida, body="".join(lines))
    aida.post(room_of(article), typed(1, body="".join(line.replace("snow", "ice") for line in lines)))
    form = typed(1, body="".join(line.replace("long", "very long") for line in lines))
    answer = bolot.post(room_of(article), form)
    assert len(answer.context["meeting"].conflicts) == 150
    assert bolot.post(room_of(article), form | {"together": "2"} | choices(answer, "theirs")).status_code == 302
    assert saved(article)["body"] == article.revisions.get(number=2).data["body"]
    assert workflow.StaleVersion(None).newest is None
