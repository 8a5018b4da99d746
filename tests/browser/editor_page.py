"""The site with one more staff page, a form with the body editor alone, and a library of made-up pictures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path

from articles.desk.editor import BodyField
from cms import urls as site

PAGE = """{% extends "admin/base_site.html" %}
{% block extrahead %}{{ form.media }}{% endblock %}
{% block breadcrumbs %}{% endblock %}
{% block content %}
  <form method="post" novalidate>{% csrf_token %}
    {{ form.body.label_tag }}{{ form.body.errors }}{{ form.body }}
    <input type="submit" value="Save">
  </form>
  <pre id="saved">{{ saved }}</pre>
{% endblock %}"""
# A picture of one grey point, so that nothing has to be stored.
THUMB = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 3 2'%3E"
    "%3Crect width='3' height='2' fill='%238aa'/%3E%3C/svg%3E"
)
LIBRARY: dict[str, dict[str, Any]] = {
    "bridge": {"alt": "A bridge over ice", "caption": "The upper bridge", "credit": "A. Sarybay"},
    "herd": {"alt": "", "caption": "", "credit": ""},
    "pattern": {"alt": "", "is_decorative": True, "caption": "", "credit": ""},
    "lost": {"alt": "", "caption": "", "credit": "", "is_missing": True, "thumb": ""},
}


class StoryForm(forms.Form):
    body = BodyField(label="Text")


def room(request: HttpRequest) -> HttpResponse:
    """Show the form with ?body=, and after saving what a form would keep."""
    saved = ""
    form = StoryForm(initial={"body": request.GET.get("body", "")})
    if request.method == "POST":
        form = StoryForm(request.POST)
        saved = form.cleaned_data["body"] if form.is_valid() else ""
    context = {**admin.site.each_context(request), "form": form, "saved": saved, "title": "A story"}
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


def described(request: HttpRequest) -> JsonResponse:
    known = {"thumb": THUMB, "width": 600, "height": 400, "is_decorative": False, "is_missing": False}
    wanted = [uid for uid in request.GET.getlist("uid") if uid in LIBRARY]
    return JsonResponse({"items": [known | {"uid": uid} | LIBRARY[uid] for uid in wanted]})


urlpatterns = [
    path("admin/editor/", room),
    path("admin/pictures/picture/described/", described),
    *site.urlpatterns,
]
handler404, handler500 = site.handler404, site.handler500
