"""How a story is shown wherever it stands: its date, its credit, its label, the regions above it."""

from itertools import groupby

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from articles.models import Article, Byline
from articles.regions import frame_of, regions_with_stories
from cms.lib.dates import DatePrecision, said
from cms.lib.moment import moment

register = template.Library()


@register.simple_tag
def story_date(article: Article) -> SafeString:
    """The date in full, with the hour where it is known."""
    return _time(article.date_words, article.date_machine)


@register.simple_tag
def story_day(article: Article) -> SafeString:
    """The date as lists give it: to the day, and never surer than it is."""
    precision = DatePrecision.DAY if article.date_precision == DatePrecision.EXACT else article.date_precision
    return _time(*said(article.published_at, precision, article.date_margin_days))


def _time(words: str, machine: str) -> SafeString:
    if not machine:
        return format_html("<span>{}</span>", words)
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.simple_tag
def lead_words(article: Article) -> dict[str, str]:
    """What is said of the lead picture: the story's own words, or else the library's."""
    picture = article.lead_picture
    return {
        "alt": article.lead_alt or ("" if picture.is_decorative else picture.alt),
        "caption": article.lead_caption or picture.caption,
    }


@register.simple_tag
def credit(article: Article) -> SafeString:
    """ "By Anna Lee and Bek Asan, translated by ..." with links to their pages; empty where nobody is named."""
    by_role = groupby(article.bylines.all(), Byline.get_role_display)
    parts = [(role if n else capfirst(role), _names(list(bylines))) for n, (role, bylines) in enumerate(by_role)]
    return format_html_join(", ", "{} {}", parts)


def _names(bylines: list[Byline]) -> SafeString:
    names = [_name(byline) for byline in bylines]
    if len(names) == 1:
        return names[0]
    return format_html("{} and {}", format_html_join(", ", "{}", ((name,) for name in names[:-1])), names[-1])


def _name(byline: Byline) -> SafeString:
    if byline.person is None:
        return format_html("{}", byline.display_name)
    return format_html('<a href="{}">{}</a>', byline.person.get_absolute_url(), byline.display_name)


@register.inclusion_tag("articles/_sections.html", takes_context=True)
def sections_row(context: template.Context, *, has_regions: bool = True) -> dict[str, object]:
    """The row under the masthead: the newest, the regions, the people, the markets; where the page stands is marked.

    Without regions it asks the database nothing.
    """
    request = context.get("request")
    regions = []
    if has_regions:
        regions = regions_with_stories(request, at=moment(request), language=_language(context))
    return {"regions": regions, "current": context.get("region"), "request": request}


@register.inclusion_tag("articles/_standing_pages.html", takes_context=True)
def standing_pages(context: template.Context) -> dict[str, object]:
    """The pages that stand, for the foot: "About us", "Contact"."""
    request = context["request"]
    return {"pages": frame_of(request, at=moment(request), language=_language(context)).pages}


def _language(context: template.Context) -> str:
    return context.get("language", settings.LANGUAGE_CODE)
