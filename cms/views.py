"""What belongs to the site as a whole: the front page, robots.txt, and the pages for when something is wrong."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe
from django.views.static import serve

from articles.front import compose
from articles.regions import regions_with_stories
from cms.ledger import resolver
from cms.ledger.resolver import Gone
from cms.lib import caching
from cms.lib.caching import public_page
from cms.lib.moment import moment
from cms.pictures import served
from cms.site.identity import last_known
from people.models import Person

FACES = 6


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    at, language = moment(request), settings.LANGUAGE_CODE
    if answer := resolver.by_keys("/", request.GET, at=at):
        return answer
    context = {
        "front": compose(regions_with_stories(request, at=at, language=language), at=at, language=language),
        "people": Person.objects.public().in_order().filter(is_former=False)[:FACES],
        "is_home": True,
        "canonical": reverse("home"),
        "at": at,
        "language": language,
    }
    return render(request, "home.html", context)


@require_safe
@public_page
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(
        "User-agent: *\nDisallow: /admin/\nDisallow: /search/\n", content_type="text/plain; charset=utf-8"
    )


@require_safe
def elsewhere(request: HttpRequest, path: str) -> HttpResponse:
    """What no route knows: an address in another form, one of the old site, or a page without its last slash."""
    return resolver.elsewhere(request.path_info, request.GET, at=moment(request))


def nothing(request: HttpRequest, door: str) -> HttpResponse:
    """For whoever tries the doors of the old software: the page for what is missing, without a look at the database."""
    response = _plain_error("nothing.html", 404)
    response.headers["Cache-Control"] = caching.NOT_FOUND
    return response


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponse:
    """A picture's original or one of its renditions, made when it is first asked for.

    A name that no file system takes is a file that is not there.
    """
    try:
        if not served.is_there(path):
            return served.made_now(path)
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except (OSError, ValueError):
        raise Http404("There is no such file.") from None
    return served.with_headers(response, path)


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """404 for what never was, 410 for what was withdrawn; both lead on."""
    is_gone = isinstance(exception, Gone)
    context = {"at": moment(request), "language": settings.LANGUAGE_CODE}
    response = render(request, "410.html" if is_gone else "404.html", context, status=410 if is_gone else 404)
    response.headers["Cache-Control"] = caching.GONE if is_gone else caching.NOT_FOUND
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain_error("400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain_error("403.html", 403)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain_error("500.html", 500)


def _plain_error(template: str, status: int) -> HttpResponse:
    """Answer without the request, the database or a session: any of them may be what failed."""
    paper = last_known()
    context = {
        "site": paper,
        "site_name": paper.name,
        "site_tagline": paper.tagline,
        "language": settings.LANGUAGE_CODE,
    }
    response = HttpResponse(render_to_string(template, context), status=status)
    response.headers["Cache-Control"] = caching.NEVER
    return response
