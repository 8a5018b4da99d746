"""Does a page cost more when the archive grows? Prints medians at a tenth and at the whole, and their ratio."""

import argparse
import gc
import statistics
import time
from collections.abc import Callable

from scratch import scratch_paper

REPEATS = 15


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    count = parser.parse_args().articles
    with scratch_paper():
        from django.test import Client

        from tests.builders import make_articles, make_person, make_quote, make_tag, region

        client = Client(headers={"host": "127.0.0.1"})
        person, tag, place = make_person(), make_tag("Lakes"), region()
        for code in ("KGS", "KZT", "TJS", "UZS", "TMT"):
            make_quote(code)
        make_articles(count // 10, person=person, tag=tag, region=place)
        before = measure(client, pages(count // 10))
        make_articles(count - count // 10, first=count // 10, person=person, tag=tag, region=place)
        after = measure(client, pages(count))
    print(f"{'page':34}{count // 10:>10} articles{count:>10} articles{'ratio':>8}")
    for (name, small), large in zip(before.items(), after.values(), strict=True):
        print(f"{name:34}{small * 1000:>16.1f} ms{large * 1000:>16.1f} ms{large / small:>8.2f}")


def pages(count: int) -> dict[str, str]:
    last = (count + 5) // 6
    return {
        "home": "/",
        "latest, first page": "/latest/",
        "latest, last page": f"/latest/?page={last}",
        "region, last page": f"/regions/kazakhstan/?page={last}",
        "tag, last page": f"/tag/lakes/?page={last}",
        "person, last page": f"/our-people/aida-sarybay/?page={last}",
        "article": "/story-number-7/",
        "our people": "/our-people/",
        "markets": "/markets/",
        "search, a word in every story": "/search/?q=river",
        "search, one story": "/search/?q=71",
        "a missing page": "/no-such-story/",
    }


def measure(client, addresses: dict[str, str]) -> dict[str, float]:
    # What filling the paper left behind in this process is none of a page's cost.
    gc.collect()
    gc.freeze()
    return {name: median(lambda address=address: client.get(address)) for name, address in addresses.items()}


def median(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


if __name__ == "__main__":
    main()
