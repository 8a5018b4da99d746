"""Reading what the banks send: exact numbers from what is good, a reason and nothing else from what is not."""

import random
import time
import tracemalloc
from datetime import date
from decimal import Decimal, Inexact, localcontext
from functools import partial

import pytest

from markets.sources import SOURCES, cbu, ecb, nbkr, nbt
from markets.sources.source import Unreadable
from tests.markets import payloads
from tests.markets.payloads import PAYLOADS


@pytest.mark.parametrize("name", PAYLOADS)
def test_m1_every_published_shape_is_read_to_the_digit(name: str) -> None:
    payload = PAYLOADS[name]
    table = payload.parse(payload.body)
    assert (len(table.rates), len(table.refused)) == (payload.rows, payload.refused)
    found = {f"{rate.base}/{rate.quote}": rate for rate in table.rates}
    for pair, (nominal, value, on) in payload.holds.items():
        rate = next(rate for rate in table.rates if f"{rate.base}/{rate.quote}" == pair and rate.effective_on == on)
        assert (rate.nominal, rate.value, rate.digits) == (nominal, Decimal(value), len(value.partition(".")[2]))
        assert pair in found


@pytest.mark.parametrize("name", PAYLOADS)
def test_m13_nothing_is_rounded_on_the_way_in(name: str) -> None:
    with localcontext() as context:
        context.traps[Inexact] = True
        PAYLOADS[name].parse(PAYLOADS[name].body)


def mutated(body: bytes, chance: random.Random) -> bytes:
    how = chance.randrange(9)
    if how == 0:
        return body[: chance.randrange(len(body))]
    if how == 1:
        flipped = bytearray(body)
        for _ in range(chance.randint(1, 8)):
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if how == 2:
        return body.decode("utf-8", "replace").encode("utf-16")
    if how == 3:
        return body.translate(bytes.maketrans(b".,", b",."))
    text = body.decode("utf-8", "replace")
    number = chance.choice(["87,4500", "478.77", "12194.25", "9.3450", "3.5", "1.1586", "81,0421", "87.4500"])
    bad = chance.choice(["NaN", "1e999", "9" * 400, "-1", "", "Infinity", "0", "1E+30", "１２", "0x10", "--", "1.2.3"])
    if how in {4, 5}:
        return text.replace(number, bad).encode()
    if how == 6:
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        return (bomb + text.replace("USD", "&b;", 1)).encode()
    if how == 7:
        return f"<html><body><h1>404 Not Found</h1>{text[: chance.randrange(200)]}</body></html>".encode()
    return (text * 2 if chance.random() < 0.5 else "[" * chance.randrange(1, 50_000)).encode()


def test_m2_no_damaged_payload_raises_anything_but_a_reason_or_takes_long(long_form: bool) -> None:
    chance = random.Random(20261125)
    tracemalloc.start()
    names = list(PAYLOADS)
    for number in range(10_000 if long_form else 3_000):
        payload = PAYLOADS[names[number % len(names)]]
        body = mutated(payload.body, chance)
        started = time.monotonic()
        try:
            table = payload.parse(body)
        except Unreadable:
            continue
        finally:
            assert time.monotonic() - started < 1
        for rate in table.rates:
            assert rate.value.is_finite() and rate.value > 0 and rate.nominal in {1, 10, 100, 1000, 10000}
            assert rate.effective_on is not None and rate.base != rate.quote
    assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    tracemalloc.stop()


@pytest.mark.parametrize(
    "body",
    [
        payloads.nbkr_xml("20.11.2026", payloads.NBKR_ROWS),
        payloads.nbkr_xml("20.11.2026", payloads.NBKR_ROWS, encoding="utf-8"),
        b"\xef\xbb\xbf" + payloads.nbkr_xml("20.11.2026", payloads.NBKR_ROWS, encoding="utf-8"),
        payloads.nbkr_xml("20.11.2026", payloads.NBKR_ROWS).replace(b",", b"."),
        payloads.nbkr_xml("20.11.2026", payloads.NBKR_ROWS).replace(b"87,4500", b" 87,4500\r\n"),
    ],
)
def test_m3_comma_or_point_windows_or_unicode_the_numbers_are_the_same(body: bytes) -> None:
    assert nbkr.parse(body) == nbkr.parse(PAYLOADS["nbkr daily"].body)


def test_m3_cyrillic_names_in_either_encoding_change_nothing() -> None:
    one, other = (nbt.parse(payloads.nbt_xml("2026-11-20", encoding)) for encoding in ("utf-8", "windows-1251"))
    assert one == other
    mislabelled = payloads.nbt_xml("2026-11-20").replace(b"utf-8", b"windows-1251")
    assert nbt.parse(mislabelled) == one


def test_m12_a_table_of_another_day_than_was_asked_for_is_refused() -> None:
    with pytest.raises(Unreadable, match="asked for 1999-01-01, got 2026-11-20"):
        nbt.parse(payloads.nbt_xml("2026-11-20"), asked_for=date(1999, 1, 1))


@pytest.mark.parametrize(
    ("parse", "body", "reason"),
    [
        (nbkr.parse, b"<html><body>Help</body></html>", "is a html"),
        (nbkr.parse, b"", "no valid XML"),
        (nbkr.parse, b'<CurrencyRates Date="20.11.2026"/>', "no rates"),
        (nbkr.parse, b'<CurrencyRates Date="31.02.2026"/>', "is no day"),
        (nbkr.parse, b'<!DOCTYPE a [<!ENTITY b "c">]><CurrencyRates/>', "document type"),
        (cbu.parse, b'{"error": "not found"}', "not a list"),
        (cbu.parse, b"[1, 2, null]", "no rates"),
        (cbu.parse, b"<html>", "no valid JSON"),
        (ecb.parse_past, b"No results found.", "no rates"),
        (partial(nbkr.parse_past, code="USD"), b"", "no page"),
    ],
)
def test_a_page_that_is_no_table_is_refused_with_its_reason(parse, body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        parse(body)


def test_every_source_can_be_asked_for_today_and_for_a_year() -> None:
    for source in SOURCES.values():
        for request in source.latest("http://bank", date(2026, 11, 20)):
            assert request.url.startswith("http://bank/")
        requests = source.days("http://bank", date(2025, 11, 20), date(2026, 11, 20))
        assert bool(requests) == (source.key != "peg")
        assert len({request.url for request in requests}) == len(requests)


def test_a_history_of_two_years_is_asked_for_by_the_year_at_most() -> None:
    urls = [request.url for request in nbkr.days("http://bank", date(2024, 1, 1), date(2026, 1, 1))]
    assert len(urls) == 15
    assert "valuta_id=15&beg_day=01&beg_month=01&beg_year=2024&end_day=30&end_month=12&end_year=2024" in urls[0]
