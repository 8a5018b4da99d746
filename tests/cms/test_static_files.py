"""Static files keep working under the names that `collectstatic` gives them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client, override_settings

from cms.lib.stylesheets import tighten

STYLES = settings.ROOT / "cms" / "static" / "css"
# Those of the desk, and the style page, which readers never see
DESK_TEMPLATES = {"admin", "account", "allauth", "mfa", "styleguide"}
CODE = {".html", ".py", ".js"}
IMPORTED = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


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


def sheet(collected: Path, name: str) -> Path:
    (hashed,) = (collected / "css").glob(f"{name}.????????????.css")
    return hashed


def test_readers_load_one_sheet_in_which_every_address_is_hashed(collected: Path) -> None:
    folded = sheet(collected, "paper").read_text(encoding="utf-8")
    assert "@import" not in folded
    assert "/*" not in folded
    addresses = re.findall(r'url\("([^")]+)"\)', folded)
    assert addresses
    for address in addresses:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", address), address
        assert (collected / "css" / address).resolve().is_file(), address


def test_collecting_again_folds_what_changed_since(tmp_path: Path) -> None:
    sources, target = tmp_path / "sources" / "css", tmp_path / "collected"
    sources.mkdir(parents=True)
    (sources / "paper.css").write_text('@import url("ink.css");')
    finders = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    for ink in ("#111", "#222"):
        (sources / "ink.css").write_text(f"/* why */ .ink {{ color: {ink}; }}")
        with override_settings(STATICFILES_DIRS=[sources.parent], STATICFILES_FINDERS=finders, STATIC_ROOT=target):
            call_command("collectstatic", interactive=False, verbosity=0)
            found = staticfiles_storage.path(staticfiles_storage.stored_name("css/paper.css"))
        assert Path(found).read_text() == f".ink{{color: {ink}}}"


def linked_by_the_public() -> set[str]:
    """Sheets that a template outside the desk links, by stem. A shared draft is the desk's, lent to a reader."""
    templates = settings.ROOT / "templates"
    public = [path for path in templates.rglob("*.html") if path.relative_to(templates).parts[0] not in DESK_TEMPLATES]
    public.remove(templates / "articles" / "shared_draft.html")
    return {name for path in public for name in re.findall(r"css/(\w+)\.css", path.read_text(encoding="utf-8"))}


def test_public_pages_link_one_sheet() -> None:
    assert linked_by_the_public() == {"paper"}


def imported() -> list[str]:
    return re.findall(r'@import url\("(\w+)\.css"\);', (STYLES / "paper.css").read_text(encoding="utf-8"))


def test_every_sheet_is_either_the_readers_or_the_desks() -> None:
    assert len(set(imported())) == len(imported())
    folders = ("articles", "cms", "markets", "people", "templates")
    sources = [p for folder in folders for p in (settings.ROOT / folder).rglob("*.*") if p.suffix in CODE]
    linked = {name for path in sources for name in re.findall(r"\b(\w+)\.css\b", path.read_text(encoding="utf-8"))}
    assert {path.stem for path in STYLES.glob("*.css")} - linked - set(imported()) == set()


def test_a_component_styles_only_what_bears_its_classes() -> None:
    """All components are on every page: a bare element in one would leak into the others."""
    bare = []
    for name in set(imported()) - {"tokens", "fonts", "base"}:
        rules = re.sub(r"@[\w-]+[^{;]*[{;]", " ", tighten((STYLES / f"{name}.css").read_text(encoding="utf-8")))
        for selector in re.findall(r"([^{}]+)\{", rules):
            bare += [(name, one) for one in re.split(r",(?![^(]*\))", selector) if not re.search(r"\.[a-z]", one)]
    assert bare == []


@pytest.mark.django_db  # the end of an answer looks after the connections that other tests left
def test_files_under_a_hashed_name_are_kept_for_ever(collected: Path) -> None:
    fonts = sorted((collected / "fonts").glob("*.????????????.woff2"))
    assert len(fonts) == 16
    with override_settings(STATIC_ROOT=collected, WHITENOISE_USE_FINDERS=False):
        answer = Client().get(f"/static/fonts/{fonts[0].name}")
    b"".join(answer)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "font/woff2"
    assert answer["Cache-Control"] == "max-age=315360000, public, immutable"
