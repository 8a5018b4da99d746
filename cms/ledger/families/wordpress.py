"""Addresses of WordPress: numbers in a query, lists with their pages, days, feeds, and what plugins hang on them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from urllib.parse import urlencode

from django.conf import settings

from cms.ledger.families.asked import NOTHING, Asked, Wanted, by_number, skipped

# WordPress finds posts, pages and attachments under any of these.
POST_KEYS = ("p", "page_id", "attachment_id")
_SLUG = re.compile(r"[^/,+\s?#&]{1,200}")
_YEAR, _TWO = re.compile(r"(?:19[89]|20[0-9])[0-9]"), re.compile(r"[01]?[0-9]|[23][0-9]")
_FEEDS = ("feed", "rss", "rss2", "atom", "rdf")
_SITEMAP = re.compile(r"(?:wp-)?sitemap[\w-]*\.(?:xml|xsl)(?:\.gz)?|[a-z_-]+-sitemap[0-9]*\.xml")
_LATEST, _SEARCH = "/latest/", "/search/"
LONGEST_WORDS = 200


def feed(asked: Asked) -> Wanted | None:
    """Feeds and site maps of the old site. None of ours stand yet, and a page is no answer to a feed reader."""
    tail = asked.segments[-2:]
    is_feed = "feed" in asked.keys or (tail and (tail[-1] in _FEEDS or tail[0] == "feed" and len(tail) == 2))
    if is_feed or (len(asked.segments) == 1 and _SITEMAP.fullmatch(tail[-1])):
        return Wanted("" if asked.is_front else asked.path)
    return None


def by_post_number(asked: Asked) -> Wanted | None:
    """`?p=123`. On a path that may be known itself, a number that nothing had says nothing."""
    numbers = list(dict.fromkeys(number for key in POST_KEYS if (number := asked.number(key))))
    if not numbers:
        return None
    paths = tuple(by_number(key, number) for number in numbers for key in POST_KEYS)
    return Wanted(paths=paths, yields=not asked.is_front)


def by_list_key(asked: Asked) -> Wanted | None:
    """`?cat=5`, `?tag=rivers`, `?author=3`, each with `&paged=2`, on the front page."""
    if not asked.is_front:
        return None
    size, page = settings.OLD_STORIES_PER_PAGE, asked.number("paged")
    of_author = settings.OLD_STORIES_PER_AUTHOR_PAGE
    if number := asked.number("cat"):
        return Wanted(paths=(by_number("cat", number),), skip=skipped(page, size))
    if number := asked.number("author"):
        return Wanted(paths=(by_number("author", number),), skip=skipped(page, of_author))
    for key, base in (("category_name", "category"), ("tag", "tag"), ("author_name", "author")):
        if slug := _slug(asked, key):
            return _in_list((base, *slug.split("/")), page)
    for key in ("name", "pagename"):
        if slug := _slug(asked, key):
            return Wanted(paths=(f"/{slug}/",))
    if any(key in asked.keys and asked.keys[key] for key in ("cat", "author", "tag_id", "category_name", "tag")):
        return NOTHING
    return Wanted(place=_LATEST, skip=skipped(page, size)) if page else None


def by_words(asked: Asked) -> Wanted | None:
    """`?s=words` on the front page, `/search/words/`."""
    if asked.is_front and asked.keys.get("s"):
        return Wanted(place=f"{_SEARCH}?{urlencode({'q': asked.keys['s'][:LONGEST_WORDS]})}")
    if len(asked.segments) > 1 and asked.segments[0] == "search":
        words = asked.segments[1].replace("+", " ")[:LONGEST_WORDS]
        return Wanted(asked.path, place=f"{_SEARCH}?{urlencode({'q': words})}")
    return None


def by_day(asked: Asked) -> Wanted | None:
    """`?m=201905`, `/2019/05/`, `/2019/05/17/`, with pages: the stories of that time, in our search."""
    segments = asked.segments
    if asked.is_front and (digits := asked.number("m") or asked.number("year")):
        parts = [digits[:4], digits[4:6], digits[6:8]]
        if "m" not in asked.keys:
            parts = [digits, asked.number("monthnum"), asked.number("day")]
        segments = tuple(part for part in parts if part)
    elif len(segments) > 2 and segments[-2] == "page":
        segments = segments[:-2]
    if not 1 <= len(segments) <= 3 or not _YEAR.fullmatch(segments[0]):
        return None
    if not all(_TWO.fullmatch(part) for part in segments[1:]):
        return None
    exact = "" if asked.is_front else asked.path
    year, month, day = (int(part) for part in (*segments, "0", "0")[:3])
    if month > 12 or (len(segments) > 1 and not month) or day > (monthrange(year, month)[1] if month else 31):
        return Wanted(exact)
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return Wanted(exact, place=f"{_SEARCH}?{urlencode({'from': first, 'to': last})}", days=(first, last))


def numbered_front(asked: Asked) -> Wanted | None:
    """`/page/3/`, `/latest/page/3/`: everything, newest first."""
    inner = asked.segments[1:] if asked.segments[:1] == ("latest",) else asked.segments
    if len(inner) != 2 or inner[0] != "page":
        return None
    if not _is_page(inner[1]):
        return Wanted(asked.path)
    return Wanted(asked.path, place=_LATEST, skip=skipped(inner[1], settings.OLD_STORIES_PER_PAGE))


def named_list(asked: Asked) -> Wanted | None:
    """`/category/a/b/page/3/`, `/tag/rivers/page/2/`, `/author/aida/`, `/our-people/aida/page/2/`."""
    segments = asked.segments
    if len(segments) < 2 or segments[0] not in ("category", "tag", "author", "our-people"):
        return None
    page = ""
    if len(segments) > 3 and segments[-2] == "page":
        if not _is_page(segments[-1]):
            return Wanted(asked.path)
        segments, page = segments[:-2], segments[-1]
    return _in_list(segments, page, exact=asked.path)


def hung_on_a_story(asked: Asked) -> Wanted | None:
    """`/story/amp/`, `/amp/story/`, `/story/2/`, `/story/comment-page-1/`, `/story/print/`."""
    segments = asked.segments
    if len(segments) < 2:
        return None
    if segments[-1] in ("amp", "print", "embed", "trackback") or segments[-1].startswith("comment-page-"):
        return _story(segments[:-1], asked.path)
    if segments[0] == "amp":
        return _story(segments[1:], asked.path)
    # The second half of a text that was cut into pages; a number alone may be an id or a year.
    if re.fullmatch(r"[1-9][0-9]?", segments[-1]) and not segments[-2].isdigit():
        return _story(segments[:-1], asked.path)
    return None


def story(asked: Asked) -> Wanted | None:
    """An address of a story, or of a region whose front stood at the root."""
    return _story(asked.segments, asked.path)


def _story(segments: tuple[str, ...], exact: str) -> Wanted:
    return Wanted(exact, tuple(path for path in story_paths(segments) if path != exact))


def story_paths(segments: tuple[str, ...]) -> list[str]:
    """The names that a story may have, the best first: with its ending and its day, and without."""
    paths = ["/" + "/".join(segments) + "/"]
    if segments and segments[-1].endswith((".html", ".htm")):
        paths.append(paths[0].rpartition(".")[0] + "/")
    if len(segments) > 2 and _YEAR.fullmatch(segments[0]) and all(part.isdigit() for part in segments[1:-1]):
        paths.append(f"/{segments[-1].removesuffix('.html')}/")
    if len(segments) == 1:
        paths.append(f"/regions/{segments[0]}/")
    return paths


def _in_list(segments: tuple[str, ...], page: str, exact: str = "") -> Wanted:
    """The names of a list, the best first. WordPress found a category by its last name, whatever stood above it."""
    base, name = segments[0], segments[-1]
    paths = ["/" + "/".join(segments) + "/"]
    if base in ("author", "our-people"):
        paths += [f"/author/{name}/", f"/our-people/{name}/"]
        size = settings.OLD_STORIES_PER_AUTHOR_PAGE
    else:
        size = settings.OLD_STORIES_PER_PAGE
        paths += [f"/{base}/{name}/"]
        paths += [f"/regions/{name}/", f"/tag/{name}/"] if base == "category" else [f"/regions/{name}/"]
        if len(segments) > 2 and name.startswith(f"{segments[-2]}-") and not page:
            # A section of a region ("kazakhstan/kazakhstan-home") that nothing tells of: the region.
            paths += [f"/category/{segments[-2]}/", f"/regions/{segments[-2]}/"]
    return Wanted(exact, tuple(dict.fromkeys(paths)), skip=skipped(page, size))


def _slug(asked: Asked, key: str) -> str:
    value = asked.word(key).strip("/")
    parts = value.split("/")
    return value if value and len(parts) <= 5 and all(_SLUG.fullmatch(part) for part in parts) else ""


def _is_page(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,7}", text) is not None
