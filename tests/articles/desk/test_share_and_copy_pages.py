"""Sharing, duplicating and templates as the desk offers them: pages, buttons, lists."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from articles import workflow
from articles.models import Article, SharedLink
from tests.articles.desk.newsroom import begin, desk, lines_of, member, room_of

pytestmark = pytest.mark.django_db


def at(article: Article, name: str, *more: object) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def wish(**fields: object) -> dict[str, object]:
    return {"for_whom": "Professor Nurlan", "which": "newest", "hours": 48} | fields


def test_a_link_is_made_shown_to_be_copied_and_revoked() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    answer = editor.post(at(article, "share"), wish())
    link = SharedLink.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{at(article, 'share')}#link-{link.pk}")
    page = editor.get(at(article, "share")).content.decode()
    address = unescape(re.search(r'readonly value="http://127\.0\.0\.1:8000([^"]+)"', page)[1])
    assert "Professor Nurlan" in page and "Not opened yet." in page
    assert Client().get(address, headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"}).status_code == 200
    assert "Firefox on Linux" in editor.get(at(article, "share")).content.decode()
    editor.post(at(article, "revoke", link.pk))
    page = editor.get(at(article, "share")).content.decode()
    assert "Revoked by" in page and address not in page
    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("bad", [{"hours": "1000"}, {"hours": "0"}, {"which": "77"}, {"which": "-1"}, {"hours": ""}])
def test_a_forged_wish_makes_no_link(bad: dict[str, str]) -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    assert editor.post(at(article, "share"), wish(**bad)).status_code == 422
    assert not SharedLink.objects.exists()


def test_this_version_means_the_one_that_was_newest_when_the_page_was_opened() -> None:
    user = member("editor")
    article = begin(desk(user))
    workflow.save_draft(user, article, {"title": "Saved since"}, base_version=1)
    desk(user).post(at(article, "share"), wish(which="1"))
    assert SharedLink.objects.get().number == 1


def test_a_link_is_revoked_under_its_own_story_only_and_by_whom_it_may_be() -> None:
    user, reporter = member("editor"), member("reporter")
    mine, other = workflow.create(reporter, {"title": "Mine"}), begin(desk(user))
    desk(reporter).post(at(mine, "share"), wish())
    link = SharedLink.objects.get()
    assert desk(user).post(at(other, "revoke", link.pk)).status_code == 404
    assert desk(member("importer")).post(at(mine, "revoke", link.pk)).status_code == 404
    assert desk(user).get(at(mine, "revoke", link.pk)).status_code == 405
    assert SharedLink.objects.get().revoked_at is None
    assert "Revoke<" not in desk(Article.objects.get(pk=mine.pk).owner).get(at(other, "share")).content.decode()
    assert desk(user).post(at(mine, "revoke", link.pk)).status_code == 302
    assert SharedLink.objects.get().revoked_by_name == "editor"


def test_whoever_may_read_and_not_write_finds_the_way_to_share() -> None:
    article = begin(desk(member("editor")))
    page = desk(member("importer")).get(room_of(article)).content.decode()
    assert at(article, "share") in page
    assert at(article, "duplicate") not in page  # an importer writes nothing


def test_duplicate_leads_into_the_rooms_of_a_new_draft() -> None:
    editor = desk(member("editor"))
    article = begin(editor, title="Once more")
    assert 'form="duplicate"' in editor.get(room_of(article)).content.decode()
    answer = editor.post(at(article, "duplicate"))
    made = Article.objects.latest("pk")
    assert answer["Location"] == room_of(made) and made.pk != article.pk
    assert "This is a new draft with the text of “Once more”" in editor.get(room_of(made)).content.decode()
    assert editor.get(at(article, "duplicate")).status_code == 405


def test_several_are_duplicated_from_the_list_each_answering_for_itself() -> None:
    editor = desk(member("editor"))
    chosen = [begin(editor, title=f"Number {n}").pk for n in range(2)]
    listed = reverse("admin:articles_article_changelist")
    answer = editor.post(listed, {"do": "duplicate", "chosen": chosen}, follow=True).content.decode()
    assert all(f"“Number {n}”: a new draft has its text." in answer for n in range(2))
    assert Article.objects.count() == 4


def test_a_template_is_begun_with_by_a_reporter_who_cannot_open_it() -> None:
    chief, reporter = desk(member("chief")), desk(member("reporter"))
    template = begin(chief, title="Our weekly")
    chief.post(at(template, "template"), {"template": "1"})
    page = reporter.get(reverse("admin:articles_article_templates")).content.decode()
    assert "Our weekly" in page and room_of(template) not in page
    assert reporter.get(room_of(template)).status_code == 404
    assert reporter.post(at(template, "duplicate"))["Location"] == room_of(Article.objects.latest("pk"))
    room = chief.get(room_of(template)).content.decode()
    assert 'value="release"' not in room and 'value="submit"' not in room and "standing--template" in room
    assert (
        "Our weekly" in chief.get(reverse("admin:articles_article_changelist"), {"show": "templates"}).content.decode()
    )
    assert reporter.post(at(template, "template"), {"template": "0"}).status_code == 404
    chief.post(at(template, "template"), {"template": "0"})
    assert not Article.objects.get(pk=template.pk).is_template
    assert reporter.post(at(template, "duplicate")).status_code == 404


def test_a_ready_made_plan_begins_a_draft_once_however_often_it_is_pressed() -> None:
    reporter = desk(member("reporter"))
    where = reverse("admin:articles_article_templates")
    answers = [reporter.post(where, {"starter": "interview"}) for _ in range(2)]
    made = Article.objects.get()
    assert {answer["Location"] for answer in answers} == {room_of(made)}
    assert "[TK First question]" in made.revisions.get().data["body"]
    assert reporter.post(where, {"starter": "novel"}).status_code == 404


def test_a_template_forged_into_a_release_stays_a_template() -> None:
    chief = desk(member("chief"))
    template = begin(chief)
    chief.post(at(template, "template"), {"template": "1"})
    listed = reverse("admin:articles_article_changelist")
    for action in ("submit", "approve", "release"):
        answer = chief.post(listed, {"do": action, "chosen": lines_of(template), "passes_advice": "1"}, follow=True)
        assert f"you may not {action} what is draft" in answer.content.decode().lower()
    template.refresh_from_db()
    assert (template.state, template.is_template) == ("draft", True)
