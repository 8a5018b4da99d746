"""Those who make the paper, for its readers."""

from itertools import groupby

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cms.ledger.resolver import elsewhere
from cms.lib.caching import public_page
from cms.lib.moment import moment
from cms.lib.paging import paginate
from people.models import Person


@require_safe
@public_page
def people(request: HttpRequest) -> HttpResponse:
    everybody = Person.objects.public().in_order()
    here = [person for person in everybody if not person.is_former]
    context = {
        "groups": [(group, list(members)) for group, members in groupby(here, lambda person: person.group)],
        "former": [person for person in everybody if person.is_former],
        "canonical": request.path,
        "at": moment(request),
        "language": settings.LANGUAGE_CODE,
    }
    return render(request, "people/people.html", context)


@require_safe
@public_page
def person(request: HttpRequest, slug: str) -> HttpResponse:
    found = Person.objects.at_address(slug).select_related("avatar", "group").first()
    if found is None:
        return elsewhere(request.path_info, request.GET, at=moment(request))
    if request.GET.get("page") == "1":
        return redirect(request.path, permanent=True)
    at, language = moment(request), settings.LANGUAGE_CODE
    ids = found.listing.visible(at=at, language=language).article_ids()
    page = paginate(ids, request.GET.get("page"), settings.STORIES_PER_PAGE)
    context = {
        "person": found,
        "page": page,
        # Through the relation, since people know nothing of articles.
        "stories": found.articles.model.objects.cards(page.items),
        "canonical": request.path,
        "at": at,
        "language": language,
    }
    return render(request, "people/person.html", context)
