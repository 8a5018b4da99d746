"""The body in a form: whatever is sent, what is kept is in the schema, and who may write may ask about embeds."""

import json

import pytest
from django import forms
from django.test import Client

from articles.desk.editor import BodyField
from cms.lib.richtext import MAX_LENGTH
from tests.builders import BODY, make_editor, make_user

ABOUT = "/admin/articles/embed/"
FILM = {"url": "https://youtu.be/dQw4w9WgXcQ"}


class StoryForm(forms.Form):
    body = BodyField(label="Text")


def test_what_is_sent_is_kept_in_the_schema() -> None:
    form = StoryForm({"body": "<h1>One</h1><script>alert(1)</script><p onclick=x>two"})
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<h2>One</h2><p>two</p>"


def test_more_than_any_article_is_an_error_of_the_form_and_not_of_the_server() -> None:
    form = StoryForm({"body": "x" * (MAX_LENGTH + 1)})
    assert not form.is_valid()
    assert "too long" in form.errors["body"][0]


def test_an_empty_draft_is_allowed_and_a_required_body_needs_words() -> None:
    assert StoryForm({"body": ""}).is_valid()
    with pytest.raises(forms.ValidationError):
        BodyField(required=True).clean("<p> </p>")


def test_the_same_text_in_another_form_is_no_change() -> None:
    field = BodyField()
    assert not field.has_changed(BODY, f"\r\n{BODY}\r\n")
    assert not field.has_changed(None, "<p></p>")
    assert field.has_changed(BODY, BODY + "<p>more</p>")


def test_the_field_tells_the_editor_where_to_ask_and_which_languages_there_are() -> None:
    html = str(StoryForm()["body"])
    assert 'autocomplete="off"' in html
    assert 'data-embeds="/admin/articles/embed/"' in html
    assert 'data-described="/admin/pictures/picture/described/"' in html
    languages = json.loads(BodyField().widget.get_context("body", "", {})["widget"]["attrs"]["data-languages"])
    codes = {language["code"]: language["dir"] for language in languages}
    assert codes == dict.fromkeys(("en", "ru", "kk", "ky", "uz", "tg", "zh"), "ltr") | {"ar": "rtl", "fa": "rtl"}


def test_the_page_is_sent_a_module_and_no_inline_script() -> None:
    media = str(StoryForm().media)
    assert 'js/editor/body.js" type="module"' in media
    assert "importmap" not in media


def test_the_editor_asks_what_stands_behind_an_address(db: None, client: Client) -> None:
    client.force_login(make_editor())
    about = {
        "provider": "youtube",
        "id": "dQw4w9WgXcQ",
        "sentence": "Video on YouTube",
        "address": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    }
    assert client.get(ABOUT, FILM).json() == {"embed": about}
    assert client.get(ABOUT, {"provider": "youtube", "id": "dQw4w9WgXcQ"}).json() == {"embed": about}
    assert client.get(ABOUT, {"url": "https://news.example/"}).json() == {"embed": None}
    assert client.get(ABOUT, {"provider": "evil", "id": "1"}).json() == {"embed": None}
    assert client.get(ABOUT).json() == {"embed": None}
    assert client.post(ABOUT, FILM).status_code == 405


def test_only_those_who_may_write_are_answered(db: None, client: Client) -> None:
    assert client.get(ABOUT, FILM).status_code == 302
    client.force_login(make_user("visitor", is_staff=True))
    assert client.get(ABOUT, FILM).status_code == 403
    client.force_login(make_user("reporter", ["add_article"], is_staff=True))
    assert client.get(ABOUT, FILM).status_code == 200
