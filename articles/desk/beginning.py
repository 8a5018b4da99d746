"""Beginning a story with what is there already: a copy of another, a template of the newsroom, a ready-made plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles import copying, policy, workflow
from articles.desk.form import blank_text
from articles.desk.saving import create_once
from articles.desk.starters import BY_KEY, STARTERS
from articles.models import Article

MOST_TEMPLATES = 100


def templates(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Offer the newsroom's templates and the ready-made plans; a POST begins a story with a plan."""
    if not policy.may_create(request.user):
        raise Http404("There is no such page.")
    if request.method == "POST":
        starter = BY_KEY.get(request.POST.get("starter", ""))
        if starter is None:
            raise Http404("There is no such plan.")
        return _into(create_once(request.user, blank_text(request.user) | starter.text))
    found = policy.copiable_by(request.user, Article.objects.filter(is_template=True))
    rows = list(found.select_related("working_region").defer("body").order_by("working_title", "pk")[:MOST_TEMPLATES])
    more = context | {
        "title": "New from a template",
        "templates": [(row, policy.may(request.user, "view", row)) for row in rows],
        "starters": STARTERS,
        "is_nav_sidebar_enabled": False,
    }
    return TemplateResponse(request, "admin/articles/article/templates.html", more)


def duplicate(request: HttpRequest, article: Article) -> HttpResponse:
    """Begin a story with the saved text of this one. Who may see it and not write is told that it is missing."""
    try:
        made = copying.copy(request.user, article, blank=blank_text(request.user))
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    words = f"This is a new draft with the text of “{article.working_title or article}”, under your name."
    messages.success(request, f"{words} It has no address and no date yet.")
    return _into(made)


def mark(request: HttpRequest, article: Article) -> HttpResponse:
    """Make a draft a template, or a draft again. The button says which, so that a second press changes nothing."""
    wanted = request.POST.get("template") == "1"
    try:
        workflow.mark_template(request.user, article, is_template=wanted)
    except policy.Held as held:
        messages.error(request, f"Left as it is. {held}")
        return _into(article)
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    if wanted:
        messages.success(request, "It is a template now: every writer can begin with it, and nobody can release it.")
    else:
        messages.success(request, "It is an ordinary draft again.")
    return _into(article)


def _into(article: Article) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
