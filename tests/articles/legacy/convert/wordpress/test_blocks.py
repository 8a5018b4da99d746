"""Blocks of the newer editor: their HTML stays, their comments go, and what only the comments say is not lost."""

import pytest

from cms.lib.richtext import TooMuchHtml
from tests.articles.legacy.convert.wordpress.bodies import (
    FILM,
    FILM_BLOCK,
    UPLOADS,
    converted,
    figure,
    html,
    notes,
    uid,
)


def block(name: str, inner: str, settings: str = "") -> str:
    return f"<!-- wp:{name} {settings + ' ' if settings else ''}-->\n{inner}\n<!-- /wp:{name} -->"


BLOCKS = {
    "paragraph": ('<p class="has-drop-cap">One</p>', "", "<p>One</p>"),
    "heading": ('<h4 id="x">One</h4>', '{"level":4}', "<h4>One</h4>"),
    "list": ("<ol><li>One</li></ol>", '{"ordered":true}', "<ol><li>One</li></ol>"),
    "quote": (
        '<blockquote class="wp-block-quote"><p>One</p><cite>A. B.</cite></blockquote>',
        "",
        "<blockquote><p>One</p><p><cite>A. B.</cite></p></blockquote>",
    ),
    "pullquote": (
        '<figure class="wp-block-pullquote"><blockquote><p>One</p><cite>A. B.</cite></blockquote></figure>',
        "",
        '<aside data-card="quote"><p>One</p><p><cite>A. B.</cite></p></aside>',
    ),
    "table": (
        '<figure class="wp-block-table"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>'
        "</table><figcaption>c</figcaption></figure>",
        "",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table><p>c</p>",
    ),
    "file": (
        f'<div class="wp-block-file"><object class="wp-block-file__embed" data="{UPLOADS}/a.pdf"></object>'
        f'<a href="{UPLOADS}/a.pdf">Report</a><a href="/a.pdf" class="wp-block-file__button">Download</a></div>',
        '{"id":9}',
        '<p><a href="/wp-content/uploads/2019/03/a.pdf">Report</a></p>',
    ),
    "audio": (
        f'<figure><audio controls src="{UPLOADS}/a.mp3"></audio><figcaption>c</figcaption></figure>',
        '{"id":9}',
        '<p><a href="/wp-content/uploads/2019/03/a.mp3">a.mp3</a></p><p>c</p>',
    ),
    "buttons": (
        '<div class="wp-block-buttons"><div class="wp-block-button"><a href="/x">One</a></div></div>',
        "",
        '<p><a href="/x">One</a></p>',
    ),
    "details": ("<details><summary>One</summary><p>two</p></details>", "", "<p>One</p><p>two</p>"),
    "separator": ('<hr class="wp-block-separator"/>', "", "<hr>"),
    "code": ('<pre class="wp-block-code"><code>a &lt;b&gt;\nc</code></pre>', "", "<p>a &lt;b&gt;<br>c</p>"),
    "verse": ('<pre class="wp-block-verse">one\ntwo</pre>', "", "<p>one<br>two</p>"),
    "columns": ('<div class="wp-block-columns"><div><p>a</p></div><div><p>b</p></div></div>', "", "<p>a</p><p>b</p>"),
    "html": ('<p onclick="x()">One</p><script>x()</script>', "", "<p>One</p>"),
    "shortcode": ("[embed]https://youtu.be/a1B2c3D4e5F[/embed]", "", FILM_BLOCK),
    "more": ("<!--more-->", "", ""),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_what_a_block_becomes(name: str) -> None:
    inner, settings, wanted = BLOCKS[name]
    assert html(block(name, inner, settings)) == wanted


def test_a_picture_is_known_by_the_number_in_the_settings() -> None:
    inner = '<figure class="wp-block-image"><img src="/a.jpg" alt=""/><figcaption>A dam</figcaption></figure>'
    assert html(block("image", inner, '{"id":9,"sizeSlug":"large"}')) == figure(uid(9), "A dam")
    assert html('<!-- wp:image {"id":9} /-->') == figure(uid(9))


@pytest.mark.parametrize(
    "gallery",
    [
        block("gallery", "<figure></figure>", '{"ids":[1,"2"]}'),
        block(
            "gallery",
            '<ul class="wp-block-gallery"><li><figure><img src="/a.jpg" data-id="1"/></figure></li>'
            '<li class="blocks-gallery-item"><figure><img src="/b.jpg" data-id="2"/></figure></li></ul>',
            '{"ids":[1,2]}',
        ),
        block(
            "gallery",
            '<figure class="wp-block-gallery has-nested-images">'
            + "".join(block("image", f'<figure><img src="/a{n}.jpg"/></figure>', f'{{"id":{n}}}') for n in (1, 2))
            + "</figure>",
            '{"linkTo":"none"}',
        ),
    ],
)
def test_every_form_of_a_gallery(gallery: str) -> None:
    assert html(gallery) == f"<div data-gallery>{figure(uid(1))}{figure(uid(2))}</div>"


def test_a_gallery_keeps_the_captions_of_its_pictures_and_its_own() -> None:
    item = '<li><figure><img src="/{0}.jpg" data-id="{0}"/><figcaption>c{0}</figcaption></figure></li>'
    inner = f'<figure class="wp-block-gallery"><ul class="blocks-gallery-grid">{item.format(1)}{item.format(2)}</ul>'
    inner += '<figcaption class="blocks-gallery-caption">All</figcaption></figure>'
    figures = figure(uid(1), "c1") + figure(uid(2), "c2")
    assert html(block("gallery", inner)) == f"<div data-gallery>{figures}</div><p>All</p>"


@pytest.mark.parametrize(
    ("name", "settings", "inner"),
    [
        ("embed", f'{{"url":"{FILM}","type":"video"}}', f'<div class="wp-block-embed__wrapper">\n{FILM}\n</div>'),
        ("core-embed/youtube", f'{{"url":"{FILM}"}}', ""),
        ("embed", "", f'<div class="wp-block-embed__wrapper">\n{FILM}\n</div>'),
        ("embed", f'{{"url":"{FILM}"}}', f'<iframe src="{FILM}"></iframe>'),
    ],
)
def test_an_embed_stands_in_the_settings_or_in_the_text(name: str, settings: str, inner: str) -> None:
    body = block(name, f'<figure class="wp-block-embed">{inner}<figcaption>c</figcaption></figure>', settings)
    assert html(body) == f"{FILM_BLOCK}<p>c</p>"


def test_an_embed_that_is_never_closed_swallows_nothing() -> None:
    body = f'<!-- wp:embed {{"url":"{FILM}"}} --><figure>{FILM}</figure>' + block("paragraph", "<p>The story.</p>")
    assert html(body) == f"{FILM_BLOCK}<p>The story.</p>"


def test_the_picture_behind_words_stands_in_front_of_them() -> None:
    old = block(
        "cover", f'<div style="background-image:url({UPLOADS}/a.jpg)"><p>One</p></div>', '{"url":"/a.jpg","id":4}'
    )
    new = block(
        "cover",
        '<div class="wp-block-cover"><img class="wp-block-cover__image-background" src="/a.jpg"/><p>One</p></div>',
        '{"url":"/a.jpg","id":4}',
    )
    assert html(old) == html(new) == f"{figure(uid(4))}<p>One</p>"


def test_a_picture_beside_words_is_known_by_its_number() -> None:
    inner = '<div><figure class="wp-block-media-text__media"><img src="/c.jpg"/></figure><div><p>One</p></div></div>'
    assert html(block("media-text", inner, '{"mediaId":3,"mediaType":"image"}')) == f"{figure(uid(3))}<p>One</p>"


def test_a_reusable_block_is_put_where_it_is_named() -> None:
    result = converted('<p>One</p><!-- wp:block {"ref":5} /-->', blocks=(("5", block("paragraph", "<p>two</p>")),))
    assert result.html == "<p>One</p><p>two</p>"
    assert notes(result) == [("wp:block", "converted", 1)]


@pytest.mark.parametrize("blocks", [(), (("5", '<p>x</p><!-- wp:block {"ref":5} /-->'),)])
def test_a_reusable_block_that_is_not_there_or_holds_itself_is_reported(blocks: tuple[tuple[str, str], ...]) -> None:
    result = converted('<!-- wp:block {"ref":5} /-->', blocks=blocks)
    assert result.html == ("<p>x</p>" if blocks else "")
    assert [problem.what for problem in result.problems] == ['wp:block {"ref":5} /']


def test_blocks_that_multiply_are_too_much() -> None:
    blocks = tuple((str(n), f'<!-- wp:block {{"ref":{n + 1}}} /-->' * 12) for n in range(9))
    with pytest.raises(TooMuchHtml):
        converted('<!-- wp:block {"ref":0} /-->', blocks=blocks)


def test_what_the_old_site_filled_in_at_every_view_is_reported() -> None:
    result = converted('<p>One</p><!-- wp:latest-posts {"x":1} /--><!-- wp:acf/teaser /--><!-- wp:spacer /-->')
    assert result.html == "<p>One</p>"
    assert notes(result) == [("wp:latest-posts", "dropped", 1), ("wp:acf/teaser", "dropped", 1)]


@pytest.mark.parametrize("settings", ['{"id":', "{id:1}", "[1]", '{"a":"\\ud800"}{'])
def test_settings_that_cannot_be_read_are_reported(settings: str) -> None:
    result = converted(f"<!-- wp:image {settings} --><p>One</p><!-- /wp:image -->")
    assert result.html == "<p>One</p>"
    assert [problem.reason for problem in result.problems] == ["the settings of a block cannot be read"]


@pytest.mark.parametrize(
    "body", ["<!-- /wp:group --><p>One</p>", "<!-- wp:group --><p>One</p>", "<!--wp:x--><p>One</p><!--/wp:y-->"]
)
def test_blocks_that_do_not_match_do_no_harm(body: str) -> None:
    assert html(body) == "<p>One</p>"
