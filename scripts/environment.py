"""The virtual environment with exactly the pinned packages: made when missing, changed only when the pins change.

Runs before anything is installed, so it needs nothing but the standard library.
"""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PIP_LOG = "install.log"
# What pip says when it could not talk to the package index, as opposed to not finding what it asked for.
OUT_OF_REACH = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution|ConnectTimeout|ReadTimeout|timed out"
    r"|ProxyError|SSLError|Connection refused|Network is unreachable|NewConnectionError|NameResolutionError"
)
REPORT_MISSING = """
import sys
from importlib.metadata import PackageNotFoundError, version
for line in sys.argv[1:]:
    name, _, wanted = line.partition("==")
    try:
        found = version(name)
    except PackageNotFoundError:
        found = "missing"
    if found != wanted:
        print(name, wanted, found)
"""


class Trouble(Exception):
    """What stands in the way, as one line for the person at the terminal."""


def ensure(requirements: str, folder: Path = ROOT / ".venv", base: str = sys.executable) -> Path:
    """The environment's Python, with everything in the requirements file installed.

    `base` is the Python to make it with. An environment of another Python version is made anew. Raises Trouble.
    """
    python = folder / "bin" / "python"
    wanted_version = _version(base)
    if _version(python) != wanted_version or not _runs(python, "import pip"):
        _create(folder, base)
    stamp = folder / f"{requirements}.stamp"
    wanted = _fingerprint(requirements, wanted_version)
    if not stamp.exists() or stamp.read_text() != wanted:
        if not os.access(folder, os.W_OK):
            raise Trouble(f"{folder} lacks packages and cannot be written to; remove it or give it to this user.")
        if _install(python, requirements, folder / PIP_LOG):
            stamp.write_text(wanted)
    return python


def _create(folder: Path, base: str) -> None:
    if not os.access(folder if folder.exists() else folder.parent, os.W_OK):
        raise Trouble(f"cannot write to {folder.parent}, where {folder.name} belongs; give the folder to this user.")
    print(f"Making the environment {folder.name} with Python {_version(base)} ...", flush=True)
    command = [base, "-m", "venv", "--clear", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        lines = (done.stdout + done.stderr).strip().splitlines() or ["no reason given"]
        raise Trouble(f"cannot make {folder}: {lines[-1]}")


def _install(python: Path, requirements: str, log: Path) -> bool:
    """True when every pinned package is there; False when other versions have to do because the index is away."""
    command = [python, "-m", "pip", "install", "--disable-pip-version-check", "-r", ROOT / requirements]
    # Without the index first: nothing has to be fetched when all is there, and this takes half a second.
    if subprocess.run([*command, "--no-index"], capture_output=True).returncode == 0:
        return True
    print(f"Installing what {requirements} names ...", flush=True)
    done = subprocess.run([*command, "--retries", "2", "--timeout", "20"], capture_output=True, text=True)
    if done.returncode == 0:
        return True
    output = done.stdout + done.stderr
    log.write_text(output)
    differing = list(_differing(python, requirements))
    missing = [name for name, _, found in differing if found == "missing"]
    errors = [line for line in output.splitlines() if line.startswith("ERROR:")] or ["ERROR: pip gave no reason"]
    if not OUT_OF_REACH.search(output):
        raise Trouble(f"pip could not install {requirements}: {errors[-1][7:]} (all of it: {log})")
    if missing:
        raise Trouble(f"the package index is out of reach, and not installed yet are: {_few(missing)}.")
    others = _few([f"{name} {found} instead of {wanted}" for name, wanted, found in differing])
    print(f"The package index is out of reach; going on with the environment that stands: {others}.", flush=True)
    return False


def _few(things: list[str]) -> str:
    shown = ", ".join(things[:3])
    return shown if len(things) <= 3 else f"{shown} and {len(things) - 3} more"


def _differing(python: Path, requirements: str) -> Iterator[list[str]]:
    """[name, wanted version, found version or "missing"] of every pin that the environment does not meet."""
    version = tuple(int(part) for part in _version(python).split(".")[:2])
    pins = [_name_and_version(line) for line in _lines(requirements) if _applies(line, version)]
    command = [python, "-c", REPORT_MISSING, *pins]
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        yield line.split()


def _name_and_version(line: str) -> str:
    return re.sub(r"\[.*?\]", "", line.partition(";")[0]).strip()


def _applies(line: str, version: tuple[int, ...]) -> bool:
    """Whether a pin counts for this Python. The only marker in our files compares `python_version`."""
    marker = re.search(r'python_version (<|>=) "(\d+)\.(\d+)"', line)
    if not marker:
        return True
    bound = (int(marker[2]), int(marker[3]))
    return version < bound if marker[1] == "<" else version >= bound


def _lines(requirements: str) -> Iterator[str]:
    for line in (ROOT / requirements).read_text().splitlines():
        if line.startswith("-r "):
            yield from _lines(line[3:].strip())
        elif line.strip() and not line.startswith("#"):
            yield line.strip()


def _fingerprint(requirements: str, version: str) -> str:
    return hashlib.sha256("\n".join([version, *_lines(requirements)]).encode()).hexdigest()


def _version(python: str | Path) -> str:
    """Such as "3.11", or "" when it does not run."""
    try:
        command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        return subprocess.run(command, capture_output=True, text=True).stdout.strip()
    except OSError:
        return ""


def _runs(python: Path, code: str) -> bool:
    return subprocess.run([python, "-c", code], capture_output=True).returncode == 0


if __name__ == "__main__":
    try:
        ensure(sys.argv[1])
    except Trouble as trouble:
        sys.exit(f"steppe: {trouble}")
