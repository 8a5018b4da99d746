"""What the writing room's script asks while one writes: keep these words, throw those away, am I still signed in?

Answers are JSON. What is sent is the room's own form, read as a save reads it. Whatever a save would refuse yet, such
as half a date or a tag that nobody has made, is kept as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_GET, require_POST

from articles import kept, policy
from articles import text as texts
from articles.desk import presence
from articles.desk.fields import number
from articles.desk.form import WritingForm, blank_text, working_text
from articles.models import Article, KeptText, Tag
from cms.lib import richtext

MOST_A_MINUTE = 120
LONGEST_VERSION = 9
# Of what no saved text could hold, so much is kept as it was typed.
MOST_LOOSE = 20_000
GONE = "You may not write this story, or it is no longer here. Your words are still on this screen: copy them."
_WORD = re.compile(r"[0-9a-z-]{1,32}")
View = Callable[..., HttpResponse]


def answering(view: View) -> View:
    """Answer in JSON also where somebody is signed out, or may not: the page that asked must not be left."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not admin.site.has_permission(request):
            return JsonResponse({"refused": "You are signed out."}, status=401)
        try:
            return view(request, *args, **kwargs)
        except (Http404, policy.NotAllowed):
            return JsonResponse({"refused": GONE}, status=404)

    return guarded


def window_of(request: HttpRequest) -> kept.Window | None:
    """Read which window sends a form. None where no script runs in it, and for what is none."""
    tab, turn = request.POST.get("kept_tab", ""), number(request.POST.get("kept_turn", ""))
    place, seen = request.POST.get("kept_place", ""), request.POST.get("kept_seen", "")[:80]
    if not _WORD.fullmatch(tab) or not _WORD.fullmatch(place) or turn is None or turn > 2_000_000_000:
        return None
    return kept.Window(tab, turn, seen, place)


def is_for_another(request: HttpRequest) -> bool:
    """Tell whether the page was opened by one account and sends while another is signed in."""
    return request.POST.get("kept_for", str(request.user.pk)) != str(request.user.pk)


@require_POST
def keep(request: HttpRequest, article: Article | None) -> JsonResponse:
    """Keep the form's words. 200 {"kept", "mark", "left_out", "since"}, 409 {"elsewhere", "mark"}, or {"refused"}."""
    window = window_of(request)
    if window is None or window.turn < 1:
        return _refused("This is no form of the writing room.", 422)
    if is_for_another(request):
        return _refused(f"{request.user.get_username()} is signed in here now, and these are another’s words.", 403)
    if is_too_often(request):
        return _refused("Too often.", 429)
    saved = working_text(article) if article else blank_text(request.user)
    form = WritingForm(
        request.POST,
        may_make_tags=request.user.has_perm("articles.add_tag"),
        working=saved,
        asks_time=article is None or not article.is_public(timezone.now()),
        actor=request.user,
        article=article,
    )
    base = number(request.POST.get("base_version", ""))
    try:
        text, loose, left_out = read(form, saved)
        slot = kept.keep(
            request.user,
            article,
            text,
            window=window,
            base_version=base if base is not None and len(str(base)) <= LONGEST_VERSION else 0,
            saved=saved,
            loose=loose,
        )
    except kept.Elsewhere as elsewhere:
        slot = elsewhere.slot
        return JsonResponse({"elsewhere": clock(slot), "mark": slot.mark}, status=409)
    except kept.TooMany as many:
        return _refused(f"{many} Save or throw away some of them.", 422)
    except texts.BadText as bad:
        return _refused(f"The text cannot be kept: {bad}.", 422)
    about = {"kept": clock(slot), "mark": slot.mark} if slot else {"kept": "", "mark": ""}
    about |= {"left_out": left_out, "since": saved_since(request, article, base or 0)}
    if article is not None and not request.POST.get("leaving"):
        sign = presence.Sign(window.tab, has_unsaved=slot is not None)
        presence.note(request.user, article.pk, sign)
        about["here"] = presence.told(request.user, article.pk, window.tab)
    return JsonResponse(about)


def read(form: WritingForm, saved: texts.Text) -> tuple[texts.Text, dict[str, Any], list[str]]:
    """Return the form's text, what in it no text holds yet, by field, and the labels of what cannot be kept at all."""
    form.is_valid()
    loose: dict[str, Any] = {}
    left_out: list[str] = []
    for name in form.fields:
        if name in form.cleaned_data:
            continue
        typed = form[name].value()
        if name == "title" and not str(typed or "").strip():
            form.cleaned_data[name] = ""
            continue
        form.cleaned_data[name] = saved.get(name)
        # What is no words, such as HTML too long to be cleaned, is not taken in unread.
        if name == "body" or len(str(typed)) + len(str(loose)) > MOST_LOOSE:
            left_out.append(str(form.fields[name].label or name.replace("_", " ").capitalize()))
        elif name != "release_fold":
            loose[name] = _words(typed)
    if isinstance(form.cleaned_data["region"], int):
        form.cleaned_data["region"] = Tag.objects.filter(pk=form.cleaned_data["region"]).first()
    if any(isinstance(tag, str) for tag in form.cleaned_data["tags"]):
        loose["tags"] = _words(form["tags"].value())[:MOST_LOOSE]
    if "tags" in loose:
        loose["new_tags"] = [_words(name) for name in form.allowed_tags[:60]]
    text = form.text()
    if form.errors.keys() & {"release_on", "release_time"}:
        # Half a time is none: the two are shown again together.
        text["release_at"] = saved["release_at"]
        loose |= {name: _words(form[name].value()) for name in ("release_on", "release_time")}
    return texts.cleaned(text), loose, left_out


def _words(typed: Any) -> Any:
    return typed if isinstance(typed, list) else richtext.without_controls(str(typed or ""))


def _refused(words: str, status: int) -> JsonResponse:
    return JsonResponse({"refused": words}, status=status)


def is_too_often(request: HttpRequest, door: str = "kept") -> bool:
    key = f"{door}:{request.user.pk}:{timezone.now():%H%M}"
    cache.add(key, 0, 90)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # forgotten in between
        return False


def clock(slot: KeptText) -> str:
    return date_format(timezone.localtime(slot.at), "H:i:s")


def saved_since(request: HttpRequest, article: Article | None, base_version: int) -> str:
    """Say who saved the story after the words' own version, if somebody did."""
    # What the room shows already needs no telling.
    base_version = max(base_version, number(request.POST.get("told", "")) or 0)
    if article is None or article.version <= base_version:
        return ""
    newest = article.revisions.defer("data").first()
    if newest is None:
        return ""
    who = "You" if newest.author_id == request.user.pk else newest.author_name
    return f"{who} saved version {newest.number} at {date_format(timezone.localtime(newest.created_at), 'H:i')}"


@require_POST
def throw_away(request: HttpRequest, pk: int) -> JsonResponse:
    """Empty a slot of one's own; another's looks like none."""
    try:
        kept.throw_away(request.user, pk)
    except KeptText.DoesNotExist as missing:
        raise Http404(str(missing)) from missing
    return JsonResponse({"thrown": True})


@require_GET
def session(request: HttpRequest) -> JsonResponse:
    """Say who is signed in, and give the token that a form needs, which is another after each signing in."""
    return JsonResponse({"account": request.user.pk, "name": request.user.get_username(), "token": get_token(request)})


@require_GET
def signed_in(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Where signing in leads that was asked for beside a text: back to it."""
    return TemplateResponse(request, "admin/articles/article/signed_in.html", context | {"title": "Signed in again"})
