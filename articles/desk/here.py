"""What a window of the writing room is told every few seconds: who else is there, who saved, who holds the story."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from articles import policy
from articles.desk import autosave, presence
from articles.desk.fields import number
from articles.models import Article

# A hidden window may be asleep for long; it never says more than an hour.
_LONGEST = 3600


def about(user: AbstractBaseUser, article: Article | None) -> dict[str, Any]:
    """Return what the room shows of it on opening, also where no script runs."""
    if article is None:
        return {"present": [], "hold": None}
    hold = policy.hold_of(article)
    is_own = bool(hold) and hold.holder_id == user.pk
    return {"present": presence.others(user, article.pk), "hold": hold, "is_own_hold": is_own}


@require_POST
def here(request: HttpRequest, article: Article) -> JsonResponse:
    """Take a window's sign. {"others": [{"words", "state"}], "note", "saved": {"words", "address"} or null, "held"}."""
    window, user = autosave.window_of(request), request.user
    if window is None or autosave.is_for_another(request):
        return JsonResponse({"refused": "This is no form of the writing room."}, status=422)
    if request.POST.get("leaving"):
        presence.leave(user, article.pk, window.tab)
        return JsonResponse({})
    if autosave.is_too_often(request, "here"):
        return JsonResponse({"refused": "Too often."}, status=429)
    untouched = number(request.POST.get("untouched", "")) or 0
    sign = presence.Sign(
        window.tab,
        has_unsaved=request.POST.get("unsaved") == "1",
        is_hidden=request.POST.get("hidden") == "1",
        untouched_for=min(untouched, _LONGEST),
    )
    presence.note(user, article.pk, sign)
    hold = policy.hold_against(user, "save_draft", article)
    base = number(request.POST.get("base_version", "")) or 0
    saved = None
    if words := autosave.saved_since(request, article, base):
        saved = {
            "words": words,
            "address": reverse("admin:articles_article_version", args=[article.pk, article.version]),
        }
    told = presence.told(user, article.pk, window.tab)
    return JsonResponse(told | {"saved": saved, "held": hold.words if hold else ""})
