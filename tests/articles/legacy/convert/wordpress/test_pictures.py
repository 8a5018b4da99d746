"""A picture is known whatever its size, host or spelling; what the text says of it stays with it."""

import pytest

from articles.legacy.records import Kind
from tests.articles.legacy.convert.wordpress.bodies import (
    FILM,
    FILM_BLOCK,
    HOST,
    UPLOADS,
    converted,
    figure,
    file_uid,
    html,
    notes,
    uid,
)

KNOWN = ((f"{UPLOADS}/river.jpg", "77"), (f"{UPLOADS}/река.jpg", "78"), (f"{UPLOADS}/plan-a.png", "79"))


@pytest.mark.parametrize(
    "image",
    [
        f'<img src="{UPLOADS}/river.jpg">',
        f'<img src="{UPLOADS}/river-300x200.jpg">',
        f'<img src="{UPLOADS}/river-scaled.jpg?w=640">',
        f'<img src="{UPLOADS}/river-rotated-1024x768.jpg">',
        f'<img src="{UPLOADS}/river-e1583920000123.jpg">',
        f'<img src="http://www.{HOST}/wp-content/uploads/2019/03/river.jpg">',
        f'<img src="//{HOST}/wp-content/uploads/2019/03/river.jpg">',
        '<img src="/wp-content/uploads/2019/03/river.jpg#x">',
        f'<img src="https://i2.wp.com/{HOST}/wp-content/uploads/2019/03/river.jpg?fit=640%2C480&amp;ssl=1">',
        f'<img src="https://i0.wp.com/www.{HOST}/wp-content/uploads/2019/03/river-300x200.jpg">',
        f'<img src="https://cdn.statically.io/img/{HOST}/wp-content/uploads/2019/03/river.jpg">',
        f'<img src="data:image/gif;base64,R0lGOD" data-src="{UPLOADS}/river.jpg">',
        f'<img src="/theme/blank.gif" data-lazy-src="{UPLOADS}/river.jpg">',
        f'<img srcset="{UPLOADS}/other-9x9.jpg 9w, {UPLOADS}/river-640x480.jpg 640w">',
        f'<amp-img src="{UPLOADS}/river.jpg"></amp-img>',
    ],
)
def test_an_attachment_is_known_by_every_address_of_its_file(image: str) -> None:
    assert html(image, image_ids=KNOWN) == figure(uid(77))


@pytest.mark.parametrize("name", ["река", "%D1%80%D0%B5%D0%BA%D0%B0", "%d1%80%d0%b5%d0%ba%d0%b0-300x200"])
def test_a_cyrillic_name_is_known_however_it_is_written(name: str) -> None:
    assert html(f'<img src="{UPLOADS}/{name}.jpg">', image_ids=KNOWN) == figure(uid(78))


@pytest.mark.parametrize("image", ['<img class="size-full wp-image-9" src="/x.jpg">', '<img data-id="9" src="/x.jpg">'])
def test_the_number_in_the_tag_tells_before_the_address(image: str) -> None:
    assert html(image, image_ids=((f"{UPLOADS}/river.jpg", "9"),)) == figure(uid(9))


def test_a_number_from_another_site_is_not_believed_where_the_address_is_known() -> None:
    assert html(f'<img class="wp-image-4" src="{UPLOADS}/river.jpg">', image_ids=KNOWN) == figure(uid(77))


def test_a_file_that_is_no_attachment_is_known_by_its_path() -> None:
    (image,) = converted(f'<img src="{UPLOADS}/boat-300x200.jpg" alt="A boat">').images
    path = "/wp-content/uploads/2019/03/boat.jpg"
    assert (image.uid, image.old_id, image.alt) == (file_uid(path), path, "A boat")
    assert (image.url, image.path) == (f"{UPLOADS}/boat-300x200.jpg", "2019/03/boat.jpg")


def test_a_file_of_the_old_site_is_served_by_its_host() -> None:
    assert [image.url for image in converted('<img src="/a/boat.jpg">').images] == [f"https://{HOST}/a/boat.jpg"]


def test_a_picture_on_another_host_is_known_by_its_address() -> None:
    (image,) = converted('<img src="//else.example/a/boat.jpg?x=1">').images
    assert (image.uid, image.old_id) == (file_uid("else.example/a/boat.jpg"), "else.example/a/boat.jpg")
    assert image.url == "https://else.example/a/boat.jpg?x=1"


def test_a_picture_without_address_and_number_is_reported() -> None:
    result = converted('One <img alt="A dam"> two')
    assert result.html == "<p>One two</p>"
    assert [(problem.kind, problem.what) for problem in result.problems] == [(Kind.IMAGE, "A dam")]


# What the text says of it


def test_the_library_s_alt_holds_where_the_text_says_nothing() -> None:
    assert html('<img class="wp-image-9" alt="">') == figure(uid(9))
    assert html('<img class="wp-image-9" alt=" A  dam ">') == figure(uid(9), alt="A dam")
    assert html('<img class="wp-image-9" alt="" role="presentation">') == figure(uid(9), alt="")


FRAMED = [
    '<figure class="wp-caption"><img class="wp-image-9"><figcaption>{}</figcaption></figure>',
    '<div class="wp-caption alignleft"><img class="wp-image-9"><p class="wp-caption-text">{}</p></div>',
    '<dl class="wp-caption"><dt><img class="wp-image-9"></dt><dd class="wp-caption-dd">{}</dd></dl>',
    '<figure><a href="/wp-content/uploads/a.jpg"><img class="wp-image-9"></a><figcaption>{}</figcaption></figure>',
]


@pytest.mark.parametrize("frame", FRAMED)
def test_a_caption_belongs_to_its_picture(frame: str) -> None:
    assert html(frame.format("A <em>dam</em>")) == figure(uid(9), "A <em>dam</em>")


def test_a_caption_is_parted_from_its_credit() -> None:
    result = converted(FRAMED[0].format("A <em>dam</em> in May; photo: Joe Fox"))
    assert result.html == figure(uid(9), "A <em>dam</em> in May", credit="Joe Fox")
    assert [(image.caption, image.credit) for image in result.images] == [("A dam in May", "Joe Fox")]


def test_other_words_in_a_frame_follow_the_picture() -> None:
    assert (
        html("<figure><img class='wp-image-9'>One<figcaption>c</figcaption></figure>")
        == f"{figure(uid(9), 'c')}<p>One</p>"
    )


def test_a_frame_of_several_pictures_is_a_gallery() -> None:
    body = "<figure><img class='wp-image-1'><img class='wp-image-2'><figcaption>c</figcaption></figure>"
    assert html(body) == f"<div data-gallery>{figure(uid(1))}{figure(uid(2))}</div><p>c</p>"


def test_a_printed_gallery_is_a_gallery() -> None:
    item = '<dl><dt><a href="/x/"><img class="attachment-{0}"></a></dt><dd class="gallery-caption">c{0}</dd></dl>'
    body = f'<div id="gallery-1" class="gallery galleryid-4">{item.format(1)}{item.format(2)}</div>'
    assert html(body) == f"<div data-gallery>{figure(uid(1), 'c1')}{figure(uid(2), 'c2')}</div>"


def test_each_picture_of_a_gallery_keeps_its_own_caption_however_it_is_wrapped() -> None:
    item = '[caption id="attachment_{0}"]<img src="/{0}.jpg">c{0}[/caption]'
    other = '<div><div><img class="wp-image-3"></div><p class="wp-caption-text">c3</p></div>'
    body = f'<div class="gallery"><div>{item.format(1)}{item.format(2)}</div>{other}</div>'
    figures = "".join(figure(uid(number), f"c{number}") for number in (1, 2, 3))
    assert html(body) == f"<div data-gallery>{figures}</div>"


def test_a_film_in_a_gallery_stays() -> None:
    body = f'<div class="gallery"><img class="wp-image-1"><iframe src="{FILM}"></iframe></div>'
    assert html(body) == f"<div data-gallery>{figure(uid(1))}</div>{FILM_BLOCK}"


# Where it stands


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>{} One two.</p>", "{}<p>One two.</p>"),
        ("<p>One {} two.</p><p>x</p>", "<p>One two.</p>{}<p>x</p>"),
        ("<p>One two. {}</p>", "<p>One two.</p>{}"),
        ("<p><strong>{}</strong><em>One</em></p>", "{}<p><em>One</em></p>"),
        ("<h2>{}One</h2>", "{}<h2>One</h2>"),
        ("One\n{}\ntwo", "<p>One</p><p>two</p>{}"),
        ("<ul><li>One {}</li><li>two</li></ul>", "<ul><li>One</li><li>two</li></ul>{}"),
    ],
)
def test_no_sentence_is_interrupted_by_a_picture(body: str, wanted: str) -> None:
    got = html(body.format('<img class="wp-image-9">')).replace("<p>One<br>two</p>", "<p>One</p><p>two</p>")
    assert got == wanted.format(figure(uid(9)))


def test_a_link_to_the_full_file_is_dropped() -> None:
    for href in (f"{UPLOADS}/a.jpg", "/?attachment_id=9", "https://else.example/a.PNG?x"):
        assert html(f'<a href="{href}"><img class="wp-image-9"></a>') == figure(uid(9))
    assert html('<a href="/a-page/" rel="attachment wp-att-9"><img class="wp-image-9"></a>') == figure(uid(9))


def test_a_link_to_elsewhere_goes_to_the_caption_or_behind_the_picture() -> None:
    linked = '<a href="https://else.example/"><img class="wp-image-9"></a>'
    link = '<a href="https://else.example/">{}</a>'
    assert html(linked) == f"{figure(uid(9))}<p>{link.format('https://else.example/')}</p>"
    assert html(f"<figure>{linked}<figcaption>A dam</figcaption></figure>") == figure(uid(9), link.format("A dam"))


def test_words_that_are_linked_with_a_picture_stay_linked() -> None:
    assert html('<a href="/x"><img class="wp-image-9"> One</a>') == f'{figure(uid(9))}<p><a href="/x">One</a></p>'


def test_the_lead_picture_is_not_shown_again_by_the_text_s_first() -> None:
    body = '<img class="wp-image-9"><p>One</p><img class="wp-image-9">'
    result = converted(body, lead_image="9")
    assert result.html == f"<p>One</p>{figure(uid(9))}"
    assert notes(result) == [("lead picture", "dropped", 1)]
    assert converted(body, lead_image="8").html.count("<figure") == 2


def test_the_lead_picture_stays_for_the_words_that_only_the_text_has_under_it() -> None:
    body = '<figure><img class="wp-image-9"><figcaption>A dam</figcaption></figure><p>One</p>'
    assert "A dam" in converted(body, lead_image="9").html


def test_the_lead_picture_stays_in_a_gallery() -> None:
    assert html('[gallery ids="9,8"]', lead_image="9").count("<figure") == 2


# What is no picture


def test_emoji_are_words() -> None:
    body = 'One <img class="emoji" alt="🙂" src="https://s.w.org/images/core/emoji/x.svg">!'
    assert html(body) == "<p>One 🙂!</p>"


@pytest.mark.parametrize(
    "pixel",
    [
        '<img src="https://else.example/x" width="1" height="1">',
        '<img src="https://else.example/x" style="width:1px;height:1px">',
        '<img src="https://pixel.wp.com/g.gif?v=1">',
        '<img src="https://mc.yandex.ru/watch/1">',
    ],
)
def test_tracking_pixels_are_dropped_and_counted(pixel: str) -> None:
    result = converted(f"One {pixel}")
    assert (result.html, result.images, notes(result)) == ("<p>One</p>", [], [("tracking pixel", "dropped", 1)])


def test_a_picture_that_a_script_was_to_load_is_shown_once() -> None:
    lazy = f'<img src="data:x" data-src="{UPLOADS}/river.jpg"><noscript><img src="{UPLOADS}/river.jpg"></noscript>'
    assert html(f"<p>{lazy} One</p>", image_ids=KNOWN) == f"{figure(uid(77))}<p>One</p>"
    assert html(f"<noscript><img src='{UPLOADS}/river.jpg'></noscript>", image_ids=KNOWN) == figure(uid(77))


def test_nobody_forges_a_picture_of_the_library() -> None:
    assert html('<figure data-picture="abc"></figure><div data-gallery></div>One') == "<p>One</p>"
