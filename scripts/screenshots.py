"""`make screenshots`: the README's pictures of site and desk, taken anew from a demonstration built for the purpose.

The demonstration lives in a folder of its own that is thrown away, on a free port; whatever runs here is left alone.
"""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environment import ROOT, Trouble, ensure

sys.path.insert(0, str(ROOT))
from tests.services import INSTALLED_BY, find_chromium, free_port  # noqa: E402

TARGET = ROOT / "docs" / "screenshots"
MOST_BYTES = 1_500_000
QUALITY = 80
START_SECONDS = 900
# What a program needs to run at all. A developer's own settings must not show in the pictures.
KEPT = ("HOME", "LANG", "PATH", "PLAYWRIGHT_BROWSERS_PATH", "TMPDIR")
BROWSER = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-color-profile=srgb"]
DEVICES = {
    "desk": {"viewport": {"width": 1280, "height": 860}},
    "phone": {"viewport": {"width": 375, "height": 760}, "device_scale_factor": 2},
}


@dataclass(frozen=True)
class Picture:
    """What is shown, how one gets there, and on which devices in which themes."""

    name: str
    go: Callable[[Any, str], None]
    shown: tuple[str, ...]  # "desk light", and so on
    is_staff: bool = False


def to(path: str) -> Callable[[Any, str], None]:
    return lambda page, site: page.goto(site + path)


def to_the_lead(page: Any, site: str) -> None:
    page.goto(site)
    page.locator(".lead .headline a").first.click()
    page.wait_for_url(lambda url: url != site + "/")


def to_the_writing_room(page: Any, site: str) -> None:
    """The room of the story that leads the front page."""
    page.goto(site)
    title = page.locator(".lead .headline").first.inner_text()
    page.goto(f"{site}/admin/articles/article/")
    page.get_by_role("link", name=title).first.click()
    page.locator(".ProseMirror").first.wait_for()


PICTURES = [
    Picture("home", to("/"), ("desk light", "desk dark", "phone light")),
    Picture("article", to_the_lead, ("desk light", "phone light", "phone dark")),
    Picture("people", to("/our-people/"), ("desk light",)),
    Picture("markets", to("/markets/"), ("desk light", "phone dark")),
    Picture("dashboard", to("/admin/"), ("desk light", "phone light"), is_staff=True),
    Picture("room", to_the_writing_room, ("desk light", "desk dark", "phone light"), is_staff=True),
    Picture("library", to("/admin/pictures/picture/"), ("desk light", "desk dark"), is_staff=True),
]


def main() -> None:
    try:
        chromium = find_chromium()
        if not chromium:
            raise Trouble(f"a Chromium is needed, and none is installed: {INSTALLED_BY['Chromium']}")
        python = ensure("requirements-dev.txt")
        if Path(sys.prefix).resolve() != python.parent.parent.resolve():
            os.execve(python, [python, __file__], dict(os.environ))
        with tempfile.TemporaryDirectory(prefix="steppe-screenshots-") as folder, demonstration(Path(folder)) as site:
            accounts = json.loads((Path(folder) / "demo_accounts.json").read_text())
            take(site, ("editor", accounts["editor"]), chromium)
        check_weight()
    except Trouble as trouble:
        sys.exit(f"make screenshots: {trouble}")
    except KeyboardInterrupt:
        sys.exit("make screenshots: stopped; what was taken so far is in docs/screenshots.")


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The address of a demonstration that ends with the block."""
    port, log = free_port(), folder / "serve.log"
    site = f"http://127.0.0.1:{port}"
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {"DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port), "SITE_URL": site}
    print("Building a demonstration for the pictures; this takes a minute or two ...", flush=True)
    with log.open("w") as output:
        command = [sys.executable, str(ROOT / "scripts" / "serve.py")]
        server = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        try:
            wait_until_ready(server, site, log)
            yield site
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=30)


def wait_until_ready(server: subprocess.Popen, site: str, log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{site}/readyz", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    lines = log.read_text().strip().splitlines() or ["it said nothing"]
    raise Trouble(f"the demonstration did not start: {lines[-1]}")


def take(site: str, account: tuple[str, str], chromium: str) -> None:
    from playwright.sync_api import Error, sync_playwright

    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.webp"):
        old.unlink()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=BROWSER)
            outsider = browser.new_context()
            staff = sign_in(browser.new_context(), site, account)
            for picture in PICTURES:
                for shown in picture.shown:
                    state = (staff if picture.is_staff else outsider).storage_state()
                    device, theme = shown.split()
                    context = browser.new_context(
                        **DEVICES[device], color_scheme=theme, reduced_motion="reduce", storage_state=state
                    )
                    take_one(context.new_page(), site, picture, f"{picture.name}-{device}-{theme}")
                    context.close()
            browser.close()
    except Error as error:
        raise Trouble(f"the browser could not go on: {error.message.splitlines()[0]}") from None


def sign_in(context: Any, site: str, account: tuple[str, str]) -> Any:
    page = context.new_page()
    page.goto(f"{site}/admin/")
    page.locator("input[name=login]").fill(account[0])
    page.locator("[name=password]").fill(account[1])
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/")
    return context


def take_one(page: Any, site: str, picture: Picture, name: str) -> None:
    from PIL import Image

    picture.go(page, site)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => document.activeElement?.blur())")
    target = TARGET / f"{name}.webp"
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(target, "WEBP", quality=QUALITY, method=6)
    print(f"  {target.relative_to(ROOT)}  {target.stat().st_size // 1000} KB", flush=True)


def check_weight() -> None:
    total = sum(path.stat().st_size for path in TARGET.iterdir())
    print(f"docs/screenshots: {total // 1000} KB")
    if total > MOST_BYTES:
        raise Trouble(f"the pictures weigh {total // 1000} KB, more than a clone should carry ({MOST_BYTES // 1000})")


if __name__ == "__main__":
    main()
