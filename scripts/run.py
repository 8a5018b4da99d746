"""`make run`, first half: is the port free, can we write, is the environment there? Then scripts/serve.py takes over.

Runs before anything is installed, so it needs nothing but the standard library.
"""

import errno
import os
import socket
import sys
from pathlib import Path

from environment import ROOT, Trouble, ensure

EVERY_ADDRESS = {"0.0.0.0", "::"}


def main() -> None:
    host = os.environ.get("HOST") or "127.0.0.1"
    try:
        port = _port(os.environ.get("PORT") or "8000")
        check_port_is_free(host, port)
        check_can_write(Path(os.environ.get("DATA_DIR") or ROOT / "var"))
        python = ensure("requirements.txt")
    except Trouble as trouble:
        sys.exit(f"make run: {trouble}")
    except KeyboardInterrupt:
        sys.exit("make run: stopped before the site was up.")
    environment = {**os.environ, "HOST": host, "PORT": str(port)}
    if not environment.get("SITE_URL"):
        environment["SITE_URL"] = f"http://{_named(host)}:{port}"
        if host in EVERY_ADDRESS and not environment.get("ALLOWED_HOSTS"):
            environment["ALLOWED_HOSTS"] = ",".join(own_names())
    os.execve(python, [python, ROOT / "scripts" / "serve.py"], environment)


def _port(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise Trouble(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _named(host: str) -> str:
    """The host as an address bar takes it. "Every address" is no place to go to."""
    if host in EVERY_ADDRESS:
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def own_names() -> list[str]:
    """What other machines may call this one, so that the site answers them when it listens on every address."""
    name = socket.gethostname()
    try:
        return [name, *socket.gethostbyname_ex(name)[2]]
    except OSError:
        return [name]


def check_port_is_free(host: str, port: int) -> None:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise Trouble(f"HOST={host} is no address of this machine.") from None
    with socket.socket(family, kind) as probe:
        # A server that stopped a moment ago leaves the port in a waiting state; that is no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise Trouble(_why_not(error, host, port)) from None


def _why_not(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} on {host} is taken; stop what runs there or choose another: make run PORT={port % 65535 + 1}"
        )
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than this user has; choose one above 1023: make run PORT=8000"
    return f"cannot listen on {host} port {port}: {error.strerror}"


def check_can_write(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"cannot make the folder {folder}: {error.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Trouble(f"cannot write to {folder}; give it to this user or name another with DATA_DIR=.")


if __name__ == "__main__":
    main()
