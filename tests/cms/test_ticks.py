"""Several ticks at once, killed at any moment: everything that is due is applied, and exactly once."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.utils import timezone

from articles import planning, projection, workflow
from articles.models import Article, Revision
from cms import due as ticking
from cms.ledger.models import AuditEntry, DueChange
from tests.builders import BODY, make_editor

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = {"body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}]}
# A pass of the function that every tick runs, as a process of its own
PASS = """
import django; django.setup()
from cms.due import tick
from django.utils import timezone
print("ready", flush=True)
tick(timezone.now())
"""


def make_due(count: int) -> None:
    """Plan changes for `count` live stories, due a moment ago."""
    editor, long_ago = make_editor(email="editor@news.example"), timezone.now() - timedelta(days=1)
    for n in range(count):
        article = workflow.create(editor, TEXT | {"title": f"Story {n}"}, now=long_ago)
        workflow.release(editor, article, base_version=1, now=long_ago)
        workflow.save_draft(editor, article, TEXT | {"title": f"Story {n}, mended"}, base_version=1, now=long_ago)
        planning.plan_publication(editor, article, at=long_ago + timedelta(hours=1), base_version=2, now=long_ago)


def database_url() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    """start(): a tick in a process of its own, past its imports and about to begin."""
    running: list[subprocess.Popen] = []
    kept = {name: value for name, value in os.environ.items() if name not in {"SITE_URL", "CACHE_URL"}}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "cms.settings", "DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path),
        "LOG_LEVEL": "ERROR",
    }  # fmt: skip

    def one() -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "-c", PASS], cwd=ROOT, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        running.append(process)
        return process

    yield one
    for process in running:
        process.kill()
        process.communicate()


@pytest.mark.django_db(transaction=True)
def test_ticks_at_once_killed_between_steps_apply_each_change_exactly_once(start, long_form: bool) -> None:
    ticks, changes, kills = (8, 1000, 24) if long_form else (4, 40, 3)
    make_due(changes)
    chance = random.Random(7)
    waiting = DueChange.objects.filter(state="waiting")
    running = [start() for _ in range(ticks)]
    for process in running:
        assert process.stdout.readline() == "ready\n", process.communicate()[1]
    for _ in range(kills):
        time.sleep(chance.uniform(0.01, 0.3))
        if waiting.count() == 0:
            break
        victim = running.pop(chance.randrange(len(running)))
        victim.send_signal(signal.SIGKILL)
        victim.communicate()
        if len(running) < 2:
            running.append(start())
    for process in [*running, start()]:  # the last one looks when all others are gone or at it
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, errors
    assert waiting.count() == 0
    assert DueChange.objects.filter(state="done", tries=0).count() == changes
    assert Article.objects.filter(title__endswith=", mended", has_changes=False).count() == changes
    released = AuditEntry.objects.filter(action="release", details__version=2)
    assert released.count() == released.values("target_id").distinct().count() == changes
    live = Revision.objects.filter(live_from__isnull=False, live_until__isnull=True)
    assert set(live.values_list("number", flat=True)) == {2} and live.count() == changes
    assert projection.check(list(Article.objects.values_list("pk", flat=True))) == []


@pytest.mark.django_db(transaction=True)
def test_a_tick_and_an_editor_who_saves_never_wait_for_each_other_in_a_circle(start) -> None:
    make_due(12)
    editor = make_editor("second")
    running = [start() for _ in range(2)]
    for process in running:
        process.stdout.readline()
    for article in Article.objects.order_by("-pk"):
        try:
            workflow.withdraw(editor, article, reason="Wrong")
            planning.call_off(editor, article, planning.TAKE_DOWN)
        except planning.policy.NotAllowed:
            pass  # withdrawn: nothing can be called off any more
    for process in running:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert not DueChange.objects.filter(state__in=["waiting", "failed"]).exists()
    assert set(Article.objects.values_list("state", flat=True)) == {"withdrawn"}


# --- The command ---


@pytest.mark.django_db
def test_tick_applies_what_is_due_says_so_and_leaves_a_sign_of_life(capsys: pytest.CaptureFixture) -> None:
    make_due(2)
    (settings.DATA_DIR / "tick").unlink(missing_ok=True)
    call_command("tick")
    assert capsys.readouterr().out == "2 applied, 0 failed.\n"
    assert timezone.now() - ticking.last_beat() < timedelta(seconds=30)
    call_command("tick")
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_tick_says_in_one_line_that_the_database_is_away_and_leaves_no_sign_of_life(monkeypatch) -> None:
    def away(now: object) -> None:
        raise OperationalError("no such\nhost")

    (settings.DATA_DIR / "tick").unlink(missing_ok=True)
    monkeypatch.setattr("cms.management.commands.tick.tick", away)
    with pytest.raises(CommandError, match="the database does not answer: no such host"):
        call_command("tick")
    assert ticking.last_beat() is None


@pytest.mark.parametrize("seconds", ["0", "-5", "3600"])
def test_a_loop_with_a_senseless_pause_is_refused(seconds: str) -> None:
    with pytest.raises(CommandError, match="1 to 60"):
        call_command("tick", "--loop", seconds)


@pytest.mark.django_db(transaction=True)
def test_a_loop_goes_on_until_it_is_told_to_stop(tmp_path: Path) -> None:
    make_due(1)
    environment = os.environ | {"DATABASE_URL": database_url(), "DATA_DIR": str(tmp_path)}
    loop = subprocess.Popen([sys.executable, "manage.py", "tick", "--loop", "1"], cwd=ROOT, env=environment)
    try:
        deadline = time.monotonic() + 60
        while DueChange.objects.filter(state="waiting").exists() or not (tmp_path / "tick").exists():
            assert time.monotonic() < deadline and loop.poll() is None
            time.sleep(0.1)
        first = (tmp_path / "tick").stat().st_mtime_ns
        while (tmp_path / "tick").stat().st_mtime_ns == first:
            assert time.monotonic() < deadline and loop.poll() is None
            time.sleep(0.1)
        loop.send_signal(signal.SIGTERM)
        assert loop.wait(timeout=30) == 0
    finally:
        loop.kill()
        loop.wait()
