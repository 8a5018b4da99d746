"""The preview: the public page of what is typed, marked, for staff alone, and nothing of it kept."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.models import Article, ListingRow, RenderedBody, Revision
from tests.articles.desk.newsroom import begin, desk, member, room_of, typed
from tests.builders import make_person, make_picture, make_tag, region

pytestmark = pytest.mark.django_db


def at(article: Article) -> str:
    return reverse("admin:articles_article_preview", args=[article.pk])


def framed(answer) -> str:
    """The page within the page."""
    assert answer.status_code == 200
    return unescape(re.search(r'srcdoc="([^"]*)"', answer.content.decode())[1])


def test_what_is_typed_is_shown_by_the_public_template_and_not_saved() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    person, tag = make_person("Aida Sarybay", role="Correspondent"), make_tag("Ice")
    page = framed(
        editor.post(
            at(article),
            typed(
                1, title="Typed, not saved", standfirst="In short.", tags="Ice", region=region().pk,
                bylines_person=[person.pk], bylines_name=["Aida Sarybay"], bylines_role=["author"],
            ),
        )
    )  # fmt: skip
    for words in ("Typed, not saved", "In short.", "Aida Sarybay", tag.get_absolute_url(), "Kazakhstan"):
        assert words in page
    assert 'class="story story--news"' in page
    assert (Revision.objects.count(), RenderedBody.objects.count(), ListingRow.objects.count()) == (1, 0, 0)


def test_a_new_story_is_previewed_before_it_is_saved() -> None:
    reporter = desk(member("reporter"))
    page = framed(reporter.post(reverse("admin:articles_article_preview_new"), typed(title="Unborn")))
    assert "Unborn" in page
    assert not Article.objects.exists()


def test_the_newest_saved_text_is_shown_to_who_asks_for_the_address() -> None:
    editor = desk(member("editor"))
    article = begin(editor, move="release")
    editor.post(room_of(article), typed(1, title="Saved, not released"))
    assert "Saved, not released" in framed(editor.get(at(article)))


def test_a_preview_is_marked_kept_nowhere_and_framed_by_nobody() -> None:
    editor = desk(member("editor"))
    answer = editor.get(at(begin(editor)))
    assert "Preview: readers do not see this text" in framed(answer)
    assert '<meta name="robots" content="noindex, nofollow">' in framed(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    frame = re.search(r"<iframe[^>]*>", answer.content.decode())[0]
    assert "allow-scripts" not in frame
    assert "allow-same-origin" not in frame


def test_nothing_of_the_visitor_is_in_the_framed_page() -> None:
    user = member("editor", "visible-name")
    client = desk(user)
    article = begin(client)
    page = framed(client.get(at(article)))
    assert "visible-name" not in page
    assert "csrf" not in page
    assert client.session.session_key not in page


def test_two_people_see_the_same_framed_page() -> None:
    editor, chief = desk(member("editor")), desk(member("chief"))
    article = begin(editor)
    pages = [re.sub(r"\d\d:\d\d", "", framed(client.get(at(article)))) for client in (editor, chief)]
    assert pages[0] == pages[1]


def test_a_preview_refuses_nothing_half_typed() -> None:
    editor = desk(member("editor"))
    article = begin(editor, title="As saved")
    answer = editor.post(at(article), typed(1, title="", tags="Nothing known", kind="poem", release_on="2031-02-30"))
    page = framed(answer)
    assert "The river froze early this year." in page
    assert "There is no tag" in answer.content.decode()


def test_pictures_are_shown_as_readers_would_get_them() -> None:
    editor = desk(member("editor"))
    lost, other = make_picture(caption="A pier in fog"), make_picture(caption="A pier in fog")
    body = f'<p>Words.</p><figure data-picture="{other.uid}"></figure>'
    page = framed(editor.post(at(begin(editor)), typed(1, body=body, lead_picture=lost.uid)))
    assert page.count("A pier in fog") >= 2


def test_a_hostile_text_leaves_the_frame_in_one_piece() -> None:
    editor = desk(member("editor"))
    hostile = '"></iframe><script>alert(1)</script>'
    answer = editor.post(at(begin(editor)), typed(1, title=hostile, standfirst=hostile))
    page = answer.content.decode()
    assert page.count("<iframe") == page.count("</iframe>") == 1
    assert "<script>alert(1)" not in framed(answer)


def test_the_frame_names_no_script_since_it_would_run_none() -> None:
    editor = desk(member("editor"))
    article = begin(editor)
    body = '<div data-embed="youtube" data-id="abcdefghijk"></div>'
    page = framed(editor.post(at(article), typed(1, body=body)))
    assert "data-frame=" in page and "<script" not in page
