"""A story begun with the text of another: what is copied, what stays behind, who may, and what a template is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import copying, planning, policy, readiness, workflow
from articles import text as texts
from articles.desk.form import blank_text
from articles.desk.starters import STARTERS
from articles.models import Article, State
from cms.ledger.models import Address, AuditEntry, DueChange
from tests.articles.desk.newsroom import member
from tests.builders import BODY, make_article, make_person, make_photo, make_tag, region

pytestmark = pytest.mark.django_db


def copied(actor: object, source: Article) -> tuple[Article, texts.Text]:
    made = copying.copy(actor, source, blank=blank_text(actor))
    return made, made.revisions.get().data


def full_text() -> texts.Text:
    return {
        "title": "The week at the lake", "standfirst": "In short.", "body": BODY, "kind": "analysis", "language": "ru",
        "slug": "week-at-the-lake", "region": region("kazakhstan").pk, "tags": [make_tag("Fish").pk],
        "lead_picture": make_photo(alt="Ice").uid, "lead_alt": "Ice here", "lead_caption": "The lake",
        "bylines": [{"person": make_person("Bolot Asanov").pk, "name": "", "role": "author"}],
        "search_title": "Week", "search_description": "A week", "release_at": "2031-01-01T00:00:00+00:00",
        "translation_of": make_article("The original", language="en").pk, "has_restored_paragraphs": True,
    }  # fmt: skip


def test_what_is_written_is_copied_and_what_made_it_a_story_for_readers_is_not() -> None:
    editor = member("editor")
    me = make_person("Aida Sarybay", account=editor)
    source = workflow.create(editor, full_text())
    made, text = copied(editor, source)
    was = source.revisions.get().data
    assert {field: text[field] for field in copying.COPIED} == {field: was[field] for field in copying.COPIED}
    assert text["bylines"] == [{"person": me.pk, "name": "", "role": "author"}]
    fresh = (
        "slug",
        "search_title",
        "search_description",
        "release_at",
        "translation_of",
        "has_restored_paragraphs",
        "is_cut",
    )
    assert {field: text[field] for field in fresh} == {field: texts.EMPTY[field] for field in fresh}
    assert set(texts.EMPTY) == {*copying.COPIED, *fresh, "bylines"}


def test_a_copy_of_a_live_story_with_plans_is_a_plain_draft_and_the_live_one_stays_as_it_is() -> None:
    chief = member("chief")
    source = workflow.create(chief, full_text() | {"translation_of": None, "language": "en"})
    workflow.release(chief, source, base_version=1)
    planning.plan_taking_down(chief, source, at=timezone.now() + timedelta(days=1), reason="Over")
    workflow.save_draft(chief, source, source.revisions.get().data | {"title": "Not out yet"}, base_version=1)
    before = Article.objects.filter(pk=source.pk).values().get(), Address.objects.count(), DueChange.objects.count()
    made, text = copied(chief, source)
    assert text["title"] == "Not out yet"
    assert (made.state, made.published_at, made.slug, made.title, made.body) == (State.DRAFT, None, "", "", "")
    assert (made.version, made.is_template, made.owner) == (1, False, chief)
    after = Article.objects.filter(pk=source.pk).values().get(), Address.objects.count(), DueChange.objects.count()
    assert before == after
    workflow.release(None, made, base_version=1)
    assert made.slug != source.slug


def test_the_source_is_named_in_the_history_and_in_the_trail() -> None:
    editor = member("editor")
    source = workflow.create(editor, {"title": "Where it came from", "body": BODY})
    made, _ = copied(editor, source)
    assert made.revisions.get().note == f"begun from {source.pk}, “Where it came from”"
    entry = AuditEntry.objects.get(action="copy")
    assert (entry.target_id, entry.actor) == (made.pk, editor)
    assert entry.details == {"source": source.pk, "name": "Where it came from", "version": 1}


def test_merged_tags_and_people_are_copied_as_what_they_are_now() -> None:
    editor = member("editor")
    old, new = make_tag("Aral"), make_tag("Aral Sea")
    source = workflow.create(editor, {"title": "A sea", "tags": [old.pk]})
    old.merged_into = new
    old.save()
    assert copied(editor, source)[1]["tags"] == [new.pk]


def test_nobody_copies_what_they_may_not_see_or_where_they_may_not_write() -> None:
    source = workflow.create(member("editor"), {"title": "Somebody else's"})
    for outsider in (member("reporter"), member("importer"), member("section editor", section=region("mongolia"))):
        with pytest.raises(policy.NotAllowed):
            copied(outsider, source)
    assert not policy.copiable_by(member("reporter", "other"), Article.objects.all()).exists()
    workflow.trash(None, source)
    with pytest.raises(policy.NotAllowed):
        copied(source.owner, source)
    assert Article.objects.count() == 1


def test_two_presses_begin_one_story_and_a_later_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    editor = member("editor")
    source = workflow.create(editor, {"title": "Twice"})
    first, second = (copied(editor, source)[0] for _ in range(2))
    assert first.pk == second.pk != source.pk
    monkeypatch.setattr(copying, "DOUBLE_PRESS", timedelta(0))
    assert copied(editor, source)[0].pk != first.pk


def test_a_template_is_every_writers_to_begin_with_and_nobodys_to_read_who_may_not() -> None:
    chief, reporter = member("chief"), member("reporter")
    template = workflow.create(chief, {"title": "Our weekly", "body": BODY})
    workflow.mark_template(chief, template, is_template=True)
    assert copied(reporter, template)[0].owner == reporter
    assert not policy.may(reporter, "view", template)
    assert not policy.visible_to(reporter, Article.objects.filter(is_template=True)).exists()
    assert policy.copiable_by(reporter, Article.objects.filter(is_template=True)).get() == template


def test_only_who_releases_says_what_is_a_template_and_only_of_a_draft() -> None:
    reporter, chief = member("reporter"), member("chief")
    draft = workflow.create(reporter, {"title": "Mine", "body": BODY, "bylines": full_text()["bylines"]})
    with pytest.raises(policy.NotAllowed):
        workflow.mark_template(reporter, draft, is_template=True)
    workflow.release(chief, draft, base_version=1)
    with pytest.raises(policy.NotAllowed):
        workflow.mark_template(chief, draft, is_template=True)


@pytest.mark.parametrize("who", ["a chief", "the system"])
def test_a_template_is_never_handed_in_or_released_by_anybody(who: str) -> None:
    chief = member("chief")
    template = workflow.create(chief, full_text() | {"translation_of": None})
    workflow.mark_template(chief, template, is_template=True)
    actor = chief if who == "a chief" else None
    for verb in (workflow.submit, workflow.release):
        with pytest.raises(policy.NotAllowed):
            verb(actor, template, base_version=1)
    with pytest.raises(policy.NotAllowed):
        workflow.release(actor, template, base_version=1, at=timezone.now() + timedelta(days=1))
    assert not policy.within_reach(chief, "release", Article.objects.filter(pk=template.pk)).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=template.pk).update(state=State.APPROVED)
    workflow.mark_template(chief, template, is_template=False)
    workflow.release(actor, template, base_version=1)
    trail = AuditEntry.objects.filter(target_id=template.pk, action__contains="template").order_by("pk")
    assert [entry.action for entry in trail] == ["make template", "unmake template"]


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.key)
def test_a_ready_made_plan_is_a_clean_text_that_is_not_ready_until_it_is_filled_in(starter: object) -> None:
    editor = member("editor")
    blank = blank_text(editor) | {"bylines": full_text()["bylines"]}
    text = texts.cleaned(blank | starter.text)
    assert text["body"] == starter.text["body"]
    lacking = [field for field, why in readiness.gaps(text) if "[TK" in why]
    assert lacking == ["title", "standfirst", "body"]
    made = workflow.create(editor, text)
    with pytest.raises(workflow.NotReady):
        workflow.release(editor, made, base_version=1)
    filled = text | {field: text[field].replace("[TK", "[") for field in lacking}
    assert readiness.gaps(texts.cleaned(filled)) == []
