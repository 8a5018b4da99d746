"""The writing room: shows the newest text, saves what is typed, and does what the pressed button says."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from articles import kept, planning, policy, readiness, workflow
from articles import text as texts
from articles.desk import autosave, clock, collision, due, here, kept_words, seen
from articles.desk.asking import PlanForm
from articles.desk.checklist import Checklist, passing
from articles.desk.form import (
    DESCRIPTION_FOR_SEARCH,
    TITLE_FOR_SEARCH,
    WritingForm,
    blank_text,
    initial_of,
    working_text,
)
from articles.desk.library.choosing import item
from articles.desk.moves import FIRST_MOVES, MOVES, Move, Wish, as_saved, first_moves, is_live, is_scheduled, offered
from articles.desk.originals import translated
from articles.desk.saving import Settled, create_once, save, settle, version
from articles.desk.standing import standing
from articles.models import Article, KeptText, State
from cms.ledger.models import AuditEntry
from cms.lib import richtext
from cms.pictures.models import Picture

TEMPLATE = "admin/articles/article/change_form.html"


def room(request: HttpRequest, context: dict[str, Any], article: Article | None) -> HttpResponse:
    """Answer for one article, or a new one. The caller has asked the policy whether this person may write here."""
    visit = Visit(request, context, article)
    return visit.posted() if request.method == "POST" else visit.opened()


class Visit:
    """One request to the room. `context` is what every page of the desk shows."""

    def __init__(self, request: HttpRequest, context: dict[str, Any], article: Article | None) -> None:
        self.request, self.context, self.article = request, context, article
        self.actor = request.user
        self.working = working_text(article) if article else blank_text(self.actor)
        self.asks_time = article is None or not is_live(article)
        self.plan: PlanForm | None = None  # the one whose button was pressed
        self.settled: Settled | None = None  # what was to be saved, over which version

    # --- Showing ---

    def opened(self) -> HttpResponse:
        taken = kept_words.taken(self.request, self.article)
        if taken:
            return self._page(self._form(initial=kept_words.initial(taken)), taken=taken)
        version = self.article.version if self.article else 0
        text = self.working
        if self.article and is_scheduled(self.article) and not text["release_at"]:
            text = text | {"release_at": self.article.published_at.isoformat()}
        form = self._form(initial=initial_of(text, version))
        wanted = self.request.GET.get("gaps") in MOVES
        return self._page(form, names_gaps=wanted)

    def _form(self, *args: Any, **kwargs: Any) -> WritingForm:
        form = WritingForm(
            *args,
            may_make_tags=self.actor.has_perm("articles.add_tag"),
            working=self.working,
            asks_time=self.asks_time,
            actor=self.actor,
            article=self.article,
            **kwargs,
        )
        if self.article and self.article.published_at and self.article.date_precision in {"exact", "day"}:
            # Whoever puts an amount in another currency into a text means the rate of its day.
            day = timezone.localtime(self.article.published_at).date()
            form.fields["body"].widget.attrs["data-day"] = day.isoformat()
        if self.article and self.article.slug:
            form.fields["slug"].widget.attrs["placeholder"] = self.article.slug
        return form

    def _page(self, form: WritingForm, *, status: int = 200, names_gaps: bool = False, **more: Any):
        article, now = self.article, timezone.now()
        checklist = Checklist.of(self.actor, self.working, article) if article else None
        gaps = checklist.gaps if checklist and names_gaps else []
        plans = due.plans_of(article, now) if article else {}
        is_fresh = not form.is_bound and not more.keys() & {"taken", "meeting"}
        offers = kept_words.offers(self.request, article, self.working) if is_fresh else []
        if article is None and is_fresh and not offers:
            form.fields["title"].widget.attrs["autofocus"] = True  # a headline is all that a draft needs
        if article and policy.hold_against(self.actor, "save_draft", article):
            buttons = set()  # what may be done all the same is on the story's own page
        else:
            buttons = offered(self.actor, article) if article else {"submit", *first_moves(self.actor)}
        context = self.context | {
            "form": form,
            "article": article,
            "seen": seen.mark(article) if article else "",
            "working_title": self.working["title"],
            "standing": standing(article, now) if article else None,
            "is_live": bool(article) and is_live(article),
            "buttons": buttons,
            "zone": clock.zone_name(),
            "asks_time": self.asks_time,
            "may_create": policy.may_create(self.actor),
            "may_share": bool(article) and policy.may(self.actor, "share", article),
            "may_mark_template": bool(article) and policy.may(self.actor, "mark_template", article),
            "gaps": gaps,
            "faults": _faults([form, *filter(None, [self.plan])], gaps),
            "plans": plans,
            "plan_forms": due.forms_of(plans, self.request.POST, self.plan),
            **here.about(self.actor, article),
            "checklist": checklist,
            "sent_back": _sent_back(article) if article else None,
            "site_url_shown": settings.SITE_URL.split("//", 1)[1],
            "lead": _lead(form, self.actor),
            "translated": translated(self.actor, article) if article else [],
            "title_for_search": TITLE_FOR_SEARCH,
            "description_for_search": DESCRIPTION_FOR_SEARCH,
            "offers": offers,
            "kept_for": self.request.POST.get("kept_for") or self.actor.pk,
            "kept_place": self._place(more.get("taken")),
            "is_nav_sidebar_enabled": False,
            "title": "Write" if article is None else str(article),
            **more,
        }
        return TemplateResponse(self.request, TEMPLATE, context, status=status)

    def _place(self, taken: KeptText | None) -> str:
        """Name a story that has no row yet, so that words kept of it are told from those of another."""
        return (taken and taken.place) or self.request.POST.get("kept_place") or secrets.token_hex(12)

    # --- Saving ---

    def posted(self) -> HttpResponse:
        name = self.request.POST.get("move", "save")
        move = MOVES.get(name)
        if move is None and name != "save":
            raise Http404(f"There is no such button: {name[:40]!r}.")
        form = self._form(self.request.POST)
        is_valid = form.is_valid()
        wish = self._wish(form, move) if move else Wish()
        if move and seen.is_other(self.request, self.article) and not move.is_done(self.article, wish):
            changed = seen.change_words(self.article)
            form.add_error(None, f"{changed}. Nothing is saved yet. Press again if you still mean it.")
            return self._refused(form, 409)
        if self._is_forbidden(form, move, wish):
            form.add_error(None, self._why_forbidden(move))
            return self._refused(form, 403)
        if autosave.is_for_another(self.request):
            form.add_error(None, f"{self.actor.get_username()} is signed in here now, and these are another’s words.")
            return self._refused(form, 403)
        if not is_valid or form.errors or (self.plan and self.plan.errors):
            return self._refused(form, 422)
        try:
            made = self._save(form)
        except (workflow.StaleVersion, collision.Undecided):
            return self._collided(form)
        except texts.BadText as bad:
            form.add_error(bad.field if bad.field in form.fields else None, str(bad))
            return self._refused(form, 422)
        except policy.NotAllowed as denied:
            form.add_error(None, str(denied))
            return self._refused(form, 403)
        return self._moved(move, wish) if move else self._saved(made)

    def _wish(self, form: WritingForm, move: Move) -> Wish:
        """Read what the button needs, and say at its field what is missing."""
        reason = self.request.POST.get(move.reason_field, "").strip()[:2000] if move.reason_field else ""
        if move.reason_field and not reason:
            form.add_error(None, f"Say why, so that others know: the reason for “{_words(move)}” is empty.")
        if move.name == "schedule" and not form.errors:
            if form.release_moment is None:
                form.add_error("release_on", "Say on which day, and at what hour, readers are to see it.")
            elif form.release_moment <= timezone.now():
                form.add_error("release_on", "This time has passed. Choose a later one, or release now.")
        if move.plan:
            self.plan = PlanForm(move.plan, self.request.POST)
            return Wish(reason, self.plan.moment if self.plan.is_valid() else None, passing(self.request))
        return Wish(reason, form.release_moment, passing(self.request))

    def _is_forbidden(self, form: WritingForm, move: Move | None, wish: Wish) -> bool:
        """Ask the policy of the story as it stands, and for the move of the story as this save would leave it."""
        if self.article is not None and not policy.may(self.actor, "save_draft", self.article):
            return True
        if move is None or (self.article is not None and move.is_done(self.article, wish)):
            return False
        if self.article is None and move.name not in FIRST_MOVES:
            return True
        if "region" in form.errors:
            return False  # refused for that, and nobody knows where the story would stand
        region = form.cleaned_data["region"]
        return not policy.may(self.actor, move.action, as_saved(self.article, self.actor, region))

    def _why_forbidden(self, move: Move | None) -> str:
        hold = self.article and policy.hold_against(self.actor, "save_draft", self.article)
        if hold:
            return "Somebody holds this story, so nothing is saved. Your words are still on this screen."
        return f"You may not {_words(move)} this story as it stands. Nothing is saved yet."

    def _save(self, form: WritingForm) -> bool:
        window = autosave.window_of(self.request)
        with transaction.atomic():
            was, made = self.article, self._save_text(form.text(self.actor), form.cleaned_data["base_version"])
            if window:
                kept.fold(self.actor, was, window)
        return made

    def _save_text(self, text: texts.Text, base: str) -> bool:
        if self.article is None:
            self.article = create_once(self.actor, text)
            return True
        self.settled = settle(self.actor, self.article, text, base, self.request.POST)
        return save(self.actor, self.article, self.settled)

    def _saved(self, made: bool) -> HttpResponse:
        article = self.article
        if self.request.headers.get("Accept") == "application/json" and self._is_visible():
            at = date_format(timezone.localtime(article.working_at), "H:i") if article.working_at else ""
            address = reverse("admin:articles_article_change", args=[article.pk])
            return JsonResponse(
                {
                    "version": article.version,
                    "seen": seen.mark(article),
                    "at": at,
                    "by": article.working_by,
                    "address": address,
                    "warning": due.warning(article),
                }
            )
        if warning := due.warning(article):
            messages.warning(self.request, warning)
        words = "Saved as a draft." if made else "Nothing has changed since it was saved."
        if made and "put_together_with" in (self.settled.trail if self.settled else {}):
            words = "Saved: both texts, put together. Read it once as a whole."
        elif made and article.state == State.RELEASED:
            words = "Saved. Readers see the text as it was until the changes are published."
        messages.success(self.request, words)
        return self._back()

    def _moved(self, move: Move, wish: Wish) -> HttpResponse:
        article = self.article
        try:
            if not move.is_done(article, wish):
                move.perform(self.actor, article, wish)
        except workflow.NotReady:
            messages.warning(self.request, f"Saved, but not ready to {_words(move)}.")
            return self._back(f"gaps={move.name}")
        except planning.CannotPlan as impossible:
            messages.error(self.request, f"Saved, and no more: {impossible}")
            return self._back()
        except policy.NotAllowed as denied:
            messages.error(self.request, f"Saved as a draft, and no more: {denied}")
            return self._back()
        except workflow.StaleVersion as stale:
            messages.error(self.request, f"Saved as a draft, and no more: {stale}")
            return self._back()
        messages.success(self.request, self._said(move))
        return self._back()

    def _said(self, move: Move) -> str:
        words = move.said(self.article)
        if move.name == "release" and is_live(self.article):
            return format_html('{} <a href="{}">See the page</a>', words, self.article.get_absolute_url())
        return words

    def _is_visible(self) -> bool:
        return policy.may(self.actor, "view", self.article)

    def _back(self, query: str = "") -> HttpResponseRedirect:
        """Back to the room, or to the list where the story has left this person's sight. The list's filters stay."""
        kept = self.context["list_query"]
        if not self._is_visible():
            return HttpResponseRedirect(reverse("admin:articles_article_changelist") + (f"?{kept}" if kept else ""))
        address = reverse("admin:articles_article_change", args=[self.article.pk])
        query = "&".join(filter(None, [query, self.context["list_param"]]))
        return HttpResponseRedirect(f"{address}?{query}" if query else address)

    # --- Refusing, with the text still on screen ---

    def _refused(self, form: WritingForm, status: int) -> HttpResponse:
        return self._page(form, status=status)

    def _collided(self, form: WritingForm) -> HttpResponse:
        """The later of two editors: told who saved what when, with both texts side by side, and nothing lost."""
        self.article.refresh_from_db()
        newest = self.article.revisions.first()
        mine, base = texts.cleaned(form.text()), version(form.cleaned_data["base_version"])
        if self.settled and self.settled.trail and self.settled.base_version < newest.number:
            # What was settled with one colleague meets what the next one saved meanwhile.
            mine, base = collision.without_gone_tags(self.settled.text), self.settled.base_version
            form = self._form(initial=initial_of(mine, base) | collision.new_tags(form, mine))
        meeting = collision.meet(self.article, mine, base, newest, self.request.POST, self.actor)
        return self._page(form, status=409, meeting=meeting)


def _words(move: Move | None) -> str:
    return {
        None: "save",
        "end_hold": "end the hold of",
        "schedule": "release",
        "send_back": "send back",
        "plan_publish": "publish",
        "plan_take_down": "take down",
        "cancel_publish": "change the plan for",
        "cancel_take_down": "change the plan for",
    }.get(move and move.name, move and move.name)


def _faults(forms: list[WritingForm | PlanForm], gaps: list[readiness.Gap]) -> list[tuple[str, str]]:
    """Return (id of the field, what is wrong) for the summary above the text, the first first."""
    found = [
        (form[name].id_for_label if name in form.fields else "", fault)
        for form in forms
        for name, faults in (form.errors.items() if form.is_bound else ())
        for fault in faults
    ]
    return found + [(f"id_{field}", what) for field, what in gaps]


def _lead(form: WritingForm, actor: AbstractBaseUser) -> dict[str, Any] | None:
    """Return what the column shows of the lead picture, as the library knows it."""
    uid = richtext.without_controls(str(form["lead_picture"].value() or ""))[:64]
    picture = Picture.objects.filter(uid=uid).first() if uid else None
    return item(picture, actor) if picture else None


def _sent_back(article: Article) -> dict[str, Any] | None:
    """Return who sent a draft back, when and why, until it is handed in again."""
    if article.state != State.DRAFT:
        return None
    trail = AuditEntry.objects.filter(target_kind="article", target_id=article.pk, action__in=["send back", "submit"])
    last = trail.order_by("-at", "-pk").first()
    if last is None or last.action != "send back":
        return None
    return {"by": last.actor_name, "at": last.at, "reason": last.details.get("reason", "")}
