"""Who may import whom, and how long a module may be: the house's plan, kept true."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ("cms", "people", "markets", "articles")
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60

# Each room and the rooms it may use beside itself. The most particular name that fits decides.
MAY_USE = {
    "cms.lib": set(),
    "cms.ledger": {"cms.lib"},
    "cms.pictures": {"cms.lib", "cms.ledger"},
    "cms.site": {"cms.lib", "cms.ledger", "cms.pictures"},
    "people": {"cms.lib", "cms.ledger", "cms.pictures"},
    "markets": {"cms.lib", "cms.ledger", "cms.pictures"},
    "articles": {"cms.lib", "cms.ledger", "cms.pictures", "cms.site", "people"},
    "articles.legacy": {"cms.lib", "cms.ledger", "cms.pictures", "people", "articles", "markets"},
    "cms": {"cms.lib", "cms.ledger", "cms.pictures", "cms.site", "people", "articles", "markets", "articles.legacy"},
}
# Readers and converters are pure: no Django, no rows of ours.
PURE = ("articles.legacy.readers", "articles.legacy.convert", "cms.lib.richtext", "articles.legacy.records")


def modules() -> list[tuple[str, Path]]:
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                found.append((name, path))
    return found


def room_of(module: str) -> str | None:
    fitting = [room for room in MAY_USE if module == room or module.startswith(room + ".")]
    return max(fitting, key=len, default=None)


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize(("module", "path"), modules(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_room_uses_only_the_rooms_it_may(module: str, path: Path) -> None:
    room = room_of(module)
    for imported in imports_of(path):
        other = room_of(imported)
        assert other in {None, room} | MAY_USE[room], f"{module} ({room}) imports {imported} ({other})"


@pytest.mark.parametrize(
    ("module", "path"), [m for m in modules() if m[0].startswith(PURE)], ids=lambda v: str(v)[-40:]
)
def test_reading_and_converting_know_nothing_of_django(module: str, path: Path) -> None:
    assert not [name for name in imports_of(path) if name.startswith("django")]


def test_modules_and_functions_stay_short() -> None:
    too_long = []
    for module, path in modules():
        source = path.read_text(encoding="utf-8")
        if source.count("\n") > LONGEST_MODULE:
            too_long.append(f"{module}: {source.count(chr(10))} lines")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                too_long.append(f"{module}.{node.name}: {node.end_lineno - node.lineno + 1} lines")
    assert not too_long


def test_nobody_names_a_module_after_nothing() -> None:
    assert not [
        module for module, _ in modules() if module.rsplit(".", 1)[-1] in {"utils", "helpers", "common", "misc"}
    ]


def test_only_the_projection_writes_derived_rows() -> None:
    writers = {
        module
        for module, path in modules()
        for name in ("ListingRow", "RenderedBody", "PictureUse", "SearchDocument")
        for verb in ("create", "bulk_create", "update", "bulk_update", "get_or_create", "update_or_create")
        if f"{name}.objects.{verb}(" in (source := path.read_text(encoding="utf-8")) or f"rows.insert({name}," in source
    }
    assert writers == {"articles.projection"}
