"""The admin site that editors work in."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from cms.site.identity import identity


class Desk(admin.AdminSite):
    index_title = "The desk"

    @property
    def site_title(self) -> str:
        return identity().name

    @property
    def site_header(self) -> str:
        return f"{identity().name} · the desk"

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Signing in is `cms.accounts`' business, with its second factor and its limits."""
        return secure_admin_login(lambda request: redirect("admin:index"))(request)

    def logout(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        logout(request)
        return redirect("account_login")

    def password_change(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        return redirect("account_change_password")
