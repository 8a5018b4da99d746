"""Quotes printed on archive pages, handed to the markets as they were printed."""

from __future__ import annotations

from articles.legacy.records import Kind, Problem, QuoteRecord, Severity
from articles.legacy.report import Item, Report
from articles.legacy.session import Session
from markets.quotes import PrintedQuote, store


def store_quotes(session: Session, records: list[QuoteRecord], report: Report) -> None:
    """Store each printed block of pairs once, in however many dumps it stands."""
    printed: dict[PrintedQuote, QuoteRecord] = {}
    for record in records:
        try:
            printed.setdefault(_printed(record), record)
        except ValueError as error:
            what = f"{record.base}/{record.quote}"
            report.add(Problem(Severity.FAILED, record.place, Kind.QUOTE, what, str(error)))
    for quote, outcome in store(session.source, list(printed), write=not session.is_dry_run):
        record = printed[quote]
        report.count(outcome, Item(Kind.QUOTE, outcome, f"{record.base}/{record.quote}", record.place))


def _printed(record: QuoteRecord) -> PrintedQuote:
    return PrintedQuote(
        base=record.base,
        quote=record.quote,
        nominal=1,
        value=record.value,
        digits=max(0, -int(record.value.as_tuple().exponent)),
        change=record.change,
        change_text=record.change_text,
        effective_on=record.printed_on,
        origin_key=record.block_key,
    )
