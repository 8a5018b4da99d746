"""Addresses of Joomla: whatever words stand beside it, the number names the article."""

from __future__ import annotations

import re

from cms.ledger.families.asked import NOTHING, Asked, Wanted, by_number
from cms.ledger.families.wordpress import story_paths

ARTICLE, K2_ITEM = "com_content", "com_k2"
_NUMBERED = re.compile(r"0*([0-9]{1,18})[-:].*", re.DOTALL)
_FRONT_VIEWS = ("frontpage", "featured")
# Menu entries that listed everything
_EVERYTHING = ("news", "latest", "all-news")


def article_path(number: str) -> str:
    return by_number(ARTICLE, number)


def by_keys(asked: Asked) -> Wanted | None:
    """`?option=com_content&view=article&id=25163:alias`, on whatever path; also without the option, by its catid."""
    option, view = asked.word("option"), asked.word("view") or asked.word("task")
    is_named = "catid" in asked.keys or view == "article" or asked.segments[-3:] == ("component", "content", "article")
    if not option.startswith("com_") and not ("id" in asked.keys and is_named):
        return None
    if asked.word("format") == "feed" or asked.word("type") in ("rss", "atom"):
        return NOTHING
    number = asked.leading_number("id")
    if option in ("", ARTICLE) and view in ("", "article", "view"):
        if number:
            return Wanted(paths=(by_number(ARTICLE, number),))
        # `/index.php?option=com_content` was the front page, `?id=` without a number was nothing.
        return None if "id" not in asked.keys and asked.is_front and not view else NOTHING
    if option == K2_ITEM and view == "item" and number:
        return Wanted(paths=(by_number(K2_ITEM, number),))
    return None if option == ARTICLE and view in _FRONT_VIEWS and asked.is_front else NOTHING


def by_path(asked: Asked) -> Wanted | None:
    """`/index.php/news/25163-alias`, `/component/content/article/9-news/25163-alias`, `/index.php/news?start=50`."""
    inner = asked.segments[1:] if asked.segments[:1] == ("index.php",) else asked.segments
    is_component = inner[:1] == ("component",)
    if inner == asked.segments and not is_component:
        return None
    if not inner or asked.word("format") == "feed":
        return NOTHING
    match = _NUMBERED.fullmatch(inner[-1])
    if match:
        key = K2_ITEM if inner[:2] == ("component", "k2") else ARTICLE
        return Wanted(asked.path, (by_number(key, match[1]), *story_paths(inner)))
    if is_component:
        return Wanted(asked.path)
    skip = int(asked.number("start") or asked.number("limitstart") or 0)
    if len(inner) == 1 and inner[0] in _EVERYTHING:
        return Wanted(asked.path, place="/latest/", skip=skip)
    # A menu entry of a region or a topic; or WordPress, whose addresses may hold index.php too.
    name = inner[-1]
    paths = [*story_paths(inner), f"/category/{name}/", f"/regions/{name}/", f"/tag/{name}/"]
    return Wanted(asked.path, tuple(dict.fromkeys(paths)), skip=skip)
