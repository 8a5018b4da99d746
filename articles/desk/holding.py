"""What is done to a story that somebody else holds: the hold lifted, or the story taken from readers as it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles import policy, workflow
from articles.desk.saving import version
from articles.models import Article

LONGEST = 2000


def lift(request: HttpRequest, article: Article) -> HttpResponse:
    """Lift a hold, with a reason. A second press finds it lifted."""
    try:
        workflow.lift_hold(request.user, article, reason=_reason(request, "lift_reason"))
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    except workflow.NotReady:
        messages.error(request, "Say why the hold is lifted: whoever set it reads that.")
    else:
        messages.success(request, "The hold is lifted. Everybody works on as before.")
    return _back(article)


def withdraw(request: HttpRequest, article: Article) -> HttpResponse:
    """Take a story from readers without touching its text. A second press finds it withdrawn."""
    base = version(request.POST.get("base_version", ""))
    try:
        workflow.withdraw(request.user, article, reason=_reason(request, "withdraw_reason"), base_version=base)
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    except workflow.NotReady:
        messages.error(request, "Say why it is withdrawn, for the newsroom.")
    except workflow.StaleVersion as stale:
        messages.error(request, f"Not withdrawn yet: {stale} Look at it first.")
    else:
        messages.success(request, "Withdrawn: it has left every list, and its address says that it is gone.")
    return _back(article)


def _reason(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()[:LONGEST]


def _back(article: Article) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))
