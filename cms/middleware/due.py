"""Who asks first after something was due applies it, so that nothing waits for a job that nobody runs.

The asking costs a page no query and no lock: a process keeps when something is due next. The work is done in a thread
of its own, with its own connection to the database. One reader waits for it, and not for long; whatever goes wrong
there, a database that is away or cannot be written to, is logged and reaches no page.
"""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cms.due import tick
from cms.ledger import due, watch
from cms.middleware.newsroom_time import PROBES

log = logging.getLogger(__name__)
# The longest that the one reader waits to see the new text; then the old one is good enough.
PATIENCE_SECONDS = 0.5
# What is due and was left, because an editor has the story this moment, is not asked for by every reader.
LEFT_FOR = timedelta(seconds=5)
_at_it = threading.Lock()


class DueMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.DUE_KEPT_SECONDS and request.path_info not in PROBES:
            look()
        return self.get_response(request)


def look() -> None:
    """See to what is due, unless nothing is or somebody is at it."""
    is_due = watch.is_due(timezone.now())
    if not is_due and watch.is_fresh() or not _at_it.acquire(blocking=False):
        return
    try:
        worker = threading.Thread(target=_work, name="due", daemon=True)
        worker.start()
    except RuntimeError:  # no more threads: the next one to ask tries again
        _at_it.release()
        return
    if is_due:
        worker.join(PATIENCE_SECONDS)


def _work() -> None:
    change, now, next_at = watch.change(), timezone.now(), None
    try:
        tick(now)
        next_at = due.next_moment()
        next_at = next_at and max(next_at, now + LEFT_FOR)
    except Error:
        log.warning("What is due could not be looked for; the pages stay as they are.", exc_info=True)
    finally:
        connections.close_all()
        # After a fault too: a database in trouble is asked again in a while, not by every reader.
        watch.remember(next_at, seconds=settings.DUE_KEPT_SECONDS, change=change)
        _at_it.release()
