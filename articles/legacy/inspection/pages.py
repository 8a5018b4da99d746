"""What a saved page of the old site holds: its kind, its stories, and how many the list said there were."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from articles.legacy.inspection.findings import Finding
from articles.legacy.readers import ReadOptions
from articles.legacy.readers import pages as reader
from articles.legacy.readers.page_dump import Page, open_page
from articles.legacy.readers.page_kinds import listing
from articles.legacy.readers.text_files import load_text
from articles.legacy.records import ArticleRecord, PersonRecord, Problem, QuoteRecord


def inspect(path: Path, options: ReadOptions) -> list[Finding]:
    text = load_text(path)
    if isinstance(text, Problem):
        return [Finding(str(path), "page", problems=[text])]
    page = open_page(str(path), text, options)
    finding = Finding(str(path), _kind(page))
    if page.snapshot_on:
        finding.facts["saved on"] = page.snapshot_on.isoformat()
    if totals := listing.announced_totals(page):
        finding.facts["announced"] = ", ".join(f"{total:,} stories" for total in totals)
    found = list(reader.read(path, options))
    stories = [record for record in found if isinstance(record, ArticleRecord)]
    states = Counter("cut" if s.is_cut else "opening only" if s.is_excerpt else "whole" for s in stories)
    finding.counts["stories"] = states
    finding.counts["bylines"] = Counter(byline.name for story in stories for byline in story.bylines)
    finding.counts["people"] = Counter(record.name for record in found if isinstance(record, PersonRecord))
    finding.counts["tags"] = Counter(tag for story in stories for tag in story.tags)
    finding.counts["quotes"] = Counter(f"{q.base}/{q.quote}" for q in found if isinstance(q, QuoteRecord))
    finding.problems = [record for record in found if isinstance(record, Problem)]
    return [finding]


def _kind(page: Page) -> str:
    kind = next((kind for kind in reader.KINDS if page.lines and kind.recognises(page)), None)
    name = kind.__name__.rpartition(".")[2].replace("_", " ") if kind else "no kind that is known"
    return f"page ({name})"
