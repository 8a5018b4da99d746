"""The site's table of contents.

Order decides: routes come first, then whatever else the table of addresses holds.
"""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, re_path

from articles.desk.editor import embed_about
from articles.desk.shared_page import shared_draft
from cms import health, views
from cms.ledger.families import MACHINERY_ROUTE
from markets.equivalent import card, equivalent

urlpatterns = [
    # First, since it costs nothing: what knocks at doors of the old software
    re_path(MACHINERY_ROUTE, views.nothing, name="nothing"),
    path("", views.home, name="home"),
    # The front page as the old site's links to it name it; it says itself where it lives
    re_path(r"^(?:/+)?(?:index\.php/*)?$", views.home, name="old_home"),
    path("robots.txt", views.robots, name="robots"),
    # For those who run it
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/articles/embed/", admin.site.admin_view(embed_about), name="embed_about"),
    path("admin/markets/equivalent/", admin.site.admin_view(equivalent), name="rate_equivalent"),
    path("admin/markets/card/", admin.site.admin_view(card), name="rate_card"),
    path("admin/account/", include("cms.accounts.urls")),
    path("admin/", admin.site.urls),
    # Pictures; in production the front server may serve these itself
    path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", views.media, name="media"),
    # A draft, for whoever was sent a link to it
    path("shared/<int:article_id>/<str:token>/", shared_draft, name="shared_draft"),
    # For those who build it, and in development only
    path("styleguide/", include("cms.styleguide.urls")),
    # The apps
    path("our-people/", include("people.urls")),
    path("markets/", include("markets.urls")),
    path("", include("articles.urls")),
    # Anything else: an address of the old site, or nothing
    path("<path:path>", views.elsewhere, name="elsewhere"),
]

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error
