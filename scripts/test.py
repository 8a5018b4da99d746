"""`make test`: the whole suite, a leg per database, with a summary that says what was not covered and why.

Arguments go to pytest as they are. STEPPE_ALL=1 makes a missing part a failure and adds the leg on the newer Django.
"""

import glob
import os
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from environment import ROOT, Trouble, ensure

sys.path.insert(0, str(ROOT))
from tests.services import FINDERS, INSTALLED_BY, ServiceError, postgres  # noqa: E402

MOST_WORKERS = 4
NOTHING_MATCHED = 5  # pytest's exit code
# A developer's own settings must not decide what the tests see.
SETTINGS = (
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "CACHE_URL", "DATABASE_URL", "DATA_DIR", "DEBUG", "DJANGO_SETTINGS_MODULE"),
    *("LOG_FORMAT", "LOG_LEVEL", "NEWSROOM_TIME_ZONE", "SECRET_KEY", "SITE_NAME", "SITE_TAGLINE", "SITE_URL"),
    "STORIES_PER_PAGE",
)


@dataclass
class Result:
    """What one leg brought: how many tests passed, failed and were skipped, and the reasons for skipping."""

    leg: str
    code: int
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def line(self) -> str:
        if self.code == NOTHING_MATCHED:
            return f"{self.leg}: no test of this leg was asked for"
        return f"{self.leg}: {totals([self])} in {self.seconds:.0f} s"


def totals(results: list[Result]) -> str:
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    skipped = sum(result.skipped.total() for result in results)
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("make test: stopped."))
    everything = os.environ.get("STEPPE_ALL") == "1"
    missing = [part for part, find in FINDERS.items() if find() is None]
    try:
        if everything and missing:
            lines = "; ".join(f"{part} ({INSTALLED_BY[part]})" for part in missing)
            raise Trouble(f"STEPPE_ALL=1 wants every part, and not installed: {lines}")
        python = ensure("requirements-dev.txt")
        results, notes = run_legs(python, sys.argv[1:], everything, missing)
    except (Trouble, ServiceError) as trouble:
        sys.exit(f"make test: {trouble}")
    except KeyboardInterrupt:
        sys.exit("make test: stopped.")
    sys.exit(report(results, notes))


def run_legs(
    python: Path, arguments: list[str], everything: bool, missing: list[str]
) -> tuple[list[Result], list[str]]:
    notes = []
    results = [run_leg("SQLite", python, arguments)]
    if "PostgreSQL" in missing:
        count = count_tests(python, ["--no-browser", *arguments])
        notes.append(f"{count} tests not run on PostgreSQL, which is not installed: {INSTALLED_BY['PostgreSQL']}")
    else:
        with postgres() as url:
            results.append(run_leg("PostgreSQL", python, ["--no-browser", *arguments], {"DATABASE_URL": url}))
    if everything:
        newer = find_newer_python()
        if newer:
            other = ensure("requirements-dev.txt", ROOT / ".venv-newer", newer)
            results.append(run_leg("The newer Django", other, ["--no-browser", *arguments]))
        else:
            notes.append("not covered: the newer Django, which needs Python 3.12 or newer; none was found")
    return results, notes


def find_newer_python() -> str | None:
    """A Python of the line that requirements.txt gives the newer Django, on the PATH or under a version manager."""
    managed = sorted(glob.glob(str(Path.home() / ".pyenv" / "versions" / "3.1[23].*" / "bin" / "python")), reverse=True)
    for candidate in ["python3.13", *managed, "python3.12"]:
        code = "import ensurepip, sys; sys.exit(sys.version_info < (3, 12))"
        try:
            if subprocess.run([candidate, "-c", code], capture_output=True).returncode == 0:
                return candidate
        except OSError:
            continue
    return None


@contextmanager
def leg_environment(extra: dict[str, str]) -> Iterator[dict[str, str]]:
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with tempfile.TemporaryDirectory(prefix="steppe-tests-") as folder:
        yield {**kept, "DATA_DIR": folder, **extra}


def run_leg(name: str, python: Path, arguments: list[str], extra: dict[str, str] | None = None) -> Result:
    leg = f"{name} ({versions(python)})"
    print(f"\n=== {leg}", flush=True)
    started = time.monotonic()
    workers = min(len(os.sched_getaffinity(0)), MOST_WORKERS)
    with leg_environment(extra or {}) as environment:
        record = Path(environment["DATA_DIR"]) / "results.xml"
        options = ["-q", "-n", str(workers if workers > 1 else 0), f"--junitxml={record}"]
        process = subprocess.Popen([python, "-m", "pytest", *options, *arguments], cwd=ROOT, env=environment)
        code = wait_for(process)
        result = Result(leg, code, time.monotonic() - started)
        if record.exists():
            count_into(result, record)
    if code not in (0, NOTHING_MATCHED) and not result.failed:
        result.failed = 1  # pytest itself came to grief; what it printed stands above
    return result


def versions(python: Path) -> str:
    code = "import django, platform; print(f'Django {django.__version__}, Python {platform.python_version()}')"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def wait_for(process: subprocess.Popen[bytes]) -> int:
    """The exit code. However we are stopped, pytest ends first, so that it can stop the servers it started."""
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.wait()  # the terminal told it too
        raise
    except SystemExit:
        process.send_signal(signal.SIGINT)
        process.wait()
        raise


def count_into(result: Result, record: Path) -> None:
    for case in ElementTree.parse(record).iter("testcase"):
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif skipped is not None:
            result.skipped[skipped.get("message", "no reason given")] += 1
        else:
            result.passed += 1


def count_tests(python: Path, arguments: list[str]) -> int:
    with leg_environment({}) as environment:
        command = [python, "-m", "pytest", "--collect-only", "-q", *arguments]
        listed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True).stdout
    return sum("::" in line for line in listed.splitlines())


def report(results: list[Result], notes: list[str]) -> int:
    """Prints a line per leg, what was left out and why, and the totals last; returns the exit code."""
    print("\n=== Summary")
    for result in results:
        print(result.line())
    for reason, count in sum((result.skipped for result in results), Counter()).items():
        print(f"{count} skipped: {reason}")
    for note in notes:
        print(note)
    print(totals(results), flush=True)
    if all(result.code == NOTHING_MATCHED for result in results):
        return NOTHING_MATCHED
    return int(any(result.code not in (0, NOTHING_MATCHED) for result in results))


if __name__ == "__main__":
    main()
