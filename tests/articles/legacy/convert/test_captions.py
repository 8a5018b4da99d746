"""A caption becomes a figure that knows the old picture, with what it shows and whom to credit apart."""

import pytest

from articles.legacy.convert.captions import Caption, part
from articles.legacy.records import Kind
from cms.lib.identity import stable_id
from tests.articles.legacy.convert.bodies import PLACE, SOURCE, converted

UID = stable_id(SOURCE, "image", "52")


@pytest.mark.parametrize(
    ("text", "shown", "credit"),
    [
        ("A launcher; image: Vera V. Osmonova", "A launcher", "Vera V. Osmonova"),
        ("A launcher. Image: TCA, Aida M. Bek", "A launcher.", "TCA, Aida M. Bek"),
        ("Image: president.example", "", "president.example"),
        ("The dam, photo: Marat Usenov", "The dam", "Marat Usenov"),
        ("The dam. Photo by Marat Usenov on Freepix.", "The dam.", "Marat Usenov on Freepix"),
        ("The dam (Photo: Marat Usenov)", "The dam", "Marat Usenov"),
        ("The dam (Photo: Marat U.)", "The dam", "Marat U."),
        ("The dam. Photo courtesy of the Town Museum", "The dam. Photo courtesy of the Town Museum", ""),
        ("The dam. Photo credit: Town Museum", "The dam.", "Town Museum"),
        ("The dam | Reuters", "The dam", "Reuters"),
        ("The dam © Marat Usenov", "The dam", "Marat Usenov"),
        ("Плотина. Фото: Марат Усенов", "Плотина.", "Марат Усенов"),
        ("The dam in a photo: by night it glows", "The dam in a photo: by night it glows", ""),
        ("Workers photograph the lake", "Workers photograph the lake", ""),
        ("Image: (left) a dam and (right) a lake of the river, as they were found by the men of the town", None, ""),
    ],
)
def test_a_caption_is_parted_from_its_credit(text: str, shown: str | None, credit: str) -> None:
    assert part(text) == Caption(text if shown is None else shown, credit)


def test_a_caption_becomes_a_figure_of_the_old_picture() -> None:
    body = 'One. [caption id="attachment_52" align="aligncenter" width="9"] A dam; image: M. Usenov[/caption] Two.'
    result = converted(body)
    figure = f'<figure data-picture="{UID}" data-credit="M. Usenov"><figcaption>A dam</figcaption></figure>'
    assert result.html == f"<p>One.</p>{figure}<p>Two.</p>"
    (image,) = result.images
    assert (image.place, image.uid, image.old_id, image.caption, image.credit) == (
        PLACE,
        UID,
        "52",
        "A dam",
        "M. Usenov",
    )
    assert [(note.name, note.action, note.count) for note in result.shortcodes] == [("caption", "converted", 1)]
    assert result.problems == []


@pytest.mark.parametrize(
    "opening",
    ['id="52"', "id='attachment_52'", "id=attachment_52", "id=”attachment_52″", "id=&#8221;attachment_52&#8243;"],
)
def test_the_number_is_found_however_it_is_quoted(opening: str) -> None:
    assert f'data-picture="{UID}"' in converted(f"[caption {opening}]A dam[/caption]").html


def test_the_old_form_has_the_caption_in_an_attribute() -> None:
    html = converted('[caption id="attachment_52" caption="A <dam>; photo: Aida & Co"][/caption]').html
    figcaption = "<figcaption>A &lt;dam&gt;</figcaption>"
    assert html == f'<figure data-picture="{UID}" data-credit="Aida &amp; Co">{figcaption}</figure>'


def test_a_caption_that_the_copy_cuts_off_keeps_what_there_is() -> None:
    result = converted('One. [caption id="attachment_52" width="9"] A dam on the...')
    assert result.html == f'<p>One.</p><figure data-picture="{UID}"><figcaption>A dam on the...</figcaption></figure>'
    assert [(problem.kind, problem.reason) for problem in result.problems] == [
        (Kind.IMAGE, "the copy ends inside the caption")
    ]


def test_a_tag_that_the_copy_cuts_off_is_no_text() -> None:
    result = converted('One. [caption id="attachment_52" align="alig...')
    assert result.html == f'<p>One.</p><figure data-picture="{UID}"></figure>'
    assert len(result.problems) == 1


def test_an_unclosed_caption_does_not_swallow_the_story() -> None:
    story = "The bridge was closed in spring and the new one is not open yet. " * 6
    result = converted(f'One. [caption id="attachment_52"] A dam by the lake. {story}')
    assert "<figcaption>A dam by the lake.</figcaption>" in result.html
    assert len(result.problems) == 1


def test_a_caption_without_a_number_stays_in_the_text() -> None:
    result = converted("One. [caption]A dam[/caption] Two.")
    assert result.html == "<p>One.</p><p><em>A dam</em></p><p>Two.</p>"
    assert result.images == []
    assert len(result.problems) == 1


def test_the_same_picture_twice_is_one_picture() -> None:
    result = converted('[caption id="52"][/caption] and [caption id="52"]A dam[/caption]')
    assert result.html.count(f'data-picture="{UID}"') == 2
    assert [(image.old_id, image.caption) for image in result.images] == [("52", "A dam")]


def test_a_shortcode_in_a_caption_is_not_shown() -> None:
    html = converted('[caption id="52"][embed]https://youtu.be/a1B2c3D4e5F[/embed] A [sic] dam[/caption]').html
    assert html == f'<figure data-picture="{UID}"><figcaption>A [sic] dam</figcaption></figure>'
