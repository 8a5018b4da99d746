"""Which regions a story is about, read off its title and opening. A proposal, which the report lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.models import Tag

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
