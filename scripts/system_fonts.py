"""The typefaces of readers' own machines that text stands in until ours have come, with the widths of their letters.

Read by make_fonts.py. A width is the mean of all letters, weighted by how often English news uses them, in thousandths
of an em. Source: @capsizecss/metrics 4.3.0 (`xWidthAvg`); DejaVu 2.37 was measured in the same way.
"""

from dataclasses import dataclass

Cut = tuple[tuple[str, ...], float]  # the names under which local() may find it, its mean width


@dataclass(frozen=True)
class System:
    name: str
    regular: Cut
    bold: Cut
    italic: Cut = ((), 0)


# In order of preference. Liberation was drawn to the widths of Times New Roman and Arial, and shares their rows.
SERIFS = [
    System(
        "Georgia",
        (("Georgia",), 445.8),
        (("Georgia Bold", "Georgia-Bold"), 518.6),
        (("Georgia Italic", "Georgia-Italic"), 454.6),
    ),
    System(
        "Noto",
        (("Noto Serif", "NotoSerif-Regular"), 481),
        (("Noto Serif Bold", "NotoSerif-Bold"), 512),
        (("Noto Serif Italic", "NotoSerif-Italic"), 469),
    ),
    System(
        "Times",
        (("Times New Roman", "TimesNewRomanPSMT", "Liberation Serif"), 406.3),
        (("Times New Roman Bold", "TimesNewRomanPS-BoldMT", "Liberation Serif Bold"), 432.6),
        (("Times New Roman Italic", "TimesNewRomanPS-ItalicMT", "Liberation Serif Italic"), 408.2),
    ),
    System(
        "DejaVu",
        (("DejaVu Serif",), 516.7),
        (("DejaVu Serif Bold", "DejaVuSerif-Bold"), 570.5),
        (("DejaVu Serif Italic", "DejaVuSerif-Italic"), 516.7),
    ),
]
SANS = [
    System("Segoe", (("Segoe UI", "SegoeUI"), 443.4), (("Segoe UI Semibold", "SegoeUI-Semibold"), 457.5)),
    System("Roboto", (("Roboto", "Roboto-Regular"), 444.8), (("Roboto Medium", "Roboto-Medium"), 448.7)),
    System(
        "Arial",
        (("Arial", "ArialMT", "Liberation Sans"), 445.8),
        (("Arial Bold", "Arial-BoldMT", "Liberation Sans Bold"), 480),
    ),
    System("Noto", (("Noto Sans", "NotoSans-Regular"), 474), (("Noto Sans Bold", "NotoSans-Bold"), 503)),
    System("DejaVu", (("DejaVu Sans",), 508.4), (("DejaVu Sans Bold", "DejaVuSans-Bold"), 574.2)),
]

# How often a character stands in English news, of 10,000: each with its count (@capsizecss/unpack
# 4.0.1, from abstracts of Wikinews).
_COUNTED = """
e922 t672 a668 i588 n578 o571 r526 s469 h351 l304 d298 c232 u207 m181 f170 p163 g155 y123 b114 w110 ,83 .79
v76 053 k46 T41 S41 A40 |38 C31 226 M25 x25 123 P23 I22 [21 B20 -18 U16 515 R15 F15 '14 N14 H13 D13 L12 "12
W12 z11 G11 E11 310 (10 )10 j9 J9 O9 48 q8 :8 67 87 ]7 K7 =7 96 75 V5 Y3 $2 Z2 Q1 á1 é1 /1 %1 ;1 X1
"""
FREQUENCY = {" ": 1540} | {counted[0]: int(counted[1:]) for counted in _COUNTED.split()}


def mean_width(font: object) -> float:
    """The same figure for one of our own fonts (a fontTools TTFont at one weight)."""
    names, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[names[ord(character)]][0] * often for character, often in FREQUENCY.items())
    return total / sum(FREQUENCY.values()) / font["head"].unitsPerEm * 1000
