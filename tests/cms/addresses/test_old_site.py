"""Every address that the old site had leads to the right place in one hop, or says honestly that nothing is there."""

import random
from collections import Counter
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

import pytest
from django.db import connection, reset_queries
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cms.addresses.old_site import PER_PAGE, Case, OldSite, build, cases, written

SEED = 20_261_125
SHORT, LONG = 600, 10_000
# Keys that our own pages take
OUR_KEYS = {"page", "q", "from", "to"}
# One query looks for the address, one for what lives there, one counts its list; a missing page draws its frame.
MOST_QUERIES = {301: 4, 404: 7, 410: 7}


@pytest.fixture
def old_site(db: None, tmp_path: Path) -> OldSite:
    return build(tmp_path / "old")


@pytest.fixture(autouse=True)
def few_on_a_page(settings) -> None:
    settings.STORIES_PER_PAGE = PER_PAGE


def ask(client: Client, address: str) -> HttpResponse:
    """As a server hands it on: a test client would take what stands behind two slashes for a host."""
    path, _, query = address.partition("?")
    return client.generic("GET", "/", PATH_INFO=unquote_to_bytes(path).decode("latin-1"), QUERY_STRING=query)


def fault(client: Client, case: Case, address: str, known: set[str]) -> str:
    reset_queries()  # only some thousands are kept
    with CaptureQueriesContext(connection) as asked:
        answer = ask(client, address)
    to = answer.headers.get("Location", "")
    if (answer.status_code, to) != (case.status, case.to):
        return f"{case.family}: {address} answered {answer.status_code} {to}, not {case.status} {case.to}"
    if to and urlsplit(to).path == "/":
        return f"{case.family}: {address} leads to the front page"
    if set(parse_qs(urlsplit(to).query)) - OUR_KEYS:
        return f"{case.family}: {address} hands keys on: {to}"
    if len(asked) > MOST_QUERIES[answer.status_code]:
        return f"{case.family}: {address} asked {len(asked)} times"
    if to and to not in known:
        there = client.get(to)
        there.getvalue()  # a file that is sent is closed when it was read to its end
        if there.status_code != 200:
            return f"{case.family}: {address} leads to {to}, which does not answer 200"
        known.add(to)
    return ""


def walk(client: Client, site: OldSite, count: int) -> tuple[list[str], Counter[str]]:
    chance = random.Random(SEED)
    families: Counter[str] = Counter()
    known: set[str] = set()
    faults = []
    for case in islice(cases(site, chance), count):
        families[case.family] += 1
        if said := fault(client, case, written(case, chance), known):
            faults.append(said)
    return faults, families


def test_a_seeded_set_of_old_addresses_answers_right_in_one_hop(
    client: Client, old_site: OldSite, long_form: bool
) -> None:
    faults, families = walk(client, old_site, LONG if long_form else SHORT)
    assert not faults, "\n".join(faults)
    assert len(families) >= 22 and min(families.values()) > 1, families


@pytest.mark.django_db
def test_the_doors_of_the_old_software_cost_no_query(client: Client, django_assert_num_queries) -> None:
    for door in ("/wp-login.php", "/xmlrpc.php", "/wp-admin/", "/ADMINISTRATOR/index.php", "//wp-login.php?x=1"):
        with django_assert_num_queries(0):
            answer = ask(client, door)
        assert answer.status_code == 404 and not answer.cookies, door
