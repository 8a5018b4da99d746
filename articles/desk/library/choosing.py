"""What the picker asks for: pictures found, pictures by their ids, files uploaded in it, words given to them.

Everything is answered as JSON; a picture is always

    {"uid", "thumb", "width", "height", "alt", "is_decorative", "caption", "credit", "is_missing", "edit_url"}

where `thumb` is "" and the measures are null for a picture whose file is missing. Beside these an item says `name`,
its words for a list, `may_change`, and after an upload `is_duplicate`.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.desk.library import uploads
from articles.desk.library.finding import find
from articles.desk.library.reprojection import reproject
from cms.ledger import audit
from cms.pictures import markup, policy
from cms.pictures.models import Picture

PER_PAGE = 24
MOST_DESCRIBED = 200
_WORDS = ("alt", "caption", "credit")

Item = dict[str, Any]


def item(picture: Picture, actor: AbstractBaseUser) -> Item:
    thumb = markup.thumbnail(picture)
    return {
        "uid": picture.uid,
        "thumb": thumb.url if thumb else "",
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
        "is_decorative": picture.is_decorative,
        "caption": picture.caption,
        "credit": picture.credit,
        "is_missing": picture.is_missing,
        "edit_url": reverse("admin:pictures_picture_change", args=[picture.pk]),
        "name": str(picture) if picture.caption or picture.alt else picture.file_name or str(picture),
        "may_change": policy.may(actor, "change", picture),
    }


def choose(request: HttpRequest) -> JsonResponse:
    """GET ?q=&page=: {"items", "page", "has_more"}, newest first. A page that is none is the first."""
    number = request.GET.get("page", "")
    page = int(number) if number.isascii() and number.isdigit() and 0 < int(number[:9]) < 100_000 else 1
    found = find(Picture.objects.filter(merged_into__isnull=True), request.GET.get("q", ""))
    start = (page - 1) * PER_PAGE
    pictures = list(found.order_by("-created_at", "-id")[start : start + PER_PAGE + 1])
    return JsonResponse(
        {
            "items": [item(picture, request.user) for picture in pictures[:PER_PAGE]],
            "page": page,
            "has_more": len(pictures) > PER_PAGE,
            "may_upload": policy.may_upload(request.user),
        }
    )


def described(request: HttpRequest) -> JsonResponse:
    """GET ?uid=..&uid=..: {"items"} in the order asked for; what is not there is left out."""
    uids = request.GET.getlist("uid")[:MOST_DESCRIBED]
    found = {picture.uid: picture for picture in _with_target(Picture.objects.filter(uid__in=uids))}
    # A picture that was merged answers to its old id with the looks of the one it became.
    items = [
        item(found[uid].merged_into or found[uid], request.user) | {"uid": uid}
        for uid in dict.fromkeys(uids)
        if uid in found
    ]
    return JsonResponse({"items": items})


def _with_target(pictures: models.QuerySet) -> models.QuerySet:
    return pictures.select_related("merged_into")


def upload(request: HttpRequest) -> JsonResponse:
    """POST of `files`, with `credit` and `source` for all: {"items", "refused": [{"name", "reason"}]}."""
    results = uploads.receive(
        request.user, request.FILES.getlist("files"),
        credit=request.POST.get("credit", ""), source=request.POST.get("source", ""),
    )  # fmt: skip
    if not results:
        return JsonResponse({"items": [], "refused": [{"name": "", "reason": "No file was sent."}]}, status=400)
    return JsonResponse(
        {
            "items": [
                item(result.picture, request.user)
                | {"is_duplicate": result.is_duplicate, "notes": list(result.notes), "file_name": result.name}
                for result in results
                if result.picture
            ],
            "refused": [{"name": result.name, "reason": result.reason} for result in results if not result.picture],
        }
    )


def describe(request: HttpRequest) -> JsonResponse:
    """POST of `uid` and any of alt, is_decorative, caption, credit: {"items": [the picture as it is now]}.

    404 for a picture that is not there or not this person's to change, 400 with {"errors": {field: reason}}.
    """
    with transaction.atomic():
        picture = Picture.objects.select_for_update().filter(uid=request.POST.get("uid", "")).first()
        if picture is None or not policy.may(request.user, "change", picture):
            return JsonResponse({"errors": {"uid": "There is no such picture that you may change."}}, status=404)
        errors = _write_words(picture, request)
        if errors:
            return JsonResponse({"errors": errors}, status=400)
        picture.save()
        reproject([picture])
        audit.record(
            request.user, "save picture", picture, changed=sorted(request.POST.keys() & {*_WORDS, "is_decorative"})
        )
    return JsonResponse({"items": [item(picture, request.user)]})


def _write_words(picture: Picture, request: HttpRequest) -> dict[str, str]:
    errors = {}
    for field in _WORDS:
        if field in request.POST:
            words = request.POST[field].replace("\0", "").strip()
            longest = Picture._meta.get_field(field).max_length
            if longest and len(words) > longest:
                errors[field] = f"At most {longest} characters."
            setattr(picture, field, words)
    if "is_decorative" in request.POST:
        picture.is_decorative = request.POST["is_decorative"] in ("1", "true", "on")
    return errors
