"""How a story was to look in search engines, as the usual plugins keep it."""

from __future__ import annotations

import re

from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.wording import plain

_TITLES = ("_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title", "jetpack_seo_html_title")
_DESCRIPTIONS = (
    "_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description",
    "advanced_seo_description",
)  # fmt: skip
PRIMARY_CATEGORY = ("_yoast_wpseo_primary_category", "rank_math_primary_category")
# %%title%% of Yoast, %title% and %customfield(x)% of Rank Math, #post_title of All in One SEO
_VARIABLE = re.compile(r"%%([a-z_-]+)%%|%([a-z_]+)(?:\([^)%]*\))?%|#([a-z]+(?:_[a-z]+)+)")
_MEANING = {
    "title": "title", "post_title": "title", "sitename": "site", "sitetitle": "site", "site_title": "site",
    "sep": "separator", "separator_sa": "separator", "page": "nothing", "pagenumber": "nothing",
}  # fmt: skip


def search_title(entry: Entry, title: str, site: str) -> str:
    return _resolved(entry.first_meta(*_TITLES), title, site)


def search_description(entry: Entry, title: str, site: str) -> str:
    return _resolved(entry.first_meta(*_DESCRIPTIONS), title, site)


def _resolved(text: str, title: str, site: str) -> str:
    """Fill in a template; "" for one that holds what only the plugin knew, or no words of its own."""
    if not text:
        return ""
    values = {"title": title, "site": site, "separator": "-", "nothing": ""}
    names = [next(filter(None, groups)) for groups in _VARIABLE.findall(text)]
    if names:
        if not any(letter.isalpha() for letter in _VARIABLE.sub("", text)) or any(n not in _MEANING for n in names):
            return ""
        text = _VARIABLE.sub(lambda match: values[_MEANING[next(filter(None, match.groups()))]], text)
    resolved = plain(text).strip(" -|–—")
    return "" if resolved == title else resolved
