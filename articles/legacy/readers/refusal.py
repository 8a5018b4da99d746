"""How anything that reads a file says that it cannot be read at all."""

from articles.legacy.records import Place


class UnreadableInput(Exception):
    """Missing, forbidden, not a file, an empty folder, or damaged beyond what a reader mends."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
