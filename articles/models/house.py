"""What the newsroom asks of a text: how hard each check is, which words are written how."""

from django.db import models
from django.utils import timezone

from articles.models.article import Article
from cms.lib import wording


class Level(models.TextChoices):
    """How hard a check is. What is advice can be passed by whoever releases; what blocks, for a reason alone."""

    BLOCKING = "blocking", "blocks"
    ADVISORY = "advisory", "advises"
    OFF = "off", "is off"


class CheckLevel(models.Model):
    """A check that a chief made harder or softer than it is by itself. `key` as in `articles.checks.catalogue`."""

    key = models.CharField(max_length=30, primary_key=True)
    level = models.CharField(max_length=8, choices=Level)

    class Meta:
        verbose_name = "check before release"
        verbose_name_plural = "checks before release"
        constraints = [models.CheckConstraint(condition=models.Q(level__in=Level.values), name="check_level_known")]

    def __str__(self) -> str:
        return f"{self.key}: {self.get_level_display()}"


class HouseRule(models.Model):
    """Words that the newsroom writes otherwise, as `cms.lib.wording` finds them."""

    pattern = models.CharField(
        "what is found",
        max_length=wording.LONGEST,
        help_text="A word or a phrase. A * at the end of one word stands for any ending: Kirghizi*.",
    )
    replacement = models.CharField(
        "what is written instead",
        max_length=wording.LONGEST,
        blank=True,
        help_text="Empty: advice alone. A * stands for the ending that was found.",
    )
    advice = models.CharField(max_length=300, blank=True, help_text="What the writer reads: why, or what else to ask.")
    language = models.CharField(max_length=8, blank=True, help_text="Empty: in stories of every language.")
    is_exact = models.BooleanField(
        "only in these letters",
        default=False,
        help_text="Large and small letters matter: for turning LARGE into small.",
    )
    is_active = models.BooleanField("in force", default=True)
    note = models.TextField(blank=True, help_text="For those who look after the rules: who decided it, and when.")
    key = models.CharField(max_length=wording.LONGEST * 2, editable=False, help_text="The pattern, folded.")
    changed_by = models.CharField(max_length=200, blank=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "rule of house style"
        verbose_name_plural = "rules of house style"
        ordering = ["pattern", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="house_rule_once_a_language"),
        ]
        indexes = [
            # Has any rule changed since they were read?
            models.Index(fields=["changed_at"], name="house_rule_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.pattern} → {self.replacement}" if self.replacement else self.pattern

    def as_rule(self) -> wording.Rule:
        return wording.Rule(self.pk, self.pattern, self.replacement, self.advice, self.language, self.is_exact)


class HouseExemption(models.Model):
    """A place in one story that stays as it is. `place` as in `wording.Found`."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="house_exemptions", db_index=False)
    rule = models.ForeignKey(HouseRule, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=300)
    by = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "rule", "place"], name="house_exemption_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.place}"
