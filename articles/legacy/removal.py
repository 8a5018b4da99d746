"""Taking out all that came from one source, and nothing else."""

from __future__ import annotations

from collections import Counter

from django.db import transaction

from articles.legacy.models import ImportRun, Origin
from articles.legacy.records import Kind
from articles.models import Article, Byline, ListingRow, PictureUse, Tag, TaggedArticle
from articles.search import forget
from cms.ledger import audit
from cms.ledger.models import Address
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person


def remove_source(source: str) -> Counter[str]:
    """Delete everything that was imported under this source name. Returns how many of each kind went.

    A person, tag or picture that anything else uses by now stays.
    """
    gone: Counter[str] = Counter()
    with transaction.atomic():
        ids = {kind: _targets(source, kind) for kind in (Kind.ARTICLE, Kind.PERSON, Kind.TAG, Kind.IMAGE)}
        articles = Article.objects.filter(pk__in=ids[Kind.ARTICLE])
        forget(ids[Kind.ARTICLE])
        _forget_addresses("article", ids[Kind.ARTICLE])
        gone[Kind.ARTICLE] = articles.count()
        articles.delete()
        gone[Kind.IMAGE] = _delete(Picture, ids[Kind.IMAGE], _pictures_in_use())
        used = set(Byline.objects.filter(person__in=ids[Kind.PERSON]).values_list("person_id", flat=True))
        gone[Kind.PERSON] = _delete(Person, ids[Kind.PERSON], used, "person")
        used = set(TaggedArticle.objects.filter(tag__in=ids[Kind.TAG]).values_list("tag_id", flat=True))
        used |= set(Article.objects.filter(region__in=ids[Kind.TAG]).values_list("region_id", flat=True))
        gone[Kind.TAG] = _delete(Tag, ids[Kind.TAG], used, "tag")
        gone[Kind.QUOTE] = Quote.objects.filter(source=source).delete()[0]
        Origin.objects.filter(source=source).delete()
        runs = ImportRun.objects.filter(source=source)
        for run in runs:
            audit.record(None, "remove source", run, **gone)
        runs.delete()
    return gone


def _targets(source: str, kind: Kind) -> list[int]:
    return list(Origin.objects.filter(source=source, kind=kind).values_list("target_id", flat=True))


def _pictures_in_use() -> set[int]:
    used = set(PictureUse.objects.values_list("picture_id", flat=True))
    used |= set(Article.objects.exclude(lead_picture=None).values_list("lead_picture_id", flat=True))
    return used | set(Person.objects.exclude(avatar=None).values_list("avatar_id", flat=True))


def _delete(model: type, ids: list[int], used: set[int], address_kind: str = "") -> int:
    unused = sorted(set(ids) - used)
    if address_kind:
        _forget_addresses(address_kind, unused)
    rows = model.objects.filter(pk__in=unused)
    count = rows.count()
    if model in (Person, Tag):
        ListingRow.objects.filter(**{f"{model._meta.model_name}__in": unused}).delete()
    rows.delete()
    return count


def _forget_addresses(kind: str, ids: list[int]) -> None:
    Address.objects.filter(target_kind=kind, target_id__in=ids).delete()
