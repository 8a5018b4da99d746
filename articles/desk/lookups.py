"""What the writing room asks while one writes: people, tags, stories, proposals from the text. For writers only."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, Value, When
from django.http import HttpRequest, JsonResponse

from articles.desk import originals
from articles.desk.fields import number
from articles.models import Tag
from articles.proposals import Gazetteer, propose_tags
from cms.lib import richtext
from cms.lib.names import fold
from people.models import Person

MOST_FOUND = 12
LONGEST_QUERY = 100


def people(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with {"found": [{"id", "name", "about"}]}: names that begin so first. The merged are not offered."""
    key = _key(request)
    begins = Case(When(key__startswith=key, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Person.objects.filter(merged_into__isnull=True, key__contains=key).order_by(
        begins, "is_former", "key", "pk"
    )
    rows = [
        {"id": person.pk, "name": person.name, "about": "has left" if person.is_former else person.role}
        for person in found[:MOST_FOUND]
    ]
    return JsonResponse({"found": rows if key else []})


def tags(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with {"found": [{"name", "about"}], "is_known": the words are a name as they stand}."""
    key = _key(request)
    begins = Case(When(key__startswith=key, then=Value(0)), default=Value(1), output_field=IntegerField())
    named = Q(key__contains=key) | Q(aliases__key__contains=key)
    found = Tag.objects.filter(named, merged_into__isnull=True).distinct().order_by(begins, "key")[:MOST_FOUND]
    rows = [{"name": tag.name, "about": _about(tag)} for tag in found] if key else []
    is_known = bool(key) and Tag.objects.filter(Q(key=key) | Q(aliases__key=key)).exists()
    return JsonResponse({"found": rows, "is_known": is_known, "may_make": request.user.has_perm("articles.add_tag")})


def stories(request: HttpRequest) -> JsonResponse:
    """Answer `?q=` with {"found": [{"id", "name", "about"}]}: stories but that of `?of=`."""
    words = " ".join(richtext.without_controls(request.GET.get("q", "")).split())[:LONGEST_QUERY]
    without = number(request.GET.get("of", ""))
    found = originals.choices(request.user, words, without=without, most=MOST_FOUND) if words else []
    return JsonResponse({"found": found})


def _about(tag: Tag) -> str:
    return f"{tag.get_kind_display()}, for the newsroom only" if tag.is_internal else tag.get_kind_display()


def _key(request: HttpRequest) -> str:
    return fold(richtext.without_controls(request.GET.get("q", "")))[:LONGEST_QUERY]


def proposals(request: HttpRequest) -> JsonResponse:
    """Answer a POST of title, standfirst and body with regions (id, name) and tags (name) that the words suggest."""
    title, standfirst = (request.POST.get(name, "")[:10_000] for name in ("title", "standfirst"))
    try:
        plain = richtext.plain_text(request.POST.get("body", ""))
    except richtext.TooMuchHtml:
        plain = ""
    words = f"{standfirst}\n{plain}"
    gazetteer = Gazetteer()
    named = set(gazetteer.propose(title, words).names)
    regions = [{"id": tag.pk, "name": tag.name} for tag in gazetteer.tags if tag.name in named]
    found = [{"name": tag.name, "about": tag.get_kind_display()} for tag in propose_tags(title, words)]
    return JsonResponse({"regions": regions, "tags": found})
