"""Who may change whose account. Nobody gives, or gets hold of, more than is theirs to give."""

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Exists, OuterRef

from cms.roles import ROLES

READY_MADE = frozenset().union(*ROLES.values())


def may_change(actor: User, account: User) -> bool:
    """Out of reach is a superuser, and whoever holds more than the changer could give: so are their passwords."""
    if actor.is_superuser:
        return True
    return not account.is_superuser and _held_by(account) <= _can_give(actor)


def groups_that_may_be_given(actor: User) -> Group.objects:
    """The ready-made groups, and those of the newsroom's own that hold nothing which the actor lacks."""
    if actor.is_superuser:
        return Group.objects.order_by("name")
    givable = _can_give(actor)
    beyond = [
        permission.pk
        for permission in Permission.objects.filter(group__isnull=False).select_related("content_type").distinct()
        if f"{permission.content_type.app_label}.{permission.codename}" not in givable
    ]
    holds_more = Group.permissions.through.objects.filter(group=OuterRef("pk"), permission__in=beyond)
    return Group.objects.filter(~Exists(holds_more)).order_by("name")


def _can_give(actor: User) -> set[str]:
    return READY_MADE | actor.get_all_permissions()


def _held_by(account: User) -> set[str]:
    """Asked of the tables: a suspended account holds nothing until somebody lets it in again."""
    own = Permission.objects.filter(user=account) | Permission.objects.filter(group__user=account)
    return {f"{app}.{name}" for app, name in own.values_list("content_type__app_label", "codename")}
