"""The search form: what its fields mean, and what is left out when one makes no sense."""

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlencode

import django_filters
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, QuerySet
from django.forms import DateInput, TextInput
from django.http import QueryDict

from articles.models import ListingRow, SearchDocument, Tag
from articles.search import find
from people.models import Person

LONGEST_QUERY = 200
# Days outside these are slips of the finger, and far enough from where dates end to be reckoned with.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
NO_DAY = "this is no day that we know."


def authors_with_stories(*, at: datetime, language: str) -> list[Person]:
    stories = ListingRow.objects.filter(person=OuterRef("pk")).visible(at=at, language=language)
    return list(
        Person.objects.filter(Exists(stories), merged_into__isnull=True).only("name", "slug").order_by("name", "pk")
    )


def _day(label: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(FIRST_DAY, NO_DAY), MaxValueValidator(LAST_DAY, NO_DAY)],
        error_messages={"invalid": NO_DAY},
    )


class StoryFilter(django_filters.FilterSet):
    """`qs` holds the ids of the stories found. A value that makes no sense is left out, and the form says so;
    the others hold all the same, so that a slip in one field never widens the search to everything."""

    q = django_filters.CharFilter(label="Words", max_length=LONGEST_QUERY, widget=TextInput(attrs={"type": "search"}))
    region = django_filters.ChoiceFilter(
        label="Region", empty_label="All regions", error_messages={"invalid_choice": "there is no such region."}
    )
    author = django_filters.ChoiceFilter(
        label="Author", empty_label="All authors", error_messages={"invalid_choice": "there is no such author."}
    )
    since = _day("From")
    until = _day("To")

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    def __init__(
        self, data: QueryDict, *, regions: Iterable[Tag], authors: Iterable[Person], at: datetime, language: str
    ) -> None:
        super().__init__(data, queryset=SearchDocument.objects.none())
        self.at, self.language = at, language
        self.region_ids = {tag.slug: tag.pk for tag in regions}
        self.author_ids = {person.slug: person.pk for person in authors}
        self.filters["region"].extra["choices"] = [(tag.slug, tag.name) for tag in regions]
        self.filters["author"].extra["choices"] = [(person.slug, person.name) for person in authors]

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        # In the address these two are `from` and `to`; the first is no name that Python allows.
        names = {"since": "from", "until": "to"}
        return {names.get(name, name): each for name, each in super().get_filters().items()}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        given = self.form.cleaned_data
        return find(
            given.get("q") or "",
            at=self.at,
            language=self.language,
            region_id=self.region_ids.get(given.get("region")),
            person_id=self.author_ids.get(given.get("author")),
            since=given.get("from"),
            until=given.get("to"),
        )

    @property
    def query(self) -> str:
        """What was understood, as a query string in a fixed order. Unknown keys are never handed on."""
        given = self.form.cleaned_data
        return urlencode({name: given[name] for name in self.filters if given.get(name)})
