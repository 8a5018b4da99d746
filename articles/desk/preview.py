"""The preview: the public page of a text that is not live, typed or saved, at the width of a phone and of a desk.

The page stands within the preview's own (`srcdoc`), so that it has no address, and nothing that could be cached,
indexed or framed from elsewhere. No script runs in it, and nothing of the visitor's session goes into it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import policy, projection
from articles import text as texts
from articles.desk.form import WritingForm, working_text
from articles.models import Article, Byline, Tag, TaggedArticle
from articles.views import story_context
from cms.lib.dates import DatePrecision
from cms.lib.slugs import slugify
from cms.pictures.models import Picture
from people.models import Person


def preview(request: HttpRequest, context: dict[str, Any], article: Article | None) -> HttpResponse:
    """Show what a POST of the form holds; asked for with GET, the newest saved text."""
    text = working_text(article) if article else texts.EMPTY
    is_typed = request.method == "POST"
    form = None
    if is_typed:
        form = WritingForm(request.POST, working=text, actor=request.user, article=article)
        form.is_valid()
        text = _typed(form, text)
    page = framed_page(request, article, text)
    more = context | {
        "article": article,
        "title": f"Preview: {text['title'] or 'no headline yet'}",
        "framed": page,
        "is_typed": is_typed,
        "form": form,
        "is_nav_sidebar_enabled": False,
        "may_write": article is None or policy.may(request.user, "save_draft", article),
    }
    return TemplateResponse(request, "admin/articles/article/preview.html", more)


def _typed(form: WritingForm, working: texts.Text) -> texts.Text:
    """Return the typed text. What cannot be understood yet is left as it was saved; a preview refuses nothing."""
    for name in form.fields:
        if name not in form.cleaned_data:
            form.cleaned_data[name] = working.get(name)
    form.cleaned_data["title"] = form.cleaned_data["title"] or ""
    if isinstance(form.cleaned_data["region"], int):
        form.cleaned_data["region"] = Tag.objects.filter(pk=form.cleaned_data["region"]).first()
    try:
        return texts.cleaned(form.text())
    except texts.BadText:
        return working


def framed_page(request: HttpRequest, article: Article | None, text: texts.Text) -> str:
    """Return the HTML of the public page, made for a request that carries no visitor."""
    bare = HttpRequest()
    bare.method, bare.path, bare.path_info = "GET", "/", "/"
    bare.META = {
        name: request.META[name] for name in ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST") if name in request.META
    }
    at = timezone.now()
    story = unsaved(article, text, at)
    shown = story_context(story, max(at, story.published_at)) | {"at": at}
    return render_to_string("admin/articles/article/preview_page.html", shown, request=bare)


def unsaved(article: Article | None, text: texts.Text, at: datetime | None = None) -> Article:
    """Return an article as release would make it of this text, with its through rows, and store nothing of it."""
    at = at or timezone.now()
    story = Article(
        pk=article.pk if article else 0,
        published_at=_published_at(article, text, at),
        date_precision=article.date_precision if article else DatePrecision.EXACT,
        date_margin_days=article.date_margin_days if article else None,
        is_cut=texts.is_cut(text, article),
        updated_at=article.updated_at if article else None,
        slug=slugify(text["slug"] or text["title"], fallback="story"),
    )
    for column in texts.COLUMNS:
        setattr(story, column, text[column])
    story.translation_of_id = text["translation_of"]
    story.region = Tag.objects.filter(pk=text["region"]).first() if text["region"] else None
    story.lead_picture = Picture.objects.filter(uid=text["lead_picture"]).first() if text["lead_picture"] else None
    tags = Tag.objects.in_bulk(text["tags"])
    people = Person.objects.select_related("avatar").in_bulk(
        [row["person"] for row in text["bylines"] if row["person"]]
    )
    story._prefetched_objects_cache = {
        "tagged": [TaggedArticle(tag=tags[pk], position=place) for place, pk in enumerate(text["tags"]) if pk in tags],
        "bylines": [
            Byline(person=people.get(row["person"]), name=row["name"], role=row["role"], position=place)
            for place, row in enumerate(text["bylines"])
            if row["name"] or row["person"] in people
        ],
    }
    story.rendered = projection.unsaved_body(story)
    return story


def _published_at(article: Article | None, text: texts.Text, at: datetime) -> datetime:
    if article and article.published_at:
        return article.published_at
    return datetime.fromisoformat(text["release_at"]) if text["release_at"] else at
