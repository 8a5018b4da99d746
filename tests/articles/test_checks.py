"""What a story is looked through for, who may let it go all the same, and what the trail keeps of it."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from articles import planning, readiness, workflow
from articles import text as texts
from articles.checks.catalogue import CHECKS
from articles.checks.passing import Passing
from articles.models import Article, CheckLevel, HouseRule, State
from articles.readiness import findings
from cms.ledger.due import apply_due
from cms.ledger.models import AuditEntry
from cms.lib import wording
from tests.articles.desk.newsroom import begin, desk, lines_of, member, room_of, typed
from tests.builders import BODY, NOON, make_article, make_photo, make_picture, region

pytestmark = pytest.mark.django_db
TEXT = {"title": "Snow on the pass", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}
NOTE = "<p>The pass is [[which one?]] closed for the night, and nobody knows when it will be open again.</p>"


def said(**text: object) -> set[str]:
    return {finding.check for finding in findings(texts.cleaned(TEXT | text))}


def level(key: str, how: str) -> None:
    CheckLevel.objects.update_or_create(key=key, defaults={"level": how})


def rule(pattern: str, replacement: str = "") -> HouseRule:
    return HouseRule.objects.create(pattern=pattern, replacement=replacement, key=wording.key_of(pattern))


def figure(uid: str, more: str = "") -> str:
    return f'<figure data-picture="{uid}"{more}></figure>'


PLAIN = {"standfirst", "region", "lead_picture"}


def test_each_check_finds_what_it_asks_for_and_is_silent_where_it_is_there() -> None:
    make_article("The ferry")
    make_article("Next week", published_at=NOON + timedelta(days=400))
    rule("Kiev", "Kyiv")
    assert said() == PLAIN
    assert said(standfirst="Snow.", region=region().pk) == PLAIN - {"standfirst", "region"}
    assert said(kind="page", bylines=[]) == set()
    cases: Iterable[tuple[str, dict[str, object]]] = [
        ("headline_length", {"title": "Snow " * 30}),
        ("same_headline", {"title": "The ferry"}),
        ("notes", {"body": NOTE}),
        ("notes", {"standfirst": "TK"}),
        ("length", {"body": "<p>Snow.</p>"}),
        ("headings", {"body": BODY + "<h3>Down</h3>" + BODY}),
        ("house_style", {"body": BODY + "<p>In Kiev.</p>"}),
        ("house_style", {"standfirst": "In Kiev."}),
        ("links", {"body": BODY + '<p><a href="/nowhere/">The other story</a></p>'}),
        ("links", {"body": BODY + '<p><a href="/next-week/">Not out yet</a></p>'}),
        ("link_words", {"body": BODY + '<p>See <a href="https://a.example/">here</a>.</p>'}),
        ("embeds", {"body": BODY + '<div data-embed="map" data-id="nowhere"></div>'}),
        ("kind", {"body": "<p><strong>Why?</strong></p>" * 3 + BODY}),
        ("kind", {"kind": "opinion"}),
        ("archive", {"has_restored_paragraphs": True}),
    ]
    for check, text in cases:
        assert said(**text) - PLAIN == {check}, text
    good = '<h2>Up</h2><h3>Down</h3><p><a href="/the-ferry/">The ferry</a>, <a href="/latest/">the latest</a></p>'
    boxed = '<aside data-card="factbox"><h3>Facts</h3><p>One.</p></aside>'
    assert said(body=BODY + good + boxed + '<p lang="de">Kiev</p>') == PLAIN


def test_pictures_need_words_a_credit_and_a_file() -> None:
    whole = make_photo(alt="A pier", credit="A. Sarybay", caption="The pier")
    again, bare, lost = make_photo(alt="The pier", caption="The pier", credit="x"), make_photo(), make_picture()
    assert said(lead_picture=whole.uid) == PLAIN - {"lead_picture"}
    assert said(body=BODY + figure(again.uid)) - PLAIN == {"picture_words_say"}
    assert said(body=BODY + figure(bare.uid)) - PLAIN == {"picture_words", "credit"}
    assert said(body=BODY + figure(bare.uid, ' data-alt="" data-credit="B"')) == PLAIN
    assert said(body=BODY + figure(bare.uid, ' data-alt="IMG_2041.jpg" data-credit="B"')) - PLAIN == {
        "picture_words_say"
    }
    assert said(body=BODY + figure(lost.uid)) - PLAIN == {"picture_file"}


def test_a_chief_makes_a_check_block_advise_or_be_silent() -> None:
    level("standfirst", "blocking")
    level("byline", "off")
    level("tags", "advisory")
    found = {finding.check: finding.level for finding in findings(texts.cleaned(TEXT | {"bylines": []}))}
    assert found["standfirst"] == "blocking"
    assert found["tags"] == "advisory"
    assert "byline" not in found
    chief = desk(member("chief"))
    chief.post("/admin/articles/checklevel/", {"standfirst": "off", "region": "explode"})
    assert "standfirst" not in said()
    assert AuditEntry.objects.get(action="change checks").details == {"changed": {"standfirst": ["blocking", "off"]}}
    for role in ("editor", "reporter", "section editor"):
        assert desk(member(role)).post("/admin/articles/checklevel/", {"region": "off"}).status_code in {403, 404}
    assert "region" in said()


@pytest.mark.parametrize("role", ["editor", "section editor", "chief"])
@pytest.mark.parametrize("how", ["nothing", "reason alone", "check alone", "both"])
def test_what_blocks_goes_out_only_for_a_reason_by_whoever_holds_the_right(role: str, how: str) -> None:
    actor = member(role, section=region())
    article = workflow.create(actor, TEXT | {"body": NOTE, "region": region().pk})
    given = {"reason": "The pass is not named yet."} if how in ("both", "reason alone") else {}
    over = {"over": frozenset({"notes", "headline"})} if how in ("both", "check alone") else {}
    if (role, how) == ("chief", "both"):
        workflow.release(actor, article, base_version=1, passing=Passing(**given, **over))
        entry = AuditEntry.objects.get(action="override checks")
        assert entry.details["reason"] == "The pass is not named yet."
        assert entry.details["overridden"] == ["“[[which one?]]” is a note to oneself"]
        return
    with pytest.raises(workflow.NotReady):
        workflow.release(actor, article, base_version=1, passing=Passing(**given, **over))
    article.refresh_from_db()
    assert (article.state, AuditEntry.objects.filter(action="override checks").count()) == (State.DRAFT, 0)


def test_nobody_overrides_a_missing_text() -> None:
    chief = member("chief")
    article = workflow.create(chief, TEXT | {"body": ""})
    with pytest.raises(workflow.NotReady):
        workflow.release(chief, article, base_version=1, passing=Passing(over=frozenset({"text"}), reason="Soon"))


def test_advice_is_passed_by_a_tick_that_names_it_and_the_trail_keeps_it() -> None:
    editor = member("editor")
    client = desk(editor)
    article = begin(client)
    for tick in ("", "standfirst", "nonsense"):
        page = client.post(room_of(article), typed(1, move="release", passed=tick), follow=True)
        assert "no lead picture" in page.content.decode().lower()
        assert Article.objects.get().state == State.DRAFT
    client.post(room_of(article), typed(1, move="release", passed=" ".join(sorted(PLAIN))))
    assert Article.objects.get().state == State.RELEASED
    assert len(AuditEntry.objects.get(action="release").details["advice_passed"]) == len(PLAIN)


def test_a_forged_reason_lets_nothing_go_and_a_chiefs_does() -> None:
    for role, state in (("editor", State.DRAFT), ("chief", State.RELEASED)):
        client = desk(member(role))
        article = begin(client, title=role, body=NOTE)
        forged = {"overridden": " ".join(CHECKS), "override_reason": "Because"}
        client.post(room_of(article), typed(1, title=role, body=NOTE, move="release", **forged))
        article.refresh_from_db()
        assert article.state == state


def test_a_correction_waits_for_nothing_that_readers_have_already_and_says_so() -> None:
    article = make_article("An old story", has_restored_paragraphs=True)
    editor = member("editor")
    workflow.save_draft(editor, article, texts.of_live(article) | {"title": "An old story, mended"}, base_version=0)
    fresh, known = readiness.against_live(texts.cleaned(article.revisions.first().data), article)
    assert fresh == []
    assert {"byline", "archive", "standfirst"} <= {finding.check for finding in known}
    workflow.release(editor, article, base_version=1, passing=Passing(seen=frozenset()))
    assert "a story needs a byline" in AuditEntry.objects.get(action="release").details["known_before"]


def planned(actor: object, passing: Passing) -> Article:
    article = workflow.create(actor, TEXT, now=NOON - timedelta(hours=2))
    workflow.release(actor, article, base_version=1, now=NOON - timedelta(hours=1))
    workflow.save_draft(actor, article, TEXT | {"body": NOTE + '<p><a href="/nowhere/">There</a></p>'}, base_version=1)
    planning.plan_publication(actor, article, at=NOON + timedelta(hours=1), base_version=2, now=NOON, passing=passing)
    return article


def test_a_plan_goes_out_with_what_was_decided_when_it_was_made() -> None:
    chief = member("chief")
    article = planned(chief, Passing(frozenset({"links"}), frozenset({"notes"}), "Named at six"))
    level("links", "blocking")  # advice that was read then blocks by now
    level("tags", "advisory")
    assert apply_due(NOON + timedelta(hours=2)).done == 1
    details = AuditEntry.objects.filter(action="release").latest("pk").details
    assert details["override_reason"] == "Named at six"
    assert article.revisions.get(number=2).live_from == NOON + timedelta(hours=2)


def test_a_plan_whose_maker_lost_the_right_or_that_a_new_check_blocks_changes_nothing() -> None:
    chief = member("chief")
    with pytest.raises(workflow.NotReady):
        planned(chief, Passing())
    article = planned(chief, Passing(None, frozenset({"notes"}), "Named at six"))
    chief.groups.set(member("editor").groups.all())
    assert apply_due(NOON + timedelta(hours=2)).failed == 1
    article.refresh_from_db()
    assert article.has_changes


def test_bulk_release_answers_for_each_story_and_overrides_nothing() -> None:
    editor = member("editor")
    plain, blocked = (workflow.create(editor, TEXT | {"title": t, "body": b}) for t, b in (("A", BODY), ("B", NOTE)))
    form = {"do": "release", "chosen": lines_of(plain, blocked), "override_reason": "x", "overridden": "notes"}
    client = desk(editor)
    client.post("/admin/articles/article/", form)
    assert not Article.objects.filter(state=State.RELEASED).exists()
    page = client.post("/admin/articles/article/", form | {"passes_advice": "1"}, follow=True)
    lines = [str(message) for message in page.context["messages"]]
    assert "“A”: release now, done." in lines
    assert "“[[which one?]]” is a note to oneself" in lines[1]
    assert set(Article.objects.filter(state=State.RELEASED)) == {plain}


def test_the_room_is_told_what_stands_against_unsaved_words() -> None:
    client = desk(member("editor"))
    article = begin(client)
    answer = client.post(f"/admin/articles/article/{article.pk}/checks/", typed(1, body=NOTE)).json()
    assert [one["check"] for one in answer["against"]] == ["notes"]
    assert {one["check"] for one in answer["advice"]} == PLAIN
    assert client.post("/admin/articles/article/checks/new/", typed(title="")).json()["against"][0]["field"] == "title"
    other = desk(member("reporter"))
    assert other.post(f"/admin/articles/article/{article.pk}/checks/", typed(1)).status_code == 404
    assert Article.objects.get().version == 1


def test_many_texts_are_looked_through_with_the_queries_of_one(django_assert_max_num_queries) -> None:
    several = [texts.cleaned(TEXT | {"body": BODY + figure(make_photo().uid)}) for _ in range(12)]
    with django_assert_max_num_queries(3):
        assert [len(found) for found in readiness.gaps_of(several)] == [1] * 12


def test_a_link_to_a_section_leads_to_a_page_that_readers_have() -> None:
    body = BODY + '<p><a href="/section/opinion/">Opinions</a>, <a href="/section/nonsense/">others</a></p>'
    found = readiness.findings(texts.cleaned(TEXT | {"body": body}))
    assert [finding.about for finding in found if finding.check == "links"] == ["/section/nonsense/"]


def test_a_text_that_no_longer_breaks_off_is_not_said_to() -> None:
    article = make_article("An old story", is_cut=True)
    live = texts.cleaned(texts.of_live(article))
    for is_cut, said in ((True, True), (None, True), (False, False)):
        found = readiness.findings(live | {"is_cut": is_cut}, article)
        assert ("archive" in {finding.check for finding in found}) is said


def test_what_a_template_left_to_be_filled_in_is_said_once_and_no_reason_lets_it_go() -> None:
    chief = member("chief")
    text = TEXT | {"lead_caption": "[TK caption]", "body": BODY + "<p>[TK who], [TKTK], TODO</p>"}
    found = readiness.findings(texts.cleaned(text))
    told = [(finding.check, finding.field) for finding in found if finding.is_blocking]
    assert told == [("text", "lead_caption"), ("text", "body"), ("notes", "body")]
    article = workflow.create(chief, text)
    with pytest.raises(workflow.NotReady):
        workflow.release(chief, article, base_version=1, passing=Passing(over=frozenset(CHECKS), reason="Soon"))
