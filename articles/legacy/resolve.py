"""From printings to stories: which printings are one story, and what that story is.

`content` is a pure function of all printings of a story, fresh and kept, whatever the order they came in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from articles.legacy import identity
from articles.legacy.dating import Dating, ListedStory, bounds, own_dating, unknown
from articles.legacy.records import ArticleRecord, BylineRecord
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

    @property
    def key(self) -> str:
        return stable_id("story", self.title_key, self.opening, self.variant)

    def likeness(self, printing: ArticleRecord, opening: str) -> float:
        """Return how surely a printing is of this story: 0 where it is not, above 1 where it is known to the letter."""
        if not identity.is_same_opening(self.opening, opening):
            return 0.0
        if any(known.body == printing.body for known in self.printings):
            return 2.0
        longest = max((known.body for known in self.printings), key=lambda body: (len(body), body), default="")
        found = identity.likeness(longest, printing.body)
        return found if found >= identity.SHARED_PAIRS else 0.0

    def add(self, printing: ArticleRecord, opening: str) -> None:
        self.printings.append(printing)
        # The longest opening names the story, so that the name does not depend on which printing came first.
        self.opening = max(self.opening, opening, key=lambda words: (len(words), words))


class Stories:
    """The stories of a run, found again by title and opening."""

    def __init__(self) -> None:
        self._by_title: dict[str, list[Story]] = defaultdict(list)

    def __iter__(self) -> Iterator[Story]:
        for stories in self._by_title.values():
            yield from stories

    def __len__(self) -> int:
        return sum(len(stories) for stories in self._by_title.values())

    def know(self, story: Story) -> None:
        self._by_title[story.title_key].append(story)

    def find(self, printing: ArticleRecord) -> Story | None:
        """Return the story that a printing is most surely of, None where there is none."""
        opening = identity.opening(printing.body)
        namesakes = self._by_title.get(identity.title_key(printing.title), ())
        ranked = [(story.likeness(printing, opening), story.key, story) for story in namesakes]
        likeness, _, story = min(ranked, key=lambda entry: (-entry[0], entry[1]), default=(0.0, "", None))
        return story if likeness else None

    def add(self, printing: ArticleRecord) -> Story:
        """Put a printing with its story, making one where there is none."""
        key, opening = identity.title_key(printing.title), identity.opening(printing.body)
        story = self.find(printing)
        if story is None:
            story = Story(key, opening)
            if any(identity.is_same_opening(namesake.opening, opening) for namesake in self._by_title[key]):
                story.variant = stable_id(printing.body)
            self.know(story)
        story.add(printing, opening)
        story.is_fresh = True
        return story


@dataclass(frozen=True, slots=True)
class Content:
    """What a story is, after all its printings. Names stand for people and tags; the store finds the rows."""

    best: ArticleRecord
    bylines: tuple[BylineRecord, ...]
    tags: tuple[str, ...]
    dating: Dating
    position: int
    tag_positions: dict[str, int]
    person_positions: dict[str, int]
    old_addresses: tuple[str, ...]

    @property
    def title(self) -> str:
        return self.best.title

    @property
    def is_cut(self) -> bool:
        return self.best.is_cut or self.best.is_excerpt


def best_printing(printings: Iterable[ArticleRecord]) -> ArticleRecord:
    """The most complete text wins: whole before cut, cut before excerpt, real paragraphs before restored ones."""
    return max(
        printings,
        key=lambda p: (not p.is_excerpt, not p.is_cut, p.has_paragraphs, len(p.body.split()), p.body, p.title),
    )


def content(story: Story, dating: Dating | None) -> Content:
    printings = story.printings
    best = best_printing(printings)
    position = min(p.list_position for p in printings)
    bylines = {(fold(b.name), b.role): b for p in sorted(printings, key=_printing_order) for b in p.bylines}
    return Content(
        best=best,
        bylines=tuple(bylines[key] for key in sorted(bylines)),
        tags=tuple(sorted({tag for p in printings for tag in p.tags}, key=fold)),
        dating=dating or unknown(position),
        position=position,
        tag_positions=_least((tag, p) for p in printings if p.list_kind == "tag" for tag in p.tags),
        person_positions=_least((fold(b.name), p) for p in printings if p.list_kind == "person" for b in p.bylines),
        old_addresses=tuple(sorted({address for p in printings for address in p.old_addresses})),
    )


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
