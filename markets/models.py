"""Currencies and their quotes. What was printed is what is stored; everything else is computed when shown."""

from django.db import models
from django.utils import timezone


class Currency(models.Model):
    code = models.CharField(max_length=3, primary_key=True, help_text="ISO 4217.")
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=1000, help_text="Order in the strip and the table.")
    in_strip = models.BooleanField("in the strip", default=False)

    class Meta:
        verbose_name_plural = "currencies"
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[A-Z]{3}$"), name="currency_code_iso"),
        ]

    def __str__(self) -> str:
        return self.code


class Quote(models.Model):
    """`nominal` units of `base` = `value` units of `quote`, as `source` printed it.

    A dated quote is known by source, pair and `effective_on`; one from an undated page by `origin_key`
    (the printed block it stood in), since it has no date to be known by.
    """

    # The order of a rate that an editor typed: before whatever was printed for the same day.
    BY_HAND = 2_000_000_000

    source = models.CharField(max_length=80)
    base = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="quotes_as_base")
    quote = models.ForeignKey(Currency, on_delete=models.PROTECT, related_name="quotes_as_quote")
    nominal = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=20, decimal_places=8)
    digits = models.PositiveSmallIntegerField(help_text="Decimal places as printed; the column pads with zeros.")
    change = models.DecimalField(
        "change, %", max_digits=9, decimal_places=4, null=True, blank=True, help_text="As printed; never computed."
    )
    change_text = models.CharField("change as printed", max_length=20, blank=True)
    effective_on = models.DateField(null=True, blank=True)
    origin_key = models.CharField(max_length=64, blank=True, editable=False)
    origin_order = models.PositiveIntegerField(default=0, editable=False)
    is_repeat = models.BooleanField(
        default=False, editable=False, help_text="The source printed the rate of its last working day again."
    )
    until = models.DateField(
        "in force until", null=True, blank=True, help_text="A rate by hand goes before printed ones up to this day."
    )
    reason = models.CharField(max_length=200, blank=True)
    payload_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    parser_version = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "rate"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "base", "quote", "effective_on"],
                condition=models.Q(effective_on__isnull=False),
                name="quote_one_a_day_per_source",
            ),
            models.UniqueConstraint(
                fields=["source", "base", "quote", "origin_key"],
                condition=models.Q(effective_on__isnull=True),
                name="quote_one_per_undated_block",
            ),
            models.CheckConstraint(condition=models.Q(value__gt=0), name="quote_value_positive"),
            models.CheckConstraint(
                condition=models.Q(nominal__in=[1, 10, 100, 1000, 10000]), name="quote_nominal_known"
            ),
            models.CheckConstraint(condition=~models.Q(base=models.F("quote")), name="quote_of_two_currencies"),
            models.CheckConstraint(
                condition=models.Q(effective_on__isnull=False) | ~models.Q(origin_key=""),
                name="quote_dated_or_with_origin",
            ),
        ]
        indexes = [
            # The newest quote of each pair, dated or not, for the strip and the table; the rate before it.
            models.Index(fields=["base", "quote", "-effective_on", "-origin_order"], name="quote_newest_of_pair"),
            # The rates by hand that are in force: few, and asked for by every page.
            models.Index(
                fields=["base", "quote", "until"], condition=models.Q(until__isnull=False), name="quote_overrides"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nominal} {self.base_id} = {self.value:.{self.digits}f} {self.quote_id}"


class QuoteRevision(models.Model):
    """What a quote said before its source corrected it."""

    quote = models.ForeignKey(Quote, on_delete=models.CASCADE, related_name="revisions")
    nominal = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=8)
    digits = models.PositiveSmallIntegerField()
    change_text = models.CharField(max_length=20, blank=True)
    payload_sha256 = models.CharField(max_length=64, blank=True)
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-replaced_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.nominal} = {self.value:.{self.digits}f} until {self.replaced_at:%Y-%m-%d}"


class HeldQuote(models.Model):
    """A rate that jumped: kept aside until somebody says whether it is true. Real steps exist, and must not be lost."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", "waiting"
        RELEASED = "released", "released"
        REFUSED = "refused", "refused"

    source = models.CharField(max_length=80)
    base = models.CharField(max_length=3)
    quote = models.CharField(max_length=3)
    nominal = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=20, decimal_places=8)
    digits = models.PositiveSmallIntegerField()
    change_text = models.CharField(max_length=20, blank=True)
    effective_on = models.DateField()
    is_repeat = models.BooleanField(default=False)
    why = models.CharField(max_length=200)
    payload_sha256 = models.CharField(max_length=64, blank=True)
    parser_version = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, default=Verdict.WAITING)
    note = models.CharField(max_length=200, blank=True)
    held_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "held rate"
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "base", "quote", "effective_on", "nominal", "value"], name="held_once"
            ),
        ]
        indexes = [models.Index(fields=["verdict", "-held_at"], name="held_by_verdict")]

    def __str__(self) -> str:
        return f"{self.nominal} {self.base} = {self.value:.{self.digits}f} {self.quote}"


class SourceState(models.Model):
    """How a source is doing. The row is also the lock that keeps two workers from fetching it at once."""

    source = models.CharField(max_length=80, primary_key=True)
    tried_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0, help_text="Since the last success.")
    problem = models.CharField(max_length=300, blank=True)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "source of rates"
        verbose_name_plural = "sources of rates"

    def __str__(self) -> str:
        return self.source


class Fetch(models.Model):
    """One answer of a source, with its bytes: the last ninety of each are kept."""

    source = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(default=0, help_text="Of HTTP; 0 where there was no answer.")
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    payload = models.BinaryField(default=bytes, blank=True)  # compressed by zlib
    problem = models.CharField(max_length=300, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, blank=True)  # [what, why] of each row that was not taken

    class Meta:
        verbose_name = "answer of a source"
        verbose_name_plural = "answers of sources"
        ordering = ["-at", "-pk"]
        indexes = [
            # The last answer from an address, for conditional requests; the oldest, to be thrown away.
            models.Index(fields=["source", "-at"], name="fetch_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source}, {self.at:%Y-%m-%d %H:%M}"
