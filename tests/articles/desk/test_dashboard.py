"""The day on the desk: to each account what is its own, what waits for it and what it may see, at a fixed cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import workflow
from articles.desk import dashboard
from articles.desk.dashboard import Part, day
from articles.desk.live_gaps import LiveGap, lacking
from articles.models import Article
from cms.ledger import audit
from cms.ledger.models import AuditEntry
from cms.roles import ROLES
from markets.models import HeldQuote
from tests.articles.desk.newsroom import desk, member
from tests.builders import BODY, make_article, make_articles, make_person, make_photo, make_picture, make_tag, region

pytestmark = pytest.mark.django_db
TEXT = {"body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}


def titles(part: Part) -> list[str]:
    return [line.row.article.working_title for line in part.lines]


def of(user) -> dashboard.Day:
    return day(user, timezone.now())


def gap(user, key: str) -> int:
    return next((found.count for found in of(user).gaps if found.key == key), 0)


# --- What is mine, what waits for me ---


def test_mine_are_own_drafts_and_own_changes_newest_first_each_with_what_it_still_lacks() -> None:
    reporter = member("reporter")
    workflow.create(reporter, TEXT | {"title": "Whole"})
    bare = workflow.create(reporter, {"title": "Bare"})
    workflow.create(member("editor"), TEXT | {"title": "Somebody else's"})
    assert titles(of(reporter).mine) == ["Bare", "Whole"]
    assert [line.gaps for line in of(reporter).mine.lines] == [2, 0]
    workflow.trash(reporter, bare)
    assert titles(of(reporter).mine) == ["Whole"]


def test_changes_to_another_writers_live_story_are_mine_until_they_are_released() -> None:
    editor = member("editor")
    story = make_article("Live", owner=member("reporter"))
    workflow.save_draft(editor, story, TEXT | {"title": "Live, corrected"}, base_version=0)
    assert titles(of(editor).mine) == ["Live, corrected"]
    workflow.release(editor, story, base_version=1)
    assert titles(of(editor).mine) == []


def test_in_review_and_approved_wait_for_those_who_may_let_them_go_longest_first() -> None:
    reporter, editor = member("reporter"), member("editor")
    for title in ("First", "Second"):
        story = workflow.create(reporter, TEXT | {"title": title, "region": region("mongolia").pk})
        workflow.submit(reporter, story, base_version=1)
    workflow.approve(editor, Article.objects.get(working_title="First"), base_version=1)
    inside = member("section editor", "inside", section=region("mongolia"))
    outside = member("section editor", "outside", section=region("kazakhstan"))
    assert titles(of(editor).waiting) == titles(of(inside).waiting) == ["First", "Second"]
    assert titles(of(outside).waiting) == titles(of(reporter).waiting) == []


def test_what_was_sent_back_waits_for_its_writer_with_the_reason_until_it_is_handed_in_again() -> None:
    reporter, editor = member("reporter"), member("editor", first_name="Timur")
    story = workflow.create(reporter, TEXT | {"title": "The roof"})
    workflow.submit(reporter, story, base_version=1)
    workflow.send_back(editor, story, reason="Who paid for it?", base_version=1)
    found = of(reporter)
    assert [(line.by, line.reason) for line in found.waiting.lines] == [("Timur", "Who paid for it?")]
    assert titles(found.mine) == []  # no story twice
    assert titles(of(editor).waiting) == []
    assert [row.article for row in desk(reporter).get("/admin/articles/article/?show=waiting").context["rows"]] == [
        story
    ]
    workflow.submit(reporter, story, base_version=1)
    assert (titles(of(reporter).waiting), titles(of(reporter).mine)) == ([], ["The roof"])


def test_a_part_shows_its_first_and_says_that_there_are_more() -> None:
    reporter = member("reporter")
    for number in range(dashboard.SHOWN + 1):
        workflow.create(reporter, {"title": f"Draft {number}"})
    part = of(reporter).mine
    assert (len(part.lines), part.is_more) == (dashboard.SHOWN, True)


# --- What goes out, what went out ---


def test_scheduled_are_the_next_seven_days_in_order() -> None:
    editor = member("editor")
    for days in (6, 1, 9):
        story = workflow.create(editor, TEXT | {"title": f"In {days} days"})
        workflow.release(editor, story, base_version=1, at=timezone.now() + timedelta(days=days))
    assert titles(of(editor).scheduled) == ["In 1 days", "In 6 days"]
    assert titles(of(member("reporter")).scheduled) == []


def test_recently_published_says_who_let_it_go() -> None:
    reporter, editor = member("reporter"), member("editor", first_name="Timur")
    story = workflow.create(reporter, TEXT | {"title": "Out"})
    workflow.release(editor, story, base_version=1)
    make_article("Of the archive")
    assert [(line.row.article.working_title, line.by) for line in of(editor).recent.lines] == [
        ("Out", "Timur"),
        ("Of the archive", ""),
    ]
    assert titles(of(reporter).recent) == ["Out"]


# --- What readers miss ---


def test_gaps_are_counted_among_live_stories_in_sight_and_lead_to_the_list_of_them() -> None:
    person = make_person()
    whole = {"people": [person], "standfirst": "Said.", "region": region(), "working_region": region()}
    make_article("Whole", **whole)
    make_article("No byline", **whole | {"people": []})
    make_article("No region", **whole | {"region": None})
    make_article("Silent picture", lead_picture=make_photo(), **whole)
    make_article("Silent but said here", lead_picture=make_photo(), lead_alt="A pier", **whole)
    make_article("Missing picture", lead_picture=make_picture(), **whole)
    make_article("No standfirst", **whole | {"standfirst": ""})
    make_article("A page asks for none of them", kind="page")
    make_article("Not live yet", published_at=timezone.now() + timedelta(hours=1))
    editor = member("editor")
    assert {found.key: found.count for found in of(editor).gaps} == {
        "alt": 1, "picture": 1, "standfirst": 1, "byline": 1, "region": 1,
    }  # fmt: skip
    wanted = {"alt": "Silent picture", "picture": "Missing picture", "byline": "No byline", "region": "No region"}
    for key, title in wanted.items():
        rows = desk(editor).get(f"/admin/articles/article/?show=published&lacks={key}").context["rows"]
        assert [row.article.title for row in rows] == [title]
    assert of(member("reporter")).gaps == []


def test_gaps_are_looked_for_among_the_newest_stories_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articles.desk.live_gaps.WINDOW", 3)
    make_articles(8)
    editor = member("editor")
    assert gap(editor, "byline") == len(lacking(editor, "byline", timezone.now())) == 3


def test_beyond_ninety_nine_a_gap_is_not_counted_out() -> None:
    assert LiveGap("byline", "no byline", 100).count_text == "99+"
    assert LiveGap("byline", "no byline", 99).count_text == "99"


# --- To whom what ---


def test_an_account_without_a_right_to_stories_gets_no_day() -> None:
    make_article("Secret")
    page = desk(member("reporter", "bare")).get("/admin/")
    assert page.context["day"].is_empty
    outsider = member("reporter", "out")
    outsider.groups.clear()
    page = desk(outsider).get("/admin/")
    assert page.context["day"] is None
    assert "may not see anything yet" in page.content.decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("reporter", set()),
        ("section editor", {"rates"}),
        ("editor", {"rates", "runs"}),
        ("chief", {"rates", "runs"}),
        ("importer", {"rates", "runs"}),
    ],
)
def test_rates_and_imports_are_told_to_those_who_may_see_them(role: str, seen: set[str]) -> None:
    from articles.legacy.models import ImportRun
    from tests.builders import make_quote

    make_quote(effective_on=timezone.localdate() - timedelta(days=1))
    ImportRun.objects.create(source="old-site", paths=[], counts={"failed": 2}, exit_code=1, finished_at=timezone.now())
    page = desk(member(role)).get("/admin/")
    said = page.content.decode()
    assert {name for name in ("rates", "runs") if page.context[name]} == seen
    assert ("2 failed" in said, 'id="rates"' in said) == ("runs" in seen, "rates" in seen)


def test_rates_that_nobody_renewed_are_called_old(client) -> None:
    from tests.builders import make_quote

    quote = make_quote(effective_on=timezone.localdate() - timedelta(days=3))
    editor = desk(member("editor"))
    assert "days old" not in editor.get("/admin/").content.decode()
    type(quote).objects.update(effective_on=timezone.localdate() - timedelta(days=4))
    assert "4 days old" in editor.get("/admin/").content.decode()


def test_rates_that_were_held_back_wait_for_those_who_may_decide_on_them() -> None:
    HeldQuote.objects.create(
        source="nbk", base="USD", quote="KZT", nominal=1, value=900, digits=0, effective_on="2026-11-25", why="jumped"
    )
    said = {role: "1 held back" in desk(member(role)).get("/admin/").content.decode() for role in ROLES}
    assert {role for role, is_told in said.items() if is_told} == {"editor", "chief"}


def test_an_empty_newsroom_gets_a_first_step_to_each_what_they_may_do() -> None:
    for role in ROLES:
        said = desk(member(role)).get("/admin/").content.decode()
        may_begin = role != "importer"
        assert ("The first story is yours to write" in said) == may_begin
        assert ("There is no story here yet" in said) == (not may_begin)
        assert ("New story" in said) == may_begin


def test_what_one_did_last_is_ones_own() -> None:
    reporter, editor = member("reporter"), member("editor")
    audit.record(editor, "merge tags", make_tag("Ice"))
    assert "Ice" in desk(editor).get("/admin/").content.decode()
    assert "Ice" not in desk(reporter).get("/admin/").content.decode()


# --- What it costs ---


@pytest.mark.parametrize("role", ["reporter", "section editor", "editor", "importer"])
def test_the_day_costs_the_same_with_ten_stories_as_with_a_thousand(role: str) -> None:
    user = member(role, section=region("kazakhstan") if role == "section editor" else None)
    reporter, person = member("reporter", "bolot"), make_person()
    owner = user if role != "importer" else reporter
    for title in ("One", "Two"):
        workflow.create(owner if role != "section editor" else reporter, TEXT | {"title": title})
    story = workflow.create(reporter, TEXT | {"title": "Handed in", "region": region("kazakhstan").pk})
    workflow.submit(reporter, story, base_version=1)
    live = {"person": person, "owner": owner, "region": region("kazakhstan"), "working_region": region("kazakhstan")}
    make_articles(10, lead_picture=make_photo(), **live)
    client = desk(user)
    client.get("/admin/")
    with CaptureQueriesContext(connection) as few:
        client.get("/admin/")
    make_articles(990, first=10, lead_picture=make_photo(), **live)
    with CaptureQueriesContext(connection) as many:
        client.get("/admin/")
    assert len(many) == len(few) <= 30
    assert not [query["sql"] for query in many if "COUNT(" in query["sql"]]


@pytest.mark.sqlite_only
@pytest.mark.parametrize("role", ["reporter", "section editor", "editor"])
def test_no_read_of_the_day_goes_through_the_whole_archive(role: str) -> None:
    user = member(role, section=region("kazakhstan") if role == "section editor" else None)
    stories = make_articles(600, person=make_person(), owner=user)
    AuditEntry.objects.bulk_create(
        AuditEntry(actor=user, actor_name="A", action=action, target_kind="article", target_id=story.pk)
        for story in stories
        for action in ("submit", "release")
    )
    story = workflow.create(user, TEXT | {"title": "Begun", "region": region("kazakhstan").pk})
    workflow.submit(user, story, base_version=1)
    client = desk(user)
    client.get("/admin/")
    scanned = []
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        for query in queries:
            if query["sql"].startswith("SELECT"):
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                scanned += [table for row in cursor if (table := _scanned(row[3], query["sql"])) in LARGE]
    assert scanned == []


LARGE = ("articles_article", "articles_revision", "articles_byline", "articles_pictureuse", "ledger_auditentry")


def _scanned(step: str, sql: str) -> str:
    """Return the table that a step of a plan walks through. A walk along an index, which LIMIT ends, is none."""
    walk = re.fullmatch(r"SCAN (\w+)", step)
    if not walk:
        return ""
    named = re.search(rf'"(\w+)" {walk[1]}\b', sql)
    return named[1] if named else walk[1]
