"""The site with the page of `editor_page`, and its own library."""

from django.urls import path

from cms import urls as site
from tests.browser.editor_page import room

urlpatterns = [path("admin/editor/", room), *site.urlpatterns]
handler404, handler500 = site.handler404, site.handler500
