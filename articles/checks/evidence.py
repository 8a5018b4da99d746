"""What the checks ask about, looked up for any number of texts with a few queries in all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import F
from django.urls import Resolver404, resolve
from django.utils import timezone

from articles import house_style
from articles import text as texts
from articles.models import Article, HouseExemption
from articles.sections import SECTIONS, section_path
from cms.ledger import addresses
from cms.ledger.models import Address
from cms.lib import richtext
from cms.lib.richtree import BR, Node, Run
from cms.lib.wording import Style
from cms.pictures.models import Picture

# Of one text so many links are followed; whoever sets more has other worries.
MOST_LINKS = 500


@dataclass(frozen=True, slots=True)
class Block:
    """Words of the text that stand together: a paragraph, a heading, an item, a caption. `lang` as it is inherited."""

    kind: str
    runs: tuple[Run, ...]
    lang: str
    is_boxed: bool = False  # in a factbox, whose heading is no part of the text's own order

    @property
    def text(self) -> str:
        return "".join("\n" if words == BR else words for words, _ in self.runs)

    def passages(self) -> Iterator[tuple[str, str]]:
        """The words, parted where another language begins: (words, language)."""
        words, lang = "", self.lang
        for run, marks in self.runs:
            spoken = marks.lang or self.lang
            if spoken != lang and words:
                yield words, lang
                words = ""
            lang = spoken
            words += "\n" if run == BR else run
        if words:
            yield words, lang


@dataclass(slots=True)
class Page:
    """A text read for its checks."""

    text: texts.Text
    article: Article | None
    blocks: list[Block] = field(default_factory=list)
    figures: list[tuple[dict[str, str], str]] = field(default_factory=list)  # attributes, the caption that stands here
    embeds: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of(cls, text: texts.Text, article: Article | None = None) -> Page:
        page = cls(text, article)
        page._walk(richtext.tree(text["body"]), text["language"])
        return page

    def _walk(self, node: Node, lang: str, *, is_boxed: bool = False) -> None:
        attributes = dict(node.attrs)
        lang = attributes.get("lang", lang)
        if node.runs:
            self.blocks.append(Block(node.kind, tuple(node.runs), lang, is_boxed))
        if node.kind == "figure":
            self.figures.append((attributes, "".join(caption.text() for caption in node.children)))
        elif node.kind == "embed":
            self.embeds.append((attributes["data-embed"], attributes["data-id"]))
        for child in node.children:
            self._walk(child, lang, is_boxed=is_boxed or node.kind == "factbox")

    @property
    def is_standing(self) -> bool:
        return self.text["kind"] == "page"

    def links(self) -> list[tuple[str, str]]:
        """Return (address, words) of each link. What stands in several runs is one."""
        found: list[tuple[str, str]] = []
        for block in self.blocks:
            open_href = ""
            for words, marks in block.runs:
                words = " " if words == BR else words
                if marks.href and marks.href == open_href:
                    found[-1] = (marks.href, found[-1][1] + words)
                elif marks.href:
                    found.append((marks.href, words))
                open_href = marks.href
        return found[:MOST_LINKS]

    def own_paths(self) -> dict[str, str]:
        """Return the path of each link to a page of ours, as the table of addresses keeps it, by what the text says."""
        paths = {href: own_path(href) for href, _ in self.links()}
        return {href: path for href, path in paths.items() if path}


def own_path(href: str) -> str:
    """Return the path of an address of ours, or ""."""
    parts = urlsplit(href)
    own_host = urlsplit(settings.SITE_URL).netloc
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != own_host) or not parts.path:
        return ""
    return addresses.canonical(unquote(parts.path))


@dataclass(frozen=True, slots=True)
class Evidence:
    """`pictures` by uid; `open_paths`: those of the links that lead somewhere; `twins`: live stories by headline."""

    pictures: Mapping[str, Picture]
    open_paths: frozenset[str]
    twins: Mapping[str, list[int]]
    style: Style
    exempt: Mapping[int, frozenset[tuple[int, str]]]

    @classmethod
    def of(cls, pages: Sequence[Page], wanted: Iterable[str]) -> Evidence:
        """Look up what the wanted checks need, and nothing for the others."""
        wanted = set(wanted)
        needs_pictures = wanted & {"picture_words", "picture_words_say", "picture_file", "credit"}
        ids = [page.article.pk for page in pages if page.article]
        return cls(
            pictures=_pictures(pages) if needs_pictures else {},
            open_paths=_open_paths(pages) if "links" in wanted else frozenset(),
            twins=_twins(pages) if "same_headline" in wanted else {},
            style=house_style.current() if "house_style" in wanted else house_style.EMPTY,
            exempt=_exempt(ids) if "house_style" in wanted else {},
        )


def _pictures(pages: Sequence[Page]) -> dict[str, Picture]:
    uids = {figure["data-picture"] for page in pages for figure, _ in page.figures}
    uids |= {page.text["lead_picture"] for page in pages if page.text["lead_picture"]}
    if not uids:
        return {}
    found = Picture.objects.filter(uid__in=uids).select_related("merged_into")
    return {picture.uid: picture.merged_into or picture for picture in found}


def _open_paths(pages: Sequence[Page]) -> frozenset[str]:
    """Return those paths at which readers find something now: a thing that is out, or a page of the site's own."""
    paths = {path for page in pages for path in page.own_paths().values()}
    if not paths:
        return frozenset()
    rows = Address.objects.filter(path__in=paths).exclude(state=addresses.GONE)
    held = dict(rows.values_list("path", "target_id").filter(target_kind="article"))
    others = set(rows.exclude(target_kind="article").values_list("path", flat=True))
    out = set(Article.objects.published(timezone.now()).filter(pk__in=held.values()).values_list("pk", flat=True))
    routes = {path for path in paths - set(held) - others if _is_route(path)}
    lists = {section_path(kind) for kind in SECTIONS.values()}
    return frozenset(others | routes | lists | {path for path, pk in held.items() if pk in out})


# Pages and files of the site's own that have no row in the table of addresses.
_OUTSIDE_THE_TABLE = ("/markets/", "/media/", "/static/")


def _is_route(path: str) -> bool:
    """Tell whether a page of the site's own answers there. What catches every path belongs to the stories."""
    for spelt in (path, path.rstrip("/")):
        try:
            match = resolve(spelt)
        except Resolver404:
            continue
        if not match.kwargs or path.startswith(_OUTSIDE_THE_TABLE):
            return True
    return False


def _twins(pages: Sequence[Page]) -> dict[str, list[int]]:
    titles = {page.text["title"] for page in pages} - {""}
    found: dict[str, list[int]] = {}
    if titles:
        live = Article.objects.published(timezone.now()).filter(working_title__in=titles, title=F("working_title"))
        for title, pk in live.order_by("pk").values_list("title", "pk")[:200]:
            found.setdefault(title, []).append(pk)
    return found


def _exempt(ids: list[int]) -> dict[int, frozenset[tuple[int, str]]]:
    if not ids:
        return {}
    found: dict[int, set[tuple[int, str]]] = {}
    for article, rule, place in HouseExemption.objects.filter(article__in=ids).values_list("article", "rule", "place"):
        found.setdefault(article, set()).add((rule, place))
    return {article: frozenset(places) for article, places in found.items()}
