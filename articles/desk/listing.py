"""The lists of articles: by standing, mine, region, author, kind, month. Their cost does not grow with the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import policy
from articles.desk import bulk, clock, presence, queues
from articles.desk.finding import find
from articles.desk.live_gaps import GAPS, WINDOW, lacking
from articles.desk.rows import rows_of
from articles.models import Article, ArticleKind, Byline, State, Tag, TaggedArticle
from cms.lib.moment import moment
from cms.lib.richtext import without_controls
from people.models import Person

PER_PAGE = 50
# Beyond this nobody turns pages; filters find it. So that no list is ever counted to its end.
MOST_COUNTED = 5_000
LONGEST_QUERY = 200
FIRST_YEAR = 1990


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: str


TABS = [
    Tab("", "All"),
    Tab("mine", "Mine"),
    Tab("waiting", "Waiting for me"),
    Tab("draft", "Drafts"),
    Tab("in_review", "In review"),
    Tab("approved", "Approved"),
    Tab("scheduled", "Scheduled"),
    Tab("published", "Published"),
    Tab("withdrawn", "Withdrawn"),
    Tab("templates", "Templates"),
    Tab("trash", "Trash"),
]


class Wish:
    """What the address asks for. What makes no sense is left out and never widens a list in silence: `faults`."""

    def __init__(self, given: QueryDict) -> None:
        self.faults: list[str] = []
        keys = {tab.key for tab in TABS}
        self.tab = given.get("show", "") if given.get("show", "") in keys else ""
        self.words = " ".join(without_controls(given.get("q", "")[:LONGEST_QUERY]).split())
        self.region = self._id(given, "region")
        self.author = self._id(given, "author")
        self.tag = self._id(given, "tag")
        self.kind = given.get("kind", "") if given.get("kind", "") in ArticleKind.values else ""
        self.has_changes = given.get("changes") == "1"
        self.lacks = given.get("lacks", "") if given.get("lacks", "") in GAPS else ""
        self.month = self._month(given.get("month", ""))
        page = given.get("page", "1")
        self.page = max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 7 else 1

    @staticmethod
    def _id(given: QueryDict, name: str) -> int | None:
        value = given.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None

    def _month(self, value: str) -> date | None:
        found = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])", value)
        if value and not found:
            self.faults.append("A month is a year and a number, such as 2026-11.")
        return date(int(found[1]), int(found[2]), 1) if found else None

    def query(self, **changes: Any) -> str:
        """Return the query string of this list with changes; the page starts anew."""
        month = f"{self.month:%Y-%m}" if self.month else ""
        kept = {
            "show": self.tab, "q": self.words, "region": self.region, "author": self.author, "tag": self.tag,
            "kind": self.kind, "month": month, "changes": "1" if self.has_changes else "", "lacks": self.lacks,
        } | changes  # fmt: skip
        return urlencode({name: value for name, value in kept.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words) or self.is_filtered

    @property
    def is_filtered(self) -> bool:
        return any([self.region, self.author, self.tag, self.kind, self.month, self.has_changes, self.lacks])


def articles(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    wish = Wish(request.GET)
    if request.method == "POST":
        return _acted(request, wish)
    at = moment(request)
    found = _found(request.user, wish, at)
    first = (wish.page - 1) * PER_PAGE
    # One more than the page shows tells whether there is a next one.
    ids = list(found.values_list("pk", flat=True)[first : first + PER_PAGE + 1]) if first < MOST_COUNTED else []
    total = found.order_by().values("pk")[: MOST_COUNTED + 1].count()
    more = context | {
        "title": "Articles",
        "is_nav_sidebar_enabled": False,
        "wish": wish,
        "tabs": [(tab, wish.query(show=tab.key), tab.key == wish.tab) for tab in TABS],
        "rows": rows_of(ids[:PER_PAGE], at, presence.on_lines(request.user, ids[:PER_PAGE])),
        "total": min(total, MOST_COUNTED),
        "is_more": total > MOST_COUNTED,
        "first": first + 1 if ids else 0,
        "last": first + min(len(ids), PER_PAGE),
        "previous": wish.query(page=wish.page - 1) if wish.page > 1 else None,
        "next": wish.query(page=wish.page + 1) if len(ids) > PER_PAGE and first + PER_PAGE < MOST_COUNTED else None,
        "regions": Tag.objects.regions(),
        "kinds": ArticleKind.choices,
        "gaps": GAPS.items(),
        "window": WINDOW,
        "at": at,
        "zone": clock.zone_name(at),
        "author": Person.objects.filter(pk=wish.author).first() if wish.author else None,
        "tag": Tag.objects.filter(pk=wish.tag).first() if wish.tag else None,
        "first_month": f"{FIRST_YEAR}-01",
        "here": wish.query(page=wish.page if wish.page > 1 else ""),
        "actions": bulk.offered(request.user, wish.tab),
        "may_release": any(name == "release" for name, _ in bulk.offered(request.user, wish.tab)),
        "may_create": policy.may_create(request.user),
    }
    more["list_param"] = urlencode({"list": more["here"]}) if more["here"] else ""
    return TemplateResponse(request, "admin/articles/article/change_list.html", more)


def _acted(request: HttpRequest, wish: Wish) -> HttpResponse:
    chosen = request.POST.getlist("chosen")[:PER_PAGE]
    passes_advice = request.POST.get("passes_advice") == "1"
    for level, line in bulk.act(request.user, request.POST.get("do", ""), chosen, passes_advice=passes_advice):
        messages.add_message(request, level, line)
    query = wish.query(page=wish.page if wish.page > 1 else "")
    return HttpResponseRedirect(reverse("admin:articles_article_changelist") + (f"?{query}" if query else ""))


def _found(user: Any, wish: Wish, at: datetime) -> QuerySet:
    rows = _in_tab(user, wish.tab, at)
    if wish.region:
        rows = rows.filter(working_region=wish.region)
    if wish.kind:
        rows = rows.filter(kind=wish.kind)
    if wish.has_changes:
        rows = rows.filter(has_changes=True)
    if wish.lacks:
        rows = rows.filter(pk__in=lacking(user, wish.lacks, at))
    if wish.month:
        rows = rows.filter(published_at__gte=_midnight(wish.month), published_at__lt=_midnight(_next(wish.month)))
        rows = rows.filter(state=State.RELEASED)
    if wish.author:
        account = Person.objects.filter(pk=wish.author).values("account")
        by = Q(pk__in=Byline.objects.filter(person=wish.author).order_by().values("article"))
        rows = rows.filter(by | Q(owner__in=account.exclude(account=None)))
    if wish.tag:
        rows = rows.filter(pk__in=TaggedArticle.objects.filter(tag=wish.tag).order_by().values("content_object"))
    return find(rows, wish.words) if wish.words else rows


def _in_tab(user: Any, tab: str, at: datetime) -> QuerySet:
    newest_work = ("-working_at", "-pk")
    if tab == "trash":
        return policy.trash_of(user, Article.objects.all()).order_by("-trashed_at", "-pk")
    seen = policy.visible_to(user, Article.objects.all())
    if tab == "mine":
        return seen.filter(owner=user).order_by(*newest_work)
    if tab == "templates":
        return seen.filter(is_template=True).order_by("working_title", "pk")
    if tab == "waiting":
        return queues.waiting_for(user).order_by(*newest_work)
    if tab == "scheduled":
        return seen.filter(state=State.RELEASED, published_at__gt=at).order_by("published_at", "pk")
    if tab == "published":
        return seen.filter(state=State.RELEASED, published_at__lte=at).order_by("-published_at", "-pk")
    if tab in State.values:
        return seen.filter(state=tab).order_by(*newest_work)
    return seen.order_by(*newest_work)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time())).astimezone(UTC)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
