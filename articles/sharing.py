"""Links by which somebody without an account reads one draft, for a while.

A token is made of a random salt and the site's secret, so that it can be shown again to the newsroom; what is stored
finds a link and opens nothing. A link does what its maker may do: an account that is closed, or may no longer see the
story, has given nobody anything. Everything that is wrong with a link looks the same: there is no such page.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from articles import policy
from articles import text as texts
from articles.models import Article, LinkOpening, Revision, SharedLink
from cms.ledger import audit
from cms.lib.richtext import without_controls

log = logging.getLogger(__name__)

PREFIX = "/shared/"  # of the pages behind links, as in cms/urls.py
MOST_OPEN = 20  # of one story
MOST_OPENINGS = 100  # listed of one link; the last row takes in what comes beyond
# A second look with the same kind of browser within this time is the same opening...
SAME_OPENING = timedelta(minutes=30)
# ...and within this time it is a page loaded twice, which is not even counted.
SAME_LOAD = timedelta(seconds=30)
# A second press of the same button comes within this time.
DOUBLE_PRESS = timedelta(minutes=1)
KEPT_FOR = timedelta(days=30)  # after its end, for the list


class CannotShare(Exception):
    """No link can be made of this now. Says why."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a link shows: a text of a story, or that readers have it by now (`text` is None)."""

    link: SharedLink
    article: Article
    text: texts.Text | None


def make(
    actor: AbstractBaseUser,
    article: Article,
    *,
    hours: int,
    number: int | None = None,
    for_whom: str = "",
    now: datetime | None = None,
) -> SharedLink:
    """Make a link of so many hours to version `number`, or to whatever is saved last. Raises CannotShare."""
    now = now or timezone.now()
    if not 1 <= hours <= settings.SHARED_LINK_MAX_HOURS:
        raise CannotShare(f"A link lives from 1 to {settings.SHARED_LINK_MAX_HOURS} hours.")
    for_whom = " ".join(without_controls(for_whom).split())[:200]
    with transaction.atomic():
        locked = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        policy.require(actor, "share", locked)
        if number is not None and not locked.revisions.filter(number=number).exists():
            raise CannotShare("There is no such version.")
        links = SharedLink.objects.filter(article=locked, revoked_at=None, expires_at__gt=now)
        twin = links.filter(
            made_by=actor,
            for_whom=for_whom,
            number=number,
            made_at__gt=now - DOUBLE_PRESS,
            expires_at=F("made_at") + timedelta(hours=hours),
        ).first()
        if twin is not None:
            return twin
        if links.count() >= MOST_OPEN:
            raise CannotShare(f"{MOST_OPEN} links of this story are open. Revoke one of them first.")
        SharedLink.objects.filter(expires_at__lt=now - KEPT_FOR).delete()
        link = SharedLink(
            article=locked, number=number, for_whom=for_whom, salt=secrets.token_hex(16), made_at=now,
            made_by=actor, made_by_name=audit.actor_name(actor), expires_at=now + timedelta(hours=hours),
        )  # fmt: skip
        link.key = _key(_token(link.salt))
        link.save()
        about = {"link": link.pk, "for": for_whom, "until": link.expires_at.isoformat()}
        audit.record(actor, "share draft", locked, **about, version=number or "the newest")
    return link


def revoke(actor: AbstractBaseUser, link: SharedLink, *, now: datetime | None = None) -> None:
    """Close a link. A second press finds it closed. Raises NotAllowed unless it is one's own, or one releases."""
    with transaction.atomic():
        locked = SharedLink.objects.select_for_update(of=("self",)).select_related("article").get(pk=link.pk)
        if not may_revoke(actor, locked, locked.article):
            raise policy.NotAllowed(f"{actor.get_username()} may not revoke a link of {locked.made_by_name}.")
        if locked.revoked_at is None:
            locked.revoked_at, locked.revoked_by_name = now or timezone.now(), audit.actor_name(actor)
            locked.save(update_fields=["revoked_at", "revoked_by_name"])
            audit.record(actor, "revoke shared draft", locked.article, link=locked.pk, **{"for": locked.for_whom})


def may_revoke(actor: AbstractBaseUser, link: SharedLink, article: Article) -> bool:
    is_own = link.made_by_id is not None and link.made_by_id == actor.pk
    return policy.may(actor, "view", article) and (is_own or policy.may(actor, "release", article))


def address_of(link: SharedLink) -> str:
    """Return the link's path, for the newsroom; empty where the site's secret is another one since it was made."""
    token = _token(link.salt)
    return path_of(link.article_id, token) if constant_time_compare(_key(token), link.key) else ""


def path_of(article_id: int, token: str) -> str:
    return reverse("shared_draft", args=[article_id, token])


def _token(salt: str) -> str:
    digest = salted_hmac("articles.sharing", salt, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def _key(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def found(article_id: int, token: str, at: datetime) -> Shown | None:
    """Return what a token opens at the moment `at`; None for whatever is wrong with it.

    It is looked up by its hash, so that nothing of the comparison tells a guesser how near he came.
    """
    link = SharedLink.objects.select_related("article", "made_by").filter(key=_key(token)).first()
    if link is None or link.article_id != article_id or not link.is_open(at):
        return None
    article = link.article
    if link.made_by is None or not policy.may(link.made_by, "share", article):
        return None
    revision = article.revisions.filter(**{"number": link.number} if link.number else {}).first()
    if _is_out(article, link, revision, at):
        return Shown(link, article, None)
    return Shown(link, article, texts.cleaned(revision.data)) if revision else None


def _is_out(article: Article, link: SharedLink, revision: Revision | None, at: datetime) -> bool:
    """Tell whether readers have the text that the link shows, or one that was saved after it."""
    if not article.is_public(at):
        return False
    if revision is None or (link.number is None and not article.has_changes):
        return True
    live = article.revisions.filter(live_from__lte=at, live_until=None).values_list("number", flat=True).first()
    return live is not None and live >= revision.number


def note_opening(link: SharedLink, browser: str, at: datetime) -> None:
    """Keep that a link was opened. Whatever goes wrong with that, the page is shown."""
    try:
        with transaction.atomic():
            _note(link, browser, at)
    except DatabaseError:
        log.warning("An opening of a shared draft could not be noted.", exc_info=True)


def _note(link: SharedLink, browser: str, at: datetime) -> None:
    last = link.openings.filter(browser=browser).order_by("-last_at").first()
    if last is not None and at - last.last_at < SAME_LOAD:
        return
    if last is None or at - last.last_at >= SAME_OPENING:
        # Two first loads in one moment make two rows, which harms nobody.
        if link.openings.count() < MOST_OPENINGS:
            link.openings.create(browser=browser, first_at=at, last_at=at)
            return
        last = last or link.openings.order_by("-last_at").first()
    LinkOpening.objects.filter(pk=last.pk).update(last_at=at, times=F("times") + 1)
