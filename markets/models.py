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
        ]

    def __str__(self) -> str:
        return f"{self.nominal} {self.base_id} = {self.value:.{self.digits}f} {self.quote_id}"
