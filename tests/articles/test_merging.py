"""Two that are one: the stories, names and addresses of the lesser go to the other, and nothing leads to nowhere."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from articles import workflow
from articles.merging import CannotMerge, merge_people, merge_tags
from articles.models import Byline, Tag, TagAlias, TaggedArticle
from articles.tagging import save_tag
from cms.ledger import addresses
from cms.ledger.models import Address, AuditEntry
from people.models import Person
from tests.builders import make_article, make_articles, make_editor, make_person, make_tag, make_user, region

pytestmark = pytest.mark.django_db


def titles_at(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def is_sound() -> None:
    """What readers are shown is what the tables say, and every address leads to something that is there."""
    call_command("check_projections", verbosity=0)
    for kind, model in (("tag", Tag), ("person", Person)):
        ids = set(Address.objects.filter(target_kind=kind).values_list("target_id", flat=True))
        assert ids <= set(model.objects.filter(merged_into=None).values_list("pk", flat=True))


# --- Tags ---------------------------------------------------------------------------------------------------------


def test_the_loser_s_stories_names_and_addresses_are_the_survivor_s(client: Client) -> None:
    loser, survivor = make_tag("Rivers and lakes"), make_tag("Water")
    TagAlias.objects.create(tag=loser, name="Lakes")
    make_article("Only the loser", tags=[loser])
    make_article("Both of them", tags=[survivor, loser])
    assert merge_tags(make_editor(), loser, survivor) == 2
    page = titles_at(client, "/tag/water/")
    assert "Only the loser" in page and "Both of them" in page
    answer = client.get("/tag/rivers-and-lakes/")
    assert (answer.status_code, answer["Location"]) == (301, "/tag/water/")
    assert set(survivor.aliases.values_list("name", flat=True)) == {"Lakes", "Rivers and lakes"}
    assert TaggedArticle.objects.filter(tag=survivor).count() == 2
    assert not TaggedArticle.objects.filter(tag=loser).exists()
    entry = AuditEntry.objects.get(action="merge tags")
    assert (entry.target_id, entry.details["loser_name"], entry.details["stories"]) == (
        survivor.pk,
        "Rivers and lakes",
        2,
    )
    is_sound()


def test_a_merge_after_a_merge_still_leads_in_one_hop(client: Client) -> None:
    first, second, third = make_tag("First"), make_tag("Second"), make_tag("Third")
    first.slug = "older-first"
    save_tag(None, first)
    merge_tags(None, first, second)
    merge_tags(None, second, third)
    for path in ("/tag/first/", "/tag/older-first/", "/tag/second/"):
        assert client.get(path)["Location"] == "/tag/third/", path
    first.refresh_from_db()
    assert first.merged_into == third
    is_sound()


def test_a_merged_region_takes_its_stories_and_its_editors_along(client: Client) -> None:
    loser, survivor = region("turkmenistan"), region("uzbekistan")
    make_article("Gas by rail", region=loser)
    draft = workflow.create(None, {"title": "A draft", "region": loser.pk})
    user, both = make_user("aida"), make_user("bolot")
    user.section_assignments.create(region=loser)
    for tag in (loser, survivor):
        both.section_assignments.create(region=tag)
    merge_tags(None, loser, survivor)
    draft.refresh_from_db()
    assert draft.working_region == survivor
    assert "Gas by rail" in titles_at(client, "/regions/uzbekistan/")
    assert client.get("/regions/turkmenistan/")["Location"] == "/regions/uzbekistan/"
    assert [list(u.section_assignments.values_list("region", flat=True)) for u in (user, both)] == [[survivor.pk]] * 2
    assert "Turkmenistan" not in titles_at(client, "/")
    is_sound()


def test_a_place_in_the_old_site_s_list_is_kept() -> None:
    loser, survivor = make_tag("Loser"), make_tag("Survivor")
    article = make_article(tags=[loser, survivor])
    TaggedArticle.objects.filter(tag=loser).update(archive_position=7)
    merge_tags(None, loser, survivor)
    assert TaggedArticle.objects.get(content_object=article).archive_position == 7


@pytest.mark.parametrize("case", ["itself", "kind", "internal", "again", "into a tombstone"])
def test_what_cannot_be_merged_is_refused_and_nothing_changes(case: str) -> None:
    loser, survivor = make_tag("Loser"), make_tag("Survivor")
    make_article(tags=[loser])
    if case == "itself":
        survivor = loser
    elif case == "kind":
        survivor = region()
    elif case == "internal":
        survivor = make_tag("Draft", is_internal=True)
    else:
        merge_tags(None, make_tag("Gone"), survivor)
        gone = Tag.objects.get(name="Gone")
        loser, survivor = (gone, survivor) if case == "again" else (loser, gone)
    before = AuditEntry.objects.count()
    with pytest.raises(CannotMerge):
        merge_tags(None, loser, survivor)
    assert AuditEntry.objects.count() == before
    assert TaggedArticle.objects.get().tag.name == "Loser"


def test_an_older_text_that_names_the_loser_is_read_as_naming_the_survivor() -> None:
    editor = make_editor()
    loser, survivor, person, twin = (
        make_tag("Loser"),
        make_tag("Survivor"),
        make_person("Anna Lee"),
        make_person("A. Lee"),
    )
    credit = [{"person": p.pk, "name": "", "role": "author"} for p in (twin, person)]
    text = {"title": "T", "body": "<p>B.</p>", "tags": [loser.pk, survivor.pk], "region": region("turkmenistan").pk}
    article = workflow.create(editor, text | {"bylines": credit})
    merge_tags(None, loser, survivor)
    merge_tags(None, region("turkmenistan"), region("uzbekistan"))
    merge_people(None, twin, person)
    workflow.restore(editor, article, article.revisions.first(), base_version=1)
    assert article.working_region == region("uzbekistan")
    workflow.release(editor, article, base_version=2)
    assert [row.tag for row in article.tagged.all()] == [survivor]
    assert [byline.person for byline in article.bylines.all()] == [person]
    assert article.region == region("uzbekistan")
    is_sound()


def test_a_tag_typed_by_the_loser_s_name_is_the_survivor() -> None:
    loser, survivor = make_tag("Bishkek city"), make_tag("Bishkek")
    merge_tags(None, loser, survivor)
    assert TagAlias.objects.get(key="bishkek city").tag == survivor


def test_a_merge_of_many_stories_costs_a_bounded_number_of_queries(django_assert_max_num_queries) -> None:
    loser, survivor = make_tag("Loser"), make_tag("Survivor")
    make_articles(300, tag=loser)
    with django_assert_max_num_queries(100):
        merge_tags(None, loser, survivor)
    is_sound()


# --- People -------------------------------------------------------------------------------------------------------


def test_bylines_profile_and_address_go_to_the_one_who_stays(client: Client) -> None:
    loser, survivor = (
        make_person("A. Sarybay", bio="Writes about lakes.", role="Editor"),
        make_person("Aida Sarybay", role="Chief"),
    )
    account = make_user("aida")
    Person.objects.filter(pk=loser.pk).update(account=account)
    make_article("Only the loser", people=[loser])
    make_article("Both of them", people=[loser, survivor])
    assert merge_people(make_editor("bolot"), loser, survivor) == 2
    survivor.refresh_from_db()
    assert (survivor.bio, survivor.role, survivor.account) == ("Writes about lakes.", "Chief", account)
    assert Byline.objects.filter(person=survivor).count() == 2
    page = titles_at(client, "/our-people/aida-sarybay/")
    assert "Only the loser" in page and "Both of them" in page
    assert client.get("/our-people/a-sarybay/")["Location"] == "/our-people/aida-sarybay/"
    assert "A. Sarybay" not in titles_at(client, "/our-people/")
    is_sound()


def test_one_story_in_two_roles_keeps_both_credits() -> None:
    loser, survivor = make_person("A. Lee"), make_person("Anna Lee")
    article = make_article(people=[survivor])
    Byline.objects.create(article=article, person=loser, role="translator", position=5)
    merge_people(None, loser, survivor)
    assert sorted(article.bylines.values_list("role", flat=True)) == ["author", "translator"]
    is_sound()


def test_two_accounts_cannot_become_one() -> None:
    first, second = make_person("A", account=make_user("a1")), make_person("B", account=make_user("b1"))
    with pytest.raises(CannotMerge):
        merge_people(None, first, second)


def test_a_failure_half_way_leaves_everything_as_it_was(monkeypatch) -> None:
    loser, survivor = make_tag("Loser"), make_tag("Survivor")
    make_article(tags=[loser])

    def breaks(ids: list[int]) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("articles.merging.project", breaks)
    with pytest.raises(RuntimeError), transaction.atomic():
        merge_tags(None, loser, survivor)
    assert TaggedArticle.objects.get().tag == loser
    assert addresses.current_path("tag", loser.pk) == "/tag/loser/"
