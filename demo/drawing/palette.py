"""The paper's inks: one family for every picture, so that ten of them side by side look like one paper."""

from functools import cache

Ink = tuple[int, int, int]


def ink(text: str) -> Ink:
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


CREAM, PAPER, BONE = ink("#fbf8f2"), ink("#f4ead6"), ink("#e9dabd")
SAND, DUNE, CLAY, EARTH, UMBER = ink("#e4c795"), ink("#d3a86c"), ink("#b98350"), ink("#8a5a38"), ink("#523524")
SAFFRON, OCHRE, APRICOT = ink("#e5a132"), ink("#cf8a2e"), ink("#f0b98a")
MADDER, BRICK, ROSE, WINE = ink("#a3341f"), ink("#c85f3d"), ink("#e6a58d"), ink("#5f1c26")
TURQUOISE, LAGOON, TEAL, MINT, MIST = (
    ink("#0a656d"),
    ink("#1f8388"),
    ink("#4ba3a0"),
    ink("#9ccabd"),
    ink("#d3e3da"),
)
DEEP, INDIGO, NIGHT, DUSK, SLATE = ink("#0b3f49"), ink("#22335e"), ink("#141d38"), ink("#47588a"), ink("#8496b0")
MOSS, OLIVE, SAGE = ink("#3f5840"), ink("#7c8750"), ink("#b4b78a")
INK = ink("#1c1915")


def _linear(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _screen(value: float) -> int:
    value = min(1.0, max(0.0, value))
    return round(255 * (12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055))


def _to_lab(colour: Ink) -> tuple[float, float, float]:
    r, g, b = map(_linear, colour)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@cache
def mix(one: Ink, other: Ink, share: float = 0.5) -> Ink:
    """`share` of the other ink in the one, mixed in OKLab, where blue and yellow do not go grey on the way."""
    lightness, a, b = (x + (y - x) * share for x, y in zip(_to_lab(one), _to_lab(other), strict=True))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _screen(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _screen(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _screen(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def steps(one: Ink, other: Ink, count: int) -> list[Ink]:
    return [mix(one, other, index / max(1, count - 1)) for index in range(count)]
