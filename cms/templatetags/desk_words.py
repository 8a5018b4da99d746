"""What the desk calls things where their models have other names: in titles, breadcrumbs and counts."""

from django import template
from django.db.models.options import Options

register = template.Library()

# One of it, several of it.
WORDS = {
    "auth.user": ("account", "accounts"),
    "legacy.importrun": ("import", "imports"),
    "legacy.importitem": ("thing that imports read", "what imports read"),
    "legacy.origin": ("origin", "where things came from"),
    "ledger.auditentry": ("deed", "who did what"),
    "ledger.address": ("redirect", "addresses and redirects"),
    "pictures.picture": ("picture", "picture library"),
}


@register.filter
def one(opts: Options) -> str:
    return WORDS.get(opts.label_lower, (str(opts.verbose_name), ""))[0]


@register.filter
def many(opts: Options) -> str:
    return WORDS.get(opts.label_lower, ("", str(opts.verbose_name_plural)))[1]
