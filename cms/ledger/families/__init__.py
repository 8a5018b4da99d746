"""The families of addresses that the old site had, WordPress and before it Joomla: one table, asked from the top.

Each reads an address and says what to look for (`Wanted`), or that the address is none of its own. Keys of a query say
more than the path that they are hung on; and of two families that know a path, the upper one has it. Adding a family
is adding a line.
"""

from collections.abc import Callable, Iterator, Mapping

from cms.ledger.addresses import MACHINERY
from cms.ledger.families import files, joomla, wordpress
from cms.ledger.families.asked import Asked, Wanted

FAMILIES: tuple[tuple[str, Callable[[Asked], Wanted | None]], ...] = (
    # By the keys of the query
    ("joomla article by keys", joomla.by_keys),
    ("feed or site map", wordpress.feed),
    ("post number", wordpress.by_post_number),
    ("list by key", wordpress.by_list_key),
    ("search", wordpress.by_words),
    ("day, month or year", wordpress.by_day),
    # By the path
    ("uploaded file", files.upload),
    ("joomla path", joomla.by_path),
    ("numbered front page", wordpress.numbered_front),
    ("category, tag or author", wordpress.named_list),
    ("form of a story", wordpress.hung_on_a_story),
    ("story", wordpress.story),
)
BY_KEYS = frozenset(name for name, _ in FAMILIES[:6])

# Routes match without their first slash; a double one is left.
MACHINERY_ROUTE = r"^(?:/+)?(?P<door>(?i:" + "|".join(name.replace(".", r"\.") for name in MACHINERY) + r"))(?:/.*)?$"


def readings(path: str, query: Mapping[str, str]) -> Iterator[tuple[str, Wanted]]:
    """Yield (family, what it wants), the best first; a reading that does not yield is the last."""
    asked = Asked.of(path, query)
    for name, reads in FAMILIES:
        wanted = reads(asked)
        if wanted is None or (asked.is_front and name not in BY_KEYS):
            continue
        yield name, wanted
        if not wanted.yields:
            return


def asks_for_amp(query: Mapping[str, str]) -> bool:
    """`/story/?amp=1`: the story itself, in a form that we do not have."""
    return bool(query) and "amp" in Asked.of("/", query).keys


def family_of(path: str, query: Mapping[str, str]) -> str:
    """The name of the family that an address belongs to, for reports."""
    if path.strip("/").split("/")[0].casefold() in MACHINERY:
        return "machinery"
    return next((name for name, _ in readings(path, query)), "front page")
