"""Editors and pictures in a real browser: the light table, the sheet of a picture, the picker."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from cms.pictures.models import Picture
from tests.builders import make_photo, make_picture, make_user
from tests.cms.pictures.files import photo

pytestmark = pytest.mark.django_db(transaction=True)
TABLE = "/admin/pictures/picture/"
OPEN_PICKER = """(multiple) => {
    window.chosen = undefined;
    import("/static/js/picker.js")
        .then((picker) => picker.choosePictures({ multiple }))
        .then((items) => { window.chosen = items; document.title = "chosen"; });
}"""


@pytest.fixture
def desk(live_server: Any, page: Any) -> Any:
    """A page of somebody who may do everything with pictures, and nothing else."""
    names = [f"{verb}_picture" for verb in ("view", "add", "change", "delete")]
    client = Client()
    client.force_login(make_user("aida", names, is_staff=True))
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    return page


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """Two pictures and a file that is none."""
    for name, content in (("dawn.jpg", photo(1200, 800)), ("page.jpg", b"<html>"), ("dusk.jpg", photo(640, 800))):
        (tmp_path / name).write_bytes(content)
    return [str(tmp_path / name) for name in ("dawn.jpg", "page.jpg", "dusk.jpg")]


def drop(page: Any, paths: list[str], on: str) -> None:
    """Let go of files over an element, as a hand with a mouse does."""
    files = [{"name": Path(path).name, "bytes": list(Path(path).read_bytes())} for path in paths]
    page.evaluate(
        """([files, on]) => {
            const data = new DataTransfer();
            for (const { name, bytes } of files) {
                data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
            }
            const target = document.querySelector(on);
            for (const kind of ["dragover", "drop"]) {
                target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
            }
        }""",
        [files, on],
    )


def test_an_editor_drops_pictures_on_the_table_and_sets_a_focal_point_by_keyboard(
    live_server: Any, desk: Any, three: list[str]
) -> None:
    desk.goto(live_server.url + TABLE)
    desk.get_by_text("Credit and source for all").click()
    desk.get_by_label("Credit for all").fill("Aida Sarybay")
    drop(desk, three, "body")
    desk.get_by_text("page.jpg was not taken.").wait_for()
    desk.get_by_text("dusk.jpg is in the library.").wait_for()
    desk.locator(".arrival", has_text="dawn.jpg").get_by_role("link", name="Say what it shows").click()
    assert desk.get_by_label("Credit").input_value() == "Aida Sarybay"
    point = desk.get_by_role("button", name="Focal point")
    point.focus()
    for key in ("ArrowLeft", "Shift+ArrowLeft", "ArrowUp"):
        desk.keyboard.press(key)
    assert desk.get_by_label("From the left").input_value() == "440"
    assert desk.get_by_role("status").inner_text() == "44 % from the left, 49 % from the top"
    cut = desk.locator(".crop__look--1x1 img")
    # A crop of 800 about 440 thousandths of 1200 begins at 128 of 400.
    assert cut.evaluate("image => image.style.objectPosition") == "32% 50%"
    desk.get_by_label("What does it show?").fill("Dawn over a plain")
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.locator(".frame", has_text="Dawn over a plain").wait_for()
    picture = Picture.objects.get(file_name="dawn.jpg")
    assert (picture.focus_x, picture.focus_y, picture.alt) == (440, 490, "Dawn over a plain")


def test_a_click_sets_the_focal_point(live_server: Any, desk: Any) -> None:
    picture = make_photo(photo(1200, 800))
    desk.goto(f"{live_server.url}{TABLE}{picture.pk}/change/")
    shown = desk.locator("[data-focus] img")
    box = shown.bounding_box()
    shown.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    assert abs(int(desk.get_by_label("From the left").input_value()) - 250) <= 3
    assert abs(int(desk.get_by_label("From the top").input_value()) - 750) <= 3


def test_everything_works_without_script(live_server: Any, browser: Any, desk: Any, three: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(desk.context.cookies())
    page = context.new_page()
    page.goto(live_server.url + TABLE)
    page.get_by_label("Upload pictures").set_input_files(three)
    page.get_by_role("button", name="Upload", exact=True).click()
    assert page.get_by_text("page.jpg was not taken.").is_visible()
    page.get_by_role("link", name="Say what it shows").first.click()
    page.get_by_label("From the left").fill("900")
    page.get_by_role("button", name="Save", exact=True).click()
    assert Picture.objects.get(file_name="dawn.jpg").focus_x == 900
    context.close()


def test_the_library_can_be_used_by_everybody(live_server: Any, desk: Any, axe: Any) -> None:
    picture = make_photo(photo(1200, 800), caption="Dawn", credit="Aida")
    make_picture(caption="The bridge")
    faults = []
    for path in (TABLE, TABLE + "add/", f"{TABLE}{picture.pk}/change/"):
        desk.goto(live_server.url + path)
        for scheme, width in (("dark", 375), ("light", 1280)):
            desk.emulate_media(color_scheme=scheme)
            desk.set_viewport_size({"width": width, "height": 800})
            faults += [(path, width, fault) for fault in axe(desk)]
            if desk.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                faults.append((path, width, "scrolls sideways"))
    desk.goto(live_server.url + TABLE)
    desk.evaluate(OPEN_PICKER, False)
    desk.get_by_role("option").first.wait_for()
    faults += [("picker", fault) for fault in axe(desk)]
    assert faults == []


# --- The picker ---------------------------------------------------------------------------------------------------


def chosen(page: Any) -> list[str]:
    page.locator("dialog.picker").wait_for(state="detached")
    return page.evaluate("window.chosen.map((item) => item.caption || item.alt)")


def opened(page: Any, *, multiple: bool) -> Any:
    page.evaluate(OPEN_PICKER, multiple)
    page.get_by_role("option").first.wait_for()
    return page.get_by_role("dialog", name="Choose pictures" if multiple else "Choose a picture")


def test_pictures_are_chosen_by_keyboard_alone_and_focus_comes_back(live_server: Any, desk: Any) -> None:
    for name in ("First", "Second", "Third"):
        make_photo(photo(600, 400 + len(name)), caption=name)
    desk.goto(live_server.url + TABLE)
    before = desk.locator("#searchbar")
    before.focus()
    opened(desk, multiple=False)
    for key in ("ArrowDown", "ArrowRight", "Enter"):
        desk.keyboard.press(key)
    assert chosen(desk) == ["Second"]
    assert before.evaluate("field => field === document.activeElement")
    opened(desk, multiple=True)
    # Chosen in another order than they stand in.
    for key in ("ArrowDown", "End", "Space", "Home", "Space", "Enter"):
        desk.keyboard.press(key)
    assert chosen(desk) == ["First", "Third"]
    opened(desk, multiple=True)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Space")
    desk.keyboard.press("Escape")
    assert chosen(desk) == []


def test_a_search_narrows_the_picker_and_enter_in_it_sends_no_form(live_server: Any, desk: Any) -> None:
    for name in ("A glacier", "A market"):
        make_picture(caption=name)
    desk.goto(live_server.url + TABLE)
    picker = opened(desk, multiple=False)
    picker.get_by_label("Search the library").fill("glacier")
    desk.keyboard.press("Enter")
    picker.get_by_role("option", name="A market").wait_for(state="detached")
    picker.get_by_role("option", name="A glacier").click()
    picker.get_by_role("button", name="Use picture").click()
    assert chosen(desk) == ["A glacier"]


def test_more_pictures_are_fetched_on_demand(live_server: Any, desk: Any) -> None:
    for n in range(30):
        make_picture(caption=f"Picture {n}")
    desk.goto(live_server.url + TABLE)
    picker = opened(desk, multiple=False)
    assert picker.get_by_role("option").count() == 24
    picker.get_by_role("button", name="Show more").click()
    picker.get_by_role("option", name="Picture 0").wait_for()
    assert picker.get_by_role("option").count() == 30


def test_what_is_dropped_on_the_picker_is_uploaded_described_and_chosen(
    live_server: Any, desk: Any, three: list[str]
) -> None:
    make_picture(caption="There before")
    desk.goto(live_server.url + TABLE)
    picker = opened(desk, multiple=True)
    drop(desk, three[:2], "dialog.picker")
    picker.get_by_text("This is a web page, not a picture").first.wait_for()
    picker.get_by_label("What does it show? (alternative text)").fill("Dawn over a plain")
    picker.get_by_role("button", name="Use picture").click()
    assert chosen(desk) == ["Dawn over a plain"]
    assert Picture.objects.get(file_name="dawn.jpg").alt == "Dawn over a plain"
