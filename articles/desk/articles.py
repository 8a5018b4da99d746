"""Articles on the desk: which page answers where. Every one asks the policy, and what is denied looks like missing."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import policy
from articles.desk import (
    autosave,
    beginning,
    checklist,
    here,
    holding,
    house_places,
    listing,
    lookups,
    preview,
    revisions,
    share,
)
from articles.desk.room import room
from articles.models import Article


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    """Django's frame (addresses, log-in, permissions) round pages of our own, none of which writes a column."""

    show_full_result_count = False
    search_fields = ["working_title"]  # for other pages' autocomplete
    ordering = ["-pk"]

    # --- Who may ---

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return policy.visible_to(request.user, super().get_queryset(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.may_see_desk(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return policy.may_see_desk(request.user) if obj is None else policy.may(request.user, "view", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.may_create(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return policy.may_write(request.user) if obj is None else policy.may(request.user, "save_draft", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return obj is not None and policy.may(request.user, "trash", obj)

    # --- Where ---

    def get_urls(self) -> list[URLPattern]:
        def at(route: str, view: Any, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")

        def answering(route: str, view: Any, name: str) -> URLPattern:
            return path(route, never_cache(autosave.answering(view)), name=f"articles_article_{name}")

        return [
            at("lookup/people/", self._for_writers(lookups.people), "people"),
            at("lookup/tags/", self._for_writers(lookups.tags), "tags"),
            at("lookup/stories/", self._for_writers(lookups.stories), "stories"),
            at("lookup/proposals/", self._for_writers(require_POST(lookups.proposals)), "proposals"),
            at("templates/", self.templates_view, "templates"),
            at("preview/", self._for_writers(require_POST(self._preview_new)), "preview_new"),
            answering("kept/session/", autosave.session, "session"),
            answering("kept/new/", self._begun(autosave.keep), "keep_new"),
            answering("checks/new/", self._begun(checklist.look), "checks_new"),
            answering("house-style/", self._for_writers(house_places.rules), "house_style"),
            answering("<path:object_id>/checks/", self._of_story("save_draft", checklist.look), "checks"),
            answering("<path:object_id>/leave-so/", self._of_story("save_draft", house_places.leave_so), "leave_so"),
            answering("kept/<int:pk>/throw/", autosave.throw_away, "throw_away"),
            at("kept/signed-in/", self._signed_in, "signed_in"),
            answering("<path:object_id>/keep/", self._of_story("keep_words", autosave.keep), "keep"),
            at("<path:object_id>/preview/", self.preview_view, "preview"),
            at("<path:object_id>/compare/", self.compare_view, "compare"),
            at("<path:object_id>/versions/<int:number>/", self.version_view, "version"),
            at("<path:object_id>/versions/<int:number>/restore/", require_POST(self.restore_view), "restore"),
            at("<path:object_id>/lift-hold/", require_POST(self.lift_hold_view), "lift_hold"),
            at("<path:object_id>/withdraw/", require_POST(self.withdraw_view), "withdraw"),
            answering("<path:object_id>/here/", self._of_story("keep_words", here.here), "here"),
            at("<path:object_id>/duplicate/", require_POST(self.duplicate_view), "duplicate"),
            at("<path:object_id>/template/", require_POST(self.template_view), "template"),
            at("<path:object_id>/share/", self.share_view, "share"),
            at("<path:object_id>/share/<int:pk>/revoke/", require_POST(self.revoke_view), "revoke"),
            at("<path:object_id>/untrash/", require_POST(self.untrash_view), "untrash"),
            *super().get_urls(),
        ]

    def page_context(self, request: HttpRequest) -> dict[str, Any]:
        """Return what all these pages show. The filters of the list that one came from are handed from page to page."""
        list_query = request.GET.get("list", "")[:500]
        return self.admin_site.each_context(request) | {
            "opts": self.opts,
            "list_query": list_query,
            "list_param": urlencode({"list": list_query}) if list_query else "",
        }

    # --- The pages ---

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not policy.may_see_desk(request.user):
            raise Http404("There is no such page.")
        return listing.articles(request, self.page_context(request))

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not policy.may_create(request.user):
            raise Http404("There is no such page.")
        return room(request, self.page_context(request), None)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        article = self._found(request, object_id)
        # What was typed when somebody else's hold came is refused in the room, where it stays on the screen.
        if policy.may(request.user, "keep_words" if request.method == "POST" else "save_draft", article):
            return room(request, self.page_context(request), article)
        if request.method == "POST":
            raise Http404("There is no such page.")
        return revisions.newest(request, self.page_context(request), article)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Nothing is torn out here: the writing room puts into the trash."""
        raise Http404("There is no such page.")

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return revisions.history(request, self.page_context(request), self._found(request, object_id))

    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return revisions.compare(request, self.page_context(request), self._found(request, object_id))

    def version_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        return revisions.version(request, self.page_context(request), self._found(request, object_id), number)

    def restore_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        return revisions.restore(request, self._found(request, object_id), number)

    def untrash_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return revisions.untrash(request, self._found(request, object_id))

    def lift_hold_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return holding.lift(request, self._found(request, object_id))

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return holding.withdraw(request, self._found(request, object_id))

    def templates_view(self, request: HttpRequest) -> HttpResponse:
        return beginning.templates(request, self.page_context(request))

    def duplicate_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rows = policy.copiable_by(request.user, Article.objects.all())
        return beginning.duplicate(request, self._one_of(rows, object_id))

    def template_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return beginning.mark(request, self._found(request, object_id))

    def share_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return share.share(request, self.page_context(request), self._found(request, object_id))

    def revoke_view(self, request: HttpRequest, object_id: str, pk: int) -> HttpResponse:
        return share.revoke(request, self._found(request, object_id), pk)

    def preview_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return preview.preview(request, self.page_context(request), self._found(request, object_id))

    def _preview_new(self, request: HttpRequest) -> HttpResponse:
        if not policy.may_create(request.user):
            raise Http404("There is no such page.")
        return preview.preview(request, self.page_context(request), None)

    def _signed_in(self, request: HttpRequest) -> HttpResponse:
        return autosave.signed_in(request, self.page_context(request))

    @staticmethod
    def _for_writers(view: Any) -> Any:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not policy.may_write(request.user):
                raise Http404("There is no such page.")
            return view(request, *args, **kwargs)

        return guarded

    @staticmethod
    def _begun(view: Any) -> Any:
        """Let a view answer for a story that has no row yet, to whoever may begin one."""

        def guarded(request: HttpRequest) -> HttpResponse:
            if not policy.may_create(request.user):
                raise Http404("There is no such page.")
            return view(request, None)

        return guarded

    def _of_story(self, action: str, view: Any) -> Any:
        """Let a view answer for a story, to whoever may do `action` to it."""

        def guarded(request: HttpRequest, object_id: str) -> HttpResponse:
            article = self._found(request, object_id)
            policy.require(request.user, action, article)
            return view(request, article)

        return guarded

    @staticmethod
    def _found(request: HttpRequest, object_id: str) -> Article:
        """Return the article, in the trash or not. Raises Http404 for what is missing and what must look like it."""
        rows = Article.objects.select_related("region", "lead_picture")
        seen, thrown = policy.visible_to(request.user, rows), policy.trash_of(request.user, rows)
        return ArticleAdmin._one_of(seen, object_id, otherwise=thrown)

    @staticmethod
    def _one_of(rows: models.QuerySet, object_id: str, *, otherwise: models.QuerySet | None = None) -> Article:
        key = unquote(object_id)
        if not (key.isascii() and key.isdigit() and len(key) <= 18):
            raise Http404("There is no such article.")
        article = rows.filter(pk=key).first() or (otherwise.filter(pk=key).first() if otherwise is not None else None)
        if article is None:
            raise Http404("There is no such article.")
        return article
