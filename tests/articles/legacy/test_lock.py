"""One import at a time: who comes second is told of the first, and a lock dies with its holder."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings

from articles.legacy.lock import ADVISORY, Busy, holder, machine, one_import_at_a_time
from articles.legacy.pace import Pace, Stopped, stopping_politely

pytestmark = pytest.mark.django_db(transaction=True)

HOLDS = """
import fcntl, json, sys, time
file = open(sys.argv[1], "a+")
fcntl.flock(file, fcntl.LOCK_EX)
file.truncate(0)
file.write(json.dumps({"pid": __import__("os").getpid(), "host": sys.argv[2], "since": int(time.time())}))
file.flush()
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_importer_is_told_of_the_first_and_the_lock_of_a_killed_one_is_free(tmp_path: Path) -> None:
    with override_settings(DATA_DIR=tmp_path):
        command = [sys.executable, "-c", HOLDS, str(settings.DATA_DIR / "import.lock"), machine()]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as first:
            assert first.stdout.readline() == "held\n"
            assert holder().pid == first.pid
            with pytest.raises(Busy, match=f"process {first.pid}, since"), one_import_at_a_time():
                pass
            first.kill()
            first.wait()
        with one_import_at_a_time():
            assert holder().pid == os.getpid()
        assert holder() is None


def test_ctrl_c_stops_before_the_next_batch_and_not_within_one() -> None:
    pace, said = Pace(), []
    with stopping_politely(pace, lambda: said.append("stopping")):
        pace.wait_turn()
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(Stopped):
            pace.wait_turn()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
    assert said == ["stopping"]


def test_a_long_pause_ends_with_ctrl_c() -> None:
    pace = Pace(pause=60.0)
    pace.set_free()
    begun = time.monotonic()
    timer = threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT))
    with stopping_politely(pace, lambda: None), pytest.raises(Stopped):
        timer.start()
        pace.wait_turn()
    assert time.monotonic() - begun < 5


@pytest.mark.postgres_only
def test_an_importer_on_another_machine_holds_the_lock_too(tmp_path: Path) -> None:
    elsewhere = connection.copy()
    try:
        with elsewhere.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY])
            cursor.execute("SET application_name = 'steppe-import/4711/1700000000/mars'")
        with override_settings(DATA_DIR=tmp_path):
            assert (holder().pid, holder().host) == (4711, "mars")
            with pytest.raises(Busy, match="process 4711 on mars"), one_import_at_a_time():
                pass
    finally:
        elsewhere.close()
    with override_settings(DATA_DIR=tmp_path), one_import_at_a_time():
        assert holder().pid == os.getpid()
