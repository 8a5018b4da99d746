"""Asking the old site's servers for one picture after another, politely, and judging what they answer."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from articles.legacy.file_addresses import host_of
from articles.legacy.models import FileState
from cms.lib.fetching import Failed, Fetched, Fetcher, Reason
from cms.pictures import intake

# After so many failures in a row without any answer a server is left alone for the rest of the run.
MOST_SILENCES = 3
# And after so many in a row that another time may mend, whatever they were: a server in trouble is not kept in it.
MOST_TROUBLES = 10
_SILENT = frozenset({Reason.UNKNOWN_HOST, Reason.NO_CONNECTION, Reason.CERTIFICATE, Reason.TOO_SLOW})
# With these the other scheme may do: a certificate that has run out, a server that never had one.
_OTHER_SCHEME = frozenset({Reason.NO_CONNECTION, Reason.CERTIFICATE, Reason.TOO_SLOW})
_SCHEMES = ("https", "http")


class NoPlace(Exception):
    """The disk takes no more files: there is no use in asking for others."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one picture: `taken`, or a state with its reason in words and the address that gave it."""

    url: str
    taken: intake.Intake | None = None
    state: str = FileState.HERE
    words: str = ""
    wait: float | None = None
    other_host: str = ""


@dataclass(slots=True)
class _Host:
    scheme: str = ""  # that answered
    silences: int = 0
    troubles: int = 0
    next_at: float = 0.0


@dataclass(slots=True)
class Asker:
    """`allowed` are the hosts that may be asked; `left` those given up for this run, with the reason."""

    fetcher: Fetcher
    allowed: frozenset[str]
    pause: float
    patience: timedelta
    sleep: Callable[[float], None]
    clock: Callable[[], float] = time.monotonic
    left: dict[str, str] = field(default_factory=dict)
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def has_left(self, hosts: list[str]) -> bool:
        return not any(host in self.allowed and host not in self.left for host in hosts)

    def ask(self, addresses: list[str]) -> Verdict:
        """Try these addresses in turn, of which at least one may be asked."""
        refusals: list[Verdict] = []
        for address in addresses:
            if (host := host_of(address)) not in self.allowed or host in self.left:
                continue
            try:
                fetched = self._fetched(address, host)
                return Verdict(fetched.url, intake.take_in(io.BytesIO(fetched.content), _name(address)))
            except Failed as failed:
                refusals.append(_judged(address, failed))
                if failed.may_pass:
                    break  # what is there now and then is better than a smaller copy
            except intake.Refused as refused:
                refusals.append(Verdict(address, state=FileState.REFUSED, words=str(refused)))
        weight = (FileState.FAILED, FileState.WAITING, FileState.REFUSED, FileState.GONE)
        return min(refusals, key=lambda each: weight.index(each.state))

    def _fetched(self, address: str, host: str) -> Fetched:
        known = self._hosts.setdefault(host, _Host())
        failure: Failed | None = None
        for url in _in_schemes(address, known.scheme):
            self._wait_for(known)
            try:
                fetched = self.fetcher.fetch(url, may_follow=lambda to: host_of(f"//{to}") in self.allowed)
            except Failed as failed:
                failure = failure or failed
                if failed.reason in _OTHER_SCHEME:
                    continue
                failure = failed
                if failed.reason not in _SILENT:
                    known.scheme = urlsplit(url).scheme
                break
            else:
                known.scheme, known.silences, known.troubles = urlsplit(url).scheme, 0, 0
                return fetched
            finally:
                known.next_at = self.clock() + self.pause
        assert failure is not None
        self._think_of(known, host, failure)
        raise failure

    def _think_of(self, known: _Host, host: str, failed: Failed) -> None:
        known.silences = known.silences + 1 if failed.reason in _SILENT else 0
        known.troubles = known.troubles + 1 if failed.may_pass else 0
        if known.silences >= MOST_SILENCES or known.troubles >= MOST_TROUBLES:
            times = max(known.silences, known.troubles)
            self.left[host] = f"{failed}; given up for this run after {times} in a row"
        if failed.wait and failed.may_pass:
            known.next_at = max(known.next_at, self.clock() + failed.wait)
            if failed.wait > self.patience.total_seconds():
                self.left[host] = f"it asks to be left alone for {failed.wait:.0f} seconds"

    def _wait_for(self, known: _Host) -> None:
        if (wait := known.next_at - self.clock()) > 0:
            self.sleep(wait)


def _in_schemes(address: str, scheme: str) -> list[str]:
    """Return the address in the scheme that its host is known to answer, else in both, https first."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in _SCHEMES or ":" in parts.netloc:
        return [address]
    return [parts._replace(scheme=each).geturl() for each in ([scheme] if scheme else _SCHEMES)]


def _judged(address: str, failed: Failed) -> Verdict:
    if failed.reason == Reason.OTHER_HOST:
        words = f"{failed}: --media-host {failed.host} allows to ask there"
        return Verdict(address, state=FileState.WAITING, words=words, other_host=failed.host)
    state = FileState.FAILED if failed.may_pass else FileState.GONE if failed.is_gone else FileState.REFUSED
    return Verdict(address, state=state, words=str(failed), wait=failed.wait)


def _name(address: str) -> str:
    return unquote(PurePosixPath(urlsplit(address).path).name)
