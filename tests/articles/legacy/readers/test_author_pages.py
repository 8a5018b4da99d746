"""Author pages: the person, then title, body and relative date in turn."""

from dataclasses import replace
from pathlib import Path

import pytest

from articles.legacy.records import BylineRecord, Kind, Severity
from tests.articles.legacy.readers.page_builders import articles, author_page, body, people, problems, read_text

STORIES = [("First Title", body(1), "20 hours ago"), ("Second Title", body(2), "1 week ago")]
AVATAR = "Nurlan Omurov's Avatar"


def test_a_full_page_gives_person_and_stories(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page(STORIES))
    [person] = people(found)
    assert (person.name, person.role, person.bio) == ("Nurlan Omurov", "Lake Correspondent", "He rows.")
    assert person.has_portrait
    assert person.raw == author_page([]).removesuffix("\n\nArticles")
    assert [(a.title, a.body, a.relative_date) for a in articles(found)] == STORIES
    assert {a.bylines for a in articles(found)} == {(BylineRecord("Nurlan Omurov"),)}
    assert [(a.list_kind, a.is_newest_first, a.list_position) for a in articles(found)] == [
        ("person", True, 0),
        ("person", True, 1),
    ]
    assert articles(found)[0].raw == "\n\n".join(STORIES[0])
    assert problems(found) == []


@pytest.mark.parametrize(
    "said",
    [
        "1 min ago",
        "59 mins ago",
        "1 hour ago",
        "20 hours ago",
        "4 days ago",
        "3 weeks ago",
        "1 month ago",
        "2 years ago",
    ],
)
def test_every_wording_of_a_relative_date_is_known(tmp_path: Path, said: str) -> None:
    [article] = articles(read_text(tmp_path, author_page([("Title", body(), said)])))
    assert (article.relative_date, article.published_on) == (said, None)


def test_a_person_without_a_role(tmp_path: Path) -> None:
    [person] = people(
        read_text(tmp_path, author_page(STORIES, heading=[AVATAR, "Nurlan Omurov", "He rows.", "Articles"]))
    )
    assert (person.role, person.bio) == ("", "He rows.")


def test_a_page_without_name_and_bio(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page(STORIES, crumb="The Lake Post", heading=["Articles"]))
    [person] = people(found)
    assert (person.name, person.role, person.bio, person.has_portrait) == ("The Lake Post", "", "", False)
    assert [a.bylines for a in articles(found)] == [(BylineRecord("The Lake Post"),)] * 2


def test_a_role_without_a_name_is_no_name(tmp_path: Path) -> None:
    [person] = people(read_text(tmp_path, author_page(STORIES, heading=["Senior Editor", "He rows.", "Articles"])))
    assert (person.name, person.role) == ("Nurlan Omurov", "Senior Editor")


def test_two_empty_lines_stand_for_the_missing_heading(tmp_path: Path) -> None:
    text = author_page([], heading=[AVATAR]) + "\n\n\n" + "\n\n".join(text for story in STORIES for text in story)
    found = read_text(tmp_path, text)
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]
    assert [(p.bio, p.has_portrait) for p in people(found)] == [("", True)]


def test_two_empty_lines_part_heading_and_stories_where_the_first_date_is_lost(tmp_path: Path) -> None:
    lines = ["A Lost Story", body(9), *(text for story in STORIES for text in story)]
    found = read_text(tmp_path, author_page([], heading=[AVATAR]) + "\n\n\n" + "\n\n".join(lines))
    assert [p.bio for p in people(found)] == [""]
    assert [p.what for p in problems(found, Severity.FAILED)] == ["A Lost Story"]


def test_a_bio_is_told_from_the_stories_without_any_heading(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, author_page(STORIES, heading=[AVATAR, "Nurlan Omurov", "Lake Correspondent", "He rows."])
    )
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]
    assert [p.bio for p in people(found)] == ["He rows."]


def test_a_crumb_that_differs_is_the_byline_and_the_bio_stays_with_the_account(tmp_path: Path) -> None:
    heading = [AVATAR, "Nurlan Omurov", "Lake Correspondent", "He rows.", "Articles"]
    found = read_text(tmp_path, author_page(STORIES, crumb="The Lake Post", heading=heading))
    assert [(p.name, p.role, p.bio, p.has_portrait) for p in people(found)] == [
        ("The Lake Post", "", "", False),
        ("Nurlan Omurov", "Lake Correspondent", "He rows.", True),
    ]
    assert {a.bylines for a in articles(found)} == {(BylineRecord("The Lake Post"),)}
    assert [(p.severity, p.kind) for p in problems(found)] == [(Severity.WARNING, Kind.PERSON)]


def test_a_name_spelled_a_little_differently_is_the_same_person(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page(STORIES, crumb="nurlan  omurov"))
    assert len(people(found)) == 1
    assert problems(found) == []


@pytest.mark.parametrize(
    "bio",
    [
        ["He rows.", "divider", "He also swims."],
        ["He rows. divider He also swims. divider"],
        [" He rows.", "divider", "divider", "He also swims."],
    ],
)
def test_the_printed_separator_is_no_part_of_the_bio(tmp_path: Path, bio: list[str]) -> None:
    [person] = people(read_text(tmp_path, author_page(STORIES, heading=["Nurlan Omurov", "Rower", *bio, "Articles"])))
    assert person.bio.split() == ["He", "rows.", "He", "also", "swims."]


@pytest.mark.parametrize(
    ("printed", "website"),
    [
        ("www.omurov.example", "https://www.omurov.example"),
        ("www.omurov.example.", "https://www.omurov.example"),
        ("https://omurov.example/boats", "https://omurov.example/boats"),
    ],
)
def test_a_bare_address_at_the_end_of_the_bio_is_the_website(tmp_path: Path, printed: str, website: str) -> None:
    heading = ["Nurlan Omurov", "Rower", f"He rows. {printed}", "Articles"]
    [person] = people(read_text(tmp_path, author_page(STORIES, heading=heading)))
    assert (person.bio, person.website) == ("He rows.", website)


@pytest.mark.parametrize(
    "bio", ["See www.omurov.example for boats.", "He rows. www.omurov", "Write to n@omurov.example"]
)
def test_what_is_no_bare_address_at_the_end_stays_in_the_bio(tmp_path: Path, bio: str) -> None:
    heading = ["Nurlan Omurov", "Rower, swimmer", bio, "Articles"]
    [person] = people(read_text(tmp_path, author_page(STORIES, heading=heading)))
    assert (person.bio, person.website) == (bio, "")


def test_a_triple_without_its_date_is_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    stories = [STORIES[0], ("A Lost Story", body(9)), STORIES[1]]
    found = read_text(tmp_path, author_page(stories))
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]
    [failed] = problems(found, Severity.FAILED)
    assert (failed.what, failed.place.line) == ("A Lost Story", 19)


def test_a_first_triple_without_its_date_does_not_become_the_bio(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page([("A Lost Story", body(9)), *STORIES]))
    assert people(found)[0].bio == "He rows."
    assert [p.what for p in problems(found, Severity.FAILED)] == ["A Lost Story"]
    assert len(articles(found)) == 2


def test_a_date_without_a_story_is_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page([STORIES[0], ("3 days ago",), STORIES[1]]))
    assert len(articles(found)) == 2
    assert [p.what for p in problems(found, Severity.FAILED)] == ["3 days ago"]


def test_places_on_later_pages_follow_from_the_address(tmp_path: Path) -> None:
    found = articles(read_text(tmp_path, author_page(STORIES), source_url="https://paper.example/author/n-o/page/3/"))
    assert [a.list_position for a in found] == [20, 21]


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://paper.example/author/nurlan-omurov", "/author/nurlan-omurov/"),
        ("https://paper.example/author/nurlan-omurov/page/3/", "/author/nurlan-omurov/"),
        ("https://paper.example/our-people/nurlan-omurov/", "/our-people/nurlan-omurov/"),
    ],
)
def test_a_person_keeps_the_old_address(tmp_path: Path, url: str, path: str) -> None:
    [person] = people(read_text(tmp_path, author_page(STORIES), source_url=url))
    assert person.old_addresses == (path,)


@pytest.mark.parametrize("slug", ["quiet25protonmail-com", "n-omurov-gmail-com", "omurovmail-ru", "boats-kg"])
def test_an_address_made_of_an_email_leads_to_the_person_and_is_not_printed(tmp_path: Path, slug: str) -> None:
    found = read_text(tmp_path, author_page(STORIES), source_url=f"https://paper.example/author/{slug}/page/67/")
    [person] = people(found)
    assert person.old_addresses == (f"/author/{slug}/",)
    [warning] = problems(found)
    assert warning.kind == Kind.PERSON
    assert slug not in repr([replace(one, old_addresses=()) if one is person else one for one in found])


def test_a_whole_email_in_an_address_is_neither_kept_nor_printed(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page(STORIES), source_url="https://paper.example/author/a%40b.kg/page/67/")
    assert people(found)[0].old_addresses == ()
    assert "b.kg" not in repr(found)


def test_an_email_as_the_name_is_neither_kept_nor_printed(tmp_path: Path) -> None:
    found = read_text(tmp_path, author_page(STORIES, crumb="n@omurov.example", heading=["Articles"]))
    assert people(found) == []
    assert [a.bylines for a in articles(found)] == [(), ()]
    assert "omurov.example" not in repr(found)


def test_lines_above_the_name_are_reported(tmp_path: Path) -> None:
    found = read_text(tmp_path, "Menu\n\n" + author_page(STORIES))
    assert [p.what for p in problems(found, Severity.FAILED)] == ["Menu"]
    assert len(articles(found)) == 2
