"""How pictures reach readers: in several sizes, with their measure, with words, and the lead before the rest."""

from html import unescape

import pytest
from django.test import Client
from lxml import html

from articles.models import RenderedBody
from tests.builders import BODY, make_article, make_articles, make_person, make_photo, make_picture, region
from tests.cms.pictures.files import photo

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str) -> html.HtmlElement:
    return html.fromstring(client.get(path).content.decode())


def source_of(image: html.HtmlElement) -> html.HtmlElement:
    """The source beside an image; this parser takes what follows a source for its content."""
    return image.getparent() if image.getparent().tag == "source" else image.getprevious()


def figure(uid: str, words: str = "", **attributes: str) -> str:
    said = "".join(f' data-{name}="{value}"' for name, value in attributes.items())
    return f'<figure data-picture="{uid}"{said}>{words}</figure>'


def test_every_picture_of_every_page_says_its_measure_and_comes_in_several_sizes(client: Client) -> None:
    picture = make_photo(photo(2000, 1500), alt="A river", credit="Aida")
    person = make_person(avatar=picture)
    make_articles(9, person=person, region=region(), lead_picture=picture)
    body = BODY + figure(picture.uid) + f"<div data-gallery>{figure(picture.uid)}{figure(picture.uid)}</div>"
    story = make_article(body=body, people=[person], lead_picture=picture, region=region())
    for path in ("/", "/latest/", region().get_absolute_url(), story.get_absolute_url(), person.get_absolute_url()):
        images = page_of(client, path).findall(".//img")
        assert images, path
        for image in images:
            assert int(image.get("width")) > 0 and int(image.get("height")) > 0, path
            assert image.get("alt") is not None
            assert image.get("decoding") == "async"
            source = source_of(image)
            assert source.get("type") == "image/webp" and source.get("sizes")
            assert len(source.get("srcset").split(", ")) >= (1 if "-1x1-" in image.get("src") else 2)
            assert image.get("src").startswith("/media/renditions/")
            assert image.get("style") is None


def test_every_size_that_a_page_offers_can_be_had(client: Client) -> None:
    picture = make_photo(photo(1500, 1000))
    story = make_article(body=BODY + figure(picture.uid), lead_picture=picture, people=[make_person(avatar=picture)])
    page = page_of(client, story.get_absolute_url())
    offered = {image.get("src") for image in page.findall(".//img")}
    for source in page.findall(".//source"):
        offered |= {candidate.split()[0] for candidate in source.get("srcset").split(",")}
    assert len(offered) >= 9
    for url in offered:
        answer = client.get(url)
        assert answer.status_code == 200 and answer.getvalue(), url


def test_the_lead_is_fetched_first_and_the_others_when_they_come_near(client: Client) -> None:
    picture = make_photo()
    make_articles(8, lead_picture=picture, region=region())
    story = make_article(body=BODY + figure(picture.uid), lead_picture=picture)
    for path in ("/", story.get_absolute_url()):
        first, *others = page_of(client, path).findall(".//main//img")
        assert first.get("fetchpriority") == "high" and first.get("loading") is None
        assert others
        for image in others:
            assert image.get("loading") == "lazy" and image.get("fetchpriority") is None


def test_a_list_shows_pictures_cropped_to_one_ratio_about_the_focal_point(client: Client) -> None:
    make_article(lead_picture=make_photo(photo(2000, 800), focus_x=900, focus_y=100))
    image = page_of(client, "/latest/").find(".//main//img")
    assert "-3x2-900-100-" in image.get("src")
    assert int(image.get("width")) / int(image.get("height")) == pytest.approx(1.5, abs=0.01)


def test_a_small_picture_is_not_blown_up(client: Client) -> None:
    story = make_article(lead_picture=make_photo(photo(300, 200)))
    image = page_of(client, story.get_absolute_url()).find(".//main//img")
    assert (image.get("width"), image.get("height")) == ("300", "200")
    assert [part.split()[1] for part in source_of(image).get("srcset").split(", ")] == ["300w"]


# --- Words --------------------------------------------------------------------------------------------------------


def test_a_story_s_own_words_about_its_lead_come_before_the_library_s(client: Client) -> None:
    picture = make_photo(alt="A river", caption="The river in March", credit="Aida")
    story = make_article(lead_picture=picture, lead_alt="Ice on a river", lead_caption="This morning")
    page = client.get(story.get_absolute_url()).content.decode()
    assert 'alt="Ice on a river"' in page and "A river" not in page
    assert "This morning" in page and "The river in March" not in page
    assert ">Aida</span>" in page


def test_without_words_of_its_own_a_lead_has_the_library_s(client: Client) -> None:
    picture = make_photo(alt="A river", caption="The river in March")
    page = client.get(make_article(lead_picture=picture).get_absolute_url()).content.decode()
    assert 'alt="A river"' in page and "The river in March" in page


def test_a_decorative_lead_has_no_alternative_text(client: Client) -> None:
    picture = make_photo(alt="A pattern", is_decorative=True)
    image = page_of(client, make_article(lead_picture=picture).get_absolute_url()).find(".//main//img")
    assert image.get("alt") == ""


def test_a_figure_says_what_its_text_says_of_it(client: Client) -> None:
    picture = make_photo(alt="A river", caption="In March", credit="Aida")
    own = figure(picture.uid, "<figcaption>Today</figcaption>", alt="Ice", credit="Bek")
    body = own + figure(picture.uid) + figure(picture.uid, alt="")
    story = make_article(body=body)
    figures = page_of(client, story.get_absolute_url()).findall(".//figure")
    assert [each.find(".//img").get("alt") for each in figures] == ["Ice", "A river", ""]
    assert [each.find("figcaption").text_content() for each in figures] == [
        "Today Bek",
        "In March Aida",
        "In March Aida",
    ]


def test_a_credit_is_shown_where_there_is_no_caption(client: Client) -> None:
    story = make_article(body=figure(make_photo(credit="Aida").uid))
    assert page_of(client, story.get_absolute_url()).find(".//figure/figcaption").text_content() == "Aida"


def test_hostile_words_stay_words(client: Client) -> None:
    words = '"><script>alert(1)</script>'
    picture = make_photo(alt=words, caption=words, credit=words)
    other = make_photo(photo(300, 200), alt=words, caption=words, credit=words)
    story = make_article(body=figure(other.uid), lead_picture=picture)
    page = client.get(story.get_absolute_url()).content.decode()
    assert "<script" not in page
    assert unescape(page).count(words) >= 6


def test_a_missing_file_keeps_its_honest_place(client: Client) -> None:
    place = make_picture(alt="A bridge", caption="The bridge")
    other = make_picture(alt="A bridge", caption="The bridge")
    page = page_of(client, make_article(body=BODY + figure(other.uid), lead_picture=place).get_absolute_url())
    assert page.findall(".//img") == []
    assert len(page.find_class("figure__missing")) == 2
    assert page.text_content().count("The bridge") == 2


# --- Elsewhere ----------------------------------------------------------------------------------------------------


def test_social_networks_get_one_picture_of_their_measure(client: Client) -> None:
    picture = make_photo(photo(2400, 1600), alt="A river")
    page = page_of(client, make_article(lead_picture=picture).get_absolute_url())
    said = {meta.get("property"): meta.get("content") for meta in page.findall(".//meta")}
    assert said["og:image"].startswith("http://127.0.0.1:8000/media/renditions/")
    assert (said["og:image:width"], said["og:image:height"], said["og:image:alt"]) == ("1200", "630", "A river")
    answer = client.get(said["og:image"].removeprefix("http://127.0.0.1:8000"))
    assert answer.headers["Content-Type"] == "image/jpeg" and answer.getvalue()


def test_a_page_without_a_picture_offers_none_to_social_networks(client: Client) -> None:
    for lead in (None, make_picture()):
        story = make_article("Another river", slug=f"river-{bool(lead)}", lead_picture=lead)
        assert "og:image" not in client.get(story.get_absolute_url()).content.decode()


def test_what_is_rendered_names_files_by_content_alone() -> None:
    picture = make_photo()
    story = make_article(body=figure(picture.uid))
    stored = RenderedBody.objects.get(article=story).html
    assert "</source>" not in stored and "<!--" not in stored
    assert picture.content_hash in stored and "originals" not in stored
