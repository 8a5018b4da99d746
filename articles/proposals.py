"""What a story may be about, read off its own words: regions and known tags. Proposals, which a person accepts."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from articles.models import Tag, TagAlias, TagKind
from cms.lib.names import fold

OPENING_WORDS = 60
MOST_FROM_OPENING = 3
MOST_TAGS = 12
# The longest name that is looked for, in words, and the shortest, in letters.
LONGEST_NAME, SHORTEST_NAME = 6, 3
_WORD = re.compile(r"\w+(?:[-'’ʻʼ]\w+)*")


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
        self.by_key = {fold(name): region for name, region in self._regions.items()}
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


def propose_tags(title: str, body: str) -> list[Tag]:
    """Return known tags that the words name, by name or alias, the likeliest first; a merged one as its survivor.

    A topic may be an everyday word, so in the text it counts from the second time on; people and organisations count
    from the first. Takes time in proportion to the words, however many tags there are.
    """
    known = _tags_by_key()
    in_title, in_text = _mentions(title, known), _mentions(body, known)
    tags = Tag.objects.in_bulk(in_title.keys() | in_text.keys())
    likely = [
        tag
        for pk, tag in tags.items()
        if in_title[pk] or in_text[pk] > 1 or in_text[pk] and tag.kind in {TagKind.PERSON, TagKind.ORGANISATION}
    ]
    likely.sort(key=lambda tag: (-in_title[tag.pk], -in_text[tag.pk], tag.name))
    return likely[:MOST_TAGS]


def _tags_by_key() -> dict[str, int]:
    merged = dict(Tag.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into"))
    kinds = [TagKind.TOPIC, TagKind.PERSON, TagKind.ORGANISATION]
    tags = Tag.objects.filter(kind__in=kinds, is_internal=False)
    aliases = TagAlias.objects.filter(tag__kind__in=kinds, tag__is_internal=False)
    keys = [*aliases.values_list("key", "tag_id"), *tags.values_list("key", "pk")]
    return {key: merged.get(pk, pk) for key, pk in keys if len(key) >= SHORTEST_NAME}


def _mentions(text: str, known: dict[str, int]) -> Counter[int]:
    """Count how often each tag is named. The longest name wins: in "Kara-Kum canal" nobody means the desert."""
    words = _WORD.findall(fold(text))
    counts: Counter[int] = Counter()
    place = 0
    while place < len(words):
        for length in range(min(LONGEST_NAME, len(words) - place), 0, -1):
            pk = known.get(" ".join(words[place : place + length]))
            if pk is not None:
                counts[pk] += 1
                place += length
                break
        else:
            place += 1
    return counts
