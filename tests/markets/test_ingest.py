"""Fetching from a real server on this machine: what is stored, held and refused, and what happens when it fails."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, Inexact, localcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from markets import checks, held, ingest
from markets.models import Fetch, HeldQuote, Quote, QuoteRevision, SourceState
from markets.printed import PrintedQuote
from markets.sources import SOURCES
from markets.sources.source import Table
from tests.builders import make_quote, make_user
from tests.markets import payloads
from tests.markets.payloads import NBKR_ROWS, nbkr_weekly, nbkr_xml

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
D20 = date(2026, 11, 20)


class Bank:
    """A bank's server: `answers` maps a path to bytes, or to a function that is handed the request's handler."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Callable] = {}
        self.asked: list[str] = []
        bank = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                bank.asked.append(self.path)
                answer = bank.answers.get(self.path, bank.answers.get("*"))
                if callable(answer):
                    answer(self)
                elif answer is None:
                    reply(self, b"Not found", 404)
                elif self.headers.get("If-None-Match") == '"one"':
                    reply(self, b"", 304)
                else:
                    reply(self, answer, 200, ETag='"one"')

            def log_message(self, *_: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def reply(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def bank(settings) -> Iterator[Bank]:
    server = Bank()
    settings.QUOTE_URLS = dict.fromkeys(SOURCES, server.url)
    yield server
    server.close()


def fetch(key: str = "nbkr", **options: object) -> ingest.Report:
    return ingest.fetch(SOURCES[key], now=NOW, pause=lambda seconds: None, **options)


def with_nbkr(bank: Bank, day: str = "20.11.2026", **rates: str) -> None:
    bank.answers["/XML/daily.xml"] = nbkr_xml(day, NBKR_ROWS | {code: (1, value) for code, value in rates.items()})
    bank.answers["/XML/weekly.xml"] = nbkr_weekly()


@pytest.mark.django_db
def test_what_the_bank_printed_is_stored_with_its_day_and_the_hash_of_its_bytes(bank: Bank) -> None:
    with_nbkr(bank)
    with localcontext() as context:
        context.traps[Inexact] = True
        report = fetch()
    assert (report.created, report.held, report.problems) == (11, 0, [])
    quote = Quote.objects.get(source="nbkr", base="USD", quote="KGS")
    assert (str(quote), quote.effective_on) == ("1 USD = 87.4500 KGS", D20)
    assert quote.payload_sha256 == Fetch.objects.get(sha256=quote.payload_sha256).sha256
    assert SourceState.objects.get(pk="nbkr").succeeded_at == NOW


@pytest.mark.django_db
def test_a_retired_currency_is_refused_by_name_and_the_rest_of_the_table_stays(bank: Bank) -> None:
    with_nbkr(bank)
    assert fetch().refused == 1
    assert not Quote.objects.filter(base="BYR").exists()
    assert Fetch.objects.exclude(refused=[]).get().refused == [
        ["BYR/KGS, 2026-11-21", "BYR was no currency on that day"]
    ]


@pytest.mark.django_db
def test_m4_asking_ten_times_adds_nothing_and_asks_for_changes_only(bank: Bank) -> None:
    with_nbkr(bank)
    fetch()
    rows = Quote.objects.count()
    assert all(fetch().created == 0 for _ in range(9))
    assert Quote.objects.count() == rows
    assert set(Fetch.objects.values_list("status", flat=True)) == {200, 304}


@pytest.mark.django_db(transaction=True)
def test_m4_two_workers_at_once_add_one_set(bank: Bank) -> None:
    with_nbkr(bank)
    reports: list[ingest.Report] = []

    def work() -> None:
        reports.append(fetch())
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(report.created for report in reports) == Quote.objects.count() == 11
    assert all(report.is_busy or report.created + report.unchanged == 11 or not report.unchanged for report in reports)


@pytest.mark.django_db
def test_a_corrected_rate_keeps_what_was_printed_before(bank: Bank) -> None:
    with_nbkr(bank)
    fetch()
    bank.answers["/XML/daily.xml"] = lambda handler: reply(
        handler, nbkr_xml("20.11.2026", NBKR_ROWS | {"USD": (1, "87,4600")})
    )
    assert fetch().updated == 1
    assert str(Quote.objects.get(base="USD")) == "1 USD = 87.4600 KGS"
    revision = QuoteRevision.objects.get()
    assert (revision.value, revision.digits) == (Decimal("87.45"), 4)


@pytest.mark.django_db
def test_m12_a_table_of_the_wrong_day_is_stored_no_time(bank: Bank) -> None:
    bank.answers["*"] = payloads.nbt_xml("2026-11-20")
    report = fetch("nbt", first=date(2020, 1, 1), last=date(2020, 1, 1))
    assert not Quote.objects.exists()
    assert report.problems == ["asked for 2020-01-01, got 2026-11-20"]


@pytest.mark.django_db
def test_the_weekends_repeat_is_known_as_one(bank: Bank) -> None:
    make_quote("USD", "9.3450", quote="TJS", source="nbt", effective_on=D20)
    bank.answers["*"] = payloads.nbt_xml("2026-11-21")
    ingest.fetch(SOURCES["nbt"], now=datetime(2026, 11, 21, 7, tzinfo=UTC), pause=lambda seconds: None)
    saturday = Quote.objects.filter(effective_on=date(2026, 11, 21))
    assert list(saturday.filter(is_repeat=True).values_list("base", flat=True)) == ["USD"]
    assert saturday.count() == 5


@pytest.mark.django_db
def test_a_jump_is_held_and_printed_once_an_editor_releases_it(bank: Bank) -> None:
    make_quote("USD", "4210.35", quote="UZS", source="cbu", effective_on=date(2017, 8, 29))
    bank.answers["*"] = payloads.cbu_json([("USD", "1", "8100.00", "3889.65", "05.09.2017")])
    ask = {"first": date(2017, 9, 5), "last": date(2017, 9, 5)}
    assert [fetch("cbu", **ask).held for _ in range(3)] == [1, 0, 0]
    waiting = HeldQuote.objects.get()
    assert waiting.why == "more than 5 % away from 4210.35000000, the rate beside it"
    held.release(waiting.pk, make_user("editor"), "the reform of September 2017")
    assert str(Quote.objects.get(effective_on=date(2017, 9, 5))) == "1 USD = 8100.00 UZS"
    assert fetch("cbu", **ask).unchanged == 1
    with pytest.raises(held.Decided):
        held.refuse(waiting.pk, make_user("other"))


@pytest.mark.django_db
def test_a_refused_jump_is_neither_stored_nor_held_again(bank: Bank) -> None:
    make_quote("USD", "87.00", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    with_nbkr(bank, USD="99,0000")
    fetch()
    held.refuse(HeldQuote.objects.get().pk, make_user("editor"))
    assert fetch(first=None).held == 0
    assert HeldQuote.objects.count() == 1
    assert not Quote.objects.filter(base="USD", effective_on=D20).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("confirmed_by", [{"USD/KGS": "99.1"}, {"USD/RUB": "81.0", "KGS/RUB": "0.8182"}])
def test_a_jump_that_a_second_source_confirms_is_printed(bank: Bank, confirmed_by: dict[str, str]) -> None:
    make_quote("USD", "87.00", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    for pair, value in confirmed_by.items():
        base, quote = pair.split("/")
        make_quote(base, value, quote=quote, source="other", effective_on=D20, origin_order=1_200_000_000)
    with_nbkr(bank, USD="99,0000")
    assert fetch().held == 0
    assert Quote.objects.get(source="nbkr", base="USD", effective_on=D20).value == 99


@pytest.mark.django_db
def test_a_nominal_misread_is_held_with_that_suspicion_however_old_the_rate_before(bank: Bank) -> None:
    make_quote("USD", "0.0114", quote="KGS", source="nbkr", effective_on=date(2020, 1, 1))
    with_nbkr(bank)
    fetch()
    assert "a nominal or a direction misread" in HeldQuote.objects.get().why


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["23.11.2026", "20.11.2036"])
def test_a_day_more_than_two_ahead_is_refused(bank: Bank, day: str) -> None:
    with_nbkr(bank, day)
    fetch()
    assert not Quote.objects.filter(base="USD").exists()


@pytest.mark.django_db
def test_a_table_without_the_dollar_is_refused_whole(bank: Bank) -> None:
    bank.answers["*"] = nbkr_xml("20.11.2026", {"EUR": (1, "101,3171")})
    assert fetch().problems == ["no USD in it"]
    assert Quote.objects.filter(effective_on=D20).count() == 1  # the weekly table needs none


def elsewhere(handler: BaseHTTPRequestHandler) -> None:
    reply(handler, b"", 302, Location="http://127.0.0.2:1/daily.xml")


def too_long(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    part = b"x" * 65536
    for _ in range(40):
        try:
            handler.wfile.write(part)
        except OSError:
            return


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<CurrencyRates")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (elsewhere, "led to another place"),
        (too_long, "more than a megabyte"),
        (cut_off, "no connection"),
        (lambda handler: reply(handler, b"", 503), "answers 503"),
        (lambda handler: reply(handler, b"", 403), "answers 403"),
        (lambda handler: reply(handler, b"", 302, Location="/again"), "redirects without end"),
        (b"<html>We are working on it</html>", "is a html"),
    ],
)
def test_a_bank_that_fails_changes_nothing_and_says_why(bank: Bank, answer: bytes | Callable, said: str) -> None:
    make_quote("USD", "87.00", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    bank.answers["*"] = answer
    report = fetch()
    assert said in report.problems[0]
    assert Quote.objects.count() == 1
    state = SourceState.objects.get(pk="nbkr")
    assert (state.failures, state.locked_until) == (1, None)


@pytest.mark.django_db
def test_what_passes_is_asked_again_three_times_in_all(bank: Bank) -> None:
    with_nbkr(bank)
    bank.answers["/XML/daily.xml"] = lambda handler: reply(
        handler, *((b"", 503) if bank.asked.count("/XML/daily.xml") < 3 else (nbkr_xml("20.11.2026", NBKR_ROWS), 200))
    )
    assert fetch().problems == []
    assert bank.asked.count("/XML/daily.xml") == 3


@pytest.mark.django_db
def test_one_bank_that_fails_leaves_the_others_alone(bank: Bank, capsys: pytest.CaptureFixture) -> None:
    with_nbkr(bank, f"{timezone.localdate():%d.%m.%Y}")
    call_command("fetch_quotes", source=["cbu", "nbkr", "peg"])
    said = capsys.readouterr()
    assert "cbu: no such page (404)" in said.err
    assert "nbkr: " in said.out and "peg: 1 new" in said.out


@pytest.mark.django_db
def test_rates_that_were_due_twice_and_have_not_come_end_the_run_with_one(bank: Bank, capsys) -> None:
    with_nbkr(bank, f"{timezone.localdate() - timedelta(days=9):%d.%m.%Y}")
    with pytest.raises(SystemExit) as ended:
        call_command("fetch_quotes", source=["nbkr"])
    assert ended.value.code == 1
    assert "rates were due and have not come" in capsys.readouterr().err


@pytest.mark.django_db
def test_the_peg_is_stored_as_what_it_is_without_asking_anybody(bank: Bank) -> None:
    assert [fetch("peg").created for _ in range(2)] == [1, 0]
    assert bank.asked == []
    assert str(Quote.objects.get(source="peg")) == "1 USD = 3.5000 TMT"


@pytest.mark.django_db
def test_only_the_last_ninety_answers_are_kept(bank: Bank) -> None:
    with_nbkr(bank)
    for _ in range(50):
        fetch()
    assert Fetch.objects.count() == 90


@pytest.mark.django_db
def test_m2_what_a_damaged_table_leaves_behind_passes_every_check(bank: Bank) -> None:
    import random

    from tests.markets.test_sources import mutated

    chance = random.Random(7)
    make_quote("USD", "87.00", quote="KGS", source="nbkr", effective_on=date(2026, 11, 19))
    for _ in range(60):
        body = mutated(nbkr_xml("20.11.2026", NBKR_ROWS), chance)
        bank.answers["*"] = lambda handler, body=body: reply(handler, body)
        fetch()
    for quote in Quote.objects.filter(base="USD", quote="KGS"):
        assert abs(quote.value / quote.nominal - 87) / 87 < Decimal("0.06")
    assert not Quote.objects.filter(effective_on__gt=date(2026, 11, 22)).exists()


@pytest.mark.django_db
def test_a_csv_file_comes_in_once(tmp_path, capsys: pytest.CaptureFixture) -> None:
    file = tmp_path / "rates.csv"
    file.write_text(
        "\ufeffdate,base,quote,value,nominal,source\n2026-11-20,USD,KGS,87.4500,1,nbkr\n2026-11-20,USD,KZT,x,1,\n"
    )
    for created in (1, 0):
        with pytest.raises(SystemExit) as ended:
            call_command("import_quotes", str(file), source="A table")
        assert ended.value.code == 1
        said = capsys.readouterr()
        assert said.out.startswith(f"{created} created")
        assert "line 3: 'x' is no number" in said.err
    assert Quote.objects.get().origin_order == 1_400_000_000


@pytest.mark.django_db
def test_a_day_older_than_the_one_asked_for_is_refused_and_a_newer_one_is_taken() -> None:
    rates = tuple(
        PrintedQuote(base="USD", quote="KGS", value=Decimal("87.4500"), digits=4, effective_on=day)
        for day in (date(2026, 11, 18), D20)
    )
    wanted = {"today": D20, "must_have": frozenset(), "asked_for": date(2026, 11, 19)}
    sifted = checks.sift(SOURCES["nbkr"], Table(rates), **wanted)
    assert [rate.effective_on for rate in sifted.taken] == [D20]
    assert [refusal.why for refusal in sifted.refused] == ["older than the day that was asked for, 2026-11-19"]
