"""Static files keep working under the names that `collectstatic` gives them."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("collected")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


def modules_behind(entry: Path) -> list[Path]:
    """The module and all that it asks for, directly or not. A file that is not there is an error."""
    seen: list[Path] = []
    waiting = [entry]
    while waiting:
        module = waiting.pop().resolve(strict=True)
        if module not in seen:
            seen.append(module)
            source = module.read_text(encoding="utf-8")
            waiting += [module.parent / name for name in IMPORTED.findall(source) if "django_prose" not in str(module)]
    return seen


@pytest.mark.parametrize("entry", ["js/editor/body.js", "js/embed.js"])
def test_a_hashed_module_asks_for_hashed_modules_only(collected: Path, entry: str) -> None:
    plain = collected / entry
    (hashed,) = plain.parent.glob(f"{plain.stem}.????????????.js")
    found = modules_behind(hashed)
    assert [module.name for module in found if not re.search(r"\.[0-9a-f]{12}\.js$", module.name)] == []
    assert len(found) == len(modules_behind(plain))


def test_the_engine_of_the_editor_comes_through_unchanged_but_for_the_name_of_its_map(collected: Path) -> None:
    folder = collected / "django_prose_editor"
    (hashed,) = folder.glob("editor.????????????.js")
    without_map = [path.read_text(encoding="utf-8").rpartition("//#")[0] for path in (folder / "editor.js", hashed)]
    assert without_map[0] == without_map[1]
