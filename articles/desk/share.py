"""Sharing a draft, on the desk: a link is made, the links of a story and their openings are listed, one is revoked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import policy, sharing
from articles.desk import clock
from articles.desk.moves import is_live
from articles.desk.standing import standing
from articles.models import Article, SharedLink

HOURS = (1, 8, 24, 48, 72, 168, 336, 720)
USUAL_HOURS = 48
SHOWN = 30
FOLLOW, PINNED = "newest", "this"


def _said(hours: int) -> str:
    if hours < 24 or hours % 24:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{hours // 24} day{'' if hours == 24 else 's'}"


class ShareForm(forms.Form):
    """Which text, for how long, for whom."""

    for_whom = forms.CharField(
        label="For whom",
        required=False,
        max_length=200,
        help_text="For the newsroom: the reader does not see it.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    which = forms.ChoiceField(label="What it shows")
    hours = forms.TypedChoiceField(label="It works for", coerce=int)

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = settings.SHARED_LINK_MAX_HOURS
        offered = [hours for hours in HOURS if hours < most] + [most]
        self.fields["hours"].choices = [(hours, _said(hours)) for hours in offered]
        self.fields["hours"].initial = min(USUAL_HOURS, most)
        self.fields["which"].choices = [
            (FOLLOW, "The text saved last, each time"),
            *([(str(version), f"Version {version} only, whatever is saved later")] if version else []),
        ]
        self.fields["which"].initial = FOLLOW


def share(request: HttpRequest, context: dict[str, Any], article: Article) -> HttpResponse:
    """List the links of a story; a POST makes one."""
    if not policy.may(request.user, "share", article):
        raise Http404("There is no such page.")
    form = ShareForm(request.POST or None, version=_version(request, article))
    if request.method == "POST" and form.is_valid():
        which = form.cleaned_data["which"]
        try:
            link = sharing.make(
                request.user,
                article,
                hours=form.cleaned_data["hours"],
                number=None if which == FOLLOW else int(which),
                for_whom=form.cleaned_data["for_whom"],
            )
        except sharing.CannotShare as cannot:
            form.add_error(None, str(cannot))
        except policy.NotAllowed:  # since we asked, it was withdrawn
            raise Http404("There is no such page.") from None
        else:
            query = f"?{context['list_param']}" if context["list_param"] else ""
            return HttpResponseRedirect(f"{_page(article)}{query}#link-{link.pk}")
    now = timezone.now()
    more = context | {
        "article": article,
        "standing": standing(article, now),
        "is_nothing_to_share": is_live(article) and not article.has_changes,
        "title": str(article),
        "form": form,
        "links": [_shown(request, article, link, now) for link in _links(article)],
        "zone": clock.zone_name(),
        "is_nav_sidebar_enabled": False,
    }
    status = 422 if form.is_bound else 200
    return TemplateResponse(request, "admin/articles/article/share.html", more, status=status)


def revoke(request: HttpRequest, article: Article, pk: int) -> HttpResponse:
    """Close one link of this story. What one may not close looks like none."""
    link = get_object_or_404(SharedLink, pk=pk, article=article)
    try:
        sharing.revoke(request.user, link)
    except policy.NotAllowed as denied:
        raise Http404(str(denied)) from denied
    messages.success(request, "Revoked: whoever opens this link finds no page there.")
    return HttpResponseRedirect(_page(article))


def _page(article: Article) -> str:
    return reverse("admin:articles_article_share", args=[article.pk])


def _version(request: HttpRequest, article: Article) -> int:
    """Return the version that "only" means: the newest when the page was opened, though one was saved since."""
    given = request.POST.get("which", "")
    if given.isascii() and given.isdigit() and len(given) <= 9 and int(given) <= article.version:
        return int(given)
    return article.version


def _links(article: Article) -> list[SharedLink]:
    return list(article.shared_links.order_by("-pk").prefetch_related("openings")[:SHOWN])


def _shown(request: HttpRequest, article: Article, link: SharedLink, now: Any) -> dict[str, Any]:
    is_open = link.is_open(now)
    path = sharing.address_of(link) if is_open else ""
    return {
        "link": link,
        "is_open": is_open,
        "address": f"{settings.SITE_URL}{path}" if path else "",
        "openings": sorted(link.openings.all(), key=lambda opening: opening.last_at, reverse=True),
        "may_revoke": is_open and sharing.may_revoke(request.user, link, article),
    }
