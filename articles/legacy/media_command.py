"""The stage of `import_legacy` that fetches pictures: its options, and what it says in the end."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from articles.legacy import missing
from articles.legacy.fetch_media import USUAL_PAUSE, Fetching, FetchOptions
from articles.legacy.models import FileState
from articles.legacy.report import Report, write_json
from cms.lib.fetching import Limits
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
        if not given["paths"]:
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


def lines(source: str, done: Fetching, found: list[missing.Missing]) -> list[str]:
    """What the stage says in a terminal."""
    told = []
    if done.report.is_dry_run:
        told += [f"{count} pictures would be asked for at {host}" for host, count in done.would_ask.most_common()]
    else:
        told.append(f"pictures: {done.asked} asked for, {done.came} came")
    standing = missing.counts(source)
    states = [f"{standing[state]} {state.label}" for state in FileState if standing[state]]
    told.append(f"all pictures of {source}: {', '.join(states) or 'none'}")
    for host, reason in done.left.items():
        told.append(f"{host} was left alone: {reason}")
    for host, count in done.unknown_hosts.most_common():
        told.append(f"{count} pictures stand at {host}, which was not asked: --media-host {host} allows it")
    if done.stopped:
        told.append(f"stopped: {done.stopped} Nothing is half written; run it again when there is room.")
    return told + missing.lines(found)


def write_report(path: Path, source: str, report: Report | None, done: Fetching, found: list[missing.Missing]) -> None:
    """Write a CSV of what is missing where the name ends so, else JSON: of the import, if there was one, with `media`.

    Raises OSError.
    """
    if path.suffix.lower() == ".csv":
        missing.write_csv(path, found)
        return
    media = {
        "asked": done.asked,
        "came": done.came,
        "standing": {state.value: missing.counts(source)[state] for state in FileState},
        "unknown_hosts": dict(done.unknown_hosts),
        "left_alone": done.left,
        "stopped": done.stopped,
        "failed": done.report.as_dict()["failed"],
        "missing": [each.row() for each in found],
    }
    write_json(path, (report.as_dict() if report else {}) | {"media": media})
