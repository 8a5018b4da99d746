"""Differences on the desk: which stories, people and tags have any, and the page on which somebody decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import policy, workflow
from articles import text as texts
from articles.desk.form import working_text
from articles.desk.standing import standing
from articles.legacy import settling
from articles.legacy.desk import wording
from articles.legacy.models import DifferenceState, FieldDifference
from articles.models import Article
from cms.lib.readonly import ReadOnlyAdmin

PER_PAGE = 50
DECIDED = (DifferenceState.TAKEN, DifferenceState.LEFT)
ONE = {"article": "story", "person": "person", "tag": "tag"}
KINDS = {"article": "Stories", "person": "People", "tag": "Tags"}
PAGES = {
    "article": "admin:articles_article_change",
    "person": "admin:people_person_change",
    "tag": "admin:articles_tag_change",
}
_SEES = {"person": "people.view_person", "tag": "articles.view_tag"}


def visible(user: AbstractBaseUser) -> models.QuerySet:
    """Return the differences of what this account may see on the desk."""
    stories = policy.visible_to(user, Article.objects.all()).values("pk")
    seen = Q(target_kind="article", target_id__in=stories)
    for kind, permission in _SEES.items():
        if user.has_perm(permission):
            seen |= Q(target_kind=kind)
    return FieldDifference.objects.filter(seen)


@admin.register(FieldDifference)
class FieldDifferenceAdmin(ReadOnlyAdmin):
    """Django's frame round two pages of our own."""

    def get_urls(self) -> list:
        thing = path(
            "<str:kind>/<int:pk>/", self.admin_site.admin_view(self.thing_view), name="legacy_fielddifference_thing"
        )
        return [thing, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404("There is no such page.")
        return _list(request, self.admin_site.each_context(request) | {"opts": self.opts})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """One row is no page of its own: the thing that it is of shows it beside its others."""
        row = visible(request.user).filter(pk=object_id).first() if object_id.isdigit() else None
        if row is None or not self.has_view_permission(request):
            raise Http404("There is no such difference.")
        return HttpResponseRedirect(_address(row.target_kind, row.target_id))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        raise Http404("There is no such page.")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        raise Http404("There is no such page.")

    def thing_view(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        if kind not in KINDS or not self.has_view_permission(request):
            raise Http404("There is no such page.")
        rows = list(visible(request.user).filter(target_kind=kind, target_id=pk).select_related("origin", "run"))
        thing = (Article if kind == "article" else settling.THINGS[kind]).objects.filter(pk=pk).first()
        if thing is None or not rows:
            raise Http404("There is nothing to decide about.")
        page = _Page(request, kind, thing, sorted(rows, key=_in_order))
        if request.method == "POST":
            return page.posted()
        return page.shown(self.admin_site.each_context(request) | {"opts": self.opts})


def _in_order(row: FieldDifference) -> tuple[int, str]:
    order = list(wording.LABELS)
    return (order.index(row.field) if row.field in order else len(order), row.origin.source)


def _address(kind: str, pk: int) -> str:
    return reverse("admin:legacy_fielddifference_thing", args=[kind, pk])


def _list(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """List what differs by story, person and tag, newest first; with `?show=decided` what was decided about."""
    shows_decided = request.GET.get("show") == "decided"
    rows = visible(request.user).filter(state__in=DECIDED if shows_decided else [DifferenceState.OPEN])
    counts = dict(rows.values_list("target_kind").annotate(n=Count("target_id", distinct=True)).order_by())
    kind = request.GET.get("kind", "")
    if kind in KINDS:
        rows = rows.filter(target_kind=kind)
    things = rows.values("target_kind", "target_id").annotate(newest=Max("found_at")).order_by("-newest", "target_id")
    page = Paginator(things, PER_PAGE).get_page(request.GET.get("page"))
    query = {name: value for name, value in (("show", "decided" if shows_decided else ""), ("kind", kind)) if value}
    more = {
        "title": "Differences",
        "entries": _entries(rows, page.object_list),
        "page": page,
        "query": query,
        "shows_decided": shows_decided,
        "kind": kind,
        "total": sum(counts.values()),
        "kinds": [(name, words, counts[name]) for name, words in KINDS.items() if counts.get(name)],
    }
    return TemplateResponse(request, "admin/legacy/fielddifference/change_list.html", context | more)


def _entries(rows: models.QuerySet, things: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    things = list(things)
    ids: dict[str, list[int]] = {}
    for thing in things:
        ids.setdefault(thing["target_kind"], []).append(thing["target_id"])
    names: dict[tuple[str, int], str] = {}
    fields: dict[tuple[str, int], list[FieldDifference]] = {}
    for kind, pks in ids.items():
        model = Article if kind == "article" else settling.THINGS[kind]
        found = model.objects.defer("body") if kind == "article" else model.objects.all()
        names |= {(kind, pk): str(each) for pk, each in found.in_bulk(pks).items()}
        for row in rows.filter(target_kind=kind, target_id__in=pks).select_related("origin").defer("says", "imported"):
            fields.setdefault((kind, row.target_id), []).append(row)
    return [
        {
            "name": names.get(key) or "no longer here",
            "address": _address(*key),
            "kind": ONE[key[0]],
            "fields": ", ".join(dict.fromkeys(wording.label_of(row) for row in sorted(fields[key], key=_in_order))),
            "sources": ", ".join(sorted({row.origin.source for row in fields[key]})),
            "newest": thing["newest"],
            "decided": sorted({row.decided_by_name for row in fields[key] if row.decided_by_name}),
        }
        for thing in things
        if (key := (thing["target_kind"], thing["target_id"])) in fields
    ]


class _Page:
    """One story, person or tag, with all that its source says otherwise."""

    def __init__(self, request: HttpRequest, kind: str, thing: models.Model, rows: list[FieldDifference]) -> None:
        self.request, self.kind, self.thing = request, kind, thing
        self.open = [row for row in rows if row.state == DifferenceState.OPEN]
        self.decided = [row for row in rows if row.state in DECIDED]

    def _may_decide(self) -> bool:
        if self.kind == "article":
            return policy.may(self.request.user, "save_draft", self.thing)
        return settling.may_change(self.request.user, self.kind)

    def _may_publish(self) -> bool:
        return self.kind == "article" and settling.may_publish(self.request.user, self.thing)

    def shown(self, context: dict[str, Any]) -> HttpResponse:
        about: dict[str, Any] = {}
        if self.kind == "article":
            here = working_text(self.thing)
            differences = wording.of_article(self.thing, here, self.open, self.request.user)
            about = {
                "standing": standing(self.thing, timezone.now()),
                "version": self.thing.version,
                "has_changes": self.thing.has_changes,
            }
        else:
            differences = wording.of_thing(self.thing, self.open)
        more = {
            "title": str(self.thing),
            "thing": self.thing,
            "kind": self.kind,
            "word": ONE[self.kind],
            "here": reverse(PAGES[self.kind], args=[self.thing.pk]),
            "differences": differences,
            "takeable": sum(
                bool(each.takeable == "yes" or self._may_publish() and each.takeable) for each in differences
            ),
            "sources": sorted({row.origin.source for row in self.open}),
            "decided": [(wording.label_of(row), row) for row in self.decided],
            "may_decide": self._may_decide(),
            "may_publish": self._may_publish(),
        }
        return TemplateResponse(
            self.request, "admin/legacy/fielddifference/thing.html", context | about | more
        )  # fmt: skip

    def posted(self) -> HttpResponse:
        takes = "take" in self.request.POST
        chosen = self._chosen(self.request.POST.get("take" if takes else "leave", ""))
        try:
            said = self._take(chosen) if takes else self._leave(chosen)
        except policy.NotAllowed as denied:
            raise Http404(str(denied)) from denied
        except workflow.StaleVersion as stale:
            messages.error(self.request, f"Nothing was taken: {stale} Look at it once more.")
        except workflow.NotReady as lacking:
            what = "; ".join(what for _, what in lacking.gaps)
            messages.error(self.request, f"Nothing was taken, since it cannot be published: {what}.")
        except (settling.CannotSettle, texts.BadText) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, said)
        is_left = visible(self.request.user).filter(
            target_kind=self.kind, target_id=self.thing.pk, state=DifferenceState.OPEN
        )
        is_done = not is_left.exists()
        there = reverse("admin:legacy_fielddifference_changelist") if is_done else _address(self.kind, self.thing.pk)
        return HttpResponseRedirect(there)

    def _chosen(self, value: str) -> list[tuple[int, str]]:
        """Read which rows the press meant: one by its number, or all that the page showed."""
        tokens = (token.partition(":") for token in self.request.POST.getlist("row"))
        shown = {
            int(number): told
            for number, _, told in tokens
            if number.isascii() and number.isdigit() and len(number) < 19
        }
        if value == "all":
            return list(shown.items())
        return [(number, told) for number, told in shown.items() if str(number) == value]

    def _take(self, chosen: list[tuple[int, str]]) -> str:
        request = self.request
        if self.kind != "article":
            count = settling.take_thing(request.user, self.kind, self.thing.pk, chosen)
            return f"{_fields(count)} taken; readers see it now."
        publishes = "publish" in request.POST
        if request.POST.get("take") == "all":
            by_pk = {row.pk: row for row in self.open}
            chosen = [
                each for each in chosen
                if each[0] not in by_pk or settling.can_be_taken(by_pk[each[0]], publishes=publishes)
            ]  # fmt: skip
        base = request.POST.get("base_version", "")
        base = int(base) if base.isascii() and base.isdigit() and len(base) <= 9 else -1
        settling.take(request.user, self.thing, chosen, base_version=base, publishes=publishes)
        if publishes:
            return f"{_fields(len(chosen))} taken and published."
        return f"{_fields(len(chosen))} taken into the working text. Readers see no change until it is released."

    def _leave(self, chosen: list[tuple[int, str]]) -> str:
        if self.kind == "article":
            count = settling.leave(self.request.user, self.thing, chosen)
        else:
            count = settling.leave_thing(self.request.user, self.kind, self.thing.pk, chosen)
        return f"{_fields(count)} left as it is. The same text of the source is not asked about again."


def _fields(count: int) -> str:
    return "One field" if count == 1 else f"{count} fields"
