"""What a run shows on a terminal while it works: how many, how fast, and for how long still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

# (step, how many are done, how many there are or 0 where nobody knows)
Progress = Callable[[str, int, int], None]
UNITS = {"read": "file"}


@contextmanager
def bars(*, is_shown: bool) -> Iterator[Progress]:
    """Yield what draws a bar for each step, on the terminal's error channel."""
    drawn: dict[str, tqdm] = {}

    def progress(step: str, done: int, total: int) -> None:
        if step not in drawn:
            drawn[step] = tqdm(
                total=total or None, desc=step, unit=f" {UNITS.get(step, 'item')}", disable=not is_shown,
                mininterval=0.5, smoothing=0.1, dynamic_ncols=True,
            )  # fmt: skip
        drawn[step].update(done - drawn[step].n)

    try:
        yield progress
    finally:
        for bar in drawn.values():
            bar.close()
