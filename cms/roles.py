"""The ready-made groups of the newsroom: which role holds which permissions.

They are kept in step with this table at every `migrate`. A newsroom that wants it otherwise makes a group of its own.
What a permission lets people do stands in `articles/policy.py` and `cms/pictures/policy.py`.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connections

_WRITER = frozenset(
    {"articles.add_article", "articles.view_tag", "people.view_person", "pictures.view_picture", "pictures.add_picture"}
)
_SECTION_EDITOR = _WRITER | {
    *("articles.write_section_article", "articles.release_section_article"),
    *("articles.add_tag", "markets.view_quote", "pictures.change_picture"),
    "legacy.view_fielddifference",
}
_EDITOR = _SECTION_EDITOR | {
    *("articles.view_article", "articles.change_article", "articles.release_article"),
    # Other names of a tag are a field of its form.
    *("articles.change_tag", "articles.view_revision"),
    *("people.add_person", "people.change_person", "people.view_persongroup"),
    *("articles.view_houserule", "articles.add_houserule", "articles.change_houserule", "articles.delete_houserule"),
    *("markets.add_quote", "markets.change_quote", "markets.view_currency"),
    *("markets.view_heldquote", "markets.change_heldquote", "markets.view_sourcestate", "markets.view_fetch"),
    *("ledger.view_address", "ledger.add_address"),
    *("legacy.view_importrun", "legacy.view_importitem", "legacy.view_importedarticle", "legacy.view_origin"),
    *("legacy.view_oldfile", "legacy.change_oldfile"),
}
_CHIEF = _EDITOR | {
    *("articles.delete_article", "articles.delete_hold", "articles.override_checks"),
    *("articles.view_checklevel", "articles.change_checklevel"),
    *("people.add_persongroup", "people.change_persongroup", "people.delete_persongroup"),
    *("markets.add_currency", "markets.change_currency"),
    *("pictures.delete_picture", "ledger.change_address", "ledger.view_auditentry"),
    *("site.view_siteidentity", "site.change_siteidentity"),
    # Groups, sections and the person of an account are fields of its form: see cms/accounts/admin.py.
    *("auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group"),
}
_IMPORTER = frozenset(
    {
        *("articles.view_article", "articles.view_tag", "articles.view_revision", "people.view_person"),
        *("pictures.view_picture", "ledger.view_address", "markets.view_quote"),
        *("legacy.view_importrun", "legacy.change_importrun", "legacy.view_importedarticle", "legacy.view_origin"),
        *("legacy.view_importitem", "legacy.view_oldfile", "legacy.change_oldfile", "legacy.view_fielddifference"),
    }
)
ROLES: dict[str, frozenset[str]] = {
    "reporter": _WRITER,
    "section editor": _SECTION_EDITOR,
    "editor": _EDITOR,
    "chief": _CHIEF,
    "importer": _IMPORTER,
}

# For the account's owner, and for the chief who gives it its groups.
IN_WORDS: dict[str, str] = {
    "reporter": "Writes own stories and hands them in. Adds pictures. Releases nothing.",
    "section editor": "Does what a reporter does; writes and releases the stories of own sections. Makes tags.",
    "editor": "Writes, releases and withdraws every story. Looks after tags, people, house style, rates and old "
    "addresses. "
    "Sees what imports brought.",
    "chief": "Does what an editor does; throws away, makes accounts, gives groups and sections, reads the trail of who "
    "did what, says what the paper is called and which checks block, and lets a blocked story go for a reason.",
    "importer": "Sees what the old site brought and takes imports back. Writes and releases nothing.",
}


def settle_groups(*, using: str = "default", **_: object) -> None:
    """Give each role's group exactly the permissions of the table. Connected to `post_migrate`."""
    if Group._meta.db_table not in connections[using].introspection.table_names():
        return  # a migration that stops half-way
    for config in apps.get_app_configs():
        create_permissions(config, verbosity=0, using=using)
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for name, wanted in ROLES.items():
        group, _created = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(known[label] for label in wanted)
