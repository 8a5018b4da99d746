"""`make run` and `make test`: what they say when something is in the way, and that a second start changes nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.services import free_port

ROOT = Path(__file__).resolve().parent.parent
NO_INDEX_IN_REACH = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_CONFIG_FILE": os.devnull}
START_SECONDS = 60
STOP_SECONDS = 9  # less than the server waits before it kills a worker that hangs


def run(*command: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command without the settings that this machine may have for pip or for us."""
    ours = ("PIP_", "PYTHON", "STEPPE_", "DJANGO_", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.run(command, cwd=cwd, env={**kept, **environment}, capture_output=True, text=True)


def make(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("make", *arguments, **environment)


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed command prints; make itself adds one that names the target."""
    assert done.returncode != 0
    lines = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("make: ***")]
    assert len(lines) == 1, lines
    return lines[0]


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The scripts as in a fresh clone: no environment stands yet."""
    shutil.copytree(ROOT / "scripts", tmp_path / "clone" / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "clone"


@pytest.fixture
def clone_with_environment(clone: Path) -> Path:
    """A fresh clone whose environment holds the packages of this one; what is written to it does not reach ours."""
    if sys.prefix == sys.base_prefix:
        pytest.skip("the tests do not run in a virtual environment")
    environment = clone / ".venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "bin" / "python").symlink_to(Path(sys.executable).resolve())
    (environment / "lib").symlink_to(Path(sys.prefix) / "lib")
    shutil.copy(Path(sys.prefix) / "pyvenv.cfg", environment)
    return clone


@pytest.fixture
def bare_path(tmp_path: Path) -> Path:
    """A PATH with a shell and little else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "dirname"):
        (folder / name).symlink_to(shutil.which(name))
    return folder


# --- The port -----------------------------------------------------------------------------------------------------


def test_a_taken_port_is_named_before_anything_starts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = complaint(make("run", f"PORT={port}"))
    assert said.startswith(f"make run: port {port} on 127.0.0.1 is taken")
    assert f"make run PORT={port + 1}" in said


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(port: str) -> None:
    assert complaint(make("run", f"PORT={port}")) == f"make run: PORT must be a number from 1 to 65535, not '{port}'."


def test_a_host_that_is_not_this_machine_is_refused() -> None:
    assert "192.0.2.1" in complaint(make("run", "HOST=192.0.2.1", f"PORT={free_port()}"))


# --- Python -------------------------------------------------------------------------------------------------------


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path: Path) -> None:
    old = program(tmp_path / "python", 'case "$2" in *print*) echo 3.9 ;; *) exit 1 ;; esac')
    said = complaint(make("run", f"PYTHON={old}"))
    assert said == f"steppe: PYTHON={old} is Python 3.9, and 3.11 or newer is needed."


def test_a_python_that_does_not_run_is_named(tmp_path: Path) -> None:
    assert f"PYTHON={tmp_path}/nothing does not run" in complaint(make("test", f"PYTHON={tmp_path}/nothing"))


def test_a_python_without_venv_names_the_line_that_installs_it(tmp_path: Path) -> None:
    bare = program(tmp_path / "python", f'case "$2" in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"')
    assert "apt-get install python3." in complaint(make("run", f"PYTHON={bare}"))


def test_the_systems_python_without_venv_names_the_line_that_installs_it(clone: Path, bare_path: Path) -> None:
    program(bare_path / "python3", f'case "$2" in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"')
    said = complaint(run(clone / "scripts" / "python.sh", "scripts/run.py", PATH=str(bare_path)))
    assert said == "steppe: python3 has no venv module; install it: apt-get install python3-venv"


def test_a_machine_without_python_names_the_line_that_installs_it(clone: Path, bare_path: Path) -> None:
    said = complaint(run(clone / "scripts" / "python.sh", "scripts/run.py", PATH=str(bare_path)))
    assert said.endswith("install it: apt-get install python3 python3-venv")


def test_a_stand_in_that_refuses_to_run_is_passed_over(clone: Path, bare_path: Path) -> None:
    program(bare_path / "python3.13", "echo 'not installed in this version manager' >&2; exit 127")
    program(bare_path / "python3", f'exec {sys.executable} "$@"')
    done = run(clone / "scripts" / "python.sh", "-c", "print('found')", PATH=str(bare_path))
    assert (done.returncode, done.stdout) == (0, "found\n")


# --- The environment ----------------------------------------------------------------------------------------------


def install(clone: Path, pins: str) -> subprocess.CompletedProcess[str]:
    (clone / "requirements.txt").write_text(pins)
    python = clone / ".venv" / "bin" / "python"
    return run(python, "scripts/environment.py", "requirements.txt", cwd=clone, **NO_INDEX_IN_REACH)


def test_an_environment_with_every_package_needs_no_index(clone_with_environment: Path) -> None:
    done = install(clone_with_environment, f"pytest=={pytest.__version__}\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (clone_with_environment / ".venv" / "requirements.txt.stamp").exists()


def test_an_index_out_of_reach_leaves_the_environment_that_stands_in_use(clone_with_environment: Path) -> None:
    done = install(clone_with_environment, "pytest==0.0.1\n")
    assert done.returncode == 0
    assert f"going on with the environment that stands: pytest {pytest.__version__} instead of 0.0.1." in done.stdout
    assert not (clone_with_environment / ".venv" / "requirements.txt.stamp").exists()


def test_an_index_out_of_reach_and_a_missing_package_end_in_one_line(clone_with_environment: Path) -> None:
    done = install(clone_with_environment, f"steppe-of-nowhere==1.0\npytest=={pytest.__version__}\n")
    assert done.returncode == 1
    assert done.stderr == "steppe: the package index is out of reach, and not installed yet are: steppe-of-nowhere.\n"


# --- The tests ----------------------------------------------------------------------------------------------------


def test_with_everything_asked_for_a_missing_part_is_a_failure(tmp_path: Path) -> None:
    nothing_found = {"PATH": str(tmp_path), "HOME": str(tmp_path), "STEPPE_ALL": "1"}
    said = complaint(run(sys.executable, "scripts/test.py", **nothing_found))
    assert "Redis (apt-get install redis-server)" in said
    assert "Chromium (apt-get install chromium)" in said


# --- Serving ------------------------------------------------------------------------------------------------------


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = complaint(make("run", f"PORT={free_port()}", f"DATA_DIR={tmp_path}/file/data"))
    assert said.startswith(f"make run: cannot make the folder {tmp_path}/file/data")


def test_a_database_out_of_reach_is_said_in_one_line(tmp_path: Path) -> None:
    address = f"postgres://nobody:nothing@127.0.0.1:{free_port()}/nothing"
    said = complaint(run(sys.executable, "scripts/serve.py", DATABASE_URL=address, DATA_DIR=str(tmp_path)))
    assert said.startswith("make run: the database cannot be used: connection failed")


def test_a_production_site_without_a_secret_is_refused_in_one_line(tmp_path: Path) -> None:
    said = complaint(
        run(sys.executable, "scripts/serve.py", SITE_URL="https://news.example", DATA_DIR=str(tmp_path), SECRET_KEY="")
    )
    assert said.startswith("make run: SECRET_KEY must be set")


def serve_once(data: Path) -> tuple[str, int, int]:
    """Starts the site, asks whether it is well, presses Ctrl-C: (what it printed, status of the answer, exit code)."""
    port = str(free_port())
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL")}
    ours = {
        "HOST": "127.0.0.1",
        "PORT": port,
        "DATA_DIR": str(data),
        "DEMO": "0",
        "SITE_URL": f"http://127.0.0.1:{port}",
    }
    server = subprocess.Popen(
        [sys.executable, "scripts/serve.py"],
        cwd=ROOT,
        env={**kept, **ours},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        status = first_answer(f"http://127.0.0.1:{port}/healthz", server)
    finally:
        os.killpg(server.pid, signal.SIGINT)  # as a terminal does: everybody in the group hears it
        printed, _ = server.communicate(timeout=STOP_SECONDS)
    return printed, status, server.returncode


def first_answer(address: str, server: subprocess.Popen[str]) -> int:
    pause = threading.Event()
    for _ in range(START_SECONDS * 10):
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status
        except urllib.error.URLError:
            assert server.poll() is None, "the server ended before it answered"
            pause.wait(0.1)
    raise AssertionError(f"no answer from {address} in {START_SECONDS} s")


@pytest.mark.once
def test_a_second_start_changes_nothing_and_both_stop_cleanly(tmp_path: Path) -> None:
    printed, status, code = serve_once(tmp_path)
    assert "Bringing the database up to date" in printed
    assert "Collecting the static files" in printed
    assert "createsuperuser" in printed
    assert (status, code) == (200, 0)

    static = {path: path.stat().st_mtime_ns for path in (tmp_path / "static").rglob("*")}
    printed, status, code = serve_once(tmp_path)
    assert printed.lstrip().startswith("The site")
    assert (status, code) == (200, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "static").rglob("*")} == static
