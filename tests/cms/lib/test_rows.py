"""Many rows at once: as `bulk_create` writes them, on either database."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from django.db import IntegrityError, transaction

from articles.legacy.models import ImportRun
from cms.ledger.models import Address
from cms.lib import rows

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)


class Placed(NamedTuple):
    path: str
    state: str = "current"
    target_kind: str = "article"
    target_id: int = 1
    leads_to: str = ""
    created_at: datetime = NOON


class Ran(NamedTuple):
    source: str
    paths: list[str]
    options: dict[str, Any]
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    exit_code: int | None
    counts: dict[str, int]
    report: dict[str, Any]
    undone_at: datetime | None
    pid: int | None
    host: str
    seen_at: datetime | None
    broke_off: str
    taken_up_by_id: int | None


class Half(NamedTuple):
    path: str
    colour: str


HARD = "tab\there, line\nhere, back\\slash, \\N, quote ' \" and ё"


def test_a_row_reads_as_one_that_was_saved() -> None:
    told = {
        **{"source": HARD, "paths": [HARD, "б"], "options": {"a": None}, "started_at": NOON, "started_by": ""},
        **{"finished_at": None, "exit_code": None, "counts": {"created": 3}, "report": {}, "undone_at": None},
        **{"pid": 7, "host": "desk", "seen_at": NOON, "broke_off": "", "taken_up_by_id": None},
    }
    ImportRun.objects.create(**told)
    rows.insert(ImportRun, [Ran(**told), Ran(**told | {"source": "second", "exit_code": 2})])
    saved, inserted, second = ImportRun.objects.order_by("pk").values(*Ran._fields)
    assert inserted == saved
    assert (second["source"], second["exit_code"]) == ("second", 2)


def test_a_key_that_is_taken_is_an_error_and_nothing_of_the_batch_stays() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Address, [Placed("/a/"), Placed("/b/", target_id=2), Placed("/a/", target_id=3)])
    assert not Address.objects.filter(path__in=["/a/", "/b/"]).exists()


def test_what_is_taken_can_be_left_out() -> None:
    Address.objects.create(**Placed("/a/")._asdict())
    offered = [Placed("/a/", "old", target_id=2), Placed("/b/", "old", target_id=2), Placed("/b/", "old", target_id=3)]
    rows.insert(Address, offered, skips_taken=True)
    found = Address.objects.filter(path__in=["/a/", "/b/"]).order_by("path").values_list("path", "target_id")
    assert list(found) == [("/a/", 1), ("/b/", 2)]


def test_a_rule_of_the_table_holds_where_taken_rows_are_left_out() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(Address, [Placed("no-slash")], skips_taken=True)


def test_a_row_that_lacks_a_column_or_has_one_too_many_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="colour, created_at, leads_to"):
        rows.insert(Address, [Half("/a/", "red")])


def test_no_rows_are_no_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        rows.insert(Address, [])
