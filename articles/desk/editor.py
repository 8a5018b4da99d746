"""The body as a form field: the editor where script runs, the HTML itself where it does not."""

import json
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from cms.lib import embeds, richtext

# In which a passage may be, each by its own name: the paper's languages, and those it often quotes.
PASSAGE_LANGUAGES = [*settings.LANGUAGES, ("ar", "العربية"), ("fa", "فارسی"), ("zh", "中文")]
RIGHT_TO_LEFT = frozenset({"ar", "fa"})
WRITERS = ("articles.add_article", "articles.change_article", "articles.write_section_article")


class BodyWidget(forms.Textarea):
    """A textarea that js/editor/body.js turns into the writing surface. Its value is always the text as it stands."""

    class Media:
        css = {"all": ["css/tokens.css", "css/prose.css", "css/editor.css"]}
        js = [forms.Script("js/editor/body.js", type="module")]

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        # A browser that goes back would put an older text into the field, behind the surface that shows a newer one.
        super().__init__({"rows": 24, "cols": 80, "spellcheck": "true", "autocomplete": "off", **(attrs or {})})

    def get_context(self, name: str, value: str | None, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-body-editor": "",
            "data-languages": json.dumps(
                [
                    {"code": code, "name": name, "dir": "rtl" if code in RIGHT_TO_LEFT else "ltr"}
                    for code, name in PASSAGE_LANGUAGES
                ],
                ensure_ascii=False,
            ),
            "data-described": reverse("admin:index") + "pictures/picture/described/",
            "data-embeds": reverse("embed_about"),
            "data-equivalent": reverse("rate_equivalent"),
            "data-card": reverse("rate_card"),
            "data-site": settings.SITE_URL,
        }
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        """Hidden behind the surface, a required textarea could not be pointed at by the browser."""
        return False


class BodyField(forms.CharField):
    """Takes any HTML and gives the text in the schema of `cms.lib.richtext`."""

    widget = BodyWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"strip": False, "required": False, **kwargs})

    def to_python(self, value: Any) -> str:
        try:
            return richtext.clean(super().to_python(value))
        except richtext.TooMuchHtml as error:
            raise ValidationError(f"This text is too long to be kept: {error}.", code="too_much") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """A browser may send the same text in another form."""
        try:
            return self.to_python(data) != (initial or "")
        except ValidationError:
            return True


@require_GET
def embed_about(request: HttpRequest) -> JsonResponse:
    """Tell the editor what stands behind an address (?url=), or behind what a text holds (?provider=&id=)."""
    if not any(request.user.has_perm(permission) for permission in WRITERS):
        raise PermissionDenied
    found = embeds.recognise(request.GET.get("url", "").strip())
    if "provider" in request.GET:
        found = (request.GET["provider"], request.GET.get("id", ""))
    if found is None or found[0] not in embeds.PROVIDERS:
        return JsonResponse({"embed": None})
    provider, key = found
    about = {"provider": provider, "id": key, "sentence": embeds.sentence_of(provider)}
    return JsonResponse({"embed": about | {"address": embeds.address_of(provider, key)}})
