"""Where stories, tags and lists are to be found, told to the table of addresses: only what readers may see is there."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Article, ListingRow, Tag
from articles.models.article import article_path
from articles.sections import SECTIONS, section_path, stories_of
from cms.ledger import things


def register() -> None:
    things.register("article", things.Kind(_story))
    things.register("tag", things.Kind(_tag, _stories_of_tag))
    things.register("section", things.Kind(_section, _stories_of_section))
    # Written out: no address can be asked of the URLconf before every app is ready.
    things.register_list("/latest/", lambda at: _visible(ListingRow.objects.latest(), at).count())
    things.register_days(_has_stories)


def _story(article_id: int, at: datetime) -> str | None:
    slug = Article.objects.published(at).filter(pk=article_id).values_list("slug", flat=True).first()
    return article_path(slug) if slug else None


def _tag(tag_id: int, at: datetime) -> str | None:
    tag = Tag.objects.select_related("merged_into").filter(pk=tag_id).first()
    tag = tag and (tag.merged_into or tag)
    return tag.get_absolute_url() if tag and not tag.is_internal else None


def _stories_of_tag(tag_id: int, at: datetime) -> int:
    return _visible(ListingRow.objects.filter(tag=tag_id), at).count()


def _section(section_id: int, at: datetime) -> str | None:
    return section_path(SECTIONS[section_id]) if section_id in SECTIONS else None


def _stories_of_section(section_id: int, at: datetime) -> int:
    return stories_of(SECTIONS[section_id], at=at, language=settings.LANGUAGE_CODE).count()


def _has_stories(first: date, last: date, at: datetime) -> bool:
    begin, end = (timezone.make_aware(datetime.combine(day, time.min)) for day in (first, last + timedelta(days=1)))
    return _visible(ListingRow.objects.latest(), at).filter(sort_at__gte=begin, sort_at__lt=end).exists()


def _visible(rows: QuerySet, at: datetime) -> QuerySet:
    return rows.visible(at=at, language=settings.LANGUAGE_CODE)
