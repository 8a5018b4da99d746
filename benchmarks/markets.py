"""Do the strip, the table and the charts cost more after ten years of rates than after one?

Both are filled in by the one command; the rates are made up, see quote_history.py.

python benchmarks/markets.py [--years 10]
"""

import argparse
import time
from datetime import date, timedelta

from quote_history import rows
from scratch import scratch_paper


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=float, default=10)
    years = parser.parse_args().years
    with scratch_paper():
        from django.test import Client

        client = Client(headers={"host": "127.0.0.1"})
        whole = list(rows(years, date.today()))
        a_year_ago = date.today() - timedelta(days=366)
        # The peg's one day lies long ago, and is a rate of every year.
        count, seconds = load([row for row in whole if row[0] > a_year_ago or row[5] == "peg"])
        print(f"one year: {count:,} rates stored in {seconds:.1f} s")
        before = measure(client, PAGES)
        count, seconds = load(whole)
        print(f"{years:g} years: {count:,} rates stored in {seconds:.1f} s")
        after = measure(client, PAGES)
    print(f"{'page':34}{'1 year':>12}{f'{years:g} years':>12}{'ratio':>8}")
    for (name, small), large in zip(before.items(), after.values(), strict=True):
        print(f"{name:34}{small * 1000:>9.1f} ms{large * 1000:>9.1f} ms{large / small:>8.2f}")


REPEATS = 15
PAGES = {
    "the strip, on a missing page": "/no-such-page/",
    "table": "/markets/",
    "chart, a year": "/markets/kzt/",
    "chart, 30 days": "/markets/kzt/?span=30d",
    "chart of a cross": "/markets/cny/",
    "chart, everything": "/markets/kzt/?span=all",
    "all rates as JSON": "/markets/rates.json",
}


def measure(client, addresses: dict[str, str]) -> dict[str, float]:
    """The best of many runs, in time of the processor: what else the machine does is none of a page's cost."""
    times = {}
    for name, address in addresses.items():
        client.get(address)
        taken = []
        for _ in range(REPEATS):
            started = time.process_time()
            client.get(address)
            taken.append(time.process_time() - started)
        times[name] = min(taken)
    return times


def load(whole: list[tuple]) -> tuple[int, float]:
    """Store the rows as a fetch or an import does, bank by bank."""
    from decimal import Decimal

    from markets.printed import PrintedQuote
    from markets.quotes import Outcome, Provenance, store
    from markets.sources import SOURCES

    started = time.perf_counter()
    by_source: dict[str, list[PrintedQuote]] = {}
    for day, base, quote, value, nominal, source in whole:
        places = len(value.partition(".")[2])
        printed = PrintedQuote(base, quote, Decimal(value), places, nominal, effective_on=day)
        by_source.setdefault(source, []).append(printed)
    created = 0
    for source, printed in by_source.items():
        stored = store(source, printed, provenance=Provenance(SOURCES[source].trust))
        created += sum(outcome == Outcome.CREATED for _, outcome in stored)
    return created, time.perf_counter() - started


if __name__ == "__main__":
    main()
