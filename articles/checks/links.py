"""Checks of what a text leads to: links and embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.checks.catalogue import Finding
from articles.checks.evidence import Evidence, Page
from cms.lib import embeds
from cms.lib.names import fold

# Whoever goes from link to link hears nothing else of it.
_SAYS_NOTHING = frozenset(
    {
        *("here", "click here", "this", "link", "this link", "read more", "more", "read here"),
        *("здесь", "тут", "ссылка", "по ссылке", "подробнее", "далее"),
        *("осында", "мында", "мұнда", "сілтеме", "бул жерде", "бул жерден", "шилтеме"),
        *("bu yerda", "shu yerda", "havola", "ин ҷо", "дар ин ҷо", "şu ýerde"),
    }
)
_SIGNS = "".join(sorted(set(".:;,!?()[]<>\"' →")))
_LETTER = re.compile(r"[^\W_]")


def own(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for href, path in page.own_paths().items():
        if path not in evidence.open_paths:
            yield Finding("links", "body", f"the link to {href[:80]} leads to no page that readers have", path[:120])


def words(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for href, said in page.links():
        bare = fold(said).strip(_SIGNS)
        if not _LETTER.search(bare):
            yield Finding("link_words", "body", f"the link to {href[:80]} has no words", href[:120])
        elif bare in _SAYS_NOTHING:
            yield Finding(
                "link_words", "body", f"a link says only “{said.strip()[:40]}”: name what it leads to", href[:120]
            )


def embedded(page: Page, evidence: Evidence) -> Iterator[Finding]:
    for provider, key in dict.fromkeys(page.embeds):
        title = embeds.PROVIDERS[provider].title
        if not _can_be_shown(provider, key):
            yield Finding("embeds", "body", f"the embed of {title} “{key}” cannot be shown: put it in again", key)
        elif page.embeds.count((provider, key)) > 1:
            yield Finding("embeds", "body", f"the embed of {title} “{key}” stands in the text twice", key)


def _can_be_shown(provider: str, key: str) -> bool:
    if provider == "map":
        return embeds.place_of(key) is not None
    if provider == "telegram":
        channel, _, number = key.rpartition("-")
        return bool(channel) and number.isascii() and number.isdigit()
    return True
