"""What a text may be about, proposed from its own words, and what must be there before people release it."""

import pytest

from articles import readiness
from articles import text as texts
from articles.models.tag import TagKind
from articles.proposals import Gazetteer, propose_tags
from tests.articles.desk.newsroom import desk, member
from tests.builders import make_photo, make_picture, make_tag

pytestmark = pytest.mark.django_db


def names(title: str, body: str = "") -> list[str]:
    return [tag.name for tag in propose_tags(title, body)]


def test_a_topic_counts_in_the_title_or_from_the_second_time_on() -> None:
    make_tag("Water")
    assert names("Water returns") == ["Water"]
    assert names("It returns", "There was water.") == []
    assert names("It returns", "There was water, and more water.") == ["Water"]


def test_people_and_organisations_count_from_the_first_time_on() -> None:
    make_tag("Aida Sarybay", kind=TagKind.PERSON)
    make_tag("World Bank", kind=TagKind.ORGANISATION)
    assert names("News", "So said Aida Sarybay of the World Bank.") == ["Aida Sarybay", "World Bank"]


def test_an_alias_proposes_its_tag_and_a_merged_tag_its_survivor() -> None:
    sea, old = make_tag("Aral Sea"), make_tag("Aral")
    sea.aliases.create(name="Orol dengizi")
    type(old).objects.filter(pk=old.pk).update(merged_into=sea)
    assert names("On the Orol dengizi") == names("Aral again") == ["Aral Sea"]


def test_the_longest_name_wins_and_parts_of_words_count_for_nothing() -> None:
    make_tag("Kara"), make_tag("Kara Kum Canal")
    assert names("The Kara Kum canal") == ["Kara Kum Canal"]
    assert names("Karakum") == []


def test_internal_tags_and_regions_are_not_among_the_tags() -> None:
    make_tag("Embargo", is_internal=True)
    assert names("Embargo in Kazakhstan") == []
    assert Gazetteer().propose("Embargo in Kazakhstan", "").names == ("Kazakhstan",)


def test_the_room_is_told_regions_and_tags_of_what_is_typed() -> None:
    make_tag("Glaciers")
    form = {"title": "Glaciers of Kyrgyzstan", "standfirst": "", "body": "<p>Ice.</p>"}
    told = desk(member("reporter")).post("/admin/articles/article/lookup/proposals/", form).json()
    assert [region["name"] for region in told["regions"]] == ["Kyrgyzstan"]
    assert [tag["name"] for tag in told["tags"]] == ["Glaciers"]


@pytest.mark.parametrize(
    "form", [{}, {"title": "x" * 100_000}, {"body": "<p>" * 60_000}, {"body": "\x00<svg onload=x>"}]
)
def test_no_text_breaks_the_proposals(form: dict[str, str]) -> None:
    answer = desk(member("reporter")).post("/admin/articles/article/lookup/proposals/", form)
    assert (answer.status_code, answer.json()) == (200, {"regions": [], "tags": []})


def test_merged_people_and_tags_are_never_offered_while_typing() -> None:
    ice, old = make_tag("Ice"), make_tag("Ice age")
    type(old).objects.filter(pk=old.pk).update(merged_into=ice)
    client = desk(member("reporter"))
    answer = client.get("/admin/articles/article/lookup/tags/", {"q": "ice"}).json()
    assert ([tag["name"] for tag in answer["found"]], answer["is_known"]) == (["Ice"], True)
    for query in ("", "\x00", "%", "x" * 5000):
        assert client.get("/admin/articles/article/lookup/people/", {"q": query}).json() == {"found": []}


def wanting(**text: object) -> list[str]:
    whole = {"title": "T", "body": "<p>B</p>", "bylines": [{"person": None, "name": "A", "role": "author"}]}
    return [field for field, _ in readiness.gaps(texts.cleaned(whole | text))]


def test_a_story_needs_headline_text_and_byline_and_a_standing_page_no_byline() -> None:
    assert wanting() == []
    assert wanting(title="", body="", bylines=[]) == ["title", "body", "bylines"]
    assert wanting(bylines=[], kind="page") == []


def test_every_picture_needs_words_or_is_decoration() -> None:
    silent, said, plain = make_photo(), make_photo(alt="A pier"), make_photo(is_decorative=True)
    lost = make_picture()

    def figure(uid: str, more: str = "") -> str:
        return f'<figure data-picture="{uid}"{more}></figure>'

    assert wanting(lead_picture=silent.uid) == ["lead_alt"]
    assert wanting(lead_picture=silent.uid, lead_alt="A herd") == []
    assert wanting(lead_picture=said.uid) == wanting(lead_picture=plain.uid) == wanting(lead_picture=lost.uid) == []
    assert wanting(body=figure(silent.uid)) == ["body"]
    assert wanting(body=figure(silent.uid, ' data-alt="A herd"') + figure(silent.uid, ' data-alt=""')) == []
    assert wanting(body=figure(said.uid) + figure(plain.uid) + figure(lost.uid)) == []
