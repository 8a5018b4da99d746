"""The demonstration: built once through the real import and the real workflow, and taken out whole."""

import io
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles import tagging, workflow
from articles import text as texts
from articles.models import Article, Byline, Tag
from cms import demonstration
from cms.demonstration import accounts, desk, rates
from cms.demonstration.made import Made, ids
from cms.pictures import renditions
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person, PersonGroup
from tests.articles.legacy.test_import import whole_database
from tests.builders import (
    draw_small,
    make_article,
    make_group,
    make_person,
    make_photo,
    make_quote,
    make_tag,
    make_user,
)

pytestmark = pytest.mark.django_db
LEFT_BEHIND = {"ledger.AuditEntry"}


def load() -> dict[str, str]:
    return demonstration.load(draw=draw_small)


@pytest.fixture
def remove(django_capture_on_commit_callbacks) -> Callable[[], Counter[str]]:
    """Take it out as a commit would: the files of pictures go after it."""

    def taken_out() -> Counter[str]:
        with django_capture_on_commit_callbacks(execute=True):
            return demonstration.remove()

    return taken_out


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


def rows() -> dict[str, int]:
    """The number of rows of every table of the site, of Django and of others' apps as well."""
    return {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}


def media(settings) -> set[str]:
    """Every file of the picture library. Locks are of the machine, not of pictures."""
    found = (path.relative_to(settings.MEDIA_ROOT) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    return {str(path) for path in found if ".locks" not in path.parts}


# Built once


def test_it_is_built_once_and_a_second_start_changes_nothing() -> None:
    first = load()
    before = whole_database()
    assert Article.objects.published(timezone.now()).count() >= 40
    assert load() == first
    assert whole_database() == before


def test_a_build_that_was_broken_off_is_begun_again(monkeypatch, remove) -> None:
    def killed() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(desk, "play", killed)
        with pytest.raises(KeyboardInterrupt):
            load()
    assert not ids(Made.STORY)
    said: list[str] = []
    demonstration.load(said.append, draw_small)
    assert "earlier build" in said[0]
    assert len(ids(Made.STORY)) == len([entry for entry in desk.entries() if "title" in entry])
    assert Quote.objects.filter(source=rates.SOURCE).exists()
    remove()
    assert not Article.objects.exists()


def test_it_is_refused_on_a_production_site(settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Article.objects.exists()


# Taken out whole


def test_it_is_taken_out_whole_and_nothing_else_goes(settings, remove) -> None:
    ours, tables, files = make_article("Ours stays"), rows(), media(settings)
    before = whole_database()
    load()
    for picture in Picture.objects.exclude(original="")[:3]:
        renditions.make_missing(picture, renditions.usual_of(picture))
    gone = remove()
    assert gone["article"] >= 50
    after = whole_database()
    assert {label for label in before if before[label] != after[label]} <= LEFT_BEHIND
    assert {label for label, count in rows().items() if count != tables[label]} <= LEFT_BEHIND
    assert media(settings) == files
    assert not (settings.DATA_DIR / "demo").exists()
    assert not (settings.DATA_DIR / "demo_accounts.json").exists()
    assert Article.objects.get() == ours
    call_command("check_projections", verbosity=0)


def test_what_the_newsroom_made_before_and_after_stays(settings, remove) -> None:
    make_user("before")
    make_group("Before")
    make_article("Before", tags=[make_tag("Before")], people=[make_person("Before")])
    make_photo(alt="Before", name="before.jpg")
    make_quote("EUR", "1.17", effective_on=date(2026, 11, 2))
    load()
    editor = make_user("after", is_superuser=True)
    make_group("After")
    make_person("After")
    make_quote("EUR", "1.18", effective_on=date(2026, 11, 3))
    tagging.save_tag(editor, Tag(name="After"))
    story = workflow.create(editor, texts.EMPTY | {"title": "After", "body": "<p>Ours.</p>"})
    edited = Article.objects.get(title="Before")
    workflow.save_draft(editor, edited, texts.of_live(edited) | {"title": "Before, edited"}, base_version=0)
    remove()
    assert set(User.objects.values_list("username", flat=True)) == {"before", "after"}
    assert set(PersonGroup.objects.values_list("name", flat=True)) == {"Before", "After"}
    assert set(Person.objects.values_list("name", flat=True)) == {"Before", "After"}
    assert set(Article.objects.values_list("working_title", flat=True)) == {"Before, edited", "After"}
    assert {"Before", "After"} <= set(Tag.objects.values_list("name", flat=True))
    assert Quote.objects.count() == 2
    assert Picture.objects.get().alt == "Before"
    assert len(media(settings)) == 1
    story.refresh_from_db()
    assert story.owner == editor


def test_what_a_story_of_ours_has_come_to_use_stays(settings, remove) -> None:
    load()
    person, tag = Person.objects.get(name="Aisulu Bekmagambet"), Tag.objects.get(name="Caspian")
    make_article("Ours", people=[person], tags=[tag])
    lead = Article.objects.get(title__startswith="At Kuryk").lead_picture
    workflow.create(make_user("own", is_superuser=True), texts.EMPTY | {"title": "Draft", "lead_picture": lead.uid})
    remove()
    assert Person.objects.get() == person
    assert Byline.objects.get().person == person
    assert Tag.objects.filter(pk=tag.pk).exists()
    # The face of whoever stays, and the picture that only a draft of ours names
    assert set(Picture.objects.values_list("pk", flat=True)) == {person.avatar_id, lead.pk}
    assert len({path.split("/")[-1][:64] for path in media(settings)}) == 2


@pytest.mark.sqlite_only  # PostgreSQL's index is a column of the row that goes
def test_its_words_leave_the_search_index_with_it(remove) -> None:
    load()
    remove()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_searchindex")
        assert cursor.fetchone() == (0,)


# Accounts


def test_the_accounts_can_sign_in_and_their_passwords_are_nobody_else_s_to_read(client) -> None:
    passwords = load()
    for username, password in passwords.items():
        assert client.login(username=username, password=password)
        assert client.get("/admin/").status_code == 200
    assert accounts.file().stat().st_mode & 0o077 == 0


def test_each_account_has_its_role_and_its_person_and_one_is_a_superuser() -> None:
    load()
    roles = {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()}
    assert roles == {
        "chief": ["chief"],
        "editor": ["editor"],
        "section": ["section editor"],
        "reporter": ["reporter"],
    }
    assert User.objects.get(is_superuser=True).username == "chief"
    assert User.objects.get(username="section").section_assignments.get().region.slug == "uzbekistan"
    assert all(user.person.name == user.get_full_name() for user in User.objects.all())


def test_an_account_of_that_name_is_never_taken_over(remove) -> None:
    User.objects.create_user("editor", password="mine alone 7")
    User.objects.create_user("chief", password="mine alone 8")
    assert set(load()) == {"section", "reporter"}
    remove()
    assert User.objects.get(username="editor").check_password("mine alone 7")


# The real thing


@pytest.mark.once
def test_the_command_draws_builds_and_says_so() -> None:
    said = io.StringIO()
    call_command("load_demo", stdout=said)
    assert "Drawing the pictures" in said.getvalue() and "reporter" in said.getvalue()
    lead = Article.objects.get(title__startswith="At Kuryk").lead_picture
    assert (lead.width, lead.height) == (1600, 1067)
    call_command("remove_demo", stdout=said)
    assert not Picture.objects.exists()
