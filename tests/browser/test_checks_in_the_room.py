"""Before readers have it: a list that holds while one types, a reason that lets go, words replaced with one press."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from articles import house_lists, workflow
from articles.models import Article, HouseExemption, State
from cms.ledger.models import AuditEntry
from tests.articles.desk.newsroom import member
from tests.browser.test_writing_room import TEXT, groups, room, sign_in, surface
from tests.cms.lib.test_wording import TABLE

pytestmark = pytest.mark.django_db(transaction=True)
__all__ = ["groups", "room", "sign_in"]


def test_the_editor_finds_what_the_shared_table_says(live_server: Any, page: Any, sign_in: Callable) -> None:
    sign_in(page, member("reporter"))
    page.goto(f"{live_server.url}/admin/")
    script = """async ([table, address]) => {
      const { Style } = await import(address);
      const style = new Style(table.rules);
      return table.cases.map(([text, language, story]) =>
        style.find(text, language, story).map(({ words, replacement }) => [words, replacement]));
    }"""
    found = page.evaluate(script, [TABLE, f"{live_server.url}/static/js/house/finder.js"])
    for case, got in zip(TABLE["cases"], found, strict=True):
        assert got == case[3], json.dumps(case, ensure_ascii=False)


def test_the_list_holds_while_one_types_and_a_chief_lets_a_blocked_story_go_for_a_reason(
    page: Any, sign_in: Callable, room: Callable
) -> None:
    chief: User = member("chief")
    article = workflow.create(chief, TEXT)
    sign_in(page, chief)
    room(page, article)
    checks = page.locator("#checks")
    expect(checks.locator(".checks__one--blocks")).to_have_count(0)
    surface(page).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" [[who?]]")
    expect(checks.get_by_text("is a note to oneself")).to_be_visible()
    checks.get_by_label("I have read the advice").check()
    checks.get_by_label("Release in spite of what blocks").fill("Named at six.")
    page.get_by_role("button", name="Release now").click()
    page.get_by_text("Readers see this text now.").wait_for()
    assert AuditEntry.objects.get(action="override checks").details["reason"] == "Named at six."
    assert Article.objects.get().state == State.RELEASED


def test_found_words_are_replaced_with_one_press_undone_with_another_or_left_here(
    page: Any, sign_in: Callable, room: Callable
) -> None:
    editor = member("editor")
    house_lists.take(None, "Kiev* -> Kyiv*")
    article = workflow.create(editor, TEXT | {"title": "Snow in Kiev", "body": "<p>KIEV and Kievan snow.</p>"})
    sign_in(page, editor)
    room(page, article)
    expect(page.locator(".editor__text .house")).to_have_count(2)
    page.get_by_role("button", name="Replace “Kiev” by “Kyiv”", exact=True).click()
    expect(page.locator("#id_title")).to_have_value("Snow in Kyiv")
    page.get_by_role("button", name="Replace “KIEV” by “KYIV”", exact=True).click()
    expect(surface(page)).to_have_text("KYIV and Kievan snow.")
    checks = page.locator("#checks")
    expect(checks.get_by_text("“KIEV”")).to_have_count(0)
    surface(page).focus()
    page.keyboard.press("Control+z")
    expect(surface(page)).to_have_text("KIEV and Kievan snow.")
    expect(checks.get_by_text("“KIEV”")).to_be_visible()
    page.get_by_role("button", name="Leave “Kievan” as it is here").click()
    expect(page.locator(".editor__text .house")).to_have_count(1)
    expect(checks.get_by_text("“Kievan”")).to_have_count(0)
    page.locator("#id_title").click()
    page.keyboard.press("Control+z")
    expect(page.locator("#id_title")).to_have_value("Snow in Kiev")
    page.reload()
    surface(page).wait_for()
    assert HouseExemption.objects.get().place == "and|Kievan|snow"
    expect(page.locator(".editor__text .house")).to_have_count(1)


def test_letters_are_counted_beside_the_headline_and_beside_the_words_for_search(
    page: Any, sign_in: Callable, room: Callable
) -> None:
    sign_in(page, (editor := member("editor")))
    room(page, workflow.create(editor, TEXT))
    page.locator("#id_title").fill("x" * 111)
    beside = page.locator("#id_title + .counter")
    expect(beside).to_have_text("111 letters, long: few read beyond 110")
    expect(page.locator(".result__title")).to_contain_text("xxx")
    page.evaluate("document.querySelector('#id_search_title').closest('details').open = true")
    search = page.locator("#id_search_title + .counter")
    expect(search).to_be_hidden()
    page.locator("#id_search_title").fill("Snow")
    expect(search).to_have_text(re.compile(r"4 of about \d+ letters"))
    page.locator("#id_search_title").fill("x" * 200)
    expect(search).to_have_text(re.compile("200 letters: search engines cut after about"))
    expect(search).to_have_class("counter counter--over")


def test_a_release_that_advice_alone_holds_up_leads_to_the_tick_and_blames_no_field(
    page: Any, sign_in: Callable, room: Callable
) -> None:
    editor = member("editor")
    article = workflow.create(editor, TEXT)
    sign_in(page, editor)
    room(page, article)
    page.get_by_role("button", name="Release now").click()
    expect(page.locator("#faults")).to_be_focused()
    expect(page.locator("#faults .checks__one").first).to_contain_text("Advice")
    expect(page.locator("#room [aria-invalid]")).to_have_count(0)
    page.locator("#faults").get_by_label("I have read the advice").check()
    page.get_by_role("button", name="Release now").click()
    page.get_by_text("Readers see this text now.").wait_for()
