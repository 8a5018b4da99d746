"""Every public page: a bounded number of queries whatever the archive's size, no 5xx, the same for everybody."""

import random
from urllib.parse import quote

import pytest
from django.test import Client

from articles.models import Article
from cms.ledger import addresses
from people.models import Person
from tests.builders import make_article, make_articles, make_group, make_person, make_quote, make_tag, region

MOST_QUERIES = 8
pytestmark = pytest.mark.django_db


def furnish(count: int) -> list[str]:
    """Fill the paper and return an address of each kind of page."""
    person = make_person(group=make_group(), role="Editor", bio="Writes about lakes.")
    tag, place = make_tag("Lakes"), region("kazakhstan")
    make_articles(count, person=person, tag=tag, region=place)
    for code in ("KGS", "KZT", "TJS", "UZS", "TMT"):
        make_quote(code)
    story = make_article(
        "The ferry",
        people=[person, make_person("Bolot Asanov")],
        tags=[tag, make_tag("Ice")],
        region=place,
        is_cut=True,
    )
    pages = ["/", "/latest/", tag.get_absolute_url(), place.get_absolute_url(), person.get_absolute_url()]
    last = (count + 1 + 5) // 6
    pages += [
        f"/latest/?page={last}",
        f"{place.get_absolute_url()}?page={last}",
        f"{person.get_absolute_url()}?page={last}",
    ]
    search = f"/search/?q=story&region={place.slug}&author={person.slug}&from=2020-01-01&to=2027-01-01"
    return [*pages, story.get_absolute_url(), "/our-people/", "/markets/", "/search/", "/search/?q=river", search]


def costs(pages: list[str], client: Client, counter) -> dict[str, int]:
    found = {}
    for page in pages:
        with counter(MOST_QUERIES) as asked:
            assert client.get(page).status_code == 200, page
        found[page.split("?")[0] + ("?" if "?" in page else "")] = len(asked)
    return found


def test_no_page_asks_more_than_eight_times_and_none_asks_more_of_a_larger_archive(
    client: Client, django_assert_max_num_queries
) -> None:
    small = costs(furnish(10), client, django_assert_max_num_queries)
    make_articles(9_990, first=10, tag=make_tag("Rivers"), region=region("kazakhstan"))
    assert Article.objects.count() > 10_000
    large = costs(PAGES_AFTER_GROWTH, client, django_assert_max_num_queries)
    for page, asked in large.items():
        assert asked <= small.get(page, MOST_QUERIES), page


PAGES_AFTER_GROWTH = [
    *("/", "/latest/", "/latest/?page=1666", "/regions/kazakhstan/", "/regions/kazakhstan/?page=1666", "/the-ferry/"),
    *("/our-people/", "/our-people/aida-sarybay/", "/markets/", "/tag/rivers/?page=1665"),
    *("/search/", "/search/?q=river", "/search/?q=river&region=kazakhstan&page=1600"),
]


def test_a_missing_page_is_cheap(client: Client, django_assert_max_num_queries) -> None:
    furnish(3)
    for path in ("/no-such-story/", "/a/b/c", "/regions/atlantis/", "/our-people/nobody/"):
        with django_assert_max_num_queries(4):
            assert client.get(path).status_code == 404


def test_public_pages_are_the_same_for_everybody_and_set_no_cookie(client: Client, admin_client: Client) -> None:
    for page in furnish(8):
        first, second = client.get(page), admin_client.get(page, headers={"cookie": "session=x; csrf=y"})
        assert first.content == second.content, page
        assert not first.cookies, page
        assert "Cookie" not in first.headers.get("Vary", ""), page
        assert first.headers["Cache-Control"].startswith("public"), page
        assert b"csrfmiddlewaretoken" not in first.content
        assert not hasattr(second.wsgi_request, "session"), page
        assert not hasattr(second.wsgi_request, "user"), page


def test_a_page_that_did_not_change_answers_304(client: Client) -> None:
    furnish(3)
    tag = client.get("/the-ferry/").headers["ETag"]
    assert client.get("/the-ferry/", headers={"if-none-match": tag}).status_code == 304


def test_every_address_is_one_hop_away_whatever_its_form(client: Client) -> None:
    furnish(3)
    person, story = Person.objects.get(name="Aida Sarybay"), Article.objects.get(title="The ferry")
    addresses.keep_old("person", person.pk, ["/author/aida/"])
    addresses.keep_old("article", story.pk, ["/a-longer-name-of-the-ferry/", "/index.php/news/7-ferry/"])
    for asked, there in {
        "/latest": "/latest/",
        "//markets": "/markets/",
        "/our-people": "/our-people/",
        "/the-ferry": "/the-ferry/",
        "/The-Ferry/": "/the-ferry/",
        "/author/aida": "/our-people/aida-sarybay/",
        "/a-longer-name-of-the-ferry": "/the-ferry/",
        "/index.php/news/7-ferry": "/the-ferry/",
    }.items():
        answer = client.get("", PATH_INFO=asked)
        assert (answer.status_code, answer.get("Location")) == (301, there), asked
    assert client.get("/no-such-story").status_code == 404


# --- Random requests ----------------------------------------------------------------------------------------------

PIECES = (
    *(
        "latest",
        "search",
        "regions",
        "tag",
        "our-people",
        "markets",
        "kazakhstan",
        "the-ferry",
        "lakes",
        "page",
        "news",
    ),
    *("index.php", "21753-slug", "category", "author", "aida-sarybay", "robots.txt", "media", "static", "wp-login.php"),
    *(
        "..",
        ".",
        "",
        "%00",
        "%2e%2e",
        "%ff",
        "\u202e",
        "Ә",
        "é",
        "<script>",
        "'",
        '"',
        "\\",
        ";",
        "?",
        "#",
        "0",
        "-1",
        "a" * 300,
    ),
)
KEYS = (
    "page",
    "q",
    "region",
    "author",
    "since",
    "until",
    "p",
    "id",
    "catid",
    "option",
    "utm_source",
    "",
    "q[]",
    "page[]",
)
VALUES = (
    *(
        "1",
        "2",
        "0",
        "-1",
        "99999999",
        "1e9",
        "ferry",
        "",
        "kazakhstan",
        "aida-sarybay",
        "2026-11-20",
        "2026-02-31",
        "null",
    ),
    *(
        "0000-00-00",
        "99999-01-01",
        "\x00",
        "\ud7ff",
        "ß" * 500,
        "' OR 1=1 --",
        "NEAR(",
        '"',
        "%",
        "٣",
        "[]",
        "14396:slug",
    ),
)


def random_address(rng: random.Random) -> str:
    path = "/" + "/".join(rng.choice(PIECES) for _ in range(rng.randint(0, 4))) + rng.choice(["", "/"])
    address = path if rng.random() < 0.3 else quote(path, safe="/%?#;")
    if rng.random() < 0.6:
        pairs = ((rng.choice(KEYS), rng.choice(VALUES)) for _ in range(rng.randint(1, 4)))
        address += "?" + "&".join(f"{key}={quote(value)}" for key, value in pairs)
    return address


def ask_at_random(client: Client, count: int, seed: int) -> None:
    rng = random.Random(seed)
    methods = ["get"] * 12 + ["head", "options", "post", "put", "delete"]
    for _ in range(count):
        address, method = random_address(rng), rng.choice(methods)
        answer = getattr(client, method)(address, headers={"accept-language": rng.choice(["ru", "xx", "\x7f"])})
        assert answer.status_code < 500, f"{method} {address!r}"


def test_no_random_request_is_a_server_error(client: Client) -> None:
    furnish(8)
    ask_at_random(client, 600, seed=20261122)


@pytest.mark.long
def test_ten_thousand_random_requests_are_no_server_error(client: Client) -> None:
    furnish(30)
    ask_at_random(client, 10_000, seed=1)
