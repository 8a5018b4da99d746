"""How long does `check_urls` take, and does an address cost more in a larger archive? Prints times and their ratio."""

import argparse
import contextlib
import io
import time
from pathlib import Path

from scratch import scratch_paper


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--addresses", type=int, default=10_000)
    count = parser.parse_args().addresses
    with scratch_paper() as folder:
        small = run(folder, archive=count // 10, addresses=count, first=0)
        large = run(folder, archive=count, addresses=count, first=count // 10)
    print(f"{'archive':>10}{'addresses':>12}{'seconds':>10}{'ms each':>10}")
    for archive, seconds in ((count // 10, small), (count, large)):
        print(f"{archive:>10}{count:>12}{seconds:>10.1f}{seconds / count * 1000:>10.2f}")
    print(f"ratio {large / small:.2f}")


def run(folder: Path, *, archive: int, addresses: int, first: int) -> float:
    """Half of the addresses lead to one of a thousand stories, a quarter to lists, a quarter nowhere."""
    from django.core.management import call_command

    from cms.ledger import addresses as ledger
    from tests.builders import make_articles

    made = make_articles(archive - first, first=first)
    ledger.keep_old_many("article", [(story.pk, [f"/?p={story.pk}"]) for story in made])
    lines = []
    for n in range(addresses):
        lines.append(
            [f"/?p={n % min(1000, archive) + 1}&utm_source={n}", f"/page/{n % 50 + 1}/?x={n}", f"/none-{n}/",
             f"/?utm_medium={n}&p={n % min(1000, archive) + 1}"][n % 4]
        )  # fmt: skip
    file = folder / "addresses.txt"
    file.write_text("\n".join(lines), encoding="utf-8")
    began = time.perf_counter()
    with contextlib.suppress(SystemExit):  # some are missing
        call_command("check_urls", str(file), "--csv", str(folder / "missing.csv"), stdout=io.StringIO())
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
