"""`make screenshots` takes the pictures that the README shows, and says what it lacks."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "screenshots.py"


def test_without_a_browser_it_names_the_line_that_installs_one(tmp_path: Path) -> None:
    environment = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, SCRIPT], env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr


def test_every_picture_of_the_readme_is_one_that_it_takes() -> None:
    shown = set(re.findall(r"docs/screenshots/([\w-]+)\.webp", (ROOT / "README.md").read_text(encoding="utf-8")))
    lines = re.findall(r'Picture\("(\w+)", [^(]+(?:\("[^"]*"\))?, \(([^)]*)\)', SCRIPT.read_text(encoding="utf-8"))
    taken = {
        f"{name}-{place.replace(' ', '-')}" for name, places in lines for place in re.findall(r'"([^"]+)"', places)
    }
    assert shown
    assert shown <= taken
