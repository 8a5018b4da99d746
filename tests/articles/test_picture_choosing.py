"""What the picker is answered: pictures found, described, uploaded and given words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import RenderedBody
from cms.pictures.models import Picture
from tests.articles.test_picture_library import member
from tests.builders import BODY, make_article, make_photo, make_picture
from tests.cms.pictures.files import photo

pytestmark = pytest.mark.django_db
LIBRARY = "/admin/pictures/picture/"
SHAPE = {"uid", "thumb", "width", "height", "alt", "is_decorative", "caption", "credit", "is_missing", "edit_url"}


def test_pictures_are_found_newest_first_a_page_at_a_time() -> None:
    _, client = member("reporter")
    for n in range(30):
        make_picture(caption=f"Picture {n}")
    first = client.get(LIBRARY + "choose/").json()
    assert [item["caption"] for item in first["items"]][:2] == ["Picture 29", "Picture 28"]
    assert (len(first["items"]), first["has_more"]) == (24, True)
    second = client.get(LIBRARY + "choose/", {"page": 2}).json()
    assert (len(second["items"]), second["has_more"]) == (6, False)
    found = client.get(LIBRARY + "choose/", {"q": "picture 17"}).json()["items"]
    assert [item["caption"] for item in found] == ["Picture 17"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "²", "9" * 40])
def test_a_page_that_is_none_is_the_first(page: str) -> None:
    _, client = member("reporter")
    make_picture(caption="A pier")
    assert len(client.get(LIBRARY + "choose/", {"page": page, "q": "\0"}).json()["items"]) == 1


def test_an_item_says_all_that_a_text_needs_to_know() -> None:
    _, client = member("reporter")
    picture = make_photo(alt="A river", caption="In March", credit="Aida")
    make_picture(uid="no-file")
    missing, there = client.get(LIBRARY + "choose/").json()["items"]
    assert set(there) >= SHAPE
    assert there["uid"] == picture.uid and (there["width"], there["height"]) == (900, 600)
    assert Client().get(there["thumb"]).getvalue()
    assert (missing["is_missing"], missing["thumb"], missing["width"]) == (True, "", None)


def test_pictures_are_described_in_the_order_asked_for() -> None:
    _, client = member("reporter")
    became = make_picture(uid="became", caption="What it became")
    make_picture(uid="a", caption="A")
    make_picture(uid="merged", merged_into=became)
    answer = client.get(LIBRARY + "described/?uid=merged&uid=nowhere&uid=a&uid=a").json()
    assert [(item["uid"], item["caption"]) for item in answer["items"]] == [("merged", "What it became"), ("a", "A")]


def test_finding_and_describing_cost_the_same_for_many() -> None:
    _, client = member("reporter")

    def costs(pictures: list[Picture]) -> list[int]:
        found = []
        for question, asked in (("choose/", {}), ("described/", {"uid": [picture.uid for picture in pictures]})):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(LIBRARY + question, asked).json()["items"]
            found.append(len(queries))
        return found

    few = costs([make_picture()])
    assert costs([make_picture() for _ in range(40)]) <= few


def test_files_are_uploaded_and_refused_one_by_one() -> None:
    user, client = member("reporter")
    there = make_photo(photo(444, 333))
    files = [
        SimpleUploadedFile("new.jpg", photo(500, 400)),
        SimpleUploadedFile("there.jpg", photo(444, 333)),
        SimpleUploadedFile("drawing.svg", b"<svg/>"),
    ]
    answer = client.post(LIBRARY + "upload/", {"files": files, "credit": "Bek"}).json()
    assert [(item["file_name"], item["is_duplicate"]) for item in answer["items"]] == [
        ("new.jpg", False),
        ("there.jpg", True),
    ]
    assert answer["items"][1]["uid"] == there.uid
    assert answer["refused"] == [
        {"name": "drawing.svg", "reason": "This is an SVG drawing, which can carry programs. Export it as PNG."}
    ]
    assert Picture.objects.get(uid=answer["items"][0]["uid"]).uploaded_by == user
    assert client.post(LIBRARY + "upload/").status_code == 400


def test_uploading_needs_the_token_of_the_session() -> None:
    user, _ = member("reporter")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    assert strict.post(LIBRARY + "upload/", {"files": [SimpleUploadedFile("a.jpg", photo())]}).status_code == 403
    assert not Picture.objects.exists()


def test_a_picture_is_given_words_which_reach_its_pages() -> None:
    user, client = member("reporter")
    picture = make_photo(uploaded_by=user)
    story = make_article(body=f'{BODY}<figure data-picture="{picture.uid}"></figure>')
    answer = client.post(LIBRARY + "describe/", {"uid": picture.uid, "alt": " A river ", "is_decorative": "0"})
    assert answer.json()["items"][0]["alt"] == "A river"
    assert 'alt="A river"' in RenderedBody.objects.get(article=story).html


def test_words_that_are_too_long_are_refused_by_their_field() -> None:
    user, client = member("reporter")
    picture = make_photo(uploaded_by=user)
    answer = client.post(LIBRARY + "describe/", {"uid": picture.uid, "alt": "x" * 501})
    assert (answer.status_code, answer.json()) == (400, {"errors": {"alt": "At most 500 characters."}})


def test_another_s_picture_is_not_a_reporter_s_to_describe() -> None:
    _, client = member("reporter")
    picture = make_photo(alt="As it was")
    assert client.post(LIBRARY + "describe/", {"uid": picture.uid, "alt": "x"}).status_code == 404
    assert client.post(LIBRARY + "describe/", {"uid": "nowhere", "alt": "x"}).status_code == 404
    picture.refresh_from_db()
    assert picture.alt == "As it was"


def test_questions_are_asked_and_deeds_are_posted() -> None:
    _, client = member("reporter")
    for name, method in (("choose", "post"), ("described", "post"), ("upload", "get"), ("describe", "get")):
        assert getattr(client, method)(f"{LIBRARY}{name}/").status_code == 405, name


def test_whoever_may_not_upload_is_told_so() -> None:
    _, client = member("importer")
    assert client.get(LIBRARY + "choose/").json()["may_upload"] is False
    answer = client.post(LIBRARY + "upload/", {"files": [SimpleUploadedFile("a.jpg", photo())]})
    assert (answer.status_code, answer.json()) == (403, {"errors": {"": "You may not do this."}})
