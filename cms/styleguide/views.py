"""The style page: every component in every state, with content that is hard to set. In development only.

Components are shown by the partials that readers get, and whole pages by their own templates, so that what is seen here
is what is there.
"""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.filters import StoryFilter
from articles.translations import Twin
from cms.lib import caching
from cms.lib.moment import moment
from cms.lib.paging import Page
from cms.pictures.models import Picture
from cms.styleguide import content

Shown = tuple[str, dict[str, object]]  # a template, and what it is given


def in_development(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if settings.IS_PRODUCTION:
            raise Http404("The style page is for those who build the paper.")
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = caching.NEVER
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


@require_safe
@in_development
def index(request: HttpRequest) -> HttpResponse:
    wide, faces = content.pictures()
    strips = content.strips()
    first = next(iter(strips.values()))
    stories = content.hard_stories(wide)
    context = {
        "pages": PAGES,
        "colours": COLOURS,
        "sizes": SIZES,
        "stories": stories,
        "first": stories[0],
        "row": content.front(wide).rows[0],
        "opinions": content.front(wide).opinions,
        "people": content.people(faces),
        "strips": strips,
        "strip": first,
        "rows": content.panel(first),
        "faulty": _search_form("q=snow&region=atlantis&from=1850-01-01&to=31/02"),
        "page": Page(items=[], number=6, size=6, total=65),
        "article": content.story(people=content.people(faces), is_cut=True, has_restored_paragraphs=True),
        "translations": TWINS,
    }
    return render(request, "styleguide/index.html", _framed(request) | context)


@require_safe
@in_development
def page(request: HttpRequest, name: str) -> HttpResponse:
    if name not in PAGES:
        raise Http404(f"The style page knows no {name!r}.")
    template, context = PAGES[name](*content.pictures())
    return render(request, template, _framed(request) | context)


def _framed(request: HttpRequest) -> dict[str, object]:
    return {"at": moment(request), "language": settings.LANGUAGE_CODE, "region": None}


COLOURS = ("paper", "paper-deep", "ink", "ink-soft", "rule", "rule-heavy", "accent", "alert", "up", "down")
SIZES = ("xs", "s", "m", "text", "l", "xl", "2xl", "3xl", "4xl")
TWINS = [Twin("ru", "Русский", "/styleguide/"), Twin("kk", "Қазақша", "/styleguide/")]

# --- Whole pages --------------------------------------------------------------------------------------------------


def _story(title: str = content.LONG, **hard: object) -> Callable[[list[Picture], list[Picture]], Shown]:
    def shown(wide: list[Picture], faces: list[Picture]) -> Shown:
        given = dict(hard)
        if given.pop("is_pictured", False):
            given |= {"lead_picture": wide[0] if wide else None, "lead_caption": "The road at the third gallery"}
        if given.pop("has_forms", False):
            given["body"] = content.every_form(wide)
        twins = given.pop("translations", [])
        more = given.pop("more", content.hard_stories(wide)[:4])
        article = content.story(title, people=given.pop("people", content.people(faces)[:1]), **given)
        return "articles/article.html", {
            "article": article,
            "translations": twins,
            "more": more,
            "canonical": "/styleguide/",
        }

    return shown


def _listing(template: str, number: int, total: int, **context: object) -> Callable[..., Shown]:
    def shown(wide: list[Picture], faces: list[Picture]) -> Shown:
        page = Page(items=[], number=number, size=6, total=total)
        return template, {"page": page, "stories": content.hard_stories(wide) if total else [], **context}

    return shown


def _search(query: str, total: int) -> Callable[..., Shown]:
    form = _search_form(query)
    return _listing("articles/search.html", 1, total, form=form, query=query, words=QueryDict(query).get("q", ""))


def _search_form(query: str) -> object:
    at, language = content.NOON, settings.LANGUAGE_CODE
    return StoryFilter(QueryDict(query), regions=[content.region()], authors=[], at=at, language=language).form


def _error(name: str) -> Callable[..., Shown]:
    return lambda wide, faces: (f"{name}.html", {})


def _front(wide: list[Picture], faces: list[Picture]) -> Shown:
    return "home.html", {"front": content.front(wide), "people": content.people(faces), "is_home": True}


def _plain_front(wide: list[Picture], faces: list[Picture]) -> Shown:
    return "home.html", {"front": content.front([]), "people": content.people([]), "is_home": True}


def _empty_front(wide: list[Picture], faces: list[Picture]) -> Shown:
    return "home.html", {"front": content.Front(), "people": [], "is_home": True}


def _person(wide: list[Picture], faces: list[Picture]) -> Shown:
    someone = content.people(faces)[1]
    someone.is_former, someone.website = True, "https://www.example.org/a/path/that/goes/on/and/on/"
    return "people/person.html", {"person": someone, "page": Page(items=[], number=1, size=6, total=0), "stories": []}


MANY = "".join(f"<p>{content.PARAGRAPH}</p>" for _ in range(40))
TALK = "".join(f"<p><strong>And what did the surveyor say?</strong></p><p>{content.PARAGRAPH}</p>" for _ in range(5))

PAGES: dict[str, Callable[[list[Picture], list[Picture]], Shown]] = {
    "front": _front,
    "front-without-pictures": _plain_front,
    "front-of-an-empty-paper": _empty_front,
    "story-of-forty-paragraphs": _story(is_pictured=True, body=MANY, tags=11, translations=TWINS),
    "story-in-every-form": _story(kind="feature", has_forms=True, people=content.people([])),
    "story-without-anything": _story("Snow", standfirst="", people=[], tags=0, region=None, more=[]),
    "opinion": _story("Please Stop Calling Us a Crossroads", kind="opinion", people=content.people([])[1:2]),
    "interview": _story("“The River Comes Twice a Year”", kind="interview", body=TALK, is_pictured=True),
    "archive-copy": _story(
        content.CYRILLIC, is_cut=True, has_restored_paragraphs=True, lead_picture=Picture(), date_precision="unknown"
    ),
    "story-from-right-to-left": _story(
        content.RTL, standfirst=content.RTL, body=f"<p>{content.RTL}</p>" * 4, language="fa"
    ),
    "standing-page": _story("About the Paper", kind="page", people=[], tags=0, more=[], standfirst=""),
    "region": _listing("articles/region.html", 1, 65, region=content.region()),
    "list-in-the-middle": _listing("articles/latest.html", 6, 65),
    "list-without-stories": _listing("articles/region.html", 1, 0, region=content.region("Mongolia")),
    "person-formerly-with-us": _person,
    "search-with-faults": _search("q=snow&region=atlantis&from=1850-01-01&to=31/02", 7),
    "search-in-vain": _search("q=zeppelin", 0),
    **{f"error-{code}": _error(code) for code in ("400", "403", "404", "410", "500")},
}
