"""What the paper is called, where it is made and how it is reached, as a chief sets it."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from cms.pictures.models import Picture

THE_ONE = 1


def is_a_zone(name: str) -> None:
    """A zone of the IANA's list. Names that are only files beside it, such as "localtime", are none."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"There is no time zone “{name}”. Zones are named like Asia/Almaty.")


def are_languages(codes: object) -> None:
    known = dict(settings.LANGUAGES)
    if not isinstance(codes, list) or not all(code in known for code in codes):
        raise ValidationError(f"The languages of the paper are among {', '.join(known)}.")


class SiteIdentity(models.Model):
    """One row. What is empty in it is as the environment says."""

    name = models.CharField(max_length=100, blank=True)
    tagline = models.CharField(max_length=200, blank=True)
    publisher = models.CharField(
        max_length=200, blank=True, help_text="Who answers for the paper: a company, a foundation, a person."
    )
    logo = models.ForeignKey(
        Picture, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Stands beside the name at the head of every page.",
    )  # fmt: skip
    time_zone = models.CharField(
        max_length=64, blank=True, validators=[is_a_zone], help_text="In which dates and hours are shown and typed."
    )
    languages = models.JSONField(
        default=list, blank=True, validators=[are_languages], help_text="In which stories can be written."
    )
    address = models.TextField("postal address", blank=True, validators=[MaxLengthValidator(500)])
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=40, blank=True)
    telegram = models.URLField(blank=True)
    instagram = models.URLField(blank=True)
    facebook = models.URLField(blank=True)
    youtube = models.URLField("YouTube", blank=True)
    x = models.URLField("X", blank=True)
    linkedin = models.URLField("LinkedIn", blank=True)

    class Meta:
        verbose_name = "site identity"
        verbose_name_plural = "site identity"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=THE_ONE), name="site_identity_is_one_row"),
        ]

    def __str__(self) -> str:
        return "Name, zone and contact"
