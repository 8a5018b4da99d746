"""Makes the paper's typefaces: small woff2 files in cms/static/fonts/, and the rules that name them in css/fonts.css.

For whoever changes the type; neither `make run` nor `make test` needs it. It wants fonttools and brotli, and the npm
packages @fontsource-variable/source-serif-4 and @fontsource-variable/source-sans-3 (5.3.1), unpacked:

    python scripts/make_fonts.py path/to/source-serif-4/package path/to/source-sans-3/package
"""

import copy
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from system_fonts import SANS, SERIFS, System, mean_width

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "cms" / "static" / "fonts"
SHEET = ROOT / "cms" / "static" / "css" / "fonts.css"

# --- What is made -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Face:
    """One cut of a family. An axis is pinned to a number or narrowed to a range."""

    family: str
    file: str  # the start of its file names
    source: str  # a file of the packages, with the subset left open
    weight: float | tuple[float, float]
    answers: str  # the weights that the rule answers for
    size: float | None = None  # the optical size, where the source has that axis
    style: str = "normal"
    has_columns: bool = False  # whether its figures are all of one width
    drawn: str = ""  # signs that the source lacks, drawn here

    def axes(self, weight: float | None = None) -> dict[str, float | tuple[float, float]]:
        chosen = self.weight if weight is None else weight
        return {"wght": chosen} | ({} if self.size is None else {"opsz": self.size})


ROMAN, ITALIC = "source-serif-4-{}-standard-normal.woff2", "source-serif-4-{}-standard-italic.woff2"
GROTESQUE = "source-sans-3-{}-wght-normal.woff2"
FACES = [
    Face("Steppe Serif", "serif", ROMAN, (400, 700), "400 700", size=16),
    Face("Steppe Serif", "serif-italic", ITALIC, 400, "400", size=16, style="italic"),
    # Firm enough for 28 px on a phone at night, and fine enough for 52 px.
    Face("Steppe Display", "display", ROMAN, 640, "500 700", size=48),
    Face("Steppe Sans", "sans", GROTESQUE, (400, 600), "400 600", has_columns=True, drawn="▲▼"),
]


def _span(first: str, last: str) -> str:
    return "".join(map(chr, range(ord(first), ord(last) + 1)))


# What an English page asks for: with the accents of its loan words and the letters of Turkmen and Turkish names.
LATIN = _span(" ", "~") + "\u00a0£©«°·»×áäçéèêíñóöúüýÄÇÖÜÝğışİŞňŇžŽ–—‘’‚“”„…′″›•ʻʼ€₸₽№−"
SUBSETS = {
    "latin": LATIN,
    # The other letters of Latin scripts from Lisbon to Baku, and those of transliteration.
    "latin-ext": "".join(sorted(set(_span("¡", "ſ") + "ƏəȘșȚțḌḍḤḥḪḫṢṣṬṭẒẓẞʹʺʾʿ†‹™↑↓") - set(LATIN) - {"\u00ad"})),
    "cyrillic": "\u0301" + _span("Ѐ", "џ") + "ҐґҰұ",
    # Kazakh, Kyrgyz, Tajik and Uzbek; with them most neighbours from Kazan to Ulaanbaatar.
    "cyrillic-ext": "".join(sorted(set(_span("Ғ", "ӹ")) - set("Ұұ"))),
}
# Files of the packages to look in for a letter that its own file lacks.
LENDERS = ("latin", "latin-ext", "cyrillic")
# Figures need no feature: proportional in both serifs, which set words, and tabular in the sans, which sets columns.
FEATURES = {"latin": ["kern", "liga"], "latin-ext": ["kern"], "cyrillic": ["kern", "mark"], "cyrillic-ext": ["kern"]}

KERNING_STEP = 8  # thousandths of an em: a sixth of a pixel in a text

# --- From the sources to one font ---------------------------------------------------------------------------------


def make(face: Face, subset: str) -> TTFont:
    font = copy.deepcopy(_cut(face, subset))
    wanted = {ord(letter) for letter in SUBSETS[subset]}
    for lender in LENDERS:
        lent = sorted(wanted - set(font.getBestCmap()))
        _lend(_cut(face, lender), font, lent)
    if subset == "latin":
        if not face.has_columns:
            _fit_figures(font)
        for sign in face.drawn:
            _draw(font, sign)
    # A glyph without variations has none in the table either, and the subsetter asks for each.
    if "gvar" in font:
        variations = font["gvar"].variations
        font["gvar"].variations = {name: variations.get(name, []) for name in font.getGlyphOrder()}
    # What tells software about other cuts of the family, or lays out scripts that are not here.
    for table in ("STAT", "BASE", "HVAR", "MVAR", *(("GDEF",) if subset == "latin" else ())):
        if table in font:
            del font[table]
    options = Options(layout_features=FEATURES[subset], name_IDs=["*"], notdef_outline=True, drop_tables=["DSIG"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted | {ord(sign) for sign in face.drawn})
    subsetter.subset(font)
    _level_kerning(font)
    _rename(font, face)
    font.flavor = "woff2"
    return font


@cache
def _cut(face: Face, subset: str, weight: float | None = None) -> TTFont:
    """The source with the axes of this face, at one weight if that is given."""
    font = TTFont(_source(face.source.format(subset)), recalcTimestamp=False)
    return instantiateVariableFont(font, face.axes(weight), inplace=True)


def _source(name: str) -> Path:
    for folder in map(Path, sys.argv[1:]):
        for found in (folder / name, folder / "files" / name):
            if found.exists():
                return found
    sys.exit(f"make_fonts: {name} is in none of the folders {', '.join(sys.argv[1:])}")


def _lend(lender: TTFont, font: TTFont, letters: Iterable[int]) -> None:
    """Copies outlines and their variations, which fit since both are cuts of one drawing; kerning stays behind."""
    names = lender.getBestCmap()
    for letter in letters:
        if letter in names:
            new = _copied(lender, font, names[letter])
            for table in font["cmap"].tables:
                table.cmap[letter] = new


def _copied(lender: TTFont, font: TTFont, name: str) -> str:
    new = f"lent.{name}"
    if new in font.getGlyphOrder():
        return new
    glyph = copy.deepcopy(lender["glyf"][name])
    for part in glyph.components if glyph.isComposite() else ():
        part.glyphName = _copied(lender, font, part.glyphName)
    variations = lender["gvar"].variations.get(name, []) if "gvar" in lender else []
    _add(font, new, glyph, lender["hmtx"][name], variations)
    return new


def _add(font: TTFont, name: str, glyph: object, metrics: tuple[int, int], variations: list) -> None:
    font["glyf"][name] = glyph
    font.setGlyphOrder(list(font["glyf"].glyphOrder))
    font["hmtx"][name] = metrics
    if "gvar" in font:
        font["gvar"].variations[name] = variations


def _fit_figures(font: TTFont) -> None:
    """Puts the figures of their own widths, which the source keeps behind a feature, in the place of the tabular."""
    table = font["GSUB"].table
    (index,) = {
        i for row in table.FeatureList.FeatureRecord if row.FeatureTag == "pnum" for i in row.Feature.LookupListIndex
    }
    fitted = {old: new for part in table.LookupList.Lookup[index].SubTable for old, new in _inner(part).mapping.items()}
    for characters in font["cmap"].tables:
        for letter, glyph in characters.cmap.items():
            characters.cmap[letter] = fitted.get(glyph, glyph)


def _inner(part: object) -> object:
    return getattr(part, "ExtSubTable", part)


def _level_kerning(font: TTFont) -> None:
    """Kerning in coarse steps, the same at every weight: nobody sees it, and it halves the table."""
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font else ()
    for part in (_inner(part) for lookup in lookups for part in lookup.SubTable):
        for value in _kerning_values(part):
            if getattr(value, "XAdvance", None):
                value.XAdvance = round(value.XAdvance / KERNING_STEP) * KERNING_STEP
            for axis in ("XAdvDevice", "XPlaDevice", "YAdvDevice", "YPlaDevice"):
                if hasattr(value, axis):
                    delattr(value, axis)
        for form in ("ValueFormat1", "ValueFormat2"):
            if hasattr(part, form):
                setattr(part, form, getattr(part, form) & 0x000F)


def _kerning_values(part: object) -> Iterator[object]:
    for pairs in getattr(part, "PairSet", ()):
        for row in pairs.PairValueRecord:
            yield from (row.Value1, row.Value2)
    for first in getattr(part, "Class1Record", ()):
        for second in first.Class2Record:
            yield from (second.Value1, second.Value2)


def _draw(font: TTFont, sign: str) -> None:
    """▲ and ▼, as high as a figure: few system fonts have them, and none in a size that fits."""
    pen = TTGlyphPen(None)
    foot, point = (0, 560) if sign == "▲" else (560, 0)
    corners = [(40, foot), (330, point), (620, foot)]
    pen.moveTo(corners[0])
    for corner in corners[1:] if sign == "▲" else reversed(corners[1:]):
        pen.lineTo(corner)
    pen.closePath()
    name = f"uni{ord(sign):04X}"
    _add(font, name, pen.glyph(), (660, 40), [])
    for table in font["cmap"].tables:
        table.cmap[ord(sign)] = name


def _rename(font: TTFont, face: Face) -> None:
    """The licence reserves the name "Source" for fonts that nobody changed; copyright and licence stay as they are."""
    names = font["name"]
    kept = {0, 14} | ({axis.axisNameID for axis in font["fvar"].axes} if "fvar" in font else set())
    names.names = [row for row in names.names if row.nameID in kept]
    style = "Italic" if face.style == "italic" else "Regular"
    post_script = face.family.replace(" ", "")
    ours = {
        1: face.family,
        2: style,
        3: f"Steppe;{post_script}-{style}",
        4: f"{face.family} {style}",
        6: f"{post_script}-{style}",
    }
    for number, text in ours.items():
        names.setName(text, number, 3, 1, 0x409)
    if "fvar" in font:
        font["fvar"].instances = []


# --- The rules ----------------------------------------------------------------------------------------------------

HEAD = """\
/* The typefaces, made by scripts/make_fonts.py; change that, not this.

   Each family comes in files by script, so that a page loads the letters it shows. Before they are there the text
   stands in a typeface of the reader's machine, drawn to the same width and height: nothing moves when ours come. */
"""


def rule(face: Face, subset: str, font: TTFont) -> str:
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style};'
        f" font-weight: {face.answers}; font-display: swap;"
        f' src: url("../fonts/{face.file}-{subset}.woff2") format("woff2");'
        f" unicode-range: {_ranges(font.getBestCmap())}; }}"
    )


def _ranges(letters: Iterable[int]) -> str:
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def stand_ins() -> Iterator[str]:
    roman, italic, display, sans = FACES
    for system in SERIFS:
        yield _stand_in(roman, system, "regular", 400, "400")
        yield _stand_in(roman, system, "bold", 600, "500 700")
        yield _stand_in(italic, system, "italic", 400, "400")
    for system in SERIFS:
        yield _stand_in(display, system, "bold", 640, "500 700")
    for system in SANS:
        yield _stand_in(sans, system, "regular", 400, "400")
        yield _stand_in(sans, system, "bold", 600, "500 700")


def _stand_in(face: Face, system: System, cut: str, weight: float, weights: str) -> str:
    """A typeface of the reader's machine at the size where its lines are as long as ours, and as far apart."""
    names, width = getattr(system, cut)
    font = _cut(face, "latin", weight)
    em = font["head"].unitsPerEm
    adjust = mean_width(font) / width
    ascent, descent, gap = (getattr(font["hhea"], name) / em / adjust for name in ("ascent", "descent", "lineGap"))
    sources = ", ".join(f'local("{name}")' for name in names)
    return (
        f'@font-face {{ font-family: "{face.family} as {system.name}"; font-style: {face.style};'
        f" font-weight: {weights}; src: {sources}; size-adjust: {adjust:.2%}; ascent-override: {ascent:.2%};"
        f" descent-override: {-descent:.2%}; line-gap-override: {gap:.0%}; }}"
    )


def licence() -> str:
    """The notice inside the fonts, then the words of the licence as the packages bring them."""
    notices = dict.fromkeys(str(_cut(face, "latin")["name"].getName(0, 3, 1, 0x409)) for face in FACES)
    words = next(path for path in (Path(folder) / "LICENSE" for folder in sys.argv[1:]) if path.exists()).read_text()
    body = re.sub(r"\A.*?(?=This Font Software is licensed)", "", words, flags=re.DOTALL)
    return "\n".join(notices) + "\n\nSteppe Serif, Steppe Display and Steppe Sans are subsets of these.\n\n" + body


def main() -> None:
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    FONTS.mkdir(exist_ok=True)
    rules = []
    for face in FACES:
        for subset in SUBSETS:
            font = make(face, subset)
            target = FONTS / f"{face.file}-{subset}.woff2"
            font.save(target)
            rules.append(rule(face, subset, font))
            print(f"{target.name:32} {target.stat().st_size:6} bytes, {len(font.getBestCmap())} letters")
    SHEET.write_text("\n".join([HEAD, *rules, "", *stand_ins(), ""]), encoding="utf-8")
    (FONTS / "OFL.txt").write_text(licence(), encoding="utf-8")


if __name__ == "__main__":
    main()
