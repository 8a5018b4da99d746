from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig
from django.db.models.signals import post_migrate


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "The site"

    def ready(self) -> None:
        from cms.roles import settle_groups

        # Only an app that has models is told of a migration.
        post_migrate.connect(settle_groups, sender=apps.get_app_config("auth"))


class DeskConfig(AdminConfig):
    """Django's admin under our own site class, so that later issues can make it the newsroom's desk."""

    default_site = "cms.desk.Desk"
