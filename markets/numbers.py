"""The rates for machines: JSON, CSV and a feed. Read-only, for everybody, the same as the pages say."""

import csv
import io
import json
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from cms.lib.caching import public_page
from cms.lib.moment import moment
from markets import currency, days, figures, history, prices, sources
from markets.models import Quote
from markets.prices import Price
from markets.table import both_ways

FEED_LENGTH = 30


@require_safe
@public_page
def rates_json(request: HttpRequest) -> HttpResponse:
    """The rate of every currency in dollars, now or, with `?date=2026-11-20`, as known at the end of that day."""
    at = moment(request)
    if asked := request.GET.get("date"):
        try:
            at = days.end_of(asked)
        except ValueError:
            raise Http404("A day is written 2026-11-20.") from None
    known = prices.of_all(at)
    return _json(
        {"base": "USD", "as_of": timezone.localtime(at).date().isoformat(), "rates": [_told(p) for p in known]}
    )


@require_safe
@public_page
def history_json(request: HttpRequest, code: str) -> HttpResponse:
    price, rows = _history(request, code)
    printed_on = [{"date": on.isoformat(), **printed} for on, printed in rows]
    return _json({"currency": price.currency.code, "in": price.counted_in.code, **_source(price), "rates": printed_on})


@require_safe
@public_page
def history_csv(request: HttpRequest, code: str) -> HttpResponse:
    price, rows = _history(request, code)
    text = io.StringIO()
    sheet = csv.writer(text)
    sheet.writerow(["date", "base", "quote", "nominal", "value", "source", "derived"])
    for on, row in rows:
        sheet.writerow([on, row["base"], row["quote"], row["nominal"], row["value"], price.source, price.derived])
    response = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}-usd.csv"'
    return _open(response)


def _history(request: HttpRequest, code: str) -> tuple[Price, list[tuple[date, dict[str, object]]]]:
    """Every day of the series that the page shows, as printed; a cross day by day, computed."""
    at = moment(request)
    price = currency.price_in_dollars(code.upper(), at)
    if price is None:
        raise Http404("No rate of this currency is known.")
    known = history.points(price.legs, date.min, timezone.localtime(at).date())
    above = known.get(price.legs[0], [])
    if len(price.legs) == 2:
        below = {point.on: point.rate for point in known.get(price.legs[1], [])}
        pairs = [(one.on, figures.crossed(one.rate, below[one.on])) for one in above if one.on in below]
    else:
        pairs = [(one.on, one.rate) for one in above]
    ends = {"base": price.base.code, "quote": price.quote.code}
    return price, [(on, ends | {"nominal": rate.nominal, "value": f"{rate.value:f}"}) for on, rate in pairs]


def _told(price: Price) -> dict[str, object]:
    there, back = both_ways(price)
    change = price.change(is_turned=price.base == price.counted_in)
    return {
        "currency": price.currency.code,
        "name": price.currency.name,
        "base": price.base.code,
        "quote": price.quote.code,
        "nominal": price.rate.nominal,
        # As text, so that no reader makes a binary number of it.
        "value": f"{price.rate.value:f}",
        "in_dollars": back and {"units": back.unit, "value": f"{back.value:f}"},
        "per_dollar": there and {"units": there.unit, "value": f"{there.value:f}"},
        "change_percent": None if change is None else change.text.replace(figures.MINUS, "-").removesuffix(" %"),
        "effective_date": price.effective_on and price.effective_on.isoformat(),
        "standing": str(price.standing),
        "derived": str(price.derived) or "published",
        **_source(price),
    }


def _source(price: Price) -> dict[str, str]:
    return {
        "source": price.source,
        "source_name": sources.label(price.source),
        "source_url": sources.site(price.source),
        "terms": sources.terms(price.source),
    }


def _json(what: dict[str, object]) -> HttpResponse:
    return _open(HttpResponse(json.dumps(what, ensure_ascii=False, indent=1), content_type="application/json"))


def _open(response: HttpResponse) -> HttpResponse:
    """Public numbers may be read by scripts of any site. The ETag comes with every answer, from the middleware."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag"
    return response


def _page_of(code: str) -> str:
    return settings.SITE_URL + reverse("markets:currency", args=[code.lower()])


class RatesFeed(Feed):
    """The last publications of a currency's rate, newest first."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, code: str) -> Price:
        price = currency.price_in_dollars(code.upper(), moment(request))
        if price is None:
            raise Http404("No rate of this currency is known.")
        return price

    def title(self, price: Price) -> str:
        return f"{price.currency.name}: {sources.label(price.source)}"

    def link(self, price: Price) -> str:
        return _page_of(price.currency.code)

    def feed_url(self, price: Price) -> str:
        return settings.SITE_URL + reverse("markets:feed", args=[price.currency.code.lower()])

    def items(self, price: Price) -> list[Quote]:
        series = price.legs[0]
        printed = Quote.objects.filter(
            source=series.source, base=series.base, quote=series.quote, is_repeat=False,
            effective_on__lte=price.effective_on,
        )  # fmt: skip
        return list(printed.order_by("-effective_on")[:FEED_LENGTH]) if price.effective_on else []

    def item_title(self, quote: Quote) -> str:
        rate = figures.printed_rate(quote.value, quote.digits)
        return f"{quote.nominal:,} {quote.base_id} = {figures.written(rate.value)} {quote.quote_id}"

    def item_description(self, quote: Quote) -> str:
        return f"{sources.label(quote.source)}, in force from {quote.effective_on:%Y-%m-%d}"

    def item_link(self, quote: Quote) -> str:
        code = quote.base_id if quote.quote_id == "USD" else quote.quote_id
        return _page_of(code)

    def item_guid(self, quote: Quote) -> str:
        return f"tag:{quote.source},{quote.effective_on}:{quote.base_id}-{quote.quote_id}"

    def item_updateddate(self, quote: Quote) -> datetime:
        return quote.created_at

    def item_pubdate(self, quote: Quote) -> datetime:
        return timezone.make_aware(datetime.combine(quote.effective_on, time(0)))


feed = require_safe(public_page(RatesFeed()))
