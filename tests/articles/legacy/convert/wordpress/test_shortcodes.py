"""The registry of shortcodes: what each becomes; of the others only the words inside stay, and the report tells."""

import pytest

from tests.articles.legacy.convert.wordpress.bodies import FILM, FILM_BLOCK, converted, figure, html, notes, uid


def test_a_caption_holds_its_picture_and_words() -> None:
    body = 'One.\n\n[caption id="attachment_5" width="9"]<img src="/a-9x9.jpg"> A <em>dam</em>[/caption]\n\nTwo.'
    result = converted(body)
    assert result.html == f"<p>One.</p>{figure(uid(5), 'A <em>dam</em>')}<p>Two.</p>"
    assert [(image.old_id, image.caption) for image in result.images] == [("5", "A dam")]
    assert notes(result) == [("caption", "converted", 1)]


@pytest.mark.parametrize(
    ("body", "caption"),
    [
        ('[caption id="attachment_5" caption="A dam"]<img src="/a.jpg">[/caption]', "A dam"),
        ('[caption id="attachment_5" caption="A &quot;big&quot; dam"]<img src="/a.jpg">[/caption]', 'A "big" dam'),
        (
            "[caption id='attachment_5' caption='A &lt;em&gt;dam&lt;/em&gt;']<img src='/a.jpg'>[/caption]",
            "A <em>dam</em>",
        ),
        ('[wp_caption id="attachment_5"]<img src="/a.jpg" alt="">A dam[/wp_caption]', "A dam"),
        ('[caption id="attachment_5"]<p><img src="/a.jpg"></p>\n<p>A\ndam</p>[/caption]', "A dam"),
        (
            '[caption id="attachment_5"]<a href="/a.jpg"><img src="/a.jpg"></a> He [sic] said "no"[/caption]',
            'He [sic] said "no"',
        ),
        (
            '[caption id="attachment_5"]<img src="/a.jpg"> See <a href="/x">this</a>[/caption]',
            'See <a href="/x">this</a>',
        ),
        ('[caption id="attachment_5"]A dam[/caption]', "A dam"),
    ],
)
def test_every_form_of_a_caption(body: str, caption: str) -> None:
    assert html(body) == figure(uid(5), caption)


def test_a_caption_that_is_never_closed_swallows_nothing() -> None:
    result = converted('[caption id="attachment_5"]<img class="wp-image-5" src="/a.jpg"> A dam\n\nThe story.')
    assert result.html == f"{figure(uid(5))}<p>A dam</p><p>The story.</p>"
    assert notes(result) == [("caption", "dropped", 1)]


def test_a_caption_in_a_sentence_stands_behind_it() -> None:
    body = 'The [caption id="attachment_5"]<img src="/a.jpg">A dam[/caption] town is old.'
    assert html(body) == f"<p>The town is old.</p>{figure(uid(5), 'A dam')}"


GALLERIES = [
    ('[gallery ids="3,1,3"]', ["3", "1"]),
    ("[gallery include='3, 1']", ["3", "1"]),
    ("[gallery]", ["1", "2", "3"]),
    ('[gallery exclude="2" columns="4"]', ["1", "3"]),
    ('[gallery order="DESC"]', ["3", "2", "1"]),
    ('[vc_gallery images="2,3"]', ["2", "3"]),
]


@pytest.mark.parametrize(("shortcode", "old_ids"), GALLERIES)
def test_a_gallery_shows_what_it_names_or_the_story_s_own_pictures(shortcode: str, old_ids: list[str]) -> None:
    result = converted(f"One.\n\n{shortcode}\n\nTwo.", children=("1", "2", "3"))
    figures = "".join(figure(uid(old_id)) for old_id in old_ids)
    assert result.html == f"<p>One.</p><div data-gallery>{figures}</div><p>Two.</p>"
    assert [image.old_id for image in result.images] == old_ids


def test_a_gallery_of_nothing_is_reported() -> None:
    result = converted("One. [gallery]")
    assert result.html == "<p>One.</p>"
    assert notes(result) == [("gallery", "dropped", 1)]
    assert [problem.reason for problem in result.problems] == ["a gallery that does not say which pictures it shows"]


@pytest.mark.parametrize(
    "shortcode",
    [
        *(f"[embed]{FILM}[/embed]", f'[embed width="9"] {FILM}&amp;t=1 [/embed]', f"[youtube {FILM}]"),
        *(
            '[youtube id="a1B2c3D4e5F"]',
            f'[video src="{FILM}"]',
            f'[vc_video link="{FILM}"]',
            f'[su_youtube url="{FILM}"]',
        ),
    ],
)
def test_films_are_embeds(shortcode: str) -> None:
    assert html(f"One.\n\n{shortcode}\n\nTwo.") == f"<p>One.</p>{FILM_BLOCK}<p>Two.</p>"


@pytest.mark.parametrize(
    ("shortcode", "address"),
    [
        ("[vimeo 12345]", "https://vimeo.com/12345"),
        ('[video mp4="/wp-content/a.mp4"][/video]', "/wp-content/a.mp4"),
        ('[audio mp3="https://else.example/a.mp3"]', "https://else.example/a.mp3"),
        ("[soundcloud url='https://soundcloud.com/a/b']", "https://soundcloud.com/a/b"),
        ("[googlemaps https://maps.example/x]", "https://maps.example/x"),
    ],
)
def test_other_films_and_sounds_are_links(shortcode: str, address: str) -> None:
    assert html(shortcode) == f'<p><a href="{address}">{address}</a></p>'


def test_an_embed_or_playlist_that_leads_nowhere_is_reported() -> None:
    result = converted('One. [video] [playlist ids="1,2"]')
    assert result.html == "<p>One.</p>"
    assert [problem.reason for problem in result.problems] == [
        "an embed without an address",
        "a list of sound or film files, which are not taken over",
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ('[vc_row][vc_column width="1/2"]One[/vc_column][/vc_row]', "<p>One</p>"),
        ('[et_pb_text admin_label="x"]\n\nOne\n\nTwo\n\n[/et_pb_text]', "<p>One</p><p>Two</p>"),
        ('[su_button url="/x"]One[/su_button]', "<p>One</p>"),
        ('One [contact-form-7 id="3" title="Form"] two', "<p>One two</p>"),
        ('[gravityform id="1" title="false"] One', "<p>One</p>"),
        ("[my_thing]One[/my_thing]", "<p>One</p>"),
        ("[dropcap]O[/dropcap]ne", "<p>One</p>"),
        ('[vc_custom_heading text="A &amp; B"]One', "<h2>A &amp; B</h2><p>One</p>"),
        ("[vc_raw_html]PGI+eDwvYj4=[/vc_raw_html]One", "<p>One</p>"),
        (
            '[su_quote cite="A. B."]One[/su_quote]',
            '<aside data-card="quote"><p>One</p><p><cite>A. B.</cite></p></aside>',
        ),
        ("[pullquote]One\n\ntwo[/pullquote]", '<aside data-card="quote"><p>One</p><p>two</p></aside>'),
    ],
)
def test_of_plugins_the_words_stay(body: str, wanted: str) -> None:
    assert html(body) == wanted


def test_a_plugin_s_picture_is_a_picture() -> None:
    assert html('[vc_single_image image="12" img_size="full"]') == figure(uid(12))


def test_what_is_unknown_is_counted_with_its_first_examples() -> None:
    result = converted("".join(f'[my_box n="{number}"]x[/my_box]' for number in range(4)))
    assert notes(result) == [("my_box", "dropped", 8)]
    assert result.shortcodes[0].examples == ['[my_box n="0"]', "[/my_box]", '[my_box n="1"]']


@pytest.mark.parametrize("prose", ["He [sic] left.", "The [Kyrgyz] side.", "As in [1].", "[Editor’s note: old]", "[…]"])
def test_brackets_in_prose_stay(prose: str) -> None:
    result = converted(prose)
    assert result.html == f"<p>{prose}</p>"
    assert result.shortcodes == []


def test_a_shortcode_in_double_brackets_is_shown_as_one() -> None:
    assert html("Write [[gallery]] for a gallery.") == "<p>Write [gallery] for a gallery.</p>"


def test_a_shortcode_within_a_tag_breaks_no_tag() -> None:
    assert html('<a href="/x" title="[gallery ids=\'1\']">One</a>') == '<p><a href="/x">One</a></p>'
