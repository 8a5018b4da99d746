"""Tags, regions and people on the desk: found, counted, merged, each list as cheap for many as for few."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from articles.models import Tag, TagAlias
from cms.ledger.models import AuditEntry
from people.models import Person
from tests.builders import (
    make_article,
    make_articles,
    make_group,
    make_person,
    make_picture,
    make_tag,
    make_user,
    region,
)

pytestmark = pytest.mark.django_db
TAGS, PEOPLE = "/admin/articles/tag/", "/admin/people/person/"


def signed_in(role: str) -> Client:
    user = make_user(role.replace(" ", ""), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor() -> Client:
    return signed_in("editor")


def rows(client: Client, page: str, **query: str) -> list[str]:
    return [str(row) for row in client.get(page, query).context["cl"].result_list]


def test_tags_are_found_by_any_of_their_names_and_by_what_they_are(editor: Client) -> None:
    tag, secret, unused = make_tag("Bishkek"), make_tag("To be checked", is_internal=True), make_tag("Nothing yet")
    TagAlias.objects.create(tag=tag, name="Pishpek")
    make_article(tags=[tag, secret], region=region())
    assert rows(editor, TAGS, q="pishp") == ["Bishkek"]
    assert rows(editor, TAGS, **{"for": "newsroom"}) == ["To be checked"]
    assert rows(editor, TAGS, kind__exact="region")[0] == "Kazakhstan"
    assert set(rows(editor, TAGS, use="some")) == {"Kazakhstan", "Bishkek", "To be checked"}
    assert str(unused) in rows(editor, TAGS, use="none")
    assert "There is nothing here" not in editor.get(TAGS).content.decode()
    assert "Nothing fits" in editor.get(TAGS, {"q": "xyz"}).content.decode()


def test_a_list_of_tags_costs_the_same_for_many(editor: Client, django_assert_max_num_queries) -> None:
    tags = [make_tag(f"Tag {number}") for number in range(70)]
    for tag in tags[:40]:
        TagAlias.objects.create(tag=tag, name=f"Other {tag.name}")
    make_articles(50, tag=tags[0])
    with django_assert_max_num_queries(11):
        page = editor.get(TAGS).content.decode()
    assert 'aria-label="50 stories: Tag 0">50</a>' in page


def test_a_list_of_people_costs_the_same_for_many(editor: Client, django_assert_max_num_queries) -> None:
    group, face = make_group(), make_picture(original="originals/face.jpg", width=80, height=80)
    people = [make_person(f"Person {number}", group=group, avatar=face) for number in range(70)]
    make_articles(50, person=people[0])
    with django_assert_max_num_queries(11):
        page = editor.get(PEOPLE).content.decode()
    assert "50 stories of Person 0" in page
    assert page.count('class="desk-face" src="/media/originals/face.jpg"') == 50


def test_people_are_told_apart_by_their_place_in_our_people(editor: Client) -> None:
    make_person("Here")
    make_person("Left", is_former=True)
    make_person("Hidden", is_listed=False)
    assert [rows(editor, PEOPLE, standing=s) for s in ("here", "former", "hidden")] == [["Here"], ["Left"], ["Hidden"]]


def test_an_editor_gives_no_account_to_a_person(editor: Client) -> None:
    person = make_person()
    form = {"name": person.name, "position": "0", "is_listed": "on", "account": make_user("root", is_superuser=True).pk}
    assert editor.post(reverse("admin:people_person_change", args=[person.pk]), form).status_code == 302
    person.refresh_from_db()
    assert person.account is None


@pytest.mark.parametrize(("kind", "make"), [("articles_tag", make_tag), ("people_person", make_person)])
def test_two_are_merged_on_their_page_and_the_lesser_is_gone_from_lists_and_choices(
    editor: Client, kind: str, make
) -> None:
    loser, survivor = make("Анна Ли"), make("Anna Li")
    make_article(**{"tags" if kind == "articles_tag" else "people": [loser]})
    page = reverse(f"admin:{kind}_merge", args=[loser.pk])
    shown = editor.get(page).content.decode()
    assert "one story" in shown or "1 story" in shown
    assert f"into={survivor.pk}" in shown, "a name that reads the same is proposed"
    answer = editor.post(page, {"survivor": survivor.pk}, follow=True)
    assert "one story went over" in answer.content.decode()
    loser.refresh_from_db()
    assert loser.merged_into == survivor
    assert rows(editor, reverse(f"admin:{kind}_changelist"), q="Анна") == (
        [] if kind == "people_person" else ["Anna Li"]
    )
    app, model = kind.split("_")
    field = {"tag": ("articles", "taggedarticle", "tag"), "person": ("articles", "byline", "person")}[model]
    asked = dict(zip(("app_label", "model_name", "field_name"), field, strict=True)) | {"term": ""}
    choices = editor.get("/admin/autocomplete/", asked).json()["results"]
    assert str(loser.pk) not in [choice["id"] for choice in choices]
    assert editor.get(page).status_code in {302, 404}


def test_what_cannot_be_merged_is_said_on_the_page(editor: Client) -> None:
    tag = make_tag("Ice")
    page = reverse("admin:articles_tag_merge", args=[tag.pk])
    assert "the same kind first" in editor.post(page, {"survivor": region().pk}).content.decode()
    assert "one and the same" in editor.post(page, {"survivor": tag.pk}).content.decode()
    assert editor.post(page, {"survivor": "999999"}).status_code == 200
    for nonsense in ("x", "", "1" * 40, "-1", "\x00"):
        assert editor.post(page, {"survivor": nonsense}).status_code == 200
        assert editor.get(page, {"into": nonsense}).status_code == 200
    assert not AuditEntry.objects.filter(action="merge tags").exists()


@pytest.mark.parametrize("role", ["reporter", "section editor", "importer"])
def test_who_may_not_change_may_not_merge(role: str) -> None:
    tag, other, person = make_tag("Ice"), make_tag("Snow"), make_person("A")
    client = signed_in(role)
    assert client.post(reverse("admin:articles_tag_merge", args=[tag.pk]), {"survivor": other.pk}).status_code == 403
    twin = make_person("B")
    assert client.post(reverse("admin:people_person_merge", args=[person.pk]), {"survivor": twin.pk}).status_code == 403
    assert not Tag.objects.exclude(merged_into=None).exists() and not Person.objects.exclude(merged_into=None).exists()


def names_form(tag: Tag, names: str) -> dict[str, str]:
    return {"name": tag.name, "slug": tag.slug, "kind": tag.kind, "position": "1", "other_names": names}


def test_other_names_are_lines_each_once_and_nobody_else_s(editor: Client) -> None:
    tag, other = make_tag("Bishkek"), make_tag("Osh")
    TagAlias.objects.create(tag=other, name="Uzgen")
    page = reverse("admin:articles_tag_change", args=[tag.pk])
    assert editor.post(page, names_form(tag, "Pishpek\n  Frunze \n\nPISHPEK\nbishkek")).status_code == 302
    assert sorted(tag.aliases.values_list("name", flat=True)) == ["Frunze", "Pishpek"]
    assert "is another name of “Osh”" in editor.post(page, names_form(tag, "Frunze\nuzgen")).content.decode()
    assert "longer than" in editor.post(page, names_form(tag, "x" * 101)).content.decode()
    assert editor.post(page, names_form(tag, "Frunze")).status_code == 302
    assert list(tag.aliases.values_list("name", flat=True)) == ["Frunze"]
    entry = AuditEntry.objects.filter(action="change other names").latest("pk")
    assert (entry.details["before"], entry.details["after"]) == (["Frunze", "Pishpek"], ["Frunze"])


def test_a_new_tag_of_a_merged_name_is_told_where_that_went(editor: Client) -> None:
    from articles.merging import merge_tags

    merge_tags(None, make_tag("Rivers"), make_tag("Water"))
    inline = {f"aliases-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    form = {"name": "rivers", "slug": "rivers", "kind": "topic", "position": "1"} | inline
    assert "was merged into “Water”" in editor.post("/admin/articles/tag/add/", form).content.decode()
