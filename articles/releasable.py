"""What a text has to pass on its way out: what it must have, what the newsroom's checks say, and what was passed."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.models import AbstractBaseUser

from articles import policy, readiness, translations
from articles import text as texts
from articles.checks.passing import UNASKED, Passed, Passing, settle
from articles.models import Article, Revision
from cms.ledger import audit


class NotReady(Exception):
    """The text lacks what readers need: `gaps` are (field, what is missing), the first gap first."""

    def __init__(self, gaps: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {what}" for field, what in gaps))
        self.gaps = gaps


def released_text(revision: Revision) -> texts.Text:
    """Return a revision's text as readers would get it. Raises NotReady naming what is missing."""
    text = texts.cleaned(revision.data)
    needed = {"title": "a story needs a headline", "body": "a story needs a text"}
    gaps = [(field, what) for field, what in needed.items() if not text[field]]
    if gaps:
        raise NotReady(gaps)
    return text


def check_readiness(
    actor: AbstractBaseUser | None,
    article: Article,
    text: texts.Text,
    passing: Passing = UNASKED,
) -> Passed:
    """Return what the text goes out with. Raises NotReady where people release less than the newsroom demands.

    The system releases what it is given. A correction need not wait for what the live story never had: an old one may
    have no byline. A translation of nothing that it could be one of is nobody's to release.
    """
    if actor is None:
        if faults := translations.faults(article, text):
            raise NotReady(faults)
        return Passed()
    fresh, known = readiness.against_live(text, article)
    against, passed = settle(fresh, passing, may_override=policy.may_override(actor))
    if against:
        raise NotReady([(finding.field, finding.words) for finding in against])
    return replace(passed, known=tuple(known))


def record_overriding(actor: AbstractBaseUser | None, article: Article, passed: Passed) -> None:
    """Note by itself that somebody let a story go in spite of what blocks it, and why."""
    if passed.over:
        what = [finding.words for finding in passed.over]
        audit.record(actor, "override checks", article, version=article.version, overridden=what, reason=passed.reason)
