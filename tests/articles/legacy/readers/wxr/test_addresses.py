"""Every path that led to a story, the one where it stood last first; and the slug it may have here."""

from pathlib import Path

import pytest

from tests.articles.legacy.readers.wxr.export_builders import SITE, item, meta, read_story


def test_the_link_comes_first_then_the_numbers(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(post_id=7)).old_addresses == ("/ferry/", "/?p=7")
    page = read_story(tmp_path, item(post_type="page", post_id=7, link=f"{SITE}/about/us/"))
    assert page.old_addresses == ("/about/us/", "/?page_id=7", "/?p=7")


def test_a_link_by_number_is_no_other_address(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(post_id=7, link=f"{SITE}/?p=7")).old_addresses == ("/?p=7",)


def test_every_old_slug_is_an_address(tmp_path: Path) -> None:
    slugs = meta("_wp_old_slug", "boat") + meta("_wp_old_slug", "old-boat") + meta("_wp_old_slug", "")
    assert read_story(tmp_path, item(meta=slugs)).old_addresses == ("/ferry/", "/?p=1", "/boat/", "/old-boat/")


def test_a_cyrillic_slug_is_written_in_our_letters_and_its_own_address_kept(tmp_path: Path) -> None:
    slug = "%d0%bf%d0%b0%d1%80%d0%be%d0%bc"
    story = read_story(tmp_path, item(post_name=slug, link=f"{SITE}/?p=1"))
    assert (story.slug, story.old_addresses) == ("parom", ("/?p=1", "/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC/"))


@pytest.mark.parametrize(
    ("said", "slug"),
    [("", ""), ("ferry_2", "ferry-2"), ("%CE%B5%CF%80%CE%AF-2", ""), ("2020", "2020"), ("a" * 300, "a" * 80)],
)
def test_a_slug_is_one_that_can_stand_here(tmp_path: Path, said: str, slug: str) -> None:
    assert read_story(tmp_path, item(post_name=said)).slug == slug


@pytest.mark.parametrize("link", ["", "http://[", "not a link", "javascript:alert(1)", f"{SITE}/", "//"])
def test_a_link_that_leads_nowhere_is_none(tmp_path: Path, link: str) -> None:
    assert read_story(tmp_path, item(link=link)).old_addresses == ("/?p=1",)
