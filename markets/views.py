"""The readers' page of rates."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.lib.caching import public_page
from cms.lib.moment import moment
from markets import table


@require_safe
@public_page
def markets(request: HttpRequest) -> HttpResponse:
    at = moment(request)
    context = {"rows": table.rows(at), "canonical": request.path, "at": at, "language": settings.LANGUAGE_CODE}
    return render(request, "markets/markets.html", context)
