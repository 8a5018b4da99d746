"""What pages may weigh, compressed, for a reader who comes for the first time on a phone.

The budgets are those of a slow line in a mountain village: text within a second, the lead picture within three.
"""

import gzip
import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.weighing import ARTICLE, furnish

pytestmark = pytest.mark.django_db

KB = 1000
ARTICLE_HTML, STYLE_SHEET, SCRIPT, FONTS = 20 * KB, 14 * KB, 8 * KB, 60 * KB
FACES = ("serif", "serif-italic", "display", "sans")
DESK = {"admin", "account", "allauth", "mfa", "styleguide"}
RULE = re.compile(r'src: ?url\("\.\./(fonts/[^"]+)"\)[^;]*; ?unicode-range: ?([^}]+)\}')


def compressed(path: Path) -> int:
    """As WhiteNoise sends it to a client that knows gzip; what is no smaller that way is sent as it is."""
    packed = path.with_name(path.name + ".gz")
    return (packed if packed.exists() else path).stat().st_size


def files_in(html: str, collected: Path, kind: str) -> list[Path]:
    return [collected / name for name in re.findall(rf'"/static/([^"]+\.{kind})"', html)]


def test_an_article_fits_its_budgets_and_needs_no_script_and_latin_letters_only(collected: Path) -> None:
    furnish()
    with override_settings(STATIC_ROOT=collected):
        answer = Client().get(ARTICLE)
    html = answer.content.decode()
    assert not answer.cookies
    assert len(gzip.compress(html.encode(), 6)) <= ARTICLE_HTML
    (sheet,) = files_in(html, collected, "css")
    assert compressed(sheet) <= STYLE_SHEET
    assert files_in(html, collected, "js") == []
    needed = files_for(set(unescape(re.sub(r"<[^>]+>", "", html[html.index("<body") :]))) - {"\n"})
    assert {Path(name).stem for name in needed} == {f"{face}-latin" for face in FACES}
    assert sum((settings.ROOT / "cms/static" / name).stat().st_size for name in needed) <= FONTS


def test_all_scripts_that_public_pages_know_fit_their_budget(collected: Path) -> None:
    templates = settings.ROOT / "templates"
    public = [path for path in templates.rglob("*.html") if path.relative_to(templates).parts[0] not in DESK]
    named = {name for path in public for name in re.findall(r"js/[\w/]+\.js", path.read_text(encoding="utf-8"))}
    assert named
    assert sum(compressed(collected / name) for name in named) <= SCRIPT


def files_for(letters: set[str]) -> set[str]:
    """The font files that hold any of these letters: those that a page may ask for at most."""
    rules = RULE.findall((settings.ROOT / "cms/static/css/fonts.css").read_text(encoding="utf-8"))
    assert len(rules) == 16
    return {file for file, ranges in rules if any(holds(ranges, ord(letter)) for letter in letters)}


def holds(ranges: str, letter: int) -> bool:
    spans = [span.partition("-") for span in re.findall(r"U\+([0-9A-F-]+)", ranges)]
    return any(int(first, 16) <= letter <= int(last or first, 16) for first, _, last in spans)


@pytest.mark.parametrize(
    ("words", "subsets"),
    [
        (
            "“The plough – 40 km – costs ₸9,000 or $20,” Erdoğan’s café says; Oʻzbekiston: №5, −3 °C, 2 × 2",
            {"latin"},
        ),
        ("Türkmenbaşy, Nyýazow, Aňew, Žiwopis, Çärjew, Ödek, Üçajy, Ý", {"latin"}),
        ("Łódź, Škoda, Pärnu, Ōsaka", {"latin", "latin-ext"}),
        ("Снег закрыл перевал Тёо-Ашуу", {"latin", "cyrillic"}),
        (
            "Ә Ғ Қ Ң Ө Ұ Ү Һ І, Кыргызча ң ө ү, Тоҷикӣ ғ ӣ қ ӯ ҳ ҷ, Ўзбекча ў қ ғ ҳ",
            {"latin", "cyrillic", "cyrillic-ext"},
        ),
    ],
)
def test_every_letter_of_the_regions_languages_is_there_and_asks_for_its_own_script_only(
    words: str, subsets: set[str]
) -> None:
    for face in FACES:
        for letter in set(words):
            assert any(f"/{face}-" in file for file in files_for({letter})), (face, letter)
    assert {
        re.sub(r".*/(serif-italic|serif|display|sans)-|\.woff2", "", file) for file in files_for(set(words))
    } == subsets
