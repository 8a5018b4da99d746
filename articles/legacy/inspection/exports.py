"""What a WordPress export holds: every item by type and status, whether it will be taken or not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from articles.legacy.convert import shortcodes
from articles.legacy.inspection.findings import Finding
from articles.legacy.readers import ReadOptions, wxr
from articles.legacy.readers.packed import Member
from articles.legacy.readers.wxr import attachments, post_types
from articles.legacy.readers.wxr.dates import sign
from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.envelope import split
from articles.legacy.readers.wxr.stream import Stream
from articles.legacy.readers.wxr.terms import categories_of
from articles.legacy.records import Problem, Severity

_BLOCK = re.compile(r"<!--\s+wp:([a-z][a-z0-9_-]{0,60}(?:/[a-z][a-z0-9_-]{0,60})?)[\s/]")


@dataclass(slots=True)
class _Counts:
    """What the items of one text amount to."""

    items: Counter[str] = field(default_factory=Counter)
    authors: Counter[str] = field(default_factory=Counter)
    terms: dict[str, Counter[str]] = field(default_factory=dict)
    files: Counter[str] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    blocks: Counter[str] = field(default_factory=Counter)
    comments: Counter[str] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None


def inspect(path: Path, options: ReadOptions) -> list[Finding]:
    """Raises UnreadableInput, with its line, for an export that cannot be read."""
    with wxr.prepare([path], options) as index:
        refused = [Finding(each.place.file, "WordPress export", problems=[each]) for each in index.refusals(path)]
        return refused + [_finding(member, options, index) for member in index.members(path)]


def _finding(member: Member, options: ReadOptions, index: wxr.Index) -> Finding:
    site = index.sites[member.file]
    counts = _count(member, index)
    finding = Finding(member.file, f"WordPress export, WXR {site.version}")
    finding.facts["site"] = f"{site.title} ({site.url})"
    if counts.first and counts.last:
        finding.facts["published"] = f"{counts.first:%Y-%m-%d} to {counts.last:%Y-%m-%d}"
    if index.clock.guess is not None:
        offsets = sorted(index.clock.offsets.items(), key=lambda pair: -pair[1])
        finding.facts["local time"] = ", ".join(
            f"UTC{sign(offset)} in {count:,} items" for offset, count in offsets[:4]
        )
    finding.counts["items"] = counts.items
    finding.counts["bylines"] = counts.authors
    for taxonomy, counter in sorted(counts.terms.items()):
        finding.counts[f"terms of {taxonomy}"] = counter
    finding.counts["attached files"] = counts.files
    finding.counts["shortcodes"] = counts.shortcodes
    finding.counts["blocks"] = counts.blocks
    finding.counts["comments"] = counts.comments
    finding.problems = [*index.openings[member.file], *index.endings.get(member.file, ())]
    told = (*index.people.records(member.file), *index.terms.records(member.file))
    finding.problems += [one for one in told if isinstance(one, Problem) and one.severity == Severity.WARNING]
    return finding


def _count(member: Member, index: wxr.Index) -> _Counts:
    counts = _Counts()
    for entry in Stream(member).entries():
        if entry.name != "item":
            continue
        post_type = entry.text("wp:post_type")
        counts.items[f"{post_type or 'of no type'} {entry.text('wp:status') or 'of no status'}"] += 1
        for (approved, kind), count in entry.comments.items():
            counts.comments[kind or ("spam" if approved == "spam" else "comment")] += count
        if post_type == post_types.ATTACHMENT:
            ending = PurePosixPath(unquote(split(attachments.address(entry))[1])).suffix.lower()
            counts.files[ending or "without an ending"] += 1
        elif not post_types.why_not(post_type, ()):
            _count_story(counts, entry, index)
    return counts


def _count_story(counts: _Counts, entry: Entry, index: wxr.Index) -> None:
    names = [byline.name for byline in index.people.byline(entry)]
    counts.authors.update(names or ["nobody"])
    for category in categories_of(entry):
        term = index.terms.all[category.domain, category.slug]
        counts.terms.setdefault(category.domain, Counter())[term.name] += 1
    body = entry.texts.get("content:encoded", "")
    counts.blocks.update(_BLOCK.findall(body))
    if "[" in body:
        counts.shortcodes.update(part.name for part in shortcodes.parse(body) if not isinstance(part, str))
    at = index.clock.published(entry).at
    if at and entry.text("wp:status") == "publish":
        counts.first, counts.last = min(counts.first or at, at), max(counts.last or at, at)
