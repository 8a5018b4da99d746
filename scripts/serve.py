"""`make run`, second half: bring database and static files up to date, say where everything is, serve."""

import hashlib
import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings")

import django  # noqa: E402
from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.management import CommandError, call_command  # noqa: E402
from django.db import DatabaseError, connection  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

# Why these: one worker, because the embedded database has one writer and the embedded cache lives in the process.
# Eight threads run Python; each holds a database connection of its own, and unlimited ones would exhaust PostgreSQL
# (the default is 512). They are kept ten minutes, not thirty seconds, so that connections outlive a quiet spell.
# Backpressure stays at its default: it counts idle kept-alive connections too, so a small figure locks readers out.
# A worker that dies is replaced; one that hangs at the end is ended after ten seconds. HTTP/1 and no web sockets:
# that is all a proxy or a browser needs from a synchronous site. Errors only: a warning says that eight are many.
# No `manage.py tick` beside it: the first request after a planned change applies it (cms/middleware/due.py). The server
# of a newsroom runs the timer of deploy/, for the hours in which nobody asks.
GRANIAN = [
    *("--interface", "wsgi", "--workers", "1", "--http", "1", "--no-ws"),
    *("--blocking-threads", "8", "--blocking-threads-idle-timeout", "600"),
    *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "error"),
]

SHOWN_ACCOUNTS = 8
# Written by `load_demo` and taken away by `remove_demo`.
DEMONSTRATION_ACCOUNTS = "demo_accounts.json"


def main() -> None:
    try:
        django.setup()
        prepare_database()
        prepare_static_files()
        accounts_are_shown = prepare_demonstration()
        print_addresses("" if accounts_are_shown else staff_accounts())
    except ImproperlyConfigured as error:
        sys.exit(f"make run: {_one_line(error)}")
    except DatabaseError as error:
        sys.exit(f"make run: the database cannot be used: {_one_line(error)}")
    except CommandError as error:
        sys.exit(f"make run: {_one_line(error)}")
    except PermissionError as error:
        sys.exit(f"make run: cannot write to {error.filename}; give it to this user or name another with DATA_DIR=.")
    except KeyboardInterrupt:
        sys.exit("make run: stopped before the site was up.")
    sys.exit(serve())


def serve() -> int:
    """Runs the server until it ends or we are told to stop; returns the exit code.

    The server has a process group of its own, and hears of Ctrl-C from here: its worker, told once by the terminal and
    once by its parent, sometimes never ends (seen with granian 2.8.7).
    """
    address = ["--host", os.environ["HOST"], "--port", os.environ["PORT"]]
    command = [sys.executable, "-m", "granian", *GRANIAN, *address, "cms.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, process_group=0)
    told_to_stop = []

    def stop(number: int, frame: object) -> None:
        if told_to_stop:  # a second Ctrl-C: whoever presses it does not want to wait for open requests
            os.killpg(server.pid, signal.SIGKILL)
        told_to_stop.append(number)
        server.terminate()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    code = server.wait()
    return 0 if told_to_stop else code


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def prepare_database() -> None:
    executor = MigrationExecutor(connection)
    is_first_start = not executor.loader.applied_migrations
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if is_first_start and _demonstration_is_wanted():
        _demonstration_is_due().touch()
    if plan:
        print(f"Bringing the database up to date ({len(plan)} migrations) ...", flush=True)
        call_command("migrate", verbosity=0, interactive=False)


def _demonstration_is_wanted() -> bool:
    return os.environ.get("DEMO", "1") != "0" and not settings.IS_PRODUCTION


def _demonstration_is_due() -> Path:
    """A note kept until the demonstration is complete: a first start that was interrupted is finished by the next."""
    return settings.DATA_DIR / "demonstration-due"


def prepare_demonstration() -> bool:
    """Whether the demonstration's accounts were printed, on this first start or one after it.

    It is built only after a first start, so that a demonstration taken out with `remove_demo` stays out.
    """
    note = _demonstration_is_due()
    stands = (settings.DATA_DIR / DEMONSTRATION_ACCOUNTS).exists()
    if not _demonstration_is_wanted() or not (note.exists() or stands):
        return False
    if not stands:
        print("Building the demonstration newsroom (DEMO=0 leaves it out) ...", flush=True)
    call_command("load_demo")
    note.unlink(missing_ok=True)
    return True


def prepare_static_files() -> None:
    stamp = settings.DATA_DIR / "static-collected"
    wanted = _static_fingerprint()
    is_there = stamp.exists() and (settings.STATIC_ROOT / "staticfiles.json").exists()
    if is_there and stamp.read_text() == wanted:
        return
    print("Collecting the static files ...", flush=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    stamp.write_text(wanted)


def _static_fingerprint() -> str:
    """Changes with the name, size or time of any file, and with the software that names and compresses them."""
    software = [version("Django"), version("whitenoise")]
    paths = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    # What folds a sheet changes what is collected as much as the sheet does.
    paths += [str(ROOT / "cms" / name) for name in ("staticfiles.py", "lib/stylesheets.py")]
    files = [(path, os.stat(path).st_size, os.stat(path).st_mtime_ns) for path in sorted(paths)]
    return hashlib.sha256(repr([software, files]).encode()).hexdigest()


def print_addresses(staff: str) -> None:
    site = settings.SITE_URL
    print(f"\n  The site    {site}/")
    print(f"  Our People  {site}/our-people/")
    print(f"  Markets     {site}/markets/")
    print(f"  The desk    {site}/admin/")
    if staff:
        print(f"  Staff       {staff}")
    print("\n  Ctrl-C stops it.\n", flush=True)


def staff_accounts() -> str:
    """Who can sign in, where it is not the demonstration's staff, whose passwords `load_demo` prints."""
    names = get_user_model().objects.filter(is_staff=True, is_active=True).order_by("pk")
    shown = [user.get_username() for user in names[: SHOWN_ACCOUNTS + 1]]
    if not shown:
        return "none yet; .venv/bin/python manage.py createsuperuser makes the first"
    more = " and more" if len(shown) > SHOWN_ACCOUNTS else ""
    return (
        f"{', '.join(shown[:SHOWN_ACCOUNTS])}{more}  (a new password: .venv/bin/python manage.py changepassword NAME)"
    )


if __name__ == "__main__":
    main()
