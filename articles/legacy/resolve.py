"""From printings to stories: which printings are one story, and what that story is.

A record with an id of the old system (`record_id`) names its story, and two such ids are never one story. Page dumps,
which know no ids, are brought together by title and opening. `content` is a pure function of all printings of a
story, fresh and kept, whatever the order they came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.legacy import identity
from articles.legacy.dating import Dating, ListedStory, bounds, own_dating, standing, unknown
from articles.legacy.old_paths import joomla_numbers
from articles.legacy.records import ArticleRecord, BylineRecord, Status
from cms.lib.identity import stable_id
from cms.lib.names import fold


@dataclass(slots=True)
class Story:
    """All printings of one story. `origin_id` is set where the database knows it already."""

    title_key: str
    opening: str
    variant: str = ""  # parts stories whose titles and openings are the same
    printings: list[ArticleRecord] = field(default_factory=list)
    origin_id: int | None = None
    is_fresh: bool = False  # named by this run, not only kept from an earlier one
    is_beside: bool = (
        False  # known only for what it says of its neighbours' dates; its own neighbours are not all known
    )
    record_id: str = ""  # under which the old system keeps it

    @property
    def key(self) -> str:
        if self.record_id:
            return key_of(self.record_id)
        return stable_id("story", self.title_key, self.opening, self.variant)

    def likeness(self, printing: ArticleRecord, opening: str) -> float:
        """Return how surely a printing is of this story: 0 where it is not, above 1 where it is known to the letter."""
        if self.record_id and printing.record_id:
            return 0.0
        if not identity.is_same_opening(self.opening, opening):
            return 0.0
        text = identity.text_of(printing)
        texts = [identity.text_of(known) for known in self.printings]
        if text in texts:
            return 2.0
        longest = max(texts, key=lambda known: (len(known), known), default="")
        found = identity.likeness(longest, text)
        return found if found >= identity.SHARED_PAIRS else 0.0

    def add(self, printing: ArticleRecord, opening: str) -> None:
        self.printings.append(printing)
        self.record_id = self.record_id or printing.record_id
        # The longest opening names the story, so that the name does not depend on which printing came first.
        self.opening = max(self.opening, opening, key=lambda words: (len(words), words))


def key_of(record_id: str) -> str:
    """Return the key of the story that the old system keeps under this id."""
    return stable_id("record", record_id)


class Stories:
    """The stories of a run, found again by the old system's id, or by title and opening."""

    def __init__(self) -> None:
        self._by_title: dict[str, list[Story]] = defaultdict(list)
        self._by_record: dict[str, Story] = {}

    def __iter__(self) -> Iterator[Story]:
        for stories in self._by_title.values():
            yield from stories

    def __len__(self) -> int:
        return sum(len(stories) for stories in self._by_title.values())

    def to_store(self) -> list[Story]:
        return [story for story in self if not story.is_beside]

    def know(self, story: Story) -> None:
        self._by_title[story.title_key].append(story)
        if story.record_id:
            self._by_record[story.record_id] = story

    def find(self, printing: ArticleRecord) -> Story | None:
        """Return the story that a printing is most surely of, None where there is none."""
        if printing.record_id in self._by_record:
            return self._by_record[printing.record_id]
        namesakes = self._by_title.get(identity.title_key(printing.title))
        return self._most_like(printing, namesakes, identity.opening(identity.text_of(printing))) if namesakes else None

    @staticmethod
    def _most_like(printing: ArticleRecord, namesakes: list[Story], opening: str) -> Story | None:
        ranked = [(story.likeness(printing, opening), story.key, story) for story in namesakes]
        likeness, _, story = min(ranked, key=lambda entry: (-entry[0], entry[1]), default=(0.0, "", None))
        return story if likeness else None

    def add(self, printing: ArticleRecord) -> Story:
        """Put a printing with its story, making one where there is none."""
        key, opening = identity.title_key(printing.title), identity.opening(identity.text_of(printing))
        story = self._by_record.get(printing.record_id) if printing.record_id else None
        story = story or self._most_like(printing, self._by_title[key], opening)
        if story is None:
            story = Story(key, opening)
            if any(identity.is_same_opening(namesake.opening, opening) for namesake in self._by_title[key]):
                story.variant = stable_id(printing.body)
            self._by_title[key].append(story)
        story.add(printing, opening)
        if printing.record_id:
            self._by_record[printing.record_id] = story
        story.is_fresh, story.is_beside = True, False
        return story


@dataclass(frozen=True, slots=True)
class Content:
    """What a story is, after all its printings. Names stand for people and tags; the store finds the rows.

    `dating` is None for what the old site had not published. `record` is the one that stands, of a story that an
    export knows; it decides what only an export can know.
    """

    best: ArticleRecord
    record: ArticleRecord | None
    bylines: tuple[BylineRecord, ...]
    tags: tuple[str, ...]
    dating: Dating | None
    tag_positions: dict[str, int]
    person_positions: dict[str, int]
    old_addresses: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.best.title

    @property
    def is_cut(self) -> bool:
        return self.best.is_cut or self.best.is_excerpt

    @property
    def may_be_public(self) -> bool:
        """Only what the old site had published, and what has a headline."""
        return self.record is None or (self.record.status == Status.PUBLISHED and bool(self.record.title))


def best_printing(printings: Iterable[ArticleRecord]) -> ArticleRecord:
    """Return the record that stands, else the most complete text.

    Of an export's records it is the one changed last. Of printed texts a whole one comes before a cut one, cut before
    excerpt, real paragraphs before restored ones.
    """
    printings = list(printings)
    if record := standing(printings):
        return record
    return max(
        printings,
        key=lambda p: (not p.is_excerpt, not p.is_cut, p.has_paragraphs, len(p.body.split()), p.body, p.title),
    )


def content(story: Story, dating: Dating | None) -> Content:
    printings = story.printings
    best = best_printing(printings)
    record = best if best.record_id else None
    # A record that a later one replaced says nothing any more, except where the story once stood.
    telling = [p for p in printings if not p.record_id or p is record]
    if record and record.status in (Status.DRAFT, Status.IN_REVIEW, Status.SCHEDULED):
        dating = None
    else:
        dating = dating or unknown(min(p.list_position for p in printings))
    return Content(
        best=best,
        record=record,
        bylines=_bylines(record, telling),
        tags=tuple(sorted({tag for p in telling for tag in p.tags}, key=fold)),
        dating=dating,
        tag_positions=_least((tag, p) for p in printings if p.list_kind == "tag" for tag in p.tags),
        person_positions=_least((fold(b.name), p) for p in printings if p.list_kind == "person" for b in p.bylines),
        old_addresses=tuple(dict.fromkeys(a for p in _record_first(printings, record) for a in _addresses_of(p))),
    )


def _addresses_of(printing: ArticleRecord) -> list[str]:
    """The numbers in a page's address are Joomla's; an export tells of its own by an address for each."""
    old_ids = () if printing.record_id else printing.old_ids
    return [*printing.old_addresses, *joomla_numbers(printing.old_addresses, old_ids)]


def _bylines(record: ArticleRecord | None, printings: list[ArticleRecord]) -> tuple[BylineRecord, ...]:
    """An export knows who wrote a story, in order; without one every page is believed."""
    if record and record.bylines:
        return tuple({(fold(b.name), b.role): b for b in reversed(record.bylines)}.values())[::-1]
    found = {(fold(b.name), b.role): b for p in sorted(printings, key=_printing_order) for b in p.bylines}
    return tuple(found[key] for key in sorted(found))


def _record_first(printings: list[ArticleRecord], record: ArticleRecord | None) -> list[ArticleRecord]:
    return sorted(printings, key=lambda p: (p is not record, p.old_addresses))


def _printing_order(printing: ArticleRecord) -> tuple[str, int, str]:
    return printing.list_key, printing.list_position, printing.title


def _least(placed: Iterable[tuple[str, ArticleRecord]]) -> dict[str, int]:
    least: dict[str, int] = {}
    for name, printing in placed:
        least[name] = min(printing.list_position, least.get(name, printing.list_position))
    return least


def datings(stories: Iterable[Story]) -> dict[str, Dating]:
    """Return what is known of each story's date, by story key: its own printings first, then its neighbours."""
    stories = list(stories)
    dated: dict[str, Dating] = {}
    lists: dict[str, dict[str, int]] = defaultdict(dict)
    for story in stories:
        own = own_dating(story.printings)
        if own:
            dated[story.key] = own
        for p in story.printings:
            if p.list_key and p.is_newest_first:
                there = lists[p.list_key].get(story.key, p.list_position)
                lists[p.list_key][story.key] = min(there, p.list_position)
    bounded = bounds(
        ([ListedStory(key, position) for key, position in members.items()] for _, members in sorted(lists.items())),
        dated,
    )
    return bounded | dated
