from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = "The site"


class DeskConfig(AdminConfig):
    """Django's admin under our own site class, so that later issues can make it the newsroom's desk."""

    default_site = "cms.desk.Desk"
