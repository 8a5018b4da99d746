"""The pictures of the old library, and which of them a story names."""

from pathlib import Path

import pytest

from cms.lib.identity import stable_id
from tests.articles.legacy.readers.wxr.export_builders import (
    SITE,
    attachment,
    export,
    item,
    meta,
    read,
    read_story,
    reasons,
)

UPLOADS = f"{SITE}/wp-content/uploads"


def test_an_attachment_is_an_image_under_its_number(tmp_path: Path) -> None:
    words = meta("_wp_attachment_image_alt", "A boat") + meta("_wp_attached_file", "2020/03/boat-scaled.jpg")
    [image] = read(
        tmp_path, export(attachment(50, excerpt="The ferry. Photo: Bek Omurov", meta=words)), source="old"
    ).images
    assert (image.uid, image.old_id) == (stable_id("old", "image", "50"), "50")
    assert (image.alt, image.caption, image.credit) == ("A boat", "The ferry.", "Bek Omurov")
    assert (image.url, image.path) == (f"{UPLOADS}/2020/03/boat.jpg", "2020/03/boat-scaled.jpg")


def test_without_its_own_word_the_path_is_read_off_the_address(tmp_path: Path) -> None:
    [image] = read(tmp_path, export(attachment(url=f"{UPLOADS}/2020/%D0%BB%D0%BE%D0%B4%D0%BA%D0%B0.jpg"))).images
    assert image.path == "2020/лодка.jpg"


def test_the_guid_is_the_address_where_no_other_is_said(tmp_path: Path) -> None:
    [image] = read(tmp_path, export(attachment(url="", guid=f"{UPLOADS}/boat.jpg"))).images
    assert image.url == f"{UPLOADS}/boat.jpg"


@pytest.mark.parametrize("kept", ["/etc/passwd", "../../secret.jpg", "https://elsewhere.example/a.jpg"])
def test_a_path_that_leads_out_of_the_uploads_is_not_taken(tmp_path: Path, kept: str) -> None:
    [image] = read(tmp_path, export(attachment(meta=meta("_wp_attached_file", kept)))).images
    assert image.path == "2020/03/boat.jpg"
    [image] = read(tmp_path, export(attachment(url=f"{UPLOADS}/../../secret.jpg"))).images
    assert image.path == ""


@pytest.mark.parametrize("name", ["report.pdf", "talk.MP3", "film.mov", "drawing.svg"])
def test_a_file_that_is_no_picture_is_left_out_and_said(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, export(attachment(url=f"{UPLOADS}/{name}")))
    assert not found.images
    assert "not a picture" in reasons(found.skipped)


@pytest.mark.parametrize("status", ["private", "trash"])
def test_an_attachment_that_was_not_public_is_left_out(tmp_path: Path, status: str) -> None:
    assert status in read(tmp_path, export(attachment(status=status))).skipped[0].reason


def test_an_attachment_without_number_or_file_is_a_failure(tmp_path: Path) -> None:
    found = read(tmp_path, export(attachment(""), attachment(51, url="", guid="")))
    assert [failure.place.line for failure in found.failed] == [2, 3]


def test_the_lead_picture_may_stand_behind_its_story_or_in_another_file(tmp_path: Path) -> None:
    story = item(meta=meta("_thumbnail_id", "50"))
    for files in ([export(story, attachment(50))], [export(story), export(attachment(50))]):
        found = read(tmp_path, *files)
        assert found.stories[0].lead_image == "50"
        assert "lead picture" not in reasons(found.warnings)


def test_a_lead_picture_that_is_not_there_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(meta=meta("_thumbnail_id", "50"))))
    assert "lead picture 50 is not in the export" in reasons(found.warnings)


@pytest.mark.parametrize("said", ["0", "-1", "", "boat", "5" * 400])
def test_what_is_no_number_of_a_picture_is_no_lead_picture(tmp_path: Path, said: str) -> None:
    assert read_story(tmp_path, item(meta=meta("_thumbnail_id", said))).lead_image == ""


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("{}/2020/03/boat.jpg", "{}/2020/03/boat.jpg"),
        ("{}/2020/03/boat-300x200.jpg", "{}/2020/03/boat.jpg"),
        ("{}/2020/03/boat-scaled.jpg?w=640", "{}/2020/03/boat-scaled.jpg"),
        ("{}/2020/03/boat-e1585000000000.jpg", "{}/2020/03/boat-e1585000000000.jpg"),
        (
            "//www.paper.example/wp-content/uploads/2020/03/boat.jpg",
            "//www.paper.example/wp-content/uploads/2020/03/boat.jpg",
        ),
        ("/wp-content/uploads/2020/03/boat.jpg", "/wp-content/uploads/2020/03/boat.jpg"),
        (
            "http://cdn.example/wp-content/uploads/2020/03/Boat.JPG",
            "http://cdn.example/wp-content/uploads/2020/03/Boat.JPG",
        ),
    ],
)
def test_a_picture_named_by_address_is_known_by_its_file(tmp_path: Path, address: str, key: str) -> None:
    body = f'<img src="{address.format(UPLOADS)}" alt="">'
    assert read_story(tmp_path, item(body=body), attachment(50)).image_ids == ((key.format(UPLOADS), "50"),)


def test_a_resizing_host_is_seen_through(tmp_path: Path) -> None:
    address = "https://i0.wp.com/media.example/boats/boat.jpg"
    story = read_story(
        tmp_path, item(body=f'<img src="{address}?fit=1">'), attachment(50, "https://media.example/boats/boat.jpg")
    )
    assert story.image_ids == ((address, "50"),)


def test_sizes_of_one_picture_are_named_once_each_without_the_size(tmp_path: Path) -> None:
    boat = f"{UPLOADS}/2020/03/boat"
    body = f'<img src="{boat}.jpg" srcset="{boat}-300x200.jpg 300w, {boat}-768x512.jpg 768w">'
    assert read_story(tmp_path, item(body=body), attachment(50)).image_ids == ((f"{boat}.jpg", "50"),)


def test_a_picture_that_is_no_attachment_is_not_named(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(body='<img src="https://elsewhere.example/x.png">'), attachment()).image_ids == ()


def test_of_two_attachments_with_one_file_the_first_made_is_meant_in_any_order(tmp_path: Path) -> None:
    body = f'<img src="{UPLOADS}/2020/03/boat.jpg">'
    for order in ((9, 50), (50, 9)):
        [story] = read(tmp_path, export(item(body=body), *map(attachment, order))).stories
        assert story.image_ids == ((f"{UPLOADS}/2020/03/boat.jpg", "9"),)


def test_the_pictures_of_a_story_come_in_the_order_of_its_gallery(tmp_path: Path) -> None:
    pictures = [attachment(n, post_parent=1, menu_order=order) for n, order in ((60, 2), (100, 1), (9, 1), (70, 0))]
    other = attachment(80, post_parent=2)
    assert read_story(tmp_path, item(), *pictures, other).children == ("70", "9", "100", "60")


def test_reusable_blocks_come_with_the_story_that_names_them_and_with_each_other(tmp_path: Path) -> None:
    def block(number: int, body: str) -> str:
        return item(title="Block", body=body, post_type="wp_block", post_id=number)

    inner = '<!-- wp:block {"ref":31} /-->'
    body = '<!-- wp:block {"ref":30} /--><!-- wp:block {"ref":99} /-->'
    story = read_story(tmp_path, item(body=body), block(30, inner), block(31, "B"), block(32, "not named"))
    assert story.blocks == (("30", inner), ("31", "B"))


def test_blocks_that_hold_themselves_end(tmp_path: Path) -> None:
    itself = '<!-- wp:block {"ref":30} /-->'
    story = read_story(tmp_path, item(body=itself), item(body=itself, post_type="wp_block", post_id=30))
    assert story.blocks == (("30", itself),)
