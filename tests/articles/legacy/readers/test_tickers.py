"""The block of exchange rates: each pair once per dump, as printed."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from articles.legacy.records import Kind, Severity
from tests.articles.legacy.readers.page_builders import (
    RATES,
    articles,
    body,
    list_page,
    problems,
    quotes,
    read_text,
    ticker,
)

PAGE = list_page([("First Title", body(1)), ("Second Title", body(2))])


def framed(head: str) -> str:
    return f"{head}\n\n{PAGE}"


def test_each_pair_of_the_repeated_block_is_read_once(tmp_path: Path) -> None:
    found = read_text(tmp_path, framed(ticker()))
    assert [(q.base, q.quote) for q in quotes(found)] == [(code, "USD") for code in RATES]
    assert problems(found) == []


def test_a_block_of_four_pairs_is_whole_too(tmp_path: Path) -> None:
    rates = {code: rate for code, rate in RATES.items() if code != "TMT"}
    assert len(quotes(read_text(tmp_path, framed(ticker(rates))))) == 4


def test_a_page_without_a_ticker_has_no_quotes(tmp_path: Path) -> None:
    assert quotes(read_text(tmp_path, PAGE)) == []


@pytest.mark.parametrize(
    ("printed", "change"), [("-0%", "0"), ("0%", "0"), ("0.14%", "0.14"), ("-0.42%", "-0.42"), ("2.23%", "2.23")]
)
def test_the_change_is_kept_as_printed_and_minus_nothing_is_nothing(tmp_path: Path, printed: str, change: str) -> None:
    [quote] = quotes(read_text(tmp_path, framed(f"• KGS/USD = 0.01150 {printed}")))
    assert (quote.change_text, quote.change) == (printed, Decimal(change))
    assert not (quote.change == 0 and quote.change.is_signed())


def test_the_printed_decimals_stay(tmp_path: Path) -> None:
    [quote] = quotes(read_text(tmp_path, framed("• KGS/USD = 0.01150 0%")))
    assert str(quote.value) == "0.01150"


def test_a_rate_may_stand_without_a_change(tmp_path: Path) -> None:
    [quote] = quotes(read_text(tmp_path, framed("• KGS/USD = 0.01150")))
    assert (quote.change, quote.change_text) == (None, "")


def test_a_change_that_is_no_percentage_is_left_out_with_a_warning(tmp_path: Path) -> None:
    found = read_text(tmp_path, framed("• KGS/USD = 0.01150 NaN%"))
    assert [(q.change, q.change_text) for q in quotes(found)] == [(None, "")]
    assert [p.severity for p in problems(found)] == [Severity.WARNING]


@pytest.mark.parametrize("value", ["NaN", "1e999", "Infinity", "-0.5", "0", "0.000", "1" * 40, "0." + "1" * 40])
def test_an_impossible_rate_is_skipped(tmp_path: Path, value: str) -> None:
    found = read_text(tmp_path, framed(ticker({"KGS": f"{value} 0%", "KZT": "0.00200 0%"})))
    [problem] = problems(found)
    assert (problem.severity, problem.kind, problem.what) == (Severity.SKIPPED, Kind.QUOTE, "KGS/USD")
    assert [q.base for q in quotes(found)] == ["KZT"]


@pytest.mark.parametrize("line", ["• KGS/USD = soon 0%", "• KGS/USD 0.01150", "• KGS = 0.01150", "• kgs/usd = 0.01 0%"])
def test_a_broken_line_of_the_block_is_a_warning_and_no_text(tmp_path: Path, line: str) -> None:
    found = read_text(tmp_path, framed(f"• KZT/USD = 0.00200 0%\n  {line}\n  • UZS/USD = 0.00008 0%"))
    assert [(p.severity, p.place.line, p.kind) for p in problems(found)] == [(Severity.WARNING, 2, Kind.QUOTE)]
    assert [q.base for q in quotes(found)] == ["KZT", "UZS"]
    assert [a.title for a in articles(found)] == ["First Title", "Second Title"]


def test_a_broken_first_line_is_a_warning_too(tmp_path: Path) -> None:
    found = read_text(tmp_path, framed("• KGS/USD 0.01150\n  • KZT/USD = 0.00200 0%"))
    assert [p.place.line for p in problems(found)] == [1]
    assert len(quotes(found)) == 1


def test_of_two_values_for_a_pair_the_first_is_kept(tmp_path: Path) -> None:
    found = read_text(tmp_path, framed("• KGS/USD = 0.01150 0%\n" + "  • KGS/USD = 0.01160 0%\n" * 7))
    assert [str(q.value) for q in quotes(found)] == ["0.01150"]
    [problem] = problems(found)
    assert (problem.severity, problem.place.line) == (Severity.WARNING, 2)


def test_the_block_has_the_same_name_in_every_file_and_run(tmp_path: Path) -> None:
    one = quotes(read_text(tmp_path, framed(ticker()), name="one.txt"))
    other = quotes(read_text(tmp_path, f"{ticker(times=2)}\n\n{list_page([('Else', body(9))])}", name="other.txt"))
    assert {q.block_key for q in one} == {q.block_key for q in other}
    assert len({q.block_key for q in one}) == 1


def test_another_day_or_value_is_another_block(tmp_path: Path) -> None:
    keys = {
        quotes(read_text(tmp_path, framed(head)))[0].block_key
        for head in (ticker(), f"{ticker()}\n07 December 2025", ticker(RATES | {"KGS": "0.01151 0%"}))
    }
    assert len(keys) == 3


def test_quotes_carry_the_day_of_the_snapshot_or_none(tmp_path: Path) -> None:
    dated = quotes(read_text(tmp_path, framed(f"{ticker()}\n07 December 2025")))
    assert {q.printed_on for q in dated} == {date(2025, 12, 7)}
    assert {q.printed_on for q in quotes(read_text(tmp_path, framed(ticker())))} == {None}


def test_a_page_of_rates_alone_gives_its_rates(tmp_path: Path) -> None:
    found = read_text(tmp_path, ticker())
    assert len(quotes(found)) == 5
    assert [(p.severity, p.reason) for p in problems(found)] == [(Severity.WARNING, "no story stands on it")]


def test_a_rate_in_the_running_text_stays_text(tmp_path: Path) -> None:
    text = "\n\n".join(
        ["The Som Holds", "KGS/USD = 0.01150 was on every board that morning, and nobody minded.", body(2)]
    )
    [article] = articles(read_text(tmp_path, text))
    assert article.body.startswith("KGS/USD = 0.01150 was")
