"""`{% ticker at=at %}`: the currency strip."""

import logging
from datetime import datetime

from django import template
from django.db import Error

from cms.lib.moment import moment
from markets.ticker import Strip, strip_of_page

register = template.Library()
log = logging.getLogger(__name__)


@register.inclusion_tag("markets/_ticker.html", takes_context=True)
def ticker(context: template.Context, at: datetime | None = None) -> dict[str, object]:
    """The strip as known at `at`; a view that names no moment, such as that of a missing page, means the request's.

    The strip never takes a page down: where the database does not answer, it is left out.
    """
    request = context.get("request")
    at = at or (moment(request) if request else None)
    try:
        shown = strip_of_page(request, at) if at else Strip([])
    except Error:
        log.exception("The currency strip is left out: the database does not answer.")
        shown = Strip([])
    return {"strip": shown}
