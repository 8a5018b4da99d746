"""The library on the desk: what the light table shows, what uploading says, what a picture's sheet can do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.desk.library import uploads, usage
from articles.models import RenderedBody
from articles.workflow import create, save_draft
from cms.ledger.models import AuditEntry
from cms.pictures import files, renditions
from cms.pictures.models import Picture
from cms.roles import settle_groups
from tests.builders import BODY, make_article, make_person, make_photo, make_picture, make_user
from tests.cms.pictures.files import photo

pytestmark = pytest.mark.django_db
LIST = "/admin/pictures/picture/"
ADD = "/admin/pictures/picture/add/"


def member(role: str) -> tuple[User, Client]:
    """Somebody of the newsroom, signed in."""
    settle_groups()
    user = make_user(f"a-{role.replace(' ', '-')}", is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return user, client


def sheet(picture: Picture) -> str:
    return reverse("admin:pictures_picture_change", args=[picture.pk])


def form_of(picture: Picture, **changed: object) -> dict[str, object]:
    fields = ("alt", "caption", "credit", "source", "focus_x", "focus_y")
    return {field: getattr(picture, field) for field in fields} | changed


def sent(name: str = "river.jpg", content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or photo(640, 420), content_type="image/jpeg")


# --- The light table ----------------------------------------------------------------------------------------------


def test_the_table_marks_what_needs_work(admin_client: Client) -> None:
    make_picture(caption="The bridge")
    assert all(words in admin_client.get(LIST).content.decode() for words in ("File missing", "No alt text", "Unused"))
    Picture.objects.all().delete()
    make_article(lead_picture=make_photo(alt="A river"))
    page = admin_client.get(LIST).content.decode()
    for mark in ("File missing", "No alt text", '<span class="mark">Unused'):
        assert mark not in page
    assert "900 × 600" in page


def test_the_table_asks_as_often_for_many_as_for_few(admin_client: Client, django_assert_max_num_queries) -> None:
    for n in range(60):
        make_picture(caption=f"Picture {n}")
    with django_assert_max_num_queries(9):
        page = admin_client.get(LIST).content.decode()
    assert page.count('class="frame"') == 48


@pytest.mark.parametrize("words", ["ледник", "Ледник", "TUYUKSU", "aida glacier", "img_77", "pic-9"])
def test_a_picture_is_found_by_what_people_remember_of_it(admin_client: Client, words: str) -> None:
    make_picture(
        uid="pic-9", caption="Ледник Туюксу", alt="A glacier, Tuyuksu", credit="Aida Sarybay", file_name="IMG_77.jpg"
    )
    make_picture(caption="Something else")
    page = admin_client.get(LIST, {"q": words}).content.decode()
    assert "Ледник Туюксу" in page and "Something else" not in page


def test_the_table_can_be_narrowed(admin_client: Client, admin_user: User) -> None:
    used = make_photo(caption="In a story", alt="A river")
    make_article(lead_picture=used)
    portrait = make_photo(photo(333, 333), caption="A face", alt="Aida")
    make_person(avatar=portrait)
    make_picture(caption="No file", uploaded_by=admin_user)
    make_photo(photo(222, 222), caption="A pattern", is_decorative=True)
    everything = {"In a story", "A face", "No file", "A pattern"}
    for query, shown in {
        "use=used": {"In a story", "A face"},
        "use=unused": {"No file", "A pattern"},
        "alt=none": {"No file"},
        "alt=decorative": {"A pattern"},
        "alt=written": {"In a story", "A face"},
        "file=missing": {"No file"},
        "file=there": everything - {"No file"},
        "by=me": {"No file"},
        f"month={used.created_at:%Y-%m}": everything,
        "month=2001-01": set(),
        "month=0000-99": everything,
    }.items():
        page = admin_client.get(f"{LIST}?{query}").content.decode()
        assert {words for words in everything if words in page} == shown, query


# --- Uploading ----------------------------------------------------------------------------------------------------


def test_many_files_come_in_at_once_and_one_that_is_refused_stops_no_other() -> None:
    user, client = member("reporter")
    sent_files = [sent("one.jpg"), sent("page.jpg", b"<html>"), sent("two.jpg", photo(300, 200))]
    page = client.post(ADD, {"files": sent_files, "credit": "Bek Asan", "source": "Agency"}).content.decode()
    first, second = Picture.objects.order_by("pk")
    assert (first.file_name, second.file_name) == ("one.jpg", "two.jpg")
    assert (first.credit, first.source, first.uploaded_by) == ("Bek Asan", "Agency", user)
    assert "page.jpg" in page and "web page, not a picture" in page
    assert page.count("is in the library.") == 2
    assert AuditEntry.objects.filter(action="upload picture", actor=user).count() == 2


def test_the_shared_credit_does_not_replace_what_a_file_says_itself() -> None:
    _, client = member("reporter")
    exif = {315: "Aida Sarybay"}
    client.post(ADD, {"files": [sent(content=photo(exif=_exif(exif)))], "credit": "Somebody else", "source": ""})
    assert Picture.objects.get().credit == "Aida Sarybay"


def _exif(tags: dict[int, str]):
    from PIL import Image

    exif = Image.Exif()
    exif.update(tags)
    return exif


def test_a_file_that_the_library_holds_is_offered_not_stored_again() -> None:
    there = make_photo(photo(640, 420), caption="The river")
    _, client = member("reporter")
    page = client.post(ADD, {"files": [sent("again.jpg"), sent("and-again.jpg")], "credit": "", "source": ""})
    assert Picture.objects.get() == there
    assert page.content.decode().count("is in the library already") == 2
    assert "was lost" not in page.content.decode()
    assert sheet(there) in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_stores_a_picture_once() -> None:
    user = make_user("aida", ["add_picture", "view_picture"], is_staff=True)
    together = Barrier(3)

    def click(_: int) -> bool:
        together.wait()
        try:
            (result,) = uploads.receive(user, [sent(content=photo(655, 420))], credit="", source="")
            return result.is_duplicate
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(click, range(3))) == [False, True, True]
    assert Picture.objects.count() == 1


def test_a_file_that_the_disk_lost_comes_back_when_it_is_sent_again() -> None:
    picture = make_photo(photo(641, 420))
    Path(picture.original.path).unlink()
    _, client = member("reporter")
    page = client.post(ADD, {"files": [sent(content=photo(641, 420))], "credit": "", "source": ""}).content.decode()
    assert "Its file was lost and is back." in page
    assert Path(picture.original.path).exists() and Picture.objects.get() == picture


def test_an_upload_without_files_says_so() -> None:
    _, client = member("reporter")
    assert "Choose at least one picture" in client.post(ADD, {"credit": "", "source": ""}).content.decode()


def test_a_hostile_name_is_shown_as_words() -> None:
    _, client = member("reporter")
    page = client.post(ADD, {"files": [sent("<img src=x onerror=alert(1)>.jpg")], "credit": "", "source": ""})
    assert "<img src=x" not in page.content.decode()
    assert "&lt;img src=x onerror=alert(1)&gt;.jpg" in page.content.decode()


# --- One picture --------------------------------------------------------------------------------------------------


def test_new_words_and_a_new_focal_point_reach_the_pages_that_show_the_picture() -> None:
    user, client = member("editor")
    picture = make_photo(alt="Old words")
    body = f'{BODY}<figure data-picture="{picture.uid}"></figure>'
    story = make_article(body=body)
    answer = client.post(sheet(picture), form_of(picture, alt="New words", caption="A caption", focus_x=123))
    assert answer.status_code == 302
    shown = RenderedBody.objects.get(article=story).html
    assert 'alt="New words"' in shown and "A caption" in shown
    picture.refresh_from_db()
    assert (picture.focus_x, picture.focus_y) == (123, 500)
    entry = AuditEntry.objects.get(action="save picture")
    assert entry.actor == user and entry.details["changed"] == ["alt", "caption", "focus_x"]


@pytest.mark.parametrize("value", ["-1", "1001", "middle", ""])
def test_a_focal_point_outside_the_picture_is_refused(admin_client: Client, value: str) -> None:
    picture = make_photo()
    answer = admin_client.post(sheet(picture), form_of(picture, focus_x=value))
    assert answer.status_code == 200 and "errorlist" in answer.content.decode()


def test_another_file_takes_the_place_of_the_old_one_everywhere() -> None:
    _, client = member("editor")
    picture = make_photo(photo(900, 600))
    former, uid = picture.content_hash, picture.uid
    story = make_article(body=f'{BODY}<figure data-picture="{uid}"></figure>')
    client.post(sheet(picture), form_of(picture, replacement=sent("better.jpg", photo(1200, 500))))
    picture.refresh_from_db()
    assert (picture.uid, picture.width, picture.file_name) == (uid, 1200, "better.jpg")
    shown = RenderedBody.objects.get(article=story).html
    assert picture.content_hash in shown and former not in shown
    assert AuditEntry.objects.get(action="replace picture").details["content"] == picture.content_hash


def test_a_file_comes_for_a_place_that_was_kept(admin_client: Client) -> None:
    place = make_picture(caption="The bridge")
    story = make_article(body=f'{BODY}<figure data-picture="{place.uid}"></figure>')
    assert "figure__missing" in RenderedBody.objects.get(article=story).html
    admin_client.post(sheet(place), form_of(place, replacement=sent()))
    assert "figure__missing" not in RenderedBody.objects.get(article=story).html


def test_a_file_that_is_refused_changes_nothing_and_says_why(admin_client: Client) -> None:
    picture = make_photo(alt="A river")
    before = picture.original.name
    answer = admin_client.post(
        sheet(picture), form_of(picture, alt="Other words", replacement=sent("x.jpg", b"%PDF-1.7"))
    )
    page = answer.content.decode()
    assert "This is a PDF" in page and "Other words" in page
    picture.refresh_from_db()
    assert (picture.original.name, picture.alt) == (before, "A river")


def test_the_sheet_tells_where_a_picture_stands() -> None:
    user, client = member("chief")
    picture = make_photo()
    make_article("In the text", body=f'{BODY}<figure data-picture="{picture.uid}"></figure>')
    make_article("As its lead", lead_picture=picture)
    make_person("Aida Sarybay", avatar=picture)
    draft = create(user, {"title": "At work", "lead_picture": picture.uid})
    other = create(user, {"title": "At work too", "body": f'<figure data-picture="{picture.uid}"></figure>'})
    page = client.get(sheet(picture)).content.decode()
    for words in ("In the text", "As its lead", "Aida Sarybay", "At work", "At work too", "cannot be deleted"):
        assert words in page
    save_draft(user, draft, {"title": "At work", "lead_picture": None}, base_version=draft.version)
    save_draft(user, other, {"title": "At work too", "body": ""}, base_version=other.version)
    assert usage.of(picture, user).working == []


def test_of_stories_that_one_may_not_see_only_the_number_is_told() -> None:
    picture = make_photo()
    make_article("Somebody's secret", lead_picture=picture, state="draft", published_at=None)
    _, client = member("reporter")
    page = client.get(sheet(picture)).content.decode()
    assert "secret" not in page and "And in 1 more" in page


# --- Deleting -----------------------------------------------------------------------------------------------------


def delete(client: Client, picture: Picture) -> int:
    return client.post(reverse("admin:pictures_picture_delete", args=[picture.pk]), {"post": "yes"}).status_code


def test_what_is_used_cannot_be_deleted() -> None:
    user, client = member("chief")
    for use in ("lead", "portrait", "draft"):
        picture = make_photo()
        if use == "lead":
            make_article(lead_picture=picture)
        elif use == "portrait":
            make_person(avatar=picture)
        else:
            create(user, {"title": "At work", "lead_picture": picture.uid})
        assert delete(client, picture) == 403, use
        assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_goes_with_its_files_unless_another_has_the_same(django_capture_on_commit_callbacks) -> None:
    _, client = member("chief")
    first, second = make_photo(photo(512, 340)), make_photo(photo(512, 340))
    path, small = Path(first.original.path), renditions.of(first, "full", 320, "webp").name
    assert renditions.content_of(small)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(client, first) == 302
    assert path.exists() and files.is_there(small)
    with django_capture_on_commit_callbacks(execute=True):
        assert delete(client, second) == 302
    assert not path.exists() and not files.is_there(small)
    assert AuditEntry.objects.filter(action="delete picture").count() == 2


# --- Who may ------------------------------------------------------------------------------------------------------

ROLES = ["reporter", "section editor", "editor", "chief", "importer"]
MAY = {
    "see": set(ROLES),
    "upload": set(ROLES) - {"importer"},
    "change own": set(ROLES) - {"importer"},
    "change another's": {"section editor", "editor", "chief"},
    "delete own": set(ROLES) - {"importer"},
    "delete another's": {"chief"},
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_what_the_table_says(role: str) -> None:
    user, client = member(role)
    own, other = make_photo(uploaded_by=user), make_photo()
    answers = {
        "see": client.get(LIST).status_code == 200 and client.get(sheet(other)).status_code == 200,
        "upload": client.get(ADD).status_code == 200,
        "change own": client.post(sheet(own), form_of(own, alt="x")).status_code == 302,
        "change another's": client.post(sheet(other), form_of(other, alt="x")).status_code == 302,
        "delete own": delete(client, own) == 302,
        "delete another's": delete(client, other) == 302,
    }
    assert {deed for deed, done in answers.items() if done} == {deed for deed, roles in MAY.items() if role in roles}


def test_an_outsider_sees_no_library(client: Client) -> None:
    picture = make_photo()
    client.force_login(make_user("outsider"))
    for path in (LIST, ADD, sheet(picture), LIST + "choose/", LIST + "described/?uid=" + picture.uid):
        assert client.get(path).status_code == 302
    staff = Client()
    staff.force_login(make_user("without-rights", is_staff=True))
    for path in (LIST, ADD, sheet(picture), LIST + "choose/", LIST + "described/?uid=" + picture.uid):
        assert staff.get(path).status_code == 403, path
