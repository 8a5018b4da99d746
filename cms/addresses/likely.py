"""Where an address that nothing answers most likely belongs, by number, words and day. No guess without reason.

The score is what part of the words, weighed by how rare they are here, the address and a page have in common. Below
LEAST, or where another page fits nearly as well, nothing is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import log
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.utils import timezone

from articles.models import Article
from cms.ledger import things
from cms.ledger.families.asked import by_number
from cms.ledger.families.joomla import ARTICLE
from cms.ledger.models import Address, AddressState
from cms.lib.slugs import slugify

LEAST, APART = 0.6, 0.08
_SHORTEST_WORD = 3
_RAREST = 5
_MOST_CANDIDATES = 3_000
_NUMBER = re.compile(r"(?<![0-9])[0-9]{2,9}(?![0-9])")
_DAY = re.compile(r"/((?:19|20)[0-9]{2})/([01]?[0-9])(?:/|$)")
_FILE = re.compile(r"\.(?!(?:html?|php|aspx?|jsp)/?$)[a-z0-9]{2,5}/?$", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    {
        "and", "the", "for", "with", "from", "index", "php", "html", "htm", "news", "category", "tag", "page", "amp",
        "feed", "author", "article", "content", "component", "story", "archive",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guess:
    path: str
    percent: int
    why: str


@dataclass(frozen=True, slots=True)
class _Page:
    path: str
    words: frozenset[str]
    published_at: datetime | None = None


class Likely:
    """Everything that readers can see, by the words of its address and its title. Made once for a list."""

    def __init__(self) -> None:
        self._pages = list(_pages())
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(self._pages):
            for word in page.words:
                self._with[word].append(number)

    def target_of(self, address: str) -> Guess | None:
        parts = _parts(address)
        if parts is None:
            return None
        path, keys = parts
        if _FILE.search(path):
            return None
        # What stands above a story in its path sorts it, and is named otherwise here.
        words = _words(path.rstrip("/").rpartition("/")[2]) or _words(path)
        return self._by_number(path, keys, words) or self._by_words(path, words)

    def _by_number(self, path: str, keys: list[tuple[str, str]], words: frozenset[str]) -> Guess | None:
        """A number of the old site in another form: believed where the words do not speak against it."""
        texts = [path, *(value for key, value in keys if key.casefold() in ("id", "p", "article", "aid", "sid"))]
        numbers = [str(int(found)) for text in texts for found in _NUMBER.findall(text)][:4]
        wanted = {by_number(key, number): key for number in numbers for key in (ARTICLE, "p")}
        for row in Address.objects.filter(path__in=wanted, state=AddressState.OLD).order_by("path"):
            there = things.kind(row.target_kind).path(row.target_id, timezone.now())
            common = words & _words(there) if there else frozenset()
            if there and (common or not words):
                said = f"number {row.path.strip('/').partition('=')[2]} of the old site"
                return Guess(there, 95 if common else 70, f"{said}{', and the same words' if common else ''}")
        return None

    def _by_words(self, path: str, words: frozenset[str]) -> Guess | None:
        known = sorted((word for word in words if word in self._with), key=lambda word: len(self._with[word]))
        candidates = dict.fromkeys(n for word in known[:_RAREST] for n in self._with[word][:_MOST_CANDIDATES])
        scored = sorted(((self._score(self._pages[n], words, path), -n) for n in candidates), reverse=True)
        if not scored or scored[0][0] < LEAST:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < APART:
            return None
        best = self._pages[-scored[0][1]]
        return Guess(
            best.path, min(99, round(scored[0][0] * 100)), f"words: {' '.join(sorted(words & best.words)[:6])}"
        )

    def _score(self, page: _Page, words: frozenset[str], path: str) -> float:
        common = self._weight(words & page.words)
        score = common / max(self._weight(words | page.words), 0.001)
        # A slug is often the beginning of a title.
        score = max(score, 0.9 * common / max(self._weight(words), 0.001) if len(words & page.words) > 2 else 0)
        day = _DAY.search(path)
        if day and page.published_at:
            at = timezone.localtime(page.published_at)
            score += 0.1 if (at.year, at.month) == (int(day[1]), int(day[2])) else -0.1
        return score

    def _weight(self, words: Iterable[str]) -> float:
        count = len(self._pages) + 1
        return sum(log(1 + count / (1 + len(self._with.get(word, ())))) for word in words)


def _pages() -> Iterable[_Page]:
    stories = Article.objects.published(timezone.now()).filter(language=settings.LANGUAGE_CODE)
    for slug, title, at in stories.values_list("slug", "title", "published_at").iterator(2000):
        yield _Page(f"/{slug}/", _words(f"{slug}-{slugify(title, fallback='', max_length=200)}"), at)
    others = Address.objects.filter(state=AddressState.CURRENT, target_kind__in=["tag", "person"])
    for path in others.values_list("path", flat=True).iterator(2000):
        yield _Page(path, _words(path.strip("/").rpartition("/")[2]))


def _parts(address: str) -> tuple[str, list[tuple[str, str]]] | None:
    try:
        parts = urlsplit(address)
        return unquote(parts.path), parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None


def _words(text: str) -> frozenset[str]:
    slug = slugify(text, fallback="", max_length=400)
    return frozenset(
        word
        for word in slug.split("-")
        if len(word) >= _SHORTEST_WORD and word not in _SAYS_NOTHING and not word.isdigit()
    )
