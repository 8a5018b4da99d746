"""The demonstration: built once through the real import, and taken out whole."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from articles.models import Article, Byline
from cms import demonstration
from people.models import Person, PersonGroup
from tests.articles.legacy.test_import import whole_database
from tests.builders import make_article

pytestmark = pytest.mark.django_db
LEFT_BEHIND = {"ledger.AuditEntry"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


def test_it_is_built_once_and_a_second_start_changes_nothing() -> None:
    first = demonstration.load()
    before = whole_database()
    assert Article.objects.count() >= 20
    assert demonstration.load() == first
    assert whole_database() == before


def test_it_is_taken_out_whole_and_nothing_else_goes() -> None:
    ours = make_article("Ours stays")
    before = whole_database()
    demonstration.load()
    gone = demonstration.remove()
    assert gone["article"] >= 20
    after = whole_database()
    assert {label for label in before if before[label] != after[label]} <= LEFT_BEHIND
    assert Article.objects.get() == ours
    assert not User.objects.exists()
    assert not PersonGroup.objects.exists()
    call_command("check_projections", verbosity=0)


@pytest.mark.sqlite_only  # PostgreSQL's index is a column of the row that goes
def test_its_words_leave_the_search_index_with_it() -> None:
    demonstration.load()
    demonstration.remove()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_searchindex")
        assert cursor.fetchone() == (0,)


def test_a_person_whom_a_story_of_ours_names_stays() -> None:
    demonstration.load()
    person = Person.objects.first()
    make_article("Ours", people=[person])
    demonstration.remove()
    assert Person.objects.get() == person
    assert Byline.objects.get().person == person


def test_the_accounts_can_sign_in_and_their_passwords_are_nobody_else_s_to_read(client, own_folder) -> None:
    accounts = demonstration.load()
    for username, password in accounts.items():
        assert client.login(username=username, password=password)
        assert client.get("/admin/").status_code == 200
    assert demonstration._accounts_file().stat().st_mode & 0o077 == 0


def test_each_account_has_its_role_and_one_is_a_superuser() -> None:
    demonstration.load()
    roles = {user.username: [group.name for group in user.groups.all()] for user in User.objects.all()}
    assert roles == {
        "chief": ["chief"],
        "editor": ["editor"],
        "section": ["section editor"],
        "reporter": ["reporter"],
    }
    assert User.objects.get(is_superuser=True).username == "chief"
    section = User.objects.get(username="section").section_assignments.get()
    assert section.region.slug == "uzbekistan"


def test_an_account_of_that_name_is_never_taken_over() -> None:
    User.objects.create_user("editor", password="mine alone 7")
    assert "editor" not in demonstration.load()
    demonstration.remove()
    assert User.objects.get().check_password("mine alone 7")


def test_it_is_refused_on_a_production_site(settings) -> None:
    settings.IS_PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not Article.objects.exists()
