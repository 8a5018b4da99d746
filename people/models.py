"""Those who make the paper. A person needs no account, and outlives one."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from cms.ledger import addresses, things
from cms.lib.names import fold
from cms.lib.slugs import slugify
from cms.pictures.models import Picture


class PersonGroup(models.Model):
    """A part of the newsroom as Our People shows it: editors, correspondents, contributors."""

    name = models.CharField(max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "group of Our People"
        verbose_name_plural = "groups of Our People"
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet):
    def public(self) -> "PersonQuerySet":
        return self.filter(merged_into__isnull=True, is_listed=True)

    def in_order(self) -> "PersonQuerySet":
        """By group, then the order set by hand, then name. Those without a group come last."""
        return self.select_related("group", "avatar").order_by(
            Coalesce("group__position", 32767), "group__name", "position", "name", "pk"
        )

    def at_address(self, slug: str) -> "PersonQuerySet":
        return self.filter(pk=addresses.id_at(person_path(slug), "person"))


class Person(models.Model):
    name = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True, editable=False, help_text="The name as names are compared.")
    slug = models.CharField(max_length=80, unique=True, editable=False)
    role = models.CharField(max_length=200, blank=True)
    bio = models.TextField(blank=True)
    website = models.URLField(blank=True)
    avatar = models.ForeignKey(Picture, null=True, blank=True, on_delete=models.PROTECT, related_name="portrait_of")
    group = models.ForeignKey(PersonGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    position = models.PositiveSmallIntegerField(default=0, help_text="Order within the group.")
    is_listed = models.BooleanField("listed in Our People", default=True)
    is_former = models.BooleanField("has left", default=False)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    merged_into = models.ForeignKey("self", null=True, blank=True, editable=False, on_delete=models.PROTECT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="person_not_merged_into_themself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return person_path(self.slug)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.split() if word[0].isalpha()] or [self.name]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def where_it_lives() -> things.Kind:
    """A person for the table of addresses: the page, and how many stories it lists."""

    def path(person_id: int, at: datetime) -> str | None:
        slugs = Person.objects.filter(pk=person_id).values_list("merged_into__slug", "slug").first()
        return person_path(slugs[0] or slugs[1]) if slugs else None

    def length(person_id: int, at: datetime) -> int:
        return Person(pk=person_id).listing.visible(at=at, language=settings.LANGUAGE_CODE).count()

    return things.Kind(path, length)


def person_path(slug: str) -> str:
    return reverse("people:person", args=[slug])


def save_person(person: Person) -> Person:
    """Save a person and settle the address after the name. An address once public goes on leading there.

    Must run in a transaction.
    """
    person.key = fold(person.name)[:200]
    wish = slugify(person.name, fallback="person")
    if person.pk is None or not person.slug:
        # The row comes first, since an address names the row; the slug is settled at once after it.
        person.slug = person.slug or f"new-{timezone.now().timestamp():.6f}"
        person.save()
    elif _base(person.slug) == wish:
        person.save()
        return person
    person.slug = addresses.place("person", person.pk, person_path, wish)
    person.save()
    return person


def _base(slug: str) -> str:
    """Return a slug without its number: `anna-lee-2` is the second Anna Lee."""
    head, _, tail = slug.rpartition("-")
    return head if head and tail.isdigit() else slug
