"""What categories and tags become: topics by their names, kinds, regions as the map says; nothing is lost."""

from pathlib import Path

import pytest

from articles.legacy.readers.maps import TermMap, TermRule
from tests.articles.legacy.readers.wxr.export_builders import (
    author,
    category,
    export,
    item,
    meta,
    read,
    read_story,
    reasons,
    term,
)


def mapped(**rules: tuple[str, str]) -> TermMap:
    """Return a map of categories: `slug=(action, value)`."""
    return TermMap({("category", slug): (TermRule(*rule),) for slug, rule in rules.items()})


def test_categories_and_tags_are_tags_by_name_in_their_order(tmp_path: Path) -> None:
    terms = term("energy", "Energy", "category") + term("lakes", "Lakes") + term("kazakhstan", "Kazakhstan", "category")
    assert read_story(tmp_path, item(terms=terms)).tags == ("Energy", "Lakes", "Kazakhstan")


def test_a_term_that_only_an_item_names_is_told_of_too(tmp_path: Path) -> None:
    [tag] = read(tmp_path, export(item(terms=term("lakes", "Lakes")))).tags
    assert (tag.name, tag.slug, tag.kind, tag.old_addresses) == ("Lakes", "lakes", "topic", ("/tag/lakes/",))


def test_the_list_of_terms_knows_the_name_the_intro_and_the_way_down_to_a_category(tmp_path: Path) -> None:
    listed = (
        category("coal", "Coal &amp;amp; steel", "fuel"),
        category("fuel", "Fuel", "energy"),
        category("energy", "Energy"),
    )
    found = read(tmp_path, export(*listed, item(terms=term("coal", "coal", "category"))))
    assert found.stories[0].tags == ("Coal & steel",)
    coal = next(tag for tag in found.tags if tag.slug == "coal")
    assert coal.old_addresses[:2] == ("/category/energy/fuel/coal/", "/category/coal/")


def test_parents_that_lead_in_a_circle_end(tmp_path: Path) -> None:
    listed = category("a", "A", "b"), category("b", "B", "a")
    addresses = [tag.old_addresses for tag in read(tmp_path, export(*listed, item())).tags]
    assert addresses == [("/category/b/a/", "/category/a/"), ("/category/a/b/", "/category/b/")]


def test_a_parent_that_is_not_there_is_kept_in_the_address(tmp_path: Path) -> None:
    [tag] = read(tmp_path, export(category("coal", "Coal", "fuel"), item())).tags
    assert tag.old_addresses == ("/category/fuel/coal/", "/category/coal/")


def test_a_second_telling_of_a_term_takes_nothing_away(tmp_path: Path) -> None:
    parts = export(category("coal", "Coal", "fuel"), item()), export(category("coal", "Coal"), item(post_id=2))
    [tag] = read(tmp_path, *parts).tags
    assert (tag.old_addresses, tag.place.file[-5:]) == (("/category/fuel/coal/", "/category/coal/"), "0.xml")


def test_two_terms_of_one_name_are_one_tag_with_both_addresses_and_that_is_said(tmp_path: Path) -> None:
    terms = term("energy", "Energy", "category") + term("energy-2", "energy")
    found = read(tmp_path, export(item(terms=terms), item(terms=term("energy-2", "energy"), post_id=2)))
    [tag] = found.tags
    assert tag.old_addresses == ("/category/energy/", "/tag/energy-2/")
    assert [story.tags for story in found.stories] == [("Energy",), ("Energy",)]
    assert "2 terms are one tag here" in reasons(found.warnings)


def test_version_1_0_writes_terms_twice_and_they_are_taken_once(tmp_path: Path) -> None:
    terms = (
        "<category><![CDATA[Energy]]></category>" + term("energy", "Energy", "category")
        + '<category domain="tag"><![CDATA[Lakes]]></category>' + term("lakes", "Lakes", "tag")
    )  # fmt: skip
    found = read(tmp_path, export(item(terms=terms), version="1.0"))
    assert found.stories[0].tags == ("Energy", "Lakes")
    assert [tag.old_addresses for tag in found.tags] == [("/category/energy/",), ("/tag/lakes/",)]


def test_a_term_that_has_no_slug_anywhere_is_not_lost(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(terms="<category>Deep Water</category>")).tags == ("Deep Water",)


@pytest.mark.parametrize("slug", ["uncategorized", "uncategorised", "bez-rubriki"])
def test_the_category_that_says_nothing_is_no_tag(tmp_path: Path, slug: str) -> None:
    found = read(tmp_path, export(item(terms=term(slug, domain="category"))))
    assert (found.stories[0].tags, found.tags) == ((), [])


@pytest.mark.parametrize(
    ("slug", "kind"),
    [
        ("opinion", "opinion"),
        ("interviews", "interview"),
        ("analysis", "analysis"),
        ("features", "feature"),
        ("news", "news"),
    ],
)
def test_a_well_known_category_is_the_kind_of_story(tmp_path: Path, slug: str, kind: str) -> None:
    found = read(tmp_path, export(item(terms=term(slug, domain="category"))))
    assert (found.stories[0].kind, found.stories[0].tags) == (kind, ())
    assert f"/category/{slug}/ leads to all stories of that kind" in reasons(found.warnings)


def test_a_tag_of_such_a_name_is_a_tag(tmp_path: Path) -> None:
    story = read_story(tmp_path, item(terms=term("opinion", "Opinion")))
    assert (story.kind, story.tags) == ("", ("Opinion",))


def test_a_particular_kind_wins_over_news(tmp_path: Path) -> None:
    for order in (("news", "opinion"), ("opinion", "news")):
        terms = "".join(term(slug, domain="category") for slug in order)
        assert read_story(tmp_path, item(terms=terms)).kind == "opinion"


@pytest.mark.parametrize("taxonomy", ["nav_menu", "post_format", "wp_theme", "elementor_library_type"])
def test_terms_of_machinery_are_no_tags(tmp_path: Path, taxonomy: str) -> None:
    found = read(tmp_path, export(item(terms=term("post-format-image", "Image", taxonomy))))
    assert (found.stories[0].tags, found.tags) == ((), [])


def test_a_taxonomy_of_the_sites_own_gives_tags_with_its_address(tmp_path: Path) -> None:
    [tag] = read(tmp_path, export(item(terms=term("naryn", "Naryn", "province")))).tags
    assert (tag.name, tag.old_addresses) == ("Naryn", ("/province/naryn/",))


def test_the_primary_category_comes_first(tmp_path: Path) -> None:
    listed = category("energy", "Energy", number=3), category("water", "Water", number=4)
    terms = term("energy", "Energy", "category") + term("water", "Water", "category")
    main = item(terms=terms, meta=meta("_yoast_wpseo_primary_category", "4"))
    assert read_story(tmp_path, *listed, main).tags == ("Water", "Energy")


def test_a_cyrillic_slug_is_told_decoded_and_its_address_encoded(tmp_path: Path) -> None:
    [tag] = read(tmp_path, export(item(terms=term("%d0%b2%d0%be%d0%b4%d0%b0", "Вода")))).tags
    assert (tag.slug, tag.old_addresses) == ("вода", ("/tag/%D0%B2%D0%BE%D0%B4%D0%B0/",))


def test_the_map_makes_regions(tmp_path: Path) -> None:
    told = mapped(kz=("region", "Kazakhstan"), kg=("region", ""))
    terms = term("kz", "KZ news", "category") + term("kg", "Kyrgyzstan", "category") + term("lakes", "Lakes")
    found = read(tmp_path, export(item(terms=terms)), term_map=told)
    assert (found.stories[0].regions, found.stories[0].tags) == (("Kazakhstan", "Kyrgyzstan"), ("Lakes",))
    assert [(tag.name, tag.kind, tag.old_addresses) for tag in found.tags[:2]] == [
        ("Kazakhstan", "region", ("/category/kz/",)),
        ("Kyrgyzstan", "region", ("/category/kg/",)),
    ]


def test_the_map_makes_kinds_tags_internal_ones_and_nothing(tmp_path: Path) -> None:
    told = mapped(essays=("kind", "feature"), h2o=("tag", "Water"), todo=("internal", ""), misc=("drop", ""))
    terms = "".join(term(slug, domain="category") for slug in ("essays", "h2o", "todo", "misc"))
    found = read(tmp_path, export(item(terms=terms)), term_map=told)
    assert (found.stories[0].kind, found.stories[0].tags) == ("feature", ("Water", "Todo"))
    assert [(tag.name, tag.is_internal) for tag in found.tags] == [("Water", False), ("Todo", True)]


def test_the_map_may_give_a_term_both_a_kind_and_a_tag(tmp_path: Path) -> None:
    told = TermMap({("category", "opinion"): (TermRule("kind", "opinion"), TermRule("tag"))})
    found = read(tmp_path, export(item(terms=term("opinion", "Opinion", "category"))), term_map=told)
    assert (found.stories[0].kind, found.stories[0].tags) == ("opinion", ("Opinion",))
    assert "leads to all stories" not in reasons(found.warnings)


def test_the_map_brings_terms_of_different_names_together(tmp_path: Path) -> None:
    told = TermMap({("post_tag", "h2o"): (TermRule("tag", "Water"),)})
    found = read(tmp_path, export(item(terms=term("water", "Water") + term("h2o", "H2O"))), term_map=told)
    assert found.stories[0].tags == ("Water",)
    assert [tag.old_addresses for tag in found.tags] == [("/tag/water/", "/tag/h2o/")]


def test_tags_given_to_every_story_stand_in_place_of_its_own(tmp_path: Path) -> None:
    assert read_story(tmp_path, author(), item(terms=term("lakes")), tags=("Archive",)).tags == ("Archive",)
