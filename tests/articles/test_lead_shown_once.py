"""The lead picture stands above the text, and not in it once more."""

from pathlib import Path

import pytest

from articles.models import Article
from articles.projection import check, project, unsaved_body
from cms.pictures.models import Picture
from tests.articles.legacy.exported import attachment, imported, post
from tests.builders import make_article, make_photo, make_picture
from tests.cms.pictures.files import photo
from tests.hostile import jpeg

pytestmark = pytest.mark.django_db


def figure(picture: Picture, inner: str = "", **said: str) -> str:
    told = "".join(f' data-{name}="{value}"' for name, value in said.items())
    return f'<figure data-picture="{picture.uid}"{told}>{inner}</figure>'


def shown(story: Article) -> str:
    story.refresh_from_db()
    assert not check([story.pk])
    return story.rendered.html


def test_the_same_picture_opens_the_text_and_is_not_shown_again() -> None:
    picture = make_photo()
    story = make_article(body=f"{figure(picture)}<p>One.</p>{figure(picture)}", lead_picture=picture)
    assert shown(story).startswith("<p>One.</p>")
    assert shown(story).count("<img") == 1


def test_another_picture_of_the_same_file_is_the_same_picture() -> None:
    lead, twin, other = make_photo(), make_photo(), make_photo(photo(300, 200))
    assert lead.content_hash == twin.content_hash
    assert "<img" not in shown(make_article(body=f"<p>One.</p>{figure(twin)}", lead_picture=lead))
    assert "<img" in shown(make_article(body=f"<p>One.</p>{figure(other)}", lead_picture=lead))


def test_a_picture_that_was_merged_into_the_lead_is_the_lead() -> None:
    lead = make_photo()
    merged = make_picture(merged_into=lead)
    assert "<img" not in shown(make_article(body=figure(merged) + "<p>One.</p>", lead_picture=lead))
    assert "<img" not in shown(make_article(body=figure(lead) + "<p>One.</p>", lead_picture=merged))


def test_two_pictures_whose_files_are_missing_are_two() -> None:
    story = make_article(body=figure(make_picture()) + "<p>One.</p>", lead_picture=make_picture())
    assert "figure__missing" in shown(story)


def test_no_word_is_lost_with_the_picture() -> None:
    picture = make_photo(caption="The pier", credit="Aida")
    body = figure(picture, "<figcaption>The pier at <em>six</em></figcaption>") + "<p>One.</p>"
    html = shown(make_article(body=body, lead_picture=picture))
    assert "<figcaption>The pier at <em>six</em></figcaption>" in html
    assert "<img" not in html
    credited = shown(make_article(body=figure(picture, credit="Bek Asan") + "<p>One.</p>", lead_picture=picture))
    assert "Bek Asan" in credited
    same = figure(picture, "<figcaption>The  pier</figcaption>", credit="Aida") + "<p>One.</p>"
    assert shown(make_article(body=same, lead_picture=picture)) == "<p>One.</p>"
    own = make_article(body=same, lead_picture=picture, lead_caption="Six o'clock")
    assert "The  pier" in shown(own)


def test_further_down_and_in_a_gallery_it_is_shown_again_on_purpose() -> None:
    picture = make_photo()
    words = f"<p>{'word ' * 150}</p>"
    assert "<img" in shown(make_article(body=words + figure(picture), lead_picture=picture))
    gallery = f"<div data-gallery>{figure(picture)}{figure(make_photo(photo(300, 200)))}</div>"
    assert shown(make_article(body=gallery, lead_picture=picture)).count("<img") == 2


def test_a_preview_shows_what_the_page_will() -> None:
    picture = make_photo()
    story = make_article(body=figure(picture) + "<p>One.</p>", lead_picture=picture)
    assert unsaved_body(story).html == "<p>One.</p>"


def test_without_a_lead_every_picture_is_shown() -> None:
    picture = make_photo()
    story = make_article(body=figure(picture) + "<p>One.</p>", lead_picture=picture)
    Article.objects.update(lead_picture=None)
    project([story.pk])
    assert "<img" in shown(story)


@pytest.mark.parametrize(
    ("body", "image_ids"),
    [
        ('<p><img class="wp-image-70" src="x.jpg"></p>', ()),
        ('<p><img src="https://old.example/wp-content/uploads/2019/03/pier-300x200.jpg"></p>',
         (("https://old.example/wp-content/uploads/2019/03/pier.jpg", "70"),)),
        ('<p><img src="https://i0.wp.com/old.example/wp-content/uploads/2019/03/pier-300x200.jpg?w=300"></p>',
         (("https://old.example/wp-content/uploads/2019/03/pier.jpg", "70"),)),
        ('<p><img class="wp-image-71" src="https://old.example/wp-content/uploads/2019/03/copy.jpg"></p>',
         (("https://old.example/wp-content/uploads/2019/03/copy.jpg", "71"),)),
        ('<p><img src="https://elsewhere.example/pics/pier.jpg"></p>', ()),
    ],
    ids=["by number", "by a smaller size", "by a carrier", "one file under two numbers", "one file elsewhere"],
)  # fmt: skip
def test_in_whatever_way_an_imported_text_names_it_the_lead_picture_is_shown_once(
    tmp_path: Path, body: str, image_ids: tuple
) -> None:
    for name in ("2019/03/pier.jpg", "2019/03/copy.jpg"):
        (tmp_path / "uploads" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "uploads" / name).write_bytes(jpeg())
    records = [
        attachment(), attachment(71, "2019/03/copy.jpg"),
        post(body=f"{body}<p>The ferry left.</p>", image_ids=image_ids, lead_image="70", hosts=("old.example",)),
    ]  # fmt: skip
    imported(tmp_path, records, media_dirs=(tmp_path / "uploads",))
    story = Article.objects.get()
    assert story.lead_picture.content_hash
    assert "The ferry left" in shown(story)
    assert "<figure" not in shown(story)
