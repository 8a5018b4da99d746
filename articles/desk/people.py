"""People on the desk, with what the articles know of them: where they are credited, and merging two into one."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from articles import merging
from articles.desk.merge_page import MergeAdmin
from articles.models import Byline
from people.admin import PersonAdmin
from people.models import Person

admin.site.unregister(Person)


@admin.register(Person)
class CreditedPersonAdmin(MergeAdmin, PersonAdmin):
    list_display = ["face", "name", "credited_in", "role", "group", "order", "standing"]
    merge = staticmethod(merging.merge_people)
    merge_field = Byline._meta.get_field("person")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Counted row by row of the page that is shown, from the bylines' own index."""
        mine = Byline.objects.filter(person=models.OuterRef("pk")).order_by().values("person")
        count = models.Subquery(mine.annotate(n=models.Count("article", distinct=True)).values("n"))
        return super().get_queryset(request).annotate(credit_count=count)

    def story_count(self, thing: Person) -> int:
        return merging.stories_of_person(thing)

    @admin.display(description="stories")
    def credited_in(self, person: Person) -> str:
        if not person.credit_count:
            return "none"
        return format_html(
            '<a href="{}?author={}" aria-label="{} stories of {}">{}</a>',
            reverse("admin:articles_article_changelist"),
            person.pk,
            person.credit_count,
            person,
            person.credit_count,
        )
