"""Terms that say only what kind a story is: the addresses of their lists lead to our sections."""

from __future__ import annotations

from articles.legacy.models import Origin
from articles.legacy.old_paths import kept
from articles.legacy.records import SectionRecord
from articles.legacy.session import Session
from articles.sections import number_of
from cms.ledger import addresses

SECTION = "section"  # as the table of addresses calls it, and origins do


def keep_sections(session: Session, records: list[SectionRecord]) -> None:
    """Keep their addresses, and that this source told of the section; in the caller's transaction."""
    numbers = {number_of(record.kind) for record in records}
    told = [
        Origin(
            source=session.source, kind=SECTION, key=str(number), target_id=number, is_own=False,
            first_run=session.run, last_run=session.run,
        )
        for number in sorted(numbers)
    ]  # fmt: skip
    Origin.objects.bulk_create(told, ignore_conflicts=True)
    addresses.keep_old_many(SECTION, [(number_of(record.kind), kept(record.old_addresses)) for record in records])
