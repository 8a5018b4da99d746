"""A reader never sees a shortcode; brackets in prose are prose."""

import pytest

from cms.lib.identity import stable_id
from tests.articles.legacy.convert.bodies import SOURCE, converted


@pytest.mark.parametrize(
    "prose",
    [
        *("He [sic] left.", "The [Kyrgyz] side agreed.", "It was […] late.", "“[The president] left.”", "[1]", "[x/y]"),
        *("[Editor’s note: this is old]", "[video of the speech]", "[foo_bar]", "a[b]c", "[[", "]]", "[ caption ]"),
    ],
)
def test_brackets_in_prose_stay(prose: str) -> None:
    result = converted(prose)
    assert result.html == f"<p>{prose}</p>"
    assert result.shortcodes == []


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ('a [vc_row][vc_column width="1/2"]Text[/vc_column][/vc_row] b', "<p>a Text b</p>"),
        ("[dropcap]T[/dropcap]he town", "<p>The town</p>"),
        (
            'Write: [contact-form-7 id="3" title="Form [x"] now',
            '<p>Write: [contact-form-7 id="3" title="Form [x"] now</p>',
        ),
        ('Write: [contact-form-7 id="3" title="Form"] now', "<p>Write: now</p>"),
        ("one [thing kind=a] two [/thing] three", "<p>one two three</p>"),
        ("[toc] one [adrotate /]", "<p>one</p>"),
        ("one [gallery]", "<p>one</p>"),
        ("cut [vc_column_text css=”.vc_custom", "<p>cut</p>"),
    ],
)
def test_unknown_shortcodes_are_dropped_and_the_words_inside_are_kept(body: str, html: str) -> None:
    assert converted(body).html == html


def test_what_was_dropped_is_reported_with_count_and_examples() -> None:
    notes = converted('[vc_row a="1"]x[/vc_row] [vc_row a="2"]y[/vc_row]').shortcodes
    assert [(note.name, note.action, note.count) for note in notes] == [("vc_row", "dropped", 4)]
    assert notes[0].examples == ['[vc_row a="1"]', "[/vc_row]", '[vc_row a="2"]']


def test_a_shortcode_in_double_brackets_is_shown_as_one() -> None:
    result = converted("Write [[caption]] for a caption.")
    assert result.html == "<p>Write [caption] for a caption.</p>"
    assert [(note.name, note.action) for note in result.shortcodes] == [("caption", "converted")]


@pytest.mark.parametrize(
    ("shortcode", "provider", "embedded"),
    [
        ("[embed]https://youtu.be/a1B2c3D4e5F[/embed]", "youtube", "a1B2c3D4e5F"),
        ('[embed width="9"]https://www.youtube.com/shorts/a1B2c3D4e5F?x=1[/embed]', "youtube", "a1B2c3D4e5F"),
        ("[youtube https://www.youtube.com/watch?t=1&v=a1B2c3D4e5F]", "youtube", "a1B2c3D4e5F"),
        ("[youtube=http://youtube.com/watch?v=a1B2c3D4e5F&w=640]", "youtube", "a1B2c3D4e5F"),
        ('[youtube id="a1B2c3D4e5F"]', "youtube", "a1B2c3D4e5F"),
        ("[tweet https://twitter.com/some_one/status/1234567890]", "x", "1234567890"),
        ("[tweet 1234567890]", "x", "1234567890"),
        ("[embed]https://t.me/town_news/321[/embed]", "telegram", "town_news-321"),
        ('[instagram url="https://www.instagram.com/p/Ab-Cd_12345/"]', "instagram", "Ab-Cd_12345"),
        ("[embed]https://www.facebook.com/watch/?v=123456[/embed]", "facebook", "123456"),
        ("[embed]https://www.tiktok.com/@town.news/video/7123456[/embed]", "tiktok", "7123456"),
    ],
)
def test_an_embed_with_an_address_that_we_know_is_an_embed(shortcode: str, provider: str, embedded: str) -> None:
    result = converted(f"Before. {shortcode} After.")
    block = f'<div data-embed="{provider}" data-id="{embedded}"></div>'
    assert result.html == f"<p>Before.</p>{block}<p>After.</p>"


@pytest.mark.parametrize(
    ("shortcode", "address"),
    [
        ("[vimeo 12345]", "https://vimeo.com/12345"),
        ("[embed]https://video.example/film?a=1&b=2[/embed]", "https://video.example/film?a=1&amp;b=2"),
        ('[video mp4="https://old.example/a.mp4"][/video]', "https://old.example/a.mp4"),
        ('[audio src="https://old.example/a.mp3"]', "https://old.example/a.mp3"),
    ],
)
def test_any_other_address_is_a_plain_link(shortcode: str, address: str) -> None:
    assert converted(shortcode).html == f'<p><a href="{address}">{address}</a></p>'


def test_an_embed_without_an_address_is_reported() -> None:
    result = converted("One. [playlist] Two.")
    assert result.html == "<p>One. Two.</p>"
    assert [problem.reason for problem in result.problems] == ["an embed without an address"]
    assert result.problems[0].place.line == 7


def test_a_gallery_holds_a_placeholder_for_each_picture_once() -> None:
    result = converted('One. [gallery columns="2" ids="31,32,31"] Two.')
    ids = [stable_id(SOURCE, "image", old_id) for old_id in ("31", "32")]
    figures = "".join(f'<figure data-picture="{uid}"></figure>' for uid in ids)
    assert result.html == f"<p>One.</p><div data-gallery>{figures}</div><p>Two.</p>"
    assert [(image.uid, image.old_id) for image in result.images] == list(zip(ids, ("31", "32"), strict=True))


def test_a_sentence_is_not_interrupted_by_a_picture() -> None:
    result = converted('The bridge [caption id="attachment_1"]A bridge[/caption] was closed. Then came spring.')
    assert result.html.startswith("<p>The bridge was closed.</p><figure")
    assert result.html.endswith("</figure><p>Then came spring.</p>")
