"""Checks of words: the headline, what stands beside the text, the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles import text as texts
from articles.checks.catalogue import TEXT, Finding
from articles.checks.evidence import Evidence, Page
from cms.lib import richtext
from cms.lib.richtree import HEADINGS

LONGEST_HEADLINE = 110  # letters
LEAST_WORDS = 15
MOST_SAID_OF_ONE = 20
# What a template leaves to be filled in: an old sign of editors for "to come", in brackets as no other word begins.
TO_COME = "[TK"
# What writers leave to themselves. In capitals, or in a form that no printed text has; TO_COME is said by itself.
_NOTE = re.compile(r"\[\[(?!TK)[^\[\]]{0,80}\]\]|\b(?:(?<!\[)TK(?:TK)?|TODO|FIXME|XXX|TBC|TBD)\b|\b[Ll]orem ipsum\b")
_SAYS_ITS_KIND = re.compile(r"\s*(opinion|interview|analysis)\s*[:|–—-]", re.IGNORECASE)
_QUESTIONS = 3


def headline(page: Page, evidence: Evidence) -> Iterator[Finding]:
    title = page.text["title"]
    if len(title) > LONGEST_HEADLINE:
        words = f"the headline has {len(title)} letters; beyond {LONGEST_HEADLINE} few read it to its end"
        yield Finding("headline_length", "title", words)
    own = page.article.pk if page.article else None
    if any(pk != own for pk in evidence.twins.get(title, ())):
        yield Finding("same_headline", "title", "another live story has this very headline")


def beside(page: Page, evidence: Evidence) -> Iterator[Finding]:
    text = page.text
    if page.is_standing:
        return
    if not text["standfirst"]:
        yield Finding("standfirst", "standfirst", "a story has a standfirst: lists and search engines show it")
    if not text["bylines"]:
        yield Finding("byline", "bylines", "a story needs a byline")
    if not text["region"]:
        yield Finding("region", "region", "no region: the story is on no regional page")
    if not text["tags"]:
        yield Finding("tags", "tags", "no tag")
    if texts.is_cut(text, page.article):
        yield Finding("archive", "body", "the archive copy breaks off: read the end", "cut")
    if text["has_restored_paragraphs"]:
        yield Finding("archive", "body", "paragraphs were restored by machine: read where they part", "restored")


def kind(page: Page, evidence: Evidence) -> Iterator[Finding]:
    text = page.text
    if text["kind"] == "opinion" and text["bylines"] and not any(byline["person"] for byline in text["bylines"]):
        yield Finding("kind", "bylines", "an opinion is somebody’s: choose a person of Our People", "opinion")
    if text["kind"] in ("news", "feature"):
        asked = sum(_is_question(block.runs) for block in page.blocks)
        if asked >= _QUESTIONS:
            words = f"{asked} questions in strong letters: is its kind “interview”?"
            yield Finding("kind", "kind", words, "interview")
    named = _SAYS_ITS_KIND.match(text["title"])
    if named and named[1].lower() != text["kind"]:
        words = f"the headline says “{named[1]}”, the kind says “{text['kind']}”: readers see the kind as a label"
        yield Finding("kind", "kind", words, "label")


def _is_question(runs: tuple) -> bool:
    return bool(runs) and all(marks.strong for _, marks in runs) and runs[-1][0].rstrip("”’\"' ").endswith("?")


def notes(page: Page, evidence: Evidence) -> Iterator[Finding]:
    seen = {(field, note) for field, words in _written(page) for note in _NOTE.findall(words)}
    for field, note in sorted(seen)[:MOST_SAID_OF_ONE]:
        yield Finding("notes", field, f"“{note}” is a note to oneself", note)


def to_come(page: Page) -> Iterator[Finding]:
    """No reason lets this go: it is no text yet."""
    for field in dict.fromkeys(field for field, words in _written(page) if TO_COME in words):
        yield Finding(TEXT, field, f"what a template left to be filled in is still there: look for {TO_COME}")


def _written(page: Page) -> Iterator[tuple[str, str]]:
    for name in ("title", "standfirst", "lead_alt", "lead_caption"):
        yield name, page.text[name]
    for block in page.blocks:
        yield "body", block.text
    for attributes, _ in page.figures:
        yield "body", attributes.get("data-alt", "")
        yield "body", attributes.get("data-credit", "")


def length(page: Page, evidence: Evidence) -> Iterator[Finding]:
    if page.is_standing or not page.text["body"]:
        return
    count = richtext.word_count(page.text["body"])
    if count < LEAST_WORDS:
        yield Finding("length", "body", f"the text has {count} word{'' if count == 1 else 's'}: is it whole?")


def headings(page: Page, evidence: Evidence) -> Iterator[Finding]:
    """Whoever listens to a page goes from heading to heading: a level that is left out sounds like a lost part."""
    before = 1
    for block in page.blocks:
        if block.kind not in HEADINGS or block.is_boxed:
            continue
        level = int(block.kind[1])
        if level > before + 1:
            words = f"“{block.text[:60]}” is {_SIZES[level]}, and there is no {_SIZES[before + 1]} above it"
            yield Finding("headings", "body", words, block.text[:60])
        before = level


_SIZES = {2: "heading", 3: "smaller heading", 4: "smallest heading"}


def house(page: Page, evidence: Evidence) -> Iterator[Finding]:
    """One finding a rule and field, with how often. Places that somebody left as they are are not told again."""
    exempt = evidence.exempt.get(page.article.pk, frozenset()) if page.article else frozenset()
    story = page.text["language"]
    passages = [(name, page.text[name], story) for name in PLAIN_FIELDS]
    passages += [("body", words, lang) for block in page.blocks for words, lang in block.passages()]
    counts: dict[tuple[str, str, str, str], int] = {}
    for field, words, lang in passages:
        for place in evidence.style.find(words, language=lang, story=story):
            if (place.rule.id, place.place) not in exempt:
                key = field, place.words, place.replacement, place.rule.advice
                counts[key] = counts.get(key, 0) + 1
    for (field, words, instead, advice), count in list(counts.items())[:MOST_SAID_OF_ONE]:
        times = f" ({count} times)" if count > 1 else ""
        said = f"“{words}”{times}: " + (f"write “{instead}”" if instead else advice or "not as the house writes")
        yield Finding("house_style", field, said, words)


# Beside the text, what house style is asked of.
PLAIN_FIELDS = ("title", "standfirst", "lead_alt", "lead_caption", "search_title", "search_description")
