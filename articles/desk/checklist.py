"""The checks before release as the writing room shows them, and what of them a press of a button lets pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import policy, readiness
from articles import text as texts
from articles.checks.catalogue import Finding
from articles.checks.passing import LONGEST_REASON, Passing, known_keys
from articles.desk import autosave
from articles.desk.form import WritingForm, blank_text, working_text
from articles.models import Article
from cms.lib.richtext import without_controls


@dataclass(frozen=True, slots=True)
class Checklist:
    """What stands against a text: `against` cannot go at all or blocks, `advice` can be passed, `known` is live."""

    against: list[Finding]
    advice: list[Finding]
    known: list[Finding]
    may_override: bool

    @classmethod
    def of(cls, actor: AbstractBaseUser, text: texts.Text, article: Article | None) -> Checklist:
        fresh, known = readiness.against_live(text, article)
        against = [finding for finding in fresh if finding.is_blocking]
        advice = [finding for finding in fresh if not finding.is_blocking]
        return cls(against, advice, known, policy.may_override(actor))

    @property
    def gaps(self) -> list[readiness.Gap]:
        return [(finding.field, finding.words) for finding in [*self.against, *self.advice]]

    @property
    def advice_keys(self) -> str:
        return _keys(self.advice)

    @property
    def over(self) -> list[Finding]:
        """What a reason could lift, for whoever may give one."""
        return [finding for finding in self.against if not finding.is_must] if self.may_override else []

    @property
    def over_keys(self) -> str:
        return _keys(self.over)

    def as_json(self) -> dict[str, Any]:
        return {
            "against": [_told(finding) for finding in self.against],
            "advice": [_told(finding) for finding in self.advice],
            "known": [_told(finding) for finding in self.known],
            "advice_keys": self.advice_keys,
            "over_keys": self.over_keys,
        }


def _keys(findings: list[Finding]) -> str:
    return " ".join(sorted({finding.check for finding in findings}))


def _told(finding: Finding) -> dict[str, str]:
    return {"check": finding.check, "field": finding.field, "words": finding.words}


def passing(request: HttpRequest) -> Passing:
    """Read what a form says may pass. What names no check passes nothing, and a reason without a right neither."""
    reason = without_controls(request.POST.get("override_reason", ""))[:LONGEST_REASON].strip()
    return Passing(
        seen=known_keys(request.POST.get("passed", "")[:1000].split()),
        over=known_keys(request.POST.get("overridden", "")[:1000].split()) if reason else frozenset(),
        reason=reason,
    )


@require_POST
def look(request: HttpRequest, article: Article | None) -> JsonResponse:
    """Answer the room's own form, as it is typed, with what stands against it. 422 for what is no text yet."""
    saved = working_text(article) if article else blank_text(request.user)
    form = WritingForm(
        request.POST,
        may_make_tags=False,
        working=saved,
        asks_time=article is None or not article.is_public(timezone.now()),
        actor=request.user,
        article=article,
    )
    try:
        text, _, _ = autosave.read(form, saved)
    except texts.BadText as bad:
        return JsonResponse({"refused": str(bad)}, status=422)
    return JsonResponse(Checklist.of(request.user, text, article).as_json())
