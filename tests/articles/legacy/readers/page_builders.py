"""Page dumps made of invented text, for the tests of their reader."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from articles.legacy.readers import ReadOptions, read
from articles.legacy.records import ArticleRecord, PersonRecord, Problem, QuoteRecord, Record, Severity

RATES = {
    "KGS": "0.01150 -0%",
    "KZT": "0.00200 0.14%",
    "TJS": "0.09150 -0.42%",
    "UZS": "0.00008 0%",
    "TMT": "0.28500 0%",
}
SENTENCE = (
    "The ferry on the northern lake ran again after eleven winters in the yard, and half the town came to see it."
)
CUT_BODY = " ".join(["word"] * 499) + " last..."


def ticker(rates: dict[str, str] = RATES, *, times: int = 8) -> str:
    """Return the block as pages print it: the first line without an indent."""
    return "\n".join(f"  • {code}/USD = {rate}" for _ in range(times) for code, rate in rates.items()).strip()


def body(number: int = 1, sentences: int = 3) -> str:
    """Return a body of its own, longer than any title here."""
    return " ".join([f"Story number {number} opens on the shore.", *[SENTENCE] * sentences])


def list_page(stories: Iterable[tuple[str, str]], results: str = "Viewing results 1 - 2 of 2") -> str:
    return "\n\n".join([results, *(text for story in stories for text in story)])


def author_page(
    stories: Iterable[tuple[str, str, str]],
    *,
    crumb: str = "Nurlan Omurov",
    heading: Iterable[str] = ("Nurlan Omurov's Avatar", "Nurlan Omurov", "Lake Correspondent", "He rows.", "Articles"),
) -> str:
    return "\n\n".join([f"Our People > {crumb}", *heading, *(text for story in stories for text in story)])


def read_text(
    folder: Path,
    text: str | bytes,
    *,
    name: str = "page.txt",
    snapshot_on: date | None = None,
    source_url: str = "",
    tags: tuple[str, ...] = (),
) -> list[Record | Problem]:
    """Write a dump into a file and read it."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read(path, format="auto", options=ReadOptions(snapshot_on, source_url, tags)))


def articles(found: list[Record | Problem]) -> list[ArticleRecord]:
    return [one for one in found if isinstance(one, ArticleRecord)]


def people(found: list[Record | Problem]) -> list[PersonRecord]:
    return [one for one in found if isinstance(one, PersonRecord)]


def quotes(found: list[Record | Problem]) -> list[QuoteRecord]:
    return [one for one in found if isinstance(one, QuoteRecord)]


def problems(found: list[Record | Problem], severity: Severity | None = None) -> list[Problem]:
    return [one for one in found if isinstance(one, Problem) and severity in (None, one.severity)]
