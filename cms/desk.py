"""The admin site that editors work in."""

from django.conf import settings
from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = f"{settings.SITE_NAME} · the desk"
    site_title = settings.SITE_NAME
    index_title = "The desk"
