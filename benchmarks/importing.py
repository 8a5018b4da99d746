"""How fast do page dumps come in? Prints stories a second, and the ratio to bare inserts of the same text."""

import argparse
import resource
import time
from pathlib import Path

from scratch import scratch_paper

A_PAGE = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=2_000)
    count = parser.parse_args().stories
    with scratch_paper() as folder:
        from articles.legacy.importer import ImportOptions, run

        pages = write_pages(folder / "dumps", count)
        bare = rate(count, lambda: insert_bare(count))
        first = rate(count, lambda: run([pages], ImportOptions()))
        second = rate(count, lambda: run([pages], ImportOptions()))
    print(f"bare rows, one insert each     {bare:>9.0f} stories/s")
    print(f"first import                   {first:>9.0f} stories/s   {first / bare:.3f} of bare rows")
    print(f"second import, nothing new     {second:>9.0f} stories/s   {second / first:.2f} of the first")
    print(f"most memory                    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>9.0f} MB")


def write_pages(folder: Path, count: int) -> Path:
    from tests.articles.legacy.dumps import story, tag_page, write

    for start in range(0, count, A_PAGE):
        stories = [story(f"Ferry number {n} to Kazakhstan", body(n)) for n in range(start, min(start + A_PAGE, count))]
        write(folder, **{f"page{start}": tag_page(stories, first=start + 1, total=count)})
    return folder


def body(number: int) -> str:
    return " ".join(f"On day {n} of year {number} the boat carried {n * 7} boxes across the lake." for n in range(30))


def insert_bare(count: int) -> None:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id integer PRIMARY KEY, title text, body text)")
        for number in range(count):
            with transaction.atomic():
                cursor.execute("INSERT INTO bare VALUES (%s, %s, %s)", [number, f"Ferry {number}", body(number)])


def rate(count: int, work) -> float:
    started = time.perf_counter()
    work()
    return count / (time.perf_counter() - started)


if __name__ == "__main__":
    main()
