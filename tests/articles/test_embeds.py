"""What stands elsewhere is named and linked to; a reader's browser is sent nowhere until the reader asks."""

from django.test import Client

from articles.rendering import render
from cms.lib.embeds import FRAME_HOSTS
from tests.builders import BODY, make_article

EMBEDS = (
    '<div data-embed="youtube" data-id="dQw4w9WgXcQ"></div><div data-embed="facebook" data-id="123" lang="ru"></div>'
)


def test_an_embed_says_what_it_is_and_leads_there_without_script() -> None:
    html = render(EMBEDS, {})
    assert "Video on YouTube" in html
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in html
    assert "<iframe" not in html
    assert "src=" not in html


def test_a_frame_is_offered_only_where_there_is_one_and_the_language_is_kept() -> None:
    youtube, facebook = render(EMBEDS, {}).split("</div>")[:2]
    assert 'data-frame="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"' in youtube
    assert "data-frame" not in facebook
    assert 'lang="ru"' in facebook


def test_the_script_is_loaded_only_by_pages_with_something_to_frame(db: None, client: Client) -> None:
    make_article("With a film", slug="film", body=BODY + EMBEDS)
    make_article("Without", slug="words", body=BODY)
    make_article("Only a link", slug="link", body='<div data-embed="facebook" data-id="123"></div>')
    has_script = {slug: b"js/embed" in client.get(f"/{slug}/").content for slug in ("film", "words", "link")}
    assert has_script == {"film": True, "words": False, "link": False}


def test_public_pages_may_frame_the_providers_of_embeds_and_nobody_else(db: None, client: Client) -> None:
    make_article("With a film", slug="film", body=EMBEDS)
    policy = dict(
        part.strip().split(" ", 1) for part in client.get("/film/").headers["Content-Security-Policy"].split(";")
    )
    assert policy["frame-src"].split() == list(FRAME_HOSTS)
    assert policy["script-src"] == "'self'"
