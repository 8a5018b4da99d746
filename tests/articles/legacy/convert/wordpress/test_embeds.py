"""Posts, films and maps from elsewhere: a typed embed where the provider is known, else a plain link, never a frame."""

import pytest

from articles.legacy.convert.wordpress.embedding import original
from tests.articles.legacy.convert.wordpress.bodies import FILM, FILM_BLOCK, converted, html, notes

POSTS = [
    (
        '<blockquote class="twitter-tweet"><p>w <a href="https://t.co/x">t.co/x</a></p>A. B. '
        '<a href="https://twitter.com/ab/status/123?ref_src=x">May 1</a></blockquote>',
        ("x", "123"),
    ),
    (
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/AbCdEf123/?utm=x">w'
        "</blockquote>",
        ("instagram", "AbCdEf123"),
    ),
    (
        '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/712345">w</blockquote>',
        ("tiktok", "712345"),
    ),
    ('<div class="fb-post" data-href="https://www.facebook.com/town/posts/123456"></div>', ("facebook", "123456")),
    ('<div class="fb-video" data-href="https://www.facebook.com/town/videos/123456/"></div>', ("facebook", "123456")),
    (
        '<script async src="https://telegram.org/x.js" data-telegram-post="town_news/68"></script>',
        ("telegram", "town_news-68"),
    ),
    ('<amp-youtube data-videoid="a1B2c3D4e5F"></amp-youtube>', ("youtube", "a1B2c3D4e5F")),
    ('<amp-twitter data-tweetid="123"></amp-twitter>', ("x", "123")),
    ('<amp-instagram data-shortcode="AbCdEf123"></amp-instagram>', ("instagram", "AbCdEf123")),
    ('<iframe src="//www.youtube.com/embed/a1B2c3D4e5F?rel=0"></iframe>', ("youtube", "a1B2c3D4e5F")),
    (
        '<iframe src="about:blank" data-src="https://www.youtube-nocookie.com/embed/a1B2c3D4e5F"></iframe>',
        ("youtube", "a1B2c3D4e5F"),
    ),
    (
        '<iframe src="https://www.facebook.com/plugins/video.php?width=9&amp;href=https%3A%2F%2Fwww.facebook.com%2Ftown%2F'
        'videos%2F99887766%2F"></iframe>',
        ("facebook", "99887766"),
    ),
    ('<iframe src="https://platform.twitter.com/embed/Tweet.html?dnt=1&amp;id=123"></iframe>', ("x", "123")),
    ('<iframe src="https://www.tiktok.com/embed/v2/712345"></iframe>', ("tiktok", "712345")),
    ('<iframe src="https://t.me/town_news/68?embed=1"></iframe>', ("telegram", "town_news-68")),
    (
        '<object><param name="movie" value="https://www.youtube.com/v/a1B2c3D4e5F?fs=1"><embed src="/x.swf"></object>',
        ("youtube", "a1B2c3D4e5F"),
    ),
    (f"<p>{FILM}</p>", ("youtube", "a1B2c3D4e5F")),
]


@pytest.mark.parametrize(("body", "embed"), POSTS)
def test_every_form_of_a_post(body: str, embed: tuple[str, str]) -> None:
    block = f'<div data-embed="{embed[0]}" data-id="{embed[1]}"></div>'
    assert html(f"<p>One</p>{body}<p>two</p>") == f"<p>One</p>{block}<p>two</p>"


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ('<iframe src="https://player.vimeo.com/video/12345?h=x"></iframe>', "https://vimeo.com/12345"),
        (
            '<iframe src="https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&amp;color=x"></iframe>',
            "https://soundcloud.com/a/b",
        ),
        ('<iframe src="https://else.example/chart/1"></iframe>', "https://else.example/chart/1"),
        (
            '<video controls><source src="https://else.example/a.mp4">No films here</video>',
            "https://else.example/a.mp4",
        ),
        ("https://else.example/story", "https://else.example/story"),
    ],
)
def test_everything_else_is_a_link(body: str, address: str) -> None:
    assert html(body) == f'<p><a href="{address}">{address}</a></p>'


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (
            "https://www.google.com/maps/embed?pb=!1m14!1m12!1d5.5!2d74.59!3d42.87!2m3",
            "https://www.google.com/maps?q=42.87,74.59",
        ),
        ("https://yandex.ru/map-widget/v1/?ll=74.59%2C42.87&z=12", "https://yandex.ru/maps/?ll=74.59%2C42.87&z=12"),
        (
            "https://www.openstreetmap.org/export/embed.html?bbox=1%2C2&marker=42.87%2C74.59",
            "https://www.openstreetmap.org/?mlat=42.87&mlon=74.59",
        ),
        ("//player.vimeo.com/video/12345?h=x", "https://vimeo.com/12345"),
        ("https://else.example/x", "https://else.example/x"),
    ],
)
def test_the_address_for_people_is_found_in_a_player_s(address: str, wanted: str) -> None:
    assert original(address) == wanted


def test_a_frame_among_words_stands_behind_them() -> None:
    assert html(f'<p>One <iframe src="{FILM}"></iframe> two</p>') == f"<p>One two</p>{FILM_BLOCK}"


def test_a_post_of_unknown_address_stays_a_quotation() -> None:
    assert html('<blockquote class="twitter-tweet"><p>w</p></blockquote>') == "<blockquote><p>w</p></blockquote>"


def test_frames_of_trackers_and_of_nothing_are_dropped_and_counted() -> None:
    result = converted('One<iframe src="https://www.googletagmanager.com/ns.html?id=x"></iframe><iframe></iframe>')
    assert result.html == "<p>One</p>"
    assert notes(result) == [("<iframe>", "dropped", 2)]


def test_what_was_converted_is_counted() -> None:
    assert notes(converted(POSTS[0][0])) == [("<twitter-tweet>", "converted", 1)]


def test_a_linked_address_is_words() -> None:
    assert html(f'<a href="/x">\n{FILM}\n</a>').count("data-embed") == 0
    assert html(f'<p><a href="{FILM}">{FILM}</a></p>') == f'<p><a href="{FILM}">{FILM}</a></p>'


def test_nobody_forges_an_embed() -> None:
    assert html('<div data-embed="youtube" data-id="x">One</div>') == "<p>One</p>"
    assert html(f'<wp-embed data-url="{FILM}">One</wp-embed>') == "<p>One</p>"


@pytest.mark.parametrize("frame", ['<iframe src="https://else.example/" />', '<iframe src="https://else.example/">'])
def test_a_frame_that_is_never_closed_swallows_nothing(frame: str) -> None:
    link = '<p><a href="https://else.example/">https://else.example/</a></p>'
    assert html(f"<p>One</p>{frame}<p>two</p>") == f"<p>One</p>{link}<p>two</p>"
    second = '<iframe src="https://else.example/"></iframe>'
    assert html(f"<p>One</p>{frame}<p>two</p>{second}") == f"<p>One</p>{link}<p>two</p>{link}"
