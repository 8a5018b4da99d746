"""The stage of `import_legacy` that fetches pictures: its options, and what it says in the end."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from articles.legacy import missing
from articles.legacy.fetch_media import USUAL_PAUSE, Fetching, FetchOptions, fetch_media
from articles.legacy.models import FileState, Origin
from articles.legacy.pace import Pace
from articles.legacy.report import Report, write_json
from cms.lib.fetching import Limits
from cms.lib.progress import Progress
from cms.lib.public_hosts import BadAddress, is_number, is_public, part

LONGEST_PAUSE, LONGEST_SECONDS = 60, 600


def add_options(parser: ArgumentParser) -> None:
    media = parser.add_argument_group("pictures over the network")
    media.add_argument(
        "--fetch-media", action="store_true",
        help="fetch the pictures that are missing from the old site; without PATH, for what came in before",
    )  # fmt: skip
    media.add_argument(
        "--media-host", action="append", default=[], metavar="HOST",
        help="a host beside the old site's own that may be asked for pictures; may be given again",
    )  # fmt: skip
    media.add_argument("--media-retry", action="store_true", help="take up again also what failed for good")
    media.add_argument(
        "--media-pause", type=float, default=USUAL_PAUSE, metavar="SECONDS",
        help="leave a server alone so long after each picture (%(default)s)",
    )  # fmt: skip
    media.add_argument(
        "--media-seconds", type=float, default=Limits().seconds, metavar="SECONDS",
        help="the most that one picture may take (%(default)s)",
    )  # fmt: skip
    media.add_argument(
        "--media-megabytes", type=int, default=Limits().most_bytes // 1_000_000, metavar="MB",
        help="the most that one picture may weigh (%(default)s)",
    )  # fmt: skip


def options_of(given: dict[str, Any]) -> FetchOptions | None:
    """Return what the stage is to do, None where it was not asked for. Raises CommandError."""
    if not given["fetch_media"]:
        if not given["paths"] and not given["reconvert"]:
            raise CommandError(
                "Name a dump, or a folder of dumps; or --fetch-media for what came before.", returncode=2
            )
        return None
    if given["inspect"]:
        raise CommandError("--inspect looks into dumps and fetches nothing: leave out --fetch-media.", returncode=2)
    _check("--media-pause", given["media_pause"], 0, LONGEST_PAUSE)
    _check("--media-seconds", given["media_seconds"], 1, LONGEST_SECONDS)
    _check("--media-megabytes", given["media_megabytes"], 1, settings.PICTURE_MAX_MEGABYTES)
    seconds = given["media_seconds"]
    return FetchOptions(
        source=given["source"],
        hosts=tuple(map(_host, given["media_host"])),
        pause=given["media_pause"],
        limits=Limits(seconds, min(seconds, Limits().read_seconds), given["media_megabytes"] * 1_000_000),
        again=given["media_retry"],
        limit=None if given["paths"] else given["limit"],
        is_dry_run=given["dry_run"],
    )


def require_known(source: str) -> None:
    """Raise CommandError for a name under which nothing came in: a slip would look as if nothing were missing."""
    if Origin.objects.filter(source=source).exists():
        return
    names = sorted(Origin.objects.order_by().values_list("source", flat=True).distinct())
    known = f"There is {', '.join(names)}." if names else "Nothing was imported yet."
    raise CommandError(f"--source: nothing came in under the name {source}. {known}", returncode=2)


def _check(option: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise CommandError(f"{option} must be {least:g} to {most:g}.", returncode=2)


def _host(given: str) -> str:
    try:
        host = part(f"http://{given}/").host
        if is_number(host) and not is_public(host):
            raise BadAddress("is not on the open internet")
        return host
    except BadAddress as error:
        raise CommandError(f"--media-host: {given!r} {error}; give a host such as cdn.example.", returncode=2) from None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run of the stage did, and how all pictures of the source stand after it."""

    source: str
    done: Fetching
    standing: Counter[str]
    missing: list[missing.Missing]


def fetch(options: FetchOptions, *, progress: Progress, started_by: str, pace: Pace) -> Outcome:
    """Fetch, and look at what is missing then. A dry run leaves not even the rows that earlier imports did not keep."""
    if options.is_dry_run:
        with transaction.atomic():
            outcome = _fetched(options, progress, started_by, pace)
            transaction.set_rollback(True)
        return outcome
    return _fetched(options, progress, started_by, pace)


def _fetched(options: FetchOptions, progress: Progress, started_by: str, pace: Pace) -> Outcome:
    done = fetch_media(options, progress=progress, started_by=started_by, pace=pace)
    source = options.source
    return Outcome(source, done, missing.counts(source), missing.missing_by_article(source))


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count} pictures"


def lines(outcome: Outcome) -> list[str]:
    """What the stage says in a terminal."""
    told, done = [], outcome.done
    if done.report.is_dry_run:
        told += [f"{_pictures(count)} would be asked for at {host}" for host, count in done.would_ask.most_common()]
    else:
        told.append(f"pictures: {done.asked} asked for, {done.came} came")
    states = [f"{outcome.standing[state]} {state.label}" for state in FileState if outcome.standing[state]]
    told.append(f"all pictures of {outcome.source}: {', '.join(states) or 'none'}")
    for host, reason in done.left.items():
        told.append(f"{host} was left alone: {reason}")
    for host, count in done.unknown_hosts.most_common():
        told.append(f"{_pictures(count)} at {host}, which was not asked: --media-host {host} allows it")
    if done.stopped:
        told.append(f"stopped: {done.stopped} Nothing is half written; run it again when there is room.")
    return told + missing.lines(outcome.missing)


def write_report(path: Path, report: Report | None, outcome: Outcome) -> None:
    """Write a CSV of what is missing where the name ends so, else JSON: of the import, if there was one, with `media`.

    Raises OSError.
    """
    if path.suffix.lower() == ".csv":
        missing.write_csv(path, outcome.missing)
        return
    done = outcome.done
    media = {
        "asked": done.asked,
        "came": done.came,
        "standing": {state.value: outcome.standing[state] for state in FileState},
        "unknown_hosts": dict(done.unknown_hosts),
        "left_alone": done.left,
        "stopped": done.stopped,
        "failed": done.report.as_dict()["failed"],
        "missing": [each.row() for each in outcome.missing],
    }
    write_json(path, (report.as_dict() if report else {}) | {"media": media})
