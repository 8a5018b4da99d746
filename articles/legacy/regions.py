"""Which regions a story is about, read off its title and opening. A proposal, which the report lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.legacy import identity
from articles.legacy.resolve import Content
from articles.models import ArticleKind, Tag
from cms.lib.names import fold

OPENING_WORDS = 60
MOST_FROM_OPENING = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """`names` of regions, the main one first; `because` quotes the words that gave them away."""

    names: tuple[str, ...]
    because: tuple[str, ...]


class Gazetteer:
    """The names and aliases of all regions, looked for as whole words with their capitals."""

    def __init__(self) -> None:
        self.tags = list(Tag.objects.regions().prefetch_related("aliases"))
        self._regions: dict[str, str] = {}
        for tag in self.tags:
            for name in (tag.name, *(alias.name for alias in tag.aliases.all())):
                self._regions[name] = tag.name
        self._by_key = {fold(name): region for name, region in self._regions.items()}
        longest_first = sorted(self._regions, key=len, reverse=True)
        names = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w-])(?:{names})(?![\w])")

    def propose(self, title: str, body: str) -> Proposal:
        """All regions of the title; where it names none, what the opening is mostly about.

        An opening names many a place in passing, so beside its main region only those named twice count.
        """
        found = self._pattern.findall(title)
        is_opening = not found
        if is_opening:
            found = self._pattern.findall(" ".join(body.split()[:OPENING_WORDS]))
        counts = Counter(self._regions[name] for name in found)
        first_seen = list(counts)
        ranked = sorted(counts, key=lambda name: (-counts[name], first_seen.index(name)))
        if is_opening:
            ranked = ranked[:1] + [name for name in ranked[1:MOST_FROM_OPENING] if counts[name] > 1]
        because = dict.fromkeys(name for name in found if self._regions[name] in ranked)
        return Proposal(tuple(ranked), tuple(because))

    def of(self, content: Content) -> Proposal:
        """What an export says of a story: its regions, else those among its tags. Where it says nothing: a guess."""
        record = content.record
        if record is not None:
            said = [*record.regions, *record.tags] if record.regions else record.tags
            known = dict.fromkeys(self._by_key[fold(name)] for name in said if fold(name) in self._by_key)
            if known or record.kind == ArticleKind.PAGE:
                return Proposal(tuple(known), ())
        return self.propose(content.title, identity.text_of(content.best))

    def unknown(self, names: tuple[str, ...]) -> list[str]:
        return [name for name in names if fold(name) not in self._by_key]
