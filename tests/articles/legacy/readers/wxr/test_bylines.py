"""Who is credited: co-authors before the account that posted, names before logins, and never an e-mail address."""

from pathlib import Path

import pytest

from articles.legacy.readers.maps import AuthorMap, AuthorRule
from tests.articles.legacy.readers.wxr.export_builders import (
    attachment,
    author,
    export,
    item,
    meta,
    read,
    reasons,
    term,
)


def names(folder: Path, *entries: str, **options: object) -> list[str]:
    [story] = read(folder, export(*entries), **options).stories
    return [byline.name for byline in story.bylines]


def guest(slug: str, name: str = "", **more: str) -> str:
    details = "".join(meta(f"cap-{key.replace('_', '-', 0)}", value) for key, value in more.items())
    shown = meta("cap-display_name", name) if name else ""
    return item(title="", body="", post_type="guest-author", post_name=f"cap-{slug}", post_id=500, meta=shown + details)


def test_the_creator_is_named_as_the_account_is_shown(tmp_path: Path) -> None:
    assert names(tmp_path, author("aida", "Aida Sarybay"), item(creator="aida")) == ["Aida Sarybay"]


def test_an_account_may_be_listed_behind_its_story_or_in_another_file(tmp_path: Path) -> None:
    assert names(tmp_path, item(creator="aida"), author("aida", "Aida Sarybay")) == ["Aida Sarybay"]
    found = read(tmp_path, export(item(creator="aida")), export(author("aida", "Aida Sarybay")))
    assert [byline.name for byline in found.stories[0].bylines] == ["Aida Sarybay"]


def test_the_older_spelling_of_the_list_of_authors_is_read(tmp_path: Path) -> None:
    listed = author("aida", "Aida Sarybay").replace("wp:author>", "wp:wp_author>")
    assert names(tmp_path, listed, item(creator="aida")) == ["Aida Sarybay"]


def test_where_the_shown_name_is_the_login_the_real_name_is_taken(tmp_path: Path) -> None:
    assert names(tmp_path, author("aida1", "aida1", "Aida", "Sarybay"), item(creator="aida1")) == ["Aida Sarybay"]


def test_where_the_shown_name_is_an_address_the_real_name_is_taken(tmp_path: Path) -> None:
    listed = author("a", "aida@mail.example", "Aida", "Sarybay")
    assert names(tmp_path, listed, item(creator="a")) == ["Aida Sarybay"]


def test_of_an_e_mail_address_only_a_name_is_kept_and_that_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(creator="aida.sarybay@mail.example")))
    assert [byline.name for byline in found.stories[0].bylines] == ["Aida Sarybay"]
    assert "e-mail" in reasons(found.warnings)


@pytest.mark.parametrize(
    "login", ["news77@mail.example", "admin", "Administrator", "quietcountry25protonmail-com", "123"]
)
def test_a_login_that_names_nobody_is_not_published_and_that_is_said_once(tmp_path: Path, login: str) -> None:
    found = read(tmp_path, export(item(creator=login), item(creator=login, post_id=2)))
    assert [story.bylines for story in found.stories] == [(), ()]
    assert not found.people
    [problem] = found.skipped
    assert "--author-map" in problem.reason
    assert "@" not in f"{problem.what}{problem.reason}"


def test_a_login_alone_becomes_a_name_and_that_is_said(tmp_path: Path) -> None:
    found = read(tmp_path, export(item(creator="aida-sarybay")))
    assert [byline.name for byline in found.stories[0].bylines] == ["Aida Sarybay"]
    assert "only a login" in reasons(found.warnings)


def test_co_authors_win_over_the_creator_in_their_order_each_once(tmp_path: Path) -> None:
    credits = (
        term("cap-b", "Bek Omurov", "author")
        + term("a", "Aida Sarybay", "author")
        + term("cap-b", "Bek Omurov", "author")
    )
    assert names(tmp_path, author("desk", "The Desk"), item(creator="desk", terms=credits)) == [
        "Bek Omurov",
        "Aida Sarybay",
    ]


def test_a_co_author_named_by_login_gets_the_name_of_the_account(tmp_path: Path) -> None:
    credits = term("cap-aida", "aida", "author")
    assert names(tmp_path, author("aida", "Aida Sarybay"), item(creator="desk", terms=credits)) == ["Aida Sarybay"]


def test_a_guest_author_is_named_and_told_of_by_its_own_item(tmp_path: Path) -> None:
    details = {"description": "<p>Writes of lakes.</p>", "website": "omurov.example", "user_email": "bek@mail.example"}
    entry = guest("bek-omurov", "Bek Omurov", **details).replace("</item>", meta("_thumbnail_id", "50") + "</item>")
    found = read(
        tmp_path, export(author(), item(terms=term("cap-bek-omurov", "bek-omurov", "author")), entry, attachment(50))
    )
    assert [byline.name for byline in found.stories[0].bylines] == ["Bek Omurov"]
    bek = next(person for person in found.people if person.name == "Bek Omurov")
    assert (bek.bio, bek.website, bek.portrait) == ("Writes of lakes.", "https://omurov.example", "50")
    assert bek.old_addresses == ("/author/bek-omurov/",)
    assert "mail.example" not in str(found)


def test_a_guest_author_without_a_shown_name_has_first_and_last(tmp_path: Path) -> None:
    entry = guest("bek", "", first_name="Bek", last_name="Omurov")
    assert names(tmp_path, entry, item(terms=term("cap-bek", "bek", "author"))) == ["Bek Omurov"]


def test_a_guest_linked_to_an_account_stands_for_it(tmp_path: Path) -> None:
    entry = guest("aida-s", "Aida Sarybay", linked_account="aida")
    found = read(tmp_path, export(author("aida", "A. S."), entry, item(creator="aida")))
    assert [byline.name for byline in found.stories[0].bylines] == ["Aida Sarybay"]
    assert [person.name for person in found.people] == ["Aida Sarybay"]


def test_details_beside_the_term_of_an_author_are_read_but_not_its_index_of_addresses(tmp_path: Path) -> None:
    detail = "<wp:termmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:termmeta>"
    listed = (
        "<wp:term><wp:term_taxonomy>author</wp:term_taxonomy><wp:term_slug>bek</wp:term_slug>"
        "<wp:term_name>Bek Omurov</wp:term_name><wp:term_description>Bek bek bek@mail.example</wp:term_description>"
        f"{detail.format('description', 'Writes of lakes.')}{detail.format('avatar', '50')}</wp:term>"
    )
    found = read(tmp_path, export(listed, item(terms=term("bek", "Bek Omurov", "author"))))
    bek = next(person for person in found.people if person.name == "Bek Omurov")
    assert (bek.bio, bek.portrait) == ("Writes of lakes.", "50")
    assert "mail.example" not in str(found)


def test_names_that_a_simple_plugin_keeps_are_the_byline(tmp_path: Path) -> None:
    said = item(creator="desk", meta=meta("sfly_guest_author_names", "Bek Omurov, Aida Sarybay"))
    assert names(tmp_path, author("desk", "The Desk"), said) == ["Bek Omurov", "Aida Sarybay"]


def test_every_account_is_a_person_with_its_old_address(tmp_path: Path) -> None:
    [person] = read(tmp_path, export(author("aida", "Aida Sarybay"), item())).people
    assert (person.name, person.old_addresses, person.place.line) == ("Aida Sarybay", ("/author/aida/",), 2)


def test_a_login_that_is_an_e_mail_address_is_led_from_as_wordpress_wrote_it(tmp_path: Path) -> None:
    [person] = read(tmp_path, export(author("a@mail.example", "Aida Sarybay"), item(creator="a@mail.example"))).people
    assert person.old_addresses == ("/author/amail-example/",)


def test_the_number_of_an_account_is_kept(tmp_path: Path) -> None:
    numbered = author("aida", "Aida").replace("<wp:author>", "<wp:author><wp:author_id>4</wp:author_id>")
    [person] = read(tmp_path, export(numbered, item())).people
    assert person.old_addresses == ("/author/aida/", "/?author=4")


def test_the_author_map_renames_skips_and_keeps(tmp_path: Path) -> None:
    rules = {"aida": AuthorRule("rename", "Aida B. Sarybay"), "desk": AuthorRule("skip"), "bek-o": AuthorRule("keep")}
    told = AuthorMap(rules)
    listed = [author("aida", "A. S."), author("desk", "The Desk")]
    assert names(tmp_path, *listed, item(creator="aida"), author_map=told) == ["Aida B. Sarybay"]
    assert names(tmp_path, *listed, item(creator="desk"), author_map=told) == []
    found = read(tmp_path, export(*listed, item(creator="bek-o")), author_map=told)
    assert sorted(person.name for person in found.people) == ["Aida B. Sarybay", "Bek O"]
    assert "only a login" not in reasons(found.warnings)
    assert [problem.reason for problem in found.skipped] == ["left out as the author map says"]


def test_the_author_map_reaches_co_authors_by_slug_or_name(tmp_path: Path) -> None:
    told = AuthorMap({"bek": AuthorRule("rename", "Bek Omurov"), "aida s.": AuthorRule("rename", "Aida Sarybay")})
    credits = term("cap-bek", "B. O.", "author") + term("cap-as", "Aida S.", "author")
    assert names(tmp_path, item(terms=credits), author_map=told) == ["Bek Omurov", "Aida Sarybay"]
