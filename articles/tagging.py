"""Saving tags, so that addresses and lists follow."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from articles.models import Tag, TagAlias, TaggedArticle
from articles.models.tag import place_tag
from articles.projection import project
from cms.ledger import audit
from cms.lib.slugs import slugify

BATCH = 100


def save_tag(actor: AbstractBaseUser | None, tag: Tag) -> Tag:
    """Save a tag, settle its address after kind and slug, and bring the lists of its stories up to date."""
    with transaction.atomic():
        before = Tag.objects.filter(pk=tag.pk).first()
        tag.slug = slugify(tag.slug or tag.name, fallback="tag")
        tag.save()
        place_tag(tag)
        if before and before.is_internal != tag.is_internal:
            ids = list(TaggedArticle.objects.filter(tag=tag).values_list("content_object_id", flat=True))
            for start in range(0, len(ids), BATCH):
                project(ids[start : start + BATCH])
        audit.record(actor, "save tag" if before else "create tag", tag, name=tag.name, kind=tag.kind)
    return tag


def rename_aliases(actor: AbstractBaseUser | None, tag: Tag, names: dict[str, str]) -> None:
    """Let a tag go by these other names and no others: folded form -> name. Its own name needs none."""
    names = {key: name for key, name in names.items() if key != tag.key}
    with transaction.atomic():
        before = {alias.key: alias for alias in tag.aliases.all()}
        tag.aliases.exclude(key__in=names).delete()
        for key, name in names.items():
            if key not in before:
                TagAlias.objects.create(tag=tag, name=name)
            elif before[key].name != name:
                before[key].name = name
                before[key].save()
        old = sorted(alias.name for alias in before.values())
        audit.record(actor, "change other names", tag, before=old, after=sorted(names.values()))
