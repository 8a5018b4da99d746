"""The plain admin: lists everything, with bounded queries, and shows nobody more than the policy lets them see."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from articles.models import Tag
from cms.ledger.models import AuditEntry
from people.models import Person
from tests.builders import (
    make_article,
    make_articles,
    make_editor,
    make_person,
    make_picture,
    make_quote,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db
OURS = ("articles", "people", "markets", "pictures", "ledger", "legacy")


def our_models() -> list[type]:
    return [model for model in admin.site._registry if model._meta.app_label in OURS]


def furnish() -> None:
    person, tag = make_person(), make_tag()
    make_articles(30, person=person, tag=tag)
    make_picture(caption="A pier")
    make_quote()


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label_lower)
def test_every_list_opens_and_searches_with_few_queries(
    model: type, admin_client: Client, django_assert_max_num_queries
) -> None:
    furnish()
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    with django_assert_max_num_queries(14):
        assert admin_client.get(address).status_code == 200
    assert admin_client.get(address, {"q": "ferry"}).status_code in {200, 302}


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label_lower)
def test_every_row_opens(model: type, admin_client: Client, admin_user, rf) -> None:
    furnish()
    request = rf.get("/")
    request.user = admin_user
    row = admin.site._registry[model].get_queryset(request).first()
    if row is not None:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        assert admin_client.get(reverse(name, args=[row.pk])).status_code == 200


def test_an_account_without_the_right_sees_no_article_as_if_there_were_none(client: Client) -> None:
    article = make_article()
    client.force_login(make_user("zhanna", ["view_tag"], is_staff=True))
    assert client.get(reverse("admin:articles_article_changelist")).status_code == 404
    assert client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 404


def test_a_reader_finds_no_desk_without_signing_in(client: Client) -> None:
    answer = client.get(reverse("admin:articles_article_changelist"))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


def test_a_renamed_tag_keeps_its_old_address_leading_to_it(admin_client: Client, client: Client) -> None:
    tag = make_tag("Glaciers")
    inline = {f"aliases-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    form = {"name": "Ice", "slug": "ice", "kind": "topic", "position": "1", "intro": ""} | inline
    assert admin_client.post(reverse("admin:articles_tag_change", args=[tag.pk]), form).status_code == 302
    assert Tag.objects.get(pk=tag.pk).get_absolute_url() == "/tag/ice/"
    assert client.get("/tag/glaciers/")["Location"] == "/tag/ice/"
    assert AuditEntry.objects.filter(target_kind="tag", action="save tag").exists()


def test_a_second_tag_of_the_same_name_is_refused_in_words(admin_client: Client) -> None:
    make_tag("Ice")
    inline = {f"aliases-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    form = {"name": "  ICE ", "slug": "ice", "kind": "topic", "position": "1"} | inline
    answer = admin_client.post(reverse("admin:articles_tag_add"), form)
    assert "already" in answer.content.decode()
    assert Tag.objects.filter(key="ice").count() == 1


def test_a_renamed_person_keeps_the_old_address_leading_to_them(admin_client: Client, client: Client) -> None:
    person = make_person("Aida Sarybay")
    form = {"name": "Aida Asanova", "position": "0", "is_listed": "on"}
    assert admin_client.post(reverse("admin:people_person_change", args=[person.pk]), form).status_code == 302
    assert Person.objects.get().slug == "aida-asanova"
    assert client.get("/our-people/aida-sarybay/")["Location"] == "/our-people/aida-asanova/"


def test_an_editor_takes_restored_paragraphs_back_from_the_list(client: Client, tmp_path) -> None:
    from articles.legacy.importer import ImportOptions, run
    from articles.models import Article
    from tests.articles.legacy.dumps import complete, tag_page, write

    run([write(tmp_path, a=tag_page([complete("Ferry")]))], ImportOptions())
    client.force_login(make_editor("aida", is_superuser=True))
    address = reverse("admin:legacy_importedarticle_changelist")
    answer = client.post(
        address, {"action": "undo_restored_paragraphs", "_selected_action": [Article.objects.get().pk]}, follow=True
    )
    assert "1 of 1" in answer.content.decode()
    assert not Article.objects.get().has_restored_paragraphs
