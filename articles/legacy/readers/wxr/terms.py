"""Categories, tags and terms of other taxonomies: what they are here, and where their lists stood.

Without a map every term is a topic, by its name; a few well-known categories say what kind of story it is, and
"uncategorized" says nothing. Names that are a region's are found by the store, which knows the regions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote, unquote

from articles.legacy.readers.maps import DROP, INTERNAL, KIND, REGION, TAG, TermMap, TermRule
from articles.legacy.readers.source_address import humanise
from articles.legacy.readers.wxr.document import Category, Entry
from articles.legacy.readers.wxr.wording import plain
from articles.legacy.records import Kind, Place, Problem, SectionRecord, Severity, TagRecord
from cms.lib.names import fold

CATEGORY, POST_TAG, LANGUAGE = "category", "post_tag", "language"
# Taxonomies that sort no stories by what they are about.
MACHINERY = frozenset(
    {
        "author", "nav_menu", "post_format", "link_category", "wp_theme", "wp_template_part_area",
        "wp_pattern_category",
        "elementor_library_type", "elementor_library_category", "elementor_font_type", LANGUAGE, "post_translations",
        "term_language", "term_translations", "action-group", "product_type", "product_visibility",
        "yst_prominent_words", "media_category", "attachment_category",
    }
)  # fmt: skip
_DOMAINS = {"tag": POST_TAG}  # of WXR 1.0
_BASES = {CATEGORY: "category", POST_TAG: "tag"}
KIND_OF = {
    "news": "news",
    "opinion": "opinion", "opinions": "opinion", "op-ed": "opinion", "oped": "opinion", "op-eds": "opinion",
    "editorial": "opinion", "editorials": "opinion", "commentary": "opinion", "column": "opinion", "columns": "opinion",
    "interview": "interview", "interviews": "interview",
    "analysis": "analysis", "analyses": "analysis", "analytics": "analysis",
    "feature": "feature", "features": "feature", "longread": "feature", "longreads": "feature",
}  # fmt: skip
_NOTHING = frozenset({"uncategorized", "uncategorised", "bez-rubriki", "без рубрики", "uncategorized-en"})
_DEEPEST = 20


@dataclass(slots=True)
class Term:
    """`place` is where it is told of first; `number` is the term_id of the old site."""

    place: Place
    taxonomy: str
    slug: str
    name: str
    parent: str = ""
    intro: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a story's terms say of it, in their order."""

    tags: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kind: str = ""
    language: str = ""


@dataclass(slots=True)
class _Topic:
    record: TagRecord
    terms: list[Term] = field(default_factory=list)


class Terms:
    def __init__(self, term_map: TermMap) -> None:
        self._map = term_map
        self.all: dict[tuple[str, str], Term] = {}
        self._numbers: dict[str, tuple[str, str]] = {}
        self._met: set[tuple[str, str]] = set()  # a story has it
        self._settled: dict[tuple[str, str], tuple[TermRule, ...]] = {}

    def learn(self, entry: Entry, place: Place) -> None:
        """Take in an entry of the export's list of terms."""
        taxonomy, slug, name, parent, intro = _as_listed(entry)
        if not (taxonomy and slug):
            return
        term = Term(place, taxonomy, slug, plain(name) or humanise(slug) or slug, parent, plain(intro))
        term.number = entry.text("wp:term_id")
        known = self.all.get((taxonomy, slug))
        if known is not None:
            # A list says more than an item does; of two lists the first one counts.
            term.place = known.place
            term.parent, term.intro = term.parent or known.parent, term.intro or known.intro
            term.number = term.number or known.number
        self.all[taxonomy, slug] = term
        if term.number:
            self._numbers[term.number] = taxonomy, slug

    def learn_story(self, entry: Entry, place: Place) -> None:
        for category in categories_of(entry):
            key = category.domain, category.slug
            self._met.add(key)
            if key not in self.all:
                name = plain(category.name) or humanise(category.slug) or category.slug
                self.all[key] = Term(place, category.domain, category.slug, name)

    def sense(self, entry: Entry, main: str = "") -> Sense:
        """Return what the terms of a story say. `main` is the term_id of the category to name first."""
        keys = [(category.domain, category.slug) for category in categories_of(entry)]
        if main and (first := self._numbers.get(main)) in keys:
            keys.sort(key=lambda key: key != first)
        tags: dict[str, None] = {}
        regions: dict[str, None] = {}
        kind = ""
        for key in keys:
            for rule in self._rules(key):
                if rule.action == KIND:
                    # What a general heading says yields to a particular one.
                    kind = rule.value if kind in ("", "news") else kind
                elif rule.action == REGION:
                    regions[rule.value] = None
                elif rule.action in (TAG, INTERNAL):
                    tags[self._topics_by_key[fold(rule.value)].record.name] = None
        language = next((c.slug for c in entry.categories if c.domain == LANGUAGE), "")
        return Sense(tuple(tags), tuple(regions), kind, unquote(language)[:10])

    def records(self, file: str) -> Iterator[TagRecord | SectionRecord | Problem]:
        """Yield the topics and sections that a file is the first to tell of, and what is to be said of terms."""
        for topic in self._topics_by_key.values():
            if topic.record.place.file == file:
                yield topic.record
                if warning := _two_slugs(topic):
                    yield warning
        for key, term in self.all.items():
            if term.place.file == file and key[0] not in MACHINERY:
                yield from self._of_kind(term)

    def address(self, term: Term) -> str:
        """Return the path of a term's list on the old site: `/category/parent/child/`, `/tag/slug/`."""
        slugs = [term.slug]
        seen = {term.slug}
        above = term
        while above.parent and above.parent not in seen and len(slugs) < _DEEPEST:
            slugs.append(above.parent)
            seen.add(above.parent)
            above = self.all.get((term.taxonomy, above.parent), above)
            if above.slug != slugs[-1]:
                break
        base = _BASES.get(term.taxonomy, term.taxonomy)
        return "/".join(["", quote(base), *(quote(unquote(slug), safe="-_.~") for slug in reversed(slugs)), ""])

    def addresses(self, term: Term) -> tuple[str, ...]:
        """Return everything that led to a term's list: its path, the short one that did too, its number."""
        found = [self.address(term)]
        if term.taxonomy == CATEGORY:
            found.append(f"/category/{quote(unquote(term.slug), safe='-_.~')}/")
            if term.number.isdecimal():
                found.append(f"/?cat={int(term.number)}")
        return tuple(dict.fromkeys(found))

    def _of_kind(self, term: Term) -> Iterator[SectionRecord | Problem]:
        rules = self._rules((term.taxonomy, term.slug))
        actions = {rule.action for rule in rules}
        if KIND not in actions or actions & {TAG, INTERNAL, REGION}:
            return
        kind = next(rule.value for rule in rules if rule.action == KIND)
        yield SectionRecord(term.place, kind, self.addresses(term))
        if (term.taxonomy, term.slug) in self._met:
            reason = (
                f"its stories get the kind {kind}, and {self.address(term)} leads to all stories of that kind: "
                f"a row {term.taxonomy},{term.slug},tag in --term-map keeps a list of its own"
            )
            yield Problem(Severity.WARNING, term.place, Kind.TAG, term.name, reason)

    def _rules(self, key: tuple[str, str]) -> tuple[TermRule, ...]:
        """Return what is to become of a term, with every name filled in. Asked for when all terms are known."""
        if key not in self._settled:
            term = self.all[key]
            rules = self._map.rules_for(*key) or _usual_rules(term)
            self._settled[key] = tuple(
                TermRule(rule.action, rule.value or term.name) for rule in rules if rule.action != DROP
            )
        return self._settled[key]

    @cached_property
    def _topics_by_key(self) -> dict[str, _Topic]:
        """All topics by folded name: two terms of one name are one topic here. Asked for when all terms are known."""
        topics: dict[str, _Topic] = {}
        for key, term in self.all.items():
            if key[0] in MACHINERY:
                continue
            for rule in self._rules(key):
                if rule.action not in (TAG, INTERNAL, REGION) or not fold(rule.value):
                    continue
                kind = "region" if rule.action == REGION else "topic"
                topic = topics.get(fold(rule.value))
                if topic is None:
                    slug = unquote(term.slug) if rule.value == term.name else ""
                    record = TagRecord(
                        term.place, rule.value, slug, term.intro, kind, self.addresses(term), rule.action == INTERNAL
                    )
                    topic = topics[fold(rule.value)] = _Topic(record)
                else:
                    topic.record = _joined(topic.record, term, self.addresses(term), kind, rule.action == INTERNAL)
                topic.terms.append(term)
        return topics


def categories_of(entry: Entry) -> list[Category]:
    """Return the terms of a story, each once, with taxonomy and slug. WXR 1.0 writes each bare, then with its slug."""
    named = [c for c in entry.categories if c.slug]
    told = {plain(category.name) for category in named}
    bare = [c for c in entry.categories if not c.slug and plain(c.name) and plain(c.name) not in told]
    found: dict[tuple[str, str], Category] = {}
    for category in [*named, *bare]:
        domain = _DOMAINS.get(category.domain, category.domain) or CATEGORY
        if domain not in MACHINERY:
            slug = (category.slug or quote("-".join(plain(category.name).split()))).lower()
            found.setdefault((domain, slug), Category(domain, slug, category.name))
    return list(found.values())


def _as_listed(entry: Entry) -> tuple[str, str, str, str, str]:
    if entry.name == "wp:category":
        names = ("category_nicename", "cat_name", "category_parent", "category_description")
        taxonomy = CATEGORY
    elif entry.name == "wp:tag":
        names, taxonomy = ("tag_slug", "tag_name", "", "tag_description"), POST_TAG
    else:
        names, taxonomy = ("term_slug", "term_name", "term_parent", "term_description"), entry.text("wp:term_taxonomy")
    slug, name, parent, intro = (entry.text(f"wp:{part}") for part in names)
    return _DOMAINS.get(taxonomy, taxonomy), slug.lower(), name, parent.lower(), intro


def _usual_rules(term: Term) -> tuple[TermRule, ...]:
    if term.taxonomy == CATEGORY:
        if term.slug in _NOTHING or fold(term.name) in _NOTHING:
            return ()
        if kind := KIND_OF.get(term.slug):
            return (TermRule(KIND, kind),)
    return (TermRule(TAG),)


def _joined(record: TagRecord, term: Term, addresses: tuple[str, ...], kind: str, is_internal: bool) -> TagRecord:
    return TagRecord(
        record.place, record.name, record.slug, record.intro or term.intro,
        "region" if "region" in (kind, record.kind) else record.kind,
        tuple(dict.fromkeys([*record.old_addresses, *addresses])), record.is_internal and is_internal,
    )  # fmt: skip


def _two_slugs(topic: _Topic) -> Problem | None:
    if len(topic.terms) < 2:
        return None
    said = ", ".join(f"{term.taxonomy} {unquote(term.slug)}" for term in topic.terms[:5])
    reason = f"{len(topic.terms)} terms are one tag here, with all their addresses: {said}"
    return Problem(Severity.WARNING, topic.record.place, Kind.TAG, topic.record.name, reason)
