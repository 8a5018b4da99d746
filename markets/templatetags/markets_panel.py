"""`{% markets_panel at=at %}`: the currencies of the strip with their course, for the front page."""

import logging
from datetime import datetime

from django import template
from django.db import Error

from markets.panel import panel
from markets.ticker import strip_of_page

register = template.Library()
log = logging.getLogger(__name__)


@register.inclusion_tag("markets/_panel.html", takes_context=True)
def markets_panel(context: template.Context, at: datetime) -> dict[str, object]:
    """The panel as known at `at`; nothing at all while no rate is known or the database does not answer."""
    try:
        strip = strip_of_page(context.get("request"), at)
        return {"strip": strip, "rows": panel(at, strip)}
    except Error:
        log.exception("The markets panel is left out: the database does not answer.")
        return {}
