"""A made-up history of rates in the manner of each bank, the same in every run, as CSV for `manage.py import_quotes`.

    python benchmarks/quote_history.py --years 10 | python manage.py import_quotes -

Nothing in it was ever printed by a bank.
"""

import argparse
import csv
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from markets.sources import SOURCES  # noqa: E402

# Source -> pairs with the value to begin from, its decimals, its nominal, and how lively it is.
BANKS: dict[str, dict[tuple[str, str], tuple[str, int, int, float]]] = {
    "nbkr": {("USD", "KGS"): ("69.30", 4, 1, 0.0015), ("EUR", "KGS"): ("76.10", 4, 1, 0.004)},
    "nbk": {("USD", "KZT"): ("335.40", 2, 1, 0.004), ("EUR", "KZT"): ("370.12", 2, 1, 0.005)},
    "cbu": {("USD", "UZS"): ("3210.55", 2, 1, 0.001), ("EUR", "UZS"): ("3540.20", 2, 1, 0.004)},
    "nbt": {("USD", "TJS"): ("7.8762", 4, 1, 0.0006)},
    "ecb": {("EUR", "USD"): ("1.0612", 4, 1, 0.004), ("EUR", "CNY"): ("7.3156", 4, 1, 0.004)},
    "cbr": {
        ("USD", "RUB"): ("63.91", 4, 1, 0.006), ("AMD", "RUB"): ("13.20", 4, 100, 0.006),
        ("AZN", "RUB"): ("36.12", 4, 1, 0.006), ("GEL", "RUB"): ("24.31", 4, 1, 0.006),
    },
}  # fmt: skip
# A drift a day, so that ten years look like the region's.
DRIFT = {"KGS": 0.00009, "KZT": 0.00014, "UZS": 0.00053, "TJS": 0.00006, "RUB": 0.00007}


def rows(years: float, last: date, seed: int = 6) -> Iterator[tuple[date, str, str, str, int, str]]:
    """Day, base, quote, value, nominal and source, from `years` before `last` to `last`, by source and day."""
    first = last - timedelta(days=round(years * 365.25))
    for source, pairs in BANKS.items():
        calendar = SOURCES[source].calendar
        values = {pair: float(begin) for pair, (begin, *_) in pairs.items()}
        chance = random.Random(f"{seed} {source}")
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            if not calendar.expects(day):
                continue
            for (base, quote), (_, places, nominal, lively) in pairs.items():
                if not calendar.repeats_on(day):
                    values[base, quote] *= 1 + DRIFT.get(quote, 0) + chance.gauss(0, lively)
                value = Decimal(values[base, quote]).quantize(Decimal(1).scaleb(-places))
                yield day, base, quote, f"{value:f}", nominal, source
    yield date(2015, 1, 1), "USD", "TMT", "3.5000", 1, "peg"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--years", type=float, default=10)
    parser.add_argument("--last", type=date.fromisoformat, default=date.today(), help="the last day (today)")
    options = parser.parse_args()
    sheet = csv.writer(sys.stdout)
    sheet.writerow(["date", "base", "quote", "value", "nominal", "source"])
    sheet.writerows(rows(options.years, options.last))


if __name__ == "__main__":
    main()
