"""The admin site that editors work in."""

from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = "Steppe · the desk"
    site_title = "Steppe"
    index_title = "The desk"
