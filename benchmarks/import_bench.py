"""How fast does a WordPress export come in? Prints posts a second and peak memory beside what bounds them.

Every figure is taken in a process of its own, on a database of its own, in one run: the import, the same import again,
reading the export alone, a bare bulk insert of the same rows, and the building of the full-text index alone over the
same texts. Only the ratios mean something; the machine is part of every absolute figure. Where other work runs on it,
the ratio of the processes' own CPU times says more; a database server's is not in it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from generated_export import write_export

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1_000, 20_000)
BATCH = 100  # a transaction, as the importer has it
GOAL = 0.45
SERVER = "; the database server's own is not in it, here and above"
STEPS = {
    "import": "import_legacy --format wxr",
    "again": "the same again, nothing new",
    "reading": "reading the export alone",
    "bare": "bare bulk insert of the rows",
    "index": "full-text index, ready stems",
    "stemmed": "full-text index, with stemming",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, nargs="+", default=SIZES, help="sizes of the exports (1000 20000)")
    parser.add_argument("--postgres", action="store_true", help="on a throw-away PostgreSQL server as well")
    parser.add_argument("--step", choices=[*STEPS, "migrate"], help=argparse.SUPPRESS)
    parser.add_argument("--export", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(measure(given.step, given.export)))
        return
    with tempfile.TemporaryDirectory(prefix="steppe-benchmark-") as name:
        folder = Path(name)
        exports = {size: write_export(folder / f"{size}.xml", size) for size in given.posts}
        for database in ("SQLite", "PostgreSQL") if given.postgres else ("SQLite",):
            with databases(database, folder) as fresh:
                rates = {size: run_steps(fresh(size), export, size, database) for size, export in exports.items()}
            print_growth(rates)


# The run as a whole


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Callable[[int], dict[str, str]]]:
    """Yield what gives the environment of an empty database for each size."""
    with ExitStack() as stack:
        url = ""
        if kind == "PostgreSQL":
            sys.path.insert(0, str(ROOT))
            from tests.services import postgres

            url = stack.enter_context(postgres())

        def fresh(size: int) -> dict[str, str]:
            data = folder / f"{kind}-{size}"
            data.mkdir()
            if not url:
                return {"DATA_DIR": str(data)}
            import psycopg

            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE bench_{size}")
            return {"DATA_DIR": str(data), "DATABASE_URL": url.rpartition("/")[0] + f"/bench_{size}"}

        yield fresh


def run_steps(database: dict[str, str], export: Path, size: int, kind: str) -> dict[str, float]:
    """Measure and print; return posts a second by step."""
    environment = {**os.environ, **database, "LOG_LEVEL": "ERROR"}
    run_step("migrate", export, environment)
    told = {step: run_step(step, export, environment) for step in STEPS}
    rates = {step: size / said["seconds"] for step, said in told.items()}
    by_cpu = {step: size / said["cpu_seconds"] for step, said in told.items()}
    print(f"{kind}, {size:,} posts{'':>{22 - len(kind)}}posts/s      peak   import as part of it    (by CPU)")
    for step, name in STEPS.items():
        part = "" if step in ("import", "again") else f"{share(rates, step):>22.2f}{share(by_cpu, step):>12.2f}"
        print(f"  {name:<32}{rates[step]:>9,.0f}{told[step]['peak_mb']:>7.0f} MB{part}")
    for step in ("index", "stemmed"):
        reached = "reached" if share(rates, step) >= GOAL else "missed"
        print(
            f"  goal: {GOAL:.2f} of the {STEPS[step]}: {reached},"
            f" {share(rates, step):.2f} by the clock, {share(by_cpu, step):.2f} by CPU time"
        )
    print(
        f"  import by CPU time: {by_cpu['import']:,.0f} posts/s{SERVER if kind == 'PostgreSQL' else ''}\n", flush=True
    )
    return rates | {f"{step} by CPU time": rate for step, rate in by_cpu.items() if step in ("import", "stemmed")}


def share(rates: dict[str, float], step: str) -> float:
    return rates["import"] / rates[step]


def run_step(step: str, export: Path, environment: dict[str, str]) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", step, "--export", str(export)]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def print_growth(rates: dict[int, dict[str, float]]) -> None:
    sizes = sorted(rates)
    if len(sizes) > 1:
        small, large = sizes[0], sizes[-1]
        told = ", ".join(f"{step} {rates[large][step] / rates[small][step]:.2f}" for step in rates[small])
        print(f"rates at {large:,} as part of those at {small:,}: {told}\n", flush=True)


# One step, in a process of its own


def measure(step: str, export: Path) -> dict[str, float]:
    sys.path.insert(0, str(ROOT))
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings"
    import django

    django.setup()
    work = {
        "migrate": migrate, "import": import_export, "again": import_export, "reading": read_export,
        "bare": insert_bare, "index": index_stems, "stemmed": index_texts,
    }[step]  # fmt: skip
    seconds, cpu_seconds = work(export)
    return {"seconds": seconds, "cpu_seconds": cpu_seconds, "peak_mb": peak_memory()}


def migrate(_: Path) -> tuple[float, float]:
    from django.core.management import call_command

    return timed(lambda: call_command("migrate", verbosity=0))


def import_export(export: Path) -> tuple[float, float]:
    from django.core.management import call_command

    return timed(lambda: call_command("import_legacy", str(export), "--format", "wxr", verbosity=0))


def read_export(export: Path) -> tuple[float, float]:
    from articles.legacy.readers import ReadOptions, wxr

    def read() -> None:
        for _ in wxr.read(export, ReadOptions()):
            pass

    return timed(read)


def insert_bare(_: Path) -> tuple[float, float]:
    """Write again what the import wrote of articles, tags and bylines: three tables, their indexes, nothing else."""
    from django.db import connection, transaction

    from articles.models import Article, Byline
    from articles.models.tag import TaggedArticle

    tables = []
    for model in (Article, TaggedArticle, Byline):
        columns = [field.column for field in model._meta.concrete_fields]
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE bare_{table} AS SELECT * FROM {table} LIMIT 0")
            cursor.execute(f"CREATE UNIQUE INDEX bare_{table}_id ON bare_{table} ({model._meta.pk.column})")
        tables.append((table, columns, stored_rows(table, columns)))

    def insert() -> None:
        for table, columns, rows in tables:
            marks = ", ".join(["%s"] * len(columns))
            statement = f"INSERT INTO bare_{table} ({', '.join(columns)}) VALUES ({marks})"
            for batch in batches(rows):
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.executemany(statement, batch)

    return timed(insert)


def index_stems(_: Path) -> tuple[float, float]:
    """Build the search index anew from the stems that the import made."""
    rows = documents()
    index = empty_index()
    return timed(lambda: fill_index(index, rows))


def index_texts(_: Path) -> tuple[float, float]:
    """Build the search index anew from the words of the stories: stemming is part of the work."""
    from articles.models import Article
    from articles.search import stems
    from cms.lib.richtext import plain_text

    texts = {pk: (title, plain_text(body)) for pk, title, body in Article.objects.values_list("pk", "title", "body")}
    kept = documents()
    index = empty_index()

    def stemmed() -> Iterator[tuple]:
        for row in kept:
            title, text = texts[row[0]]
            yield (*row[:-2], " ".join(stems(title)), " ".join(stems(text)))

    return timed(lambda: fill_index(index, stemmed()))


_COLUMNS = ("article_id", "language", "sort_at", "region_id", "title_stems", "text_stems")


def documents() -> list[tuple]:
    return stored_rows("articles_searchdocument", _COLUMNS)


def empty_index() -> str:
    """Make a second index of the same definition; return its table."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP TABLE IF EXISTS bench_index")
            cursor.execute("CREATE TABLE bench_index (LIKE articles_searchdocument INCLUDING ALL)")
        else:
            cursor.execute("DROP TABLE IF EXISTS bench_index")
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'articles_searchindex'")
            cursor.execute(cursor.fetchone()[0].replace("articles_searchindex", "bench_index"))
    return "bench_index"


def fill_index(index: str, rows: Iterable[tuple]) -> None:
    from django.db import connection, transaction

    if connection.vendor == "postgresql":
        columns, statement = _COLUMNS, f"INSERT INTO {index} ({', '.join(_COLUMNS)}) VALUES (%s, %s, %s, %s, %s, %s)"
    else:
        columns = ("article_id", "title_stems", "text_stems")
        statement = f"INSERT INTO {index} (rowid, title_stems, text_stems) VALUES (%s, %s, %s)"
    wanted = [_COLUMNS.index(column) for column in columns]
    for batch in batches(tuple(row[place] for place in wanted) for row in rows):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(statement, batch)


def stored_rows(table: str, columns: Iterable[str]) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return cursor.fetchall()


def batches(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that passed, and those of CPU time that this process took."""
    started, took = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - started, time.process_time() - took


def peak_memory() -> float:
    """The most memory, in MB, that this process held, and the largest of those it started."""
    lines = Path("/proc/self/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    return (own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


if __name__ == "__main__":
    main()
