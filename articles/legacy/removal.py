"""Taking out what was imported: all of one source, or given things; and nothing that anything else uses."""

from __future__ import annotations

from collections import Counter
from functools import partial

from django.db import transaction

from articles.legacy.models import ImportRun, Origin
from articles.legacy.records import Kind
from articles.legacy.uses import Uses
from articles.models import Article, Byline, ListingRow, PictureUse, Tag, TaggedArticle
from articles.search import forget
from cms.ledger import audit
from cms.ledger.models import Address
from cms.pictures import files, renditions
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person


def remove_source(source: str) -> Counter[str]:
    """Delete everything that was imported under this source name. Returns how many of each kind went.

    A person, tag or picture that was here before, or that anything else uses by now, stays.
    """
    gone: Counter[str] = Counter()
    with transaction.atomic():
        ids = {kind: _targets(source, kind) for kind in (Kind.ARTICLE, Kind.PERSON, Kind.TAG, Kind.IMAGE)}
        gone[Kind.ARTICLE] = delete_articles(ids[Kind.ARTICLE])
        used = set(Byline.objects.filter(person__in=ids[Kind.PERSON]).values_list("person_id", flat=True))
        gone[Kind.PERSON] = delete_things(Person, "person", sorted(set(ids[Kind.PERSON]) - used))
        gone[Kind.IMAGE] = delete_things(Picture, "picture", sorted(set(ids[Kind.IMAGE]) - pictures_in_use()))
        used = set(TaggedArticle.objects.filter(tag__in=ids[Kind.TAG]).values_list("tag_id", flat=True))
        used |= set(Article.objects.filter(region__in=ids[Kind.TAG]).values_list("region_id", flat=True))
        gone[Kind.TAG] = delete_things(Tag, "tag", sorted(set(ids[Kind.TAG]) - used))
        gone[Kind.QUOTE] = Quote.objects.filter(source=source).delete()[0]
        Origin.objects.filter(source=source).delete()
        runs = ImportRun.objects.filter(source=source)
        for run in runs:
            audit.record(None, "remove source", run, **gone)
        runs.delete()
    return gone


def _targets(source: str, kind: Kind) -> list[int]:
    made = Origin.objects.filter(source=source, kind=kind, is_own=True)
    return list(made.values_list("target_id", flat=True))


def pictures_in_use() -> set[int]:
    """Return the ids of pictures that a live text, a text in work or a person shows."""
    used = set(PictureUse.objects.values_list("picture_id", flat=True))
    used |= set(Article.objects.exclude(lead_picture=None).values_list("lead_picture_id", flat=True))
    used |= set(Picture.objects.filter(uid__in=Uses().in_work["picture"] - {None}).values_list("pk", flat=True))
    return used | set(Person.objects.exclude(avatar=None).values_list("avatar_id", flat=True))


def delete_articles(ids: list[int]) -> int:
    """Delete stories with their addresses and their words, in the caller's transaction. Returns how many there were."""
    forget(ids)
    _forget_addresses("article", ids)
    articles = Article.objects.filter(pk__in=ids)
    count = articles.count()
    articles.delete()
    return count


def delete_things(model: type[Person | Tag | Picture], kind: str, ids: list[int]) -> int:
    """Delete people, tags or pictures that nothing uses, in the caller's transaction. Returns how many there were."""
    _forget_addresses(kind, ids)
    rows = model.objects.filter(pk__in=ids)
    count = rows.count()
    if model is Picture:
        names = dict(rows.exclude(original="").values_list("original", "content_hash"))
        transaction.on_commit(partial(_remove_files, names))
    else:
        ListingRow.objects.filter(**{f"{kind}__in": ids}).delete()
    rows.delete()
    return count


def _remove_files(hashes: dict[str, str]) -> None:
    """One file may be of several pictures, and goes with the last, and with it all that was made of it."""
    for name in hashes.keys() - set(Picture.objects.filter(original__in=hashes).values_list("original", flat=True)):
        files.remove(name)
        renditions.forget(hashes[name])


def _forget_addresses(kind: str, ids: list[int]) -> None:
    Address.objects.filter(target_kind=kind, target_id__in=ids).delete()
