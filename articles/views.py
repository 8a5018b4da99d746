"""The reader's pages of stories. Each is the same for everybody and is made for one moment, `at`."""

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles import sections, translations
from articles.filters import StoryFilter, authors_with_stories
from articles.models import Article, ListingRow, Tag
from articles.models.listing import ListingQuerySet
from articles.regions import regions_with_stories
from cms.ledger.families import asks_for_amp
from cms.ledger.resolver import elsewhere
from cms.lib.caching import public_page
from cms.lib.moment import moment
from cms.lib.paging import paginate

MORE_STORIES = 4
DESCRIPTION_LENGTH = 200


@require_safe
@public_page
def article(request: HttpRequest, slug: str) -> HttpResponse:
    at = moment(request)
    story = Article.objects.published(at).at_address(slug).with_page_data().first()
    if story is None:
        return elsewhere(request.path_info, request.GET, at=at)
    if asks_for_amp(request.GET):
        return redirect(story.get_absolute_url(), permanent=True)
    return render(request, "articles/article.html", story_context(story, at))


def story_context(story: Article, at: datetime) -> dict[str, object]:
    """Return what the page of a story shows at the moment `at`. Its preview on the desk is made of the same."""
    twins = translations.twins(story, at)
    return {
        "article": story,
        "translations": twins,
        "alternates": translations.alternates(story, twins),
        "region": story.region,
        "description": story.search_description or Truncator(story.rendered.summary).chars(DESCRIPTION_LENGTH),
        "more": _more_like(story, at),
        "canonical": story.get_absolute_url(),
        "at": at,
        "language": settings.LANGUAGE_CODE,
    }


def _more_like(story: Article, at: datetime) -> list[Article]:
    """The newest others of its region, or of the paper where it has none. A standing page leads nowhere on."""
    if story.is_page:
        return []
    rows = story.region.listing.all() if story.region else ListingRow.objects.latest()
    newest = rows.visible(at=at, language=story.language).article_ids()[: MORE_STORIES + 1]
    return Article.objects.in_order_of([pk for pk in newest if pk != story.pk][:MORE_STORIES])


@require_safe
@public_page
def latest(request: HttpRequest) -> HttpResponse:
    return _listing(request, "articles/latest.html", _ids(request, ListingRow.objects.latest()))


@require_safe
@public_page
def region(request: HttpRequest, slug: str) -> HttpResponse:
    return _tagged(request, "articles/region.html", "region")


@require_safe
@public_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    return _tagged(request, "articles/tag.html", "tag")


def _tagged(request: HttpRequest, template: str, name: str) -> HttpResponse:
    found = Tag.objects.at_address(request.path_info).first()
    if found is None:
        return elsewhere(request.path_info, request.GET, at=moment(request))
    return _listing(request, template, _ids(request, found.listing.all()), **{name: found})


@require_safe
@public_page
def section(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in sections.HEADINGS:
        return elsewhere(request.path_info, request.GET, at=moment(request))
    ids = sections.stories_of(kind, at=moment(request), language=settings.LANGUAGE_CODE)
    return _listing(request, "articles/section.html", ids, heading=sections.HEADINGS[kind])


def _ids(request: HttpRequest, rows: ListingQuerySet) -> QuerySet:
    return rows.visible(at=moment(request), language=settings.LANGUAGE_CODE).article_ids()


def _listing(request: HttpRequest, template: str, ids: QuerySet, **context: object) -> HttpResponse:
    if request.GET.get("page") == "1":
        return redirect(request.path, permanent=True)
    at, language = moment(request), settings.LANGUAGE_CODE
    page = paginate(ids, request.GET.get("page"), settings.STORIES_PER_PAGE)
    context |= {
        "page": page,
        "stories": Article.objects.cards(page.items),
        "canonical": request.path,
        "at": at,
        "language": language,
    }
    return render(request, template, context)


@require_safe
@public_page
def search(request: HttpRequest) -> HttpResponse:
    at, language = moment(request), settings.LANGUAGE_CODE
    story_filter = StoryFilter(
        request.GET,
        regions=regions_with_stories(request, at=at, language=language),
        authors=authors_with_stories(at=at, language=language),
        at=at,
        language=language,
    )
    found = story_filter.qs
    if request.GET.get("page") == "1":
        return redirect(f"{request.path}?{story_filter.query}".rstrip("?"), permanent=True)
    page = paginate(found, request.GET.get("page"), settings.STORIES_PER_PAGE)
    context = {
        "form": story_filter.form,
        "query": story_filter.query,
        "words": story_filter.form.cleaned_data.get("q", ""),
        "page": page,
        "stories": Article.objects.cards(page.items),
        "at": at,
        "language": language,
    }
    return render(request, "articles/search.html", context)
