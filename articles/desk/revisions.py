"""The history of an article: its versions listed, read, compared by words, and brought back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import policy, workflow
from articles import text as texts
from articles.desk import comparing, due, preview
from articles.desk.standing import standing
from articles.models import Article, Revision

PER_PAGE = 50


def _around(context: dict[str, Any], article: Article, **more: Any) -> dict[str, Any]:
    about = {"article": article, "standing": standing(article, timezone.now()), "title": str(article)}
    return context | about | {"is_nav_sidebar_enabled": False} | more


def history(request: HttpRequest, context: dict[str, Any], article: Article) -> HttpResponse:
    """List the versions, newest first, with a choice of two to compare."""
    page = Paginator(article.revisions.defer("data"), PER_PAGE).get_page(request.GET.get("page"))
    more = _around(
        context,
        article,
        page=page,
        plans=due.history_of(article, timezone.now()),
        may_restore=policy.may(request.user, "restore", article),
        may_write=policy.may(request.user, "save_draft", article),
    )
    return TemplateResponse(request, "admin/articles/article/history.html", more)


def version(request: HttpRequest, context: dict[str, Any], article: Article, number: int) -> HttpResponse:
    """Show one version as it reads."""
    return _read(request, context, article, get_object_or_404(article.revisions, number=number))


def newest(request: HttpRequest, context: dict[str, Any], article: Article) -> HttpResponse:
    """Show the newest text to someone who may read and not write it, or not now, since somebody holds it."""
    may = {f"may_{action}": policy.may(request.user, action, article) for action in ("lift_hold", "withdraw")}
    more = {"hold": policy.hold_of(article)} | may
    return _read(request, context | more, article, article.revisions.first())


def _read(request: HttpRequest, context: dict[str, Any], article: Article, revision: Revision | None) -> HttpResponse:
    text = texts.cleaned(revision.data if revision else texts.of_live(article))
    wording = comparing.Wording([text], request.user)
    story = preview.unsaved(article, text)
    more = _around(
        context,
        article,
        revision=revision,
        text=text,
        body=story.rendered.html,
        facts=[(label, wording.said(name, text[name])) for name, label in comparing.FACTS],
        is_newest=revision is None or revision.number == article.version,
        may_restore=policy.may(request.user, "restore", article),
        may_write=policy.may(request.user, "save_draft", article),
        may_share=policy.may(request.user, "share", article),
        may_copy=policy.may_copy(request.user, article),
        may_untrash=policy.may(request.user, "take_from_trash", article),
    )
    return TemplateResponse(request, "admin/articles/article/version.html", more)


def compare(request: HttpRequest, context: dict[str, Any], article: Article) -> HttpResponse:
    """Compare the versions `?from=` and `?to=`: the older with the newer, whichever way they were chosen."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(number.isascii() and number.isdigit() and len(number) <= 9 for number in numbers):
        raise Http404("A comparison needs the numbers of two versions.")
    found = {revision.number: revision for revision in article.revisions.filter(number__in=numbers)}
    older, newer = sorted(int(number) for number in numbers)
    if older not in found or newer not in found:
        raise Http404("There is no such version.")
    before, after = texts.cleaned(found[older].data), texts.cleaned(found[newer].data)
    fields = comparing.compared(before, after, request.user)
    more = _around(
        context,
        article,
        older=found[older],
        newer=found[newer],
        fields=[field for field in fields if not field.is_same or field.label == "Text"],
        is_same=all(field.is_same for field in fields),
        may_restore=policy.may(request.user, "restore", article),
    )
    return TemplateResponse(request, "admin/articles/article/compare.html", more)


def restore(request: HttpRequest, article: Article, number: int) -> HttpResponse:
    """Bring a version back as new working text, unless somebody saved since the history was opened."""
    revision = get_object_or_404(article.revisions, number=number)
    room = reverse("admin:articles_article_change", args=[article.pk])
    base = request.POST.get("base_version", "")
    base = int(base) if base.isascii() and base.isdigit() and len(base) <= 9 else -1
    try:
        workflow.restore(request.user, article, revision, base_version=base)
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    except workflow.StaleVersion as stale:
        messages.error(request, f"Nothing was brought back: {stale} Look at it first.")
        return HttpResponseRedirect(reverse("admin:articles_article_history", args=[article.pk]))
    messages.success(
        request, f"Version {number} is the working text again. Readers see no change until it is released."
    )
    return HttpResponseRedirect(room)


def untrash(request: HttpRequest, article: Article) -> HttpResponse:
    """Take an article out of the trash. A second press finds it out already."""
    room = HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
    if article.trashed_at is None and policy.may(request.user, "save_draft", article):
        return room
    try:
        workflow.take_from_trash(request.user, article)
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    messages.success(request, f"“{article}” is out of the trash.")
    return room
