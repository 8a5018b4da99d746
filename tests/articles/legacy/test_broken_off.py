"""A run that breaks off anywhere: what is there is whole, and the next run brings the rest."""

from pathlib import Path

import pytest

from articles.legacy import batches, exports
from articles.legacy.models import ImportItem, ImportRun
from articles.models import Article, Revision
from articles.projection import check
from cms.ledger.models import Address
from cms.pictures.models import Picture
from people.models import Person
from tests.articles.legacy.exported import attachment, imported, person, post

pytestmark = pytest.mark.django_db(transaction=True)

RECORDS = [
    person(), *(attachment(n, f"2019/03/{n}.jpg", caption=f"Picture {n}") for n in range(500, 620)),
    *(post(n, f"Story {n}", tags=(f"Tag {n % 5}",), lead_image=str(500 + n % 120), by=(f"Author {n % 7}",),
           old_addresses=(f"/2019/story-{n}/", f"/?p={n}", f"/former-{n}/")) for n in range(1, 230)),
]  # fmt: skip


class PowerCut(Exception):
    """Stands for the process that is killed."""


def paper() -> dict[str, object]:
    """All that is kept of the paper, without ids and without the times of runs."""
    return {
        "articles": sorted(Article.objects.values_list("title", "slug", "state", "body", "published_at", "version")),
        "leads": sorted(Article.objects.values_list("title", "lead_picture__uid")),
        "tags": sorted(Article.objects.values_list("title", "tags__name")),
        "people": sorted(Person.objects.values_list("name", "slug", "is_listed")),
        "pictures": sorted(Picture.objects.values_list("uid", "caption")),
        "addresses": sorted(Address.objects.values_list("path", "state", "target_kind")),
        "revisions": Revision.objects.count(),
    }


def clear() -> None:
    from articles.legacy.removal import remove_source

    remove_source("archive")


@pytest.mark.parametrize(
    ("module", "name", "call"),
    [
        (exports, "store_attachments", 2),  # between two batches of pictures
        (exports, "store_tags", 1),
        (batches, "write_plans", 1),  # before the first story is written
        (batches, "write_plans", 3),
        (batches, "report_plan", 150),  # within a batch, when its rows are there
        (exports, "kept", 1),
    ],
)
def test_a_run_after_one_that_was_killed_comes_to_the_same(
    tmp_path: Path, monkeypatch, module: object, name: str, call: int
) -> None:
    imported(tmp_path, RECORDS)
    whole = paper()
    clear()
    calls = 0
    real = getattr(module, name)

    def cut_off(*args: object, **named: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            raise PowerCut
        return real(*args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, cut_off)
        with pytest.raises(PowerCut):
            imported(tmp_path, RECORDS)
    assert check(list(Article.objects.values_list("pk", flat=True))) == []
    assert Article.objects.count() in (0, 100, 200)
    assert ImportRun.objects.first().finished_at is None
    imported(tmp_path, RECORDS)
    assert paper() == whole
    # What the first run had written stands in its log; the second says of it that nothing was to be done.
    stories = ImportItem.objects.filter(kind="article")
    assert stories.filter(outcome="created").count() == 229


def test_the_log_of_a_broken_run_holds_what_was_written_and_no_more(tmp_path: Path, monkeypatch) -> None:
    calls = 0

    def second_fails(*args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise PowerCut
        real(*args)

    real = batches.write_plans
    monkeypatch.setattr(batches, "write_plans", second_fails)
    with pytest.raises(PowerCut):
        imported(tmp_path, RECORDS)
    logged = ImportItem.objects.filter(kind="article").values_list("target_id", flat=True)
    assert set(logged) == set(Article.objects.values_list("pk", flat=True))
    assert Article.objects.count() == 100
