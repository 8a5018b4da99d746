"""The readers' pages of rates."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.lib.caching import public_page
from cms.lib.moment import moment
from markets import converter, currency, sources, table
from markets.newest import ANCHOR
from markets.prices import Price

# What the converter shows before anything is typed.
AMOUNT = "100"


@require_safe
@public_page
def markets(request: HttpRequest) -> HttpResponse:
    at = moment(request)
    context = {"rows": table.rows(at), "canonical": request.path, "at": at, "language": settings.LANGUAGE_CODE}
    return render(request, "markets/markets.html", context)


@require_safe
@public_page
def of_currency(request: HttpRequest, code: str) -> HttpResponse:
    """One currency: `span` and `of=usd` choose the chart, `amount` and `from` are the converter's."""
    if code != code.lower():
        return HttpResponsePermanentRedirect(reverse("markets:currency", args=[code.lower()]))
    price = _price_or_404(request, code)
    at, asked = moment(request), request.GET
    span = asked.get("span", "") if asked.get("span") in currency.SPANS else currency.DEFAULT_SPAN
    page = currency.page(price, at, span=span, is_of_dollar=asked.get("of") == "usd")
    typed, given = asked.get("amount") or AMOUNT, asked.get("from", "").upper()
    context = {
        "page_of": page,
        "row": page.row,
        "price": price,
        "pair": [price.counted_in, price.currency],
        "spans": [(name, words) for name, (words, _) in currency.SPANS.items()],
        "conversion": converter.convert(price, typed, given),
        "description": _in_a_sentence(page),
        "terms": sources.terms(price.source),
        "canonical": request.path,
        "at": at,
        "language": settings.LANGUAGE_CODE,
    }
    return render(request, "markets/currency.html", context)


def _in_a_sentence(page: currency.CurrencyPage) -> str:
    """What a search engine may print below the title."""
    price, there, back = page.price, page.row.there, page.row.back
    figure, one, other = (
        (there, price.counted_in, price.currency) if there else (back, price.currency, price.counted_in)
    )
    rate = f"{figure.unit_text} {one.code} = {figure.value_text} {other.code}" if figure else price.currency.name
    return f"{rate}. Chart, history, converter. Source: {sources.label(price.source)}."


def _price_or_404(request: HttpRequest, code: str) -> Price:
    price = currency.price_in_dollars(code.upper(), moment(request)) if code.upper() != ANCHOR else None
    if price is None:
        raise Http404("No rate of this currency is known.")
    return price
