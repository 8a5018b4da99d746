"""The picture library on the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path

from articles.desk.library import choosing
from cms.pictures import policy
from cms.pictures.models import Picture

Answer = Callable[[HttpRequest], JsonResponse]


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    search_fields = ["uid", "caption", "credit", "alt", "file_name"]
    ordering = ["-created_at", "-id"]
    fields = ["alt", "is_decorative", "caption", "credit", "source"]
    show_full_result_count = False

    def get_urls(self) -> list[URLPattern]:
        asked = {
            "choose": ("GET", choosing.choose, self.has_view_permission),
            "described": ("GET", choosing.described, self.has_view_permission),
            "upload": ("POST", choosing.upload, self.has_add_permission),
            "describe": ("POST", choosing.describe, self.has_change_permission),
        }
        ours = [
            path(
                f"{name}/",
                self.admin_site.admin_view(_guarded(method, answer, is_allowed)),
                name=f"pictures_picture_{name}",
            )
            for name, (method, answer, is_allowed) in asked.items()
        ]
        return ours + super().get_urls()

    # --- Who may ----------------------------------------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return policy.may(request.user, "view", obj) if obj else policy.may_somewhere(request.user, "view")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may_upload(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return policy.may(request.user, "change", obj) if obj else policy.may_somewhere(request.user, "change")

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        return False


def _guarded(method: str, answer: Answer, is_allowed: Callable[[HttpRequest], bool]) -> Callable[..., HttpResponse]:
    """Let through only the method and the people that this question is for."""

    def view(request: HttpRequest) -> HttpResponse:
        if request.method != method:
            return JsonResponse(
                {"errors": {"": f"Only {method} is answered here."}}, status=405, headers={"Allow": method}
            )
        if not is_allowed(request):
            return JsonResponse({"errors": {"": "You may not do this."}}, status=403)
        return answer(request)

    return view
