"""How a story is to look in search engines: what its editors wrote, and no template that only a plugin knows."""

from pathlib import Path

import pytest

from tests.articles.legacy.readers.wxr.export_builders import item, meta, read_story


@pytest.mark.parametrize(
    "key", ["_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title", "jetpack_seo_html_title"]
)
def test_the_title_of_each_plugin_is_read(tmp_path: Path, key: str) -> None:
    assert read_story(tmp_path, item(meta=meta(key, "Boats &amp; nets"))).search_title == "Boats & nets"


@pytest.mark.parametrize(
    "key",
    [
        "_yoast_wpseo_metadesc",
        "rank_math_description",
        "_aioseo_description",
        "_aioseop_description",
        "advanced_seo_description",
    ],
)
def test_the_description_of_each_plugin_is_read(tmp_path: Path, key: str) -> None:
    assert read_story(tmp_path, item(meta=meta(key, "All about boats."))).search_description == "All about boats."


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("%%title%% %%page%% %%sep%% %%sitename%%", ""),
        ("%title% %sep% %sitename%", ""),
        ("#post_title #separator_sa #site_title", ""),
        ("%%title%%: what to know", "Ferry: what to know"),
        ("What to know %%sep%% %%sitename%%", "What to know - The Paper"),
        ("Boats in %%cf_region%%", ""),
        ("Boats of %customfield(region)%", ""),
        ("Up 40% in a year, 5% in a month", "Up 40% in a year, 5% in a month"),
        ("Ferry", ""),
    ],
)
def test_a_template_is_filled_in_or_left_out(tmp_path: Path, template: str, shown: str) -> None:
    assert read_story(tmp_path, item(meta=meta("_yoast_wpseo_title", template))).search_title == shown
