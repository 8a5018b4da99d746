"""What a story must have, and had better have, before people release it: what `articles.checks` find in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from articles import text as texts
from articles import translations
from articles.checks import links, pictures, words
from articles.checks.catalogue import BLOCKING, HEADLINE, MUST, OFF, TEXT, TRANSLATION, Finding, levels
from articles.checks.evidence import Evidence, Page
from articles.models import Article, State

Gap = tuple[str, str]  # field, what is missing
Look = Callable[[Page, Evidence], Iterator[Finding]]

# Which function answers for which checks. One whose checks are all off is not asked.
LOOKS: tuple[tuple[Look, frozenset[str]], ...] = (
    (words.headline, frozenset({"headline_length", "same_headline"})),
    (words.beside, frozenset({"standfirst", "byline", "region", "tags", "archive"})),
    (words.kind, frozenset({"kind"})),
    (words.notes, frozenset({"notes"})),
    (words.length, frozenset({"length"})),
    (words.headings, frozenset({"headings"})),
    (words.house, frozenset({"house_style"})),
    (pictures.lead, frozenset({"lead_picture"})),
    (pictures.words, frozenset({"picture_words"})),
    (pictures.words_say, frozenset({"picture_words_say"})),
    (pictures.files, frozenset({"picture_file"})),
    (pictures.credit, frozenset({"credit"})),
    (links.own, frozenset({"links"})),
    (links.words, frozenset({"link_words"})),
    (links.embedded, frozenset({"embeds"})),
)


def findings(text: texts.Text, article: Article | None = None) -> list[Finding]:
    """Return all that is to be said of a clean text of `article`: what it must have first, then what blocks."""
    (found,) = _all_of([text], article)
    return found


def against_live(text: texts.Text, article: Article | None) -> tuple[list[Finding], list[Finding]]:
    """Return what is to be said of a text, and apart from it what readers have already.

    A correction need not wait for what the live story never had: an old one may have no byline.
    """
    if article is None or article.state != State.RELEASED:
        return findings(text, article), []
    found, live = _all_of([text, texts.of_live(article)], article)
    known = {finding.identity for finding in live}
    fresh = [finding for finding in found if finding.identity not in known]
    return fresh, [finding for finding in found if finding.identity in known]


def gaps(text: texts.Text, article: Article | None = None) -> list[Gap]:
    """Return what keeps a clean text of `article` from readers: what it must have, and what blocks."""
    return [(finding.field, finding.words) for finding in findings(text, article) if finding.is_blocking]


def gaps_of(several: Sequence[texts.Text]) -> list[list[Gap]]:
    """The same of several texts, text by text, with the queries of one; without the originals, asked for one by one."""
    hard = {key: level if level == BLOCKING else OFF for key, level in levels().items()}
    found = _look([(text, None) for text in several], hard)
    return [[(finding.field, finding.words) for finding in sorted(each, key=_weight)] for each in found]


def _all_of(several: Sequence[texts.Text], article: Article | None) -> list[list[Finding]]:
    """Return all that is to be said of each of these texts of one article."""
    looked = _look([(text, article) for text in several], levels())
    return [
        sorted([*_of_translation(text, article), *found], key=_weight)
        for text, found in zip(several, looked, strict=True)
    ]


def _of_translation(text: texts.Text, article: Article | None) -> Iterator[Finding]:
    for field, what in translations.faults(article, text):
        yield Finding(TRANSLATION, field, what, what)


def _look(several: Sequence[tuple[texts.Text, Article | None]], hard: Mapping[str, str]) -> list[list[Finding]]:
    wanted = {key for key, level in hard.items() if level != OFF}
    pages = [Page.of(text, article) for text, article in several]
    evidence = Evidence.of(pages, wanted)
    return [[*_musts(page), *_of(page, evidence, wanted, hard)] for page in pages]


def _musts(page: Page) -> Iterator[Finding]:
    if not page.text["title"]:
        yield Finding(HEADLINE, "title", "a story needs a headline")
    if not page.text["body"]:
        yield Finding(TEXT, "body", "a story needs a text")
    yield from words.to_come(page)


def _of(page: Page, evidence: Evidence, wanted: set[str], hard: Mapping[str, str]) -> Iterable[Finding]:
    for look, checks in LOOKS:
        if checks & wanted:
            for finding in look(page, evidence):
                if finding.check in wanted:
                    yield replace(finding, level=hard[finding.check])


def _weight(finding: Finding) -> int:
    return 0 if finding.check in MUST else 1 if finding.is_blocking else 2


def without_words(bodies: Mapping[int, tuple[str, str, str]]) -> list[int]:
    """Return the ids of those live texts that show a picture without words, given (body, lead's uid, its words).

    For looking through many at once: nothing else of them is read.
    """
    several = {
        pk: texts.EMPTY | {"body": body, "lead_picture": uid, "lead_alt": alt}
        for pk, (body, uid, alt) in bodies.items()
    }
    found = _look([(text, None) for text in several.values()], {"picture_words": BLOCKING})
    return [
        pk for pk, each in zip(several, found, strict=True) if any(finding.check == "picture_words" for finding in each)
    ]
