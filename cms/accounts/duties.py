"""What an account may do, in words: for its owner, and for the chief who gives it its groups."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from cms.roles import IN_WORDS


@dataclass(frozen=True, slots=True)
class Duties:
    groups: list[tuple[str, str]]  # name, what it may do ("" for a group that the newsroom made itself)
    sections: list[str]
    is_superuser: bool


def duties_of(user: User) -> Duties:
    names = list(user.groups.order_by("name").values_list("name", flat=True))
    sections = user.section_assignments.order_by("region__position", "region__name")
    return Duties(
        groups=[(name, IN_WORDS.get(name, "")) for name in names],
        sections=list(sections.values_list("region__name", flat=True)),
        is_superuser=user.is_superuser,
    )
