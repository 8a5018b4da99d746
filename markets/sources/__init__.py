"""The banks whose rates are fetched, a file each, in the order in which they are asked."""

from markets.sources import cbr, cbt, cbu, ecb, frankfurter, imf, nbk, nbkr, nbt, peg
from markets.sources.source import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.key: module.SOURCE for module in (nbkr, nbk, cbu, nbt, cbt, peg, ecb, cbr, imf, frankfurter)
}


def label(key: str) -> str:
    """What readers call a source: the bank's name, or the name that an archive or an editor gave."""
    return SOURCES[key].name if key in SOURCES else key


def site(key: str) -> str:
    """Where readers can look it up; "" for what has no page."""
    return SOURCES[key].site if key in SOURCES else ""


def terms(key: str) -> str:
    """What the source asks of those who print its rates."""
    return SOURCES[key].terms if key in SOURCES else ""
