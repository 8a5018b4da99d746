"""Who may do what to a picture of the library. One table; the light table, the picker and the editor ask it.

As in `articles/policy.py` a right is held for any picture or for those that one uploaded oneself.
"""

from django.contrib.auth.models import AbstractBaseUser

from cms.pictures.models import Picture

ANY, OWN = "any picture", "own uploads"

RULES: dict[str, dict[str, str]] = {
    "view": {ANY: "pictures.view_picture"},
    # Words, focus, and the file itself
    "change": {ANY: "pictures.change_picture", OWN: "pictures.add_picture"},
    # Only what nothing uses, whoever asks: see where the picture stands.
    "delete": {ANY: "pictures.delete_picture", OWN: "pictures.add_picture"},
}


def may(actor: AbstractBaseUser, action: str, picture: Picture) -> bool:
    rights = RULES[action]
    if not actor.is_active:
        return False
    if actor.has_perm(rights[ANY]):
        return True
    is_own = picture.uploaded_by_id is not None and picture.uploaded_by_id == actor.pk
    return OWN in rights and is_own and actor.has_perm(rights[OWN])


def may_somewhere(actor: AbstractBaseUser, action: str) -> bool:
    """Tell whether there can be any picture to which `actor` may do this."""
    return actor.is_active and any(actor.has_perm(permission) for permission in RULES[action].values())


def may_upload(actor: AbstractBaseUser) -> bool:
    return actor.is_active and actor.has_perm("pictures.add_picture")
