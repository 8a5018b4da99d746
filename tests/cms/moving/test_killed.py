"""An import of a site's folder that is killed at any moment and run again comes to what the folder tells."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from articles.legacy.lock import is_import_running
from articles.models import Article
from articles.projection import check
from tests.articles.legacy.killing import run_in_process
from tests.cms.moving.papers import empty, files, make_paper, run

pytestmark = pytest.mark.django_db(transaction=True)
SEED = 20_261_125
PARTS = 3


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media", DATA_DIR=tmp_path / "data"):
        yield


def test_an_import_of_a_site_that_is_killed_and_run_again_comes_to_the_same(tmp_path: Path) -> None:
    make_paper()
    out, again = tmp_path / "out", tmp_path / "again"
    assert run("export_site", out, history=True)[0] == 0
    empty()
    steps = run_in_process(lambda: run("import_legacy", out)).steps
    chance = random.Random(SEED)
    for part in range(PARTS):
        empty()
        at = chance.randrange(steps * part // PARTS, steps * (part + 1) // PARTS)
        where = f"killed at step {at} of {steps}"
        assert run_in_process(lambda: run("import_legacy", out), kill_at=at).is_killed, where
        assert not is_import_running(), where
        assert check(list(Article.objects.values_list("pk", flat=True))) == [], where
        assert run("import_legacy", out)[0] == 0, where
        assert run("export_site", again, history=True)[0] == 0, where
        assert files(again) == files(out), where
