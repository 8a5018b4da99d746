"""What a saved page of the old site holds: its kind, its stories, and how many the list said there were."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from articles.legacy.inspection.findings import Finding
from articles.legacy.readers import ReadOptions
from articles.legacy.readers import pages as reader
from articles.legacy.readers.page_dump import Page, open_page
from articles.legacy.readers.page_kinds import listing
from articles.legacy.readers.text_files import load_texts
from articles.legacy.records import ArticleRecord, PersonRecord, Problem, QuoteRecord, Record


def inspect(path: Path, options: ReadOptions) -> list[Finding]:
    """Never raises: a page that cannot be read is a finding too."""
    return [
        Finding(file, "page", problems=[text])
        if isinstance(text, Problem)
        else _finding(open_page(file, text, options), list(reader.read_page(open_page(file, text, options))))
        for file, text in load_texts(path)
    ]


def _finding(page: Page, found: list[Record | Problem]) -> Finding:
    """`found` is what the page was read as."""
    finding = Finding(page.file, _kind(page))
    if page.snapshot_on:
        finding.facts["saved on"] = page.snapshot_on.isoformat()
    if totals := listing.announced_totals(page):
        finding.facts["announced"] = ", ".join(f"{total:,} stories" for total in totals)
    stories = [record for record in found if isinstance(record, ArticleRecord)]
    states = Counter("cut" if s.is_cut else "opening only" if s.is_excerpt else "whole" for s in stories)
    finding.counts["stories"] = states
    finding.counts["bylines"] = Counter(byline.name for story in stories for byline in story.bylines)
    finding.counts["people"] = Counter(record.name for record in found if isinstance(record, PersonRecord))
    finding.counts["tags"] = Counter(tag for story in stories for tag in story.tags)
    finding.counts["quotes"] = Counter(f"{q.base}/{q.quote}" for q in found if isinstance(q, QuoteRecord))
    finding.problems = [record for record in found if isinstance(record, Problem)]
    return finding


def _kind(page: Page) -> str:
    kind = next((kind for kind in reader.KINDS if page.lines and kind.recognises(page)), None)
    name = kind.__name__.rpartition(".")[2].replace("_", " ") if kind else "no kind that is known"
    return f"page ({name})"
