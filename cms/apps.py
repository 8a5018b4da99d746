from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "The site"

    def ready(self) -> None:
        from cms.roles import settle_groups

        post_migrate.connect(settle_groups, sender=self)


class DeskConfig(AdminConfig):
    """Django's admin under our own site class, so that later issues can make it the newsroom's desk."""

    default_site = "cms.desk.Desk"
