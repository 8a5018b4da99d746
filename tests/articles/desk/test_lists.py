"""The lists of articles: what stands in which, how each is narrowed, and that none costs more in a large archive."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import Article, State
from articles.models.article import article_path
from cms.ledger import addresses
from tests.articles.desk.newsroom import begin, desk, lines_of, member, room_of, typed
from tests.builders import BODY, make_article, make_articles, make_person, make_tag, region

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"
TEXT = {"body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}


def titles(client, **query: object) -> list[str]:
    return [row.article.working_title for row in client.get(LIST, query).context["rows"]]


def test_each_tab_holds_what_its_name_says() -> None:
    editor, reporter = member("editor"), member("reporter")
    made = {name: workflow.create(reporter, TEXT | {"title": name}) for name in ("draft", "review", "approved")}
    workflow.submit(reporter, made["review"], base_version=1)
    workflow.submit(reporter, made["approved"], base_version=1)
    workflow.approve(editor, made["approved"], base_version=1)
    for name, at in (("scheduled", timezone.now() + timedelta(days=1)), ("published", None), ("withdrawn", None)):
        made[name] = workflow.create(editor, TEXT | {"title": name})
        workflow.release(editor, made[name], base_version=1, at=at)
    workflow.withdraw(editor, made["withdrawn"], reason="Wrong.")
    made["trash"] = workflow.create(reporter, TEXT | {"title": "trash"})
    workflow.trash(reporter, made["trash"])
    client = desk(editor)
    tabs = ("draft", "in_review", "approved", "scheduled", "published", "withdrawn")
    assert {tab: titles(client, show=tab) for tab in tabs} == {
        "draft": ["draft"], "in_review": ["review"], "approved": ["approved"], "scheduled": ["scheduled"],
        "published": ["published"], "withdrawn": ["withdrawn"],
    }  # fmt: skip
    assert sorted(titles(client, show="waiting")) == ["approved", "review"]
    assert sorted(titles(client, show="mine")) == ["published", "scheduled", "withdrawn"]
    assert len(titles(client)) == 6
    assert titles(desk(reporter), show="trash") == ["trash"]
    assert titles(desk(reporter), show="waiting") == []


def test_what_waits_for_a_section_editor_is_of_the_section() -> None:
    reporter = member("reporter")
    for place in ("kazakhstan", "mongolia"):
        article = workflow.create(reporter, TEXT | {"title": place, "region": region(place).pk})
        workflow.submit(reporter, article, base_version=1)
    inside = desk(member("section editor", section=region("mongolia")))
    assert titles(inside, show="waiting") == ["mongolia"]


def test_a_list_is_narrowed_by_region_author_kind_month_and_waiting_changes() -> None:
    aida = make_person("Aida", account=member("reporter", "aida"))
    make_article("By Aida", people=[aida], working_region=region(), kind="opinion")
    other = make_article("By another", published_at=timezone.now() - timedelta(days=400))
    workflow.create(aida.account, {"title": "Begun by Aida"})
    client = desk(member("editor"))
    assert titles(client, region=region().pk) == ["By Aida"]
    assert sorted(titles(client, author=aida.pk)) == ["Begun by Aida", "By Aida"]
    assert titles(client, kind="opinion") == ["By Aida"]
    month = timezone.localtime(other.published_at)
    assert titles(client, month=f"{month:%Y-%m}") == ["By another"]
    client.post(room_of(other), typed(0, title="By another, changed"))
    assert titles(client, changes="1", show="published") == ["By another, changed"]


def test_search_finds_by_headline_number_slug_and_pasted_address_old_or_new() -> None:
    client = desk(member("editor"))
    wanted = make_article("Өзен деңгейі: the river’s level", slug="river-level")
    make_article("Something else")
    addresses.keep_old("article", wanted.pk, ["/2011/03/rivers-level/"])
    for words in (
        "деңгейі", "Деңгейі", "RIVER level", str(wanted.pk), "river-level", article_path("river-level"),
        "https://www.example.org/2011/03/rivers-level/?utm=x#top", "http://127.0.0.1:8000/river-level",
        "/2011/03/rivers-level",
    ):  # fmt: skip
        assert titles(client, q=words) == ["Өзен деңгейі: the river’s level"], words


@pytest.mark.parametrize(
    "query",
    [
        {"show": "nothing"}, {"page": "x"}, {"page": "0"}, {"page": "999999"}, {"region": "x"}, {"author": "9" * 30},
        {"month": "2026-13"}, {"month": "1000-01"}, {"kind": "poem"}, {"q": "\x00"}, {"q": "x" * 5000}, {"q": "http://[::1"},
        {"q": "%_\\"}, {"q": "//"}, {"list": "x" * 5000}, {"month": "2026-12"},
    ],
    ids=str,
)  # fmt: skip
def test_no_address_of_a_list_breaks_it(query: dict[str, str]) -> None:
    make_article("A story")
    assert desk(member("editor")).get(LIST, query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"show": "published"},
        {"show": "mine"},
        {"q": "story 7"},
        {"region": "1"},
        {"kind": "news"},
        {"month": "2026-11"},
    ],
    ids=str,
)
def test_a_list_costs_as_many_queries_for_three_hundred_articles_as_for_three(query: dict[str, str]) -> None:
    client = desk(member("editor"))
    person = make_person()
    make_articles(3, person=person)
    counts = []
    for first in (3, 150):
        client.get(LIST, query)
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(LIST, query)
        counts.append(len(few))
        make_articles(150, first=first, person=person)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST, query)
    assert len(many) <= max(counts) <= 16


def test_no_list_is_counted_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    from articles.desk import listing

    monkeypatch.setattr(listing, "MOST_COUNTED", 60)
    make_articles(70)
    client = desk(member("editor"))
    page = client.get(LIST)
    assert (page.context["total"], page.context["is_more"], page.context["next"]) == (60, True, "page=2")
    assert client.get(LIST, {"page": 2}).context["next"] is None
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    counting = [query["sql"] for query in queries if "COUNT(" in query["sql"] and "articles_article" in query["sql"]]
    assert counting
    assert all("LIMIT 61" in sql for sql in counting)


def test_bulk_actions_ask_row_by_row_and_answer_row_by_row() -> None:
    section = region("mongolia")
    reporter = member("reporter")
    inside = workflow.create(reporter, TEXT | {"title": "Inside", "region": section.pk})
    outside = workflow.create(reporter, TEXT | {"title": "Outside", "region": region().pk})
    bare = workflow.create(reporter, {"title": "Bare", "region": section.pk})
    client = desk(member("section editor", section=section))
    chosen = lines_of(inside, outside, bare)
    answer = client.post(f"{LIST}?show=draft", {"do": "release", "chosen": chosen, "passes_advice": "1"}, follow=True)
    said = [str(message) for message in answer.context["messages"]]
    assert len(said) == 2
    assert "“Inside”: release now, done." in said[0]
    assert "“Bare”: left as it is." in said[1]
    assert answer.redirect_chain[0][0] == f"{LIST}?show=draft"
    assert set(Article.objects.filter(state=State.RELEASED)) == {inside}


def test_bulk_actions_offer_what_the_role_may_do() -> None:
    def offered(role: str) -> list[str]:
        return [name for name, _ in desk(member(role)).get(LIST).context["actions"]]

    make_article()
    assert {role: offered(role) for role in ("reporter", "editor", "chief", "importer")} == {
        "reporter": ["submit", "duplicate", "trash"],
        "editor": ["submit", "approve", "release", "duplicate", "trash"],
        "chief": ["submit", "approve", "release", "duplicate", "trash"],
        "importer": [],
    }


def test_a_bulk_release_twice_marks_nothing_as_updated() -> None:
    client = desk(member("editor"))
    article = begin(client)
    for _ in range(2):
        client.post(LIST, {"do": "release", "chosen": lines_of(article), "passes_advice": "1"})
    article.refresh_from_db()
    assert (article.state, article.updated_at) == (State.RELEASED, None)


@pytest.mark.parametrize(
    "form", [{}, {"do": "release"}, {"do": "explode", "chosen": ["1"]}, {"do": "trash", "chosen": ["x", "9" * 40]}]
)
def test_a_forged_bulk_action_changes_nothing(form: dict[str, object]) -> None:
    client = desk(member("chief"))
    article = begin(client)
    assert client.post(LIST, form).status_code == 302
    article.refresh_from_db()
    assert (article.state, article.trashed_at) == (State.DRAFT, None)


def test_a_draft_shows_the_names_that_its_newest_text_gives() -> None:
    client = desk(member("editor"))
    person = make_person("Aida Sarybay")
    begin(client, bylines_person=[person.pk, ""], bylines_name=[person.name, "Wire"], bylines_role=["author"] * 2)
    make_article("Without a version", people=[person])
    assert client.get(LIST, {"show": "draft"}).context["rows"][0].names == "Aida Sarybay, Wire"
    assert client.get(LIST, {"q": "without"}).context["rows"][0].names == "Aida Sarybay"


def test_the_list_leads_to_the_room_with_its_filters() -> None:
    client = desk(member("editor"))
    article = begin(client)
    page = client.get(LIST, {"show": "draft", "q": "snow"}).content.decode()
    assert f'href="{reverse("admin:articles_article_change", args=[article.pk])}?list=show%3Ddraft%26q%3Dsnow"' in page


def test_the_lists_of_people_and_tags_lead_to_their_stories_on_the_desk() -> None:
    person, tag = make_person("Aida"), make_tag("Ice")
    make_article("Of hers", people=[person])
    make_article("Of ice", tags=[tag])
    client = desk(member("editor"))
    assert f"{LIST}?author={person.pk}" in client.get("/admin/people/person/").content.decode()
    assert f"{LIST}?author={person.pk}" in client.get(f"/admin/people/person/{person.pk}/change/").content.decode()
    assert f"{LIST}?tag={tag.pk}" in client.get(f"/admin/articles/tag/{tag.pk}/change/").content.decode()
    assert titles(client, author=person.pk) == ["Of hers"]
    assert titles(client, tag=tag.pk) == ["Of ice"]
    assert titles(client, tag=10**12) == []
