"""Accounts on the desk: a chief makes them and gives groups, and can give nobody more than that."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from cms.ledger.models import AuditEntry
from cms.roles import IN_WORDS, ROLES
from people.models import Person
from tests.builders import make_person, make_user, region

pytestmark = pytest.mark.django_db
LIST = "/admin/auth/user/"


def account(group: str, name: str = "", **fields: object) -> User:
    user = make_user(name or group.replace(" ", ""), is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def chief(client: Client) -> User:
    user = account("chief")
    client.force_login(user)
    return user


def group_id(name: str) -> int:
    return Group.objects.get(name=name).pk


def change(client: Client, user: User, **form: object):
    given = {"username": user.username, "first_name": "", "last_name": "", "email": "", "is_active": "on"} | form
    return client.post(reverse("admin:auth_user_change", args=[user.pk]), given)


def test_a_chief_makes_an_account_with_groups_sections_and_person(client: Client, chief: User) -> None:
    person = make_person()
    form = {
        "username": "bolot", "is_active": "on", "password1": "a quite different horse",
        "password2": "a quite different horse", "groups": [group_id("section editor")],
        "sections": [region("kazakhstan").pk, region("uzbekistan").pk], "person": person.pk,
    }  # fmt: skip
    answer = client.post("/admin/auth/user/add/", form)
    assert answer.status_code == 302, answer.context["errors"]
    bolot = User.objects.get(username="bolot")
    assert (bolot.is_staff, bolot.is_superuser) == (True, False)
    assert [group.name for group in bolot.groups.all()] == ["section editor"]
    assert set(bolot.section_assignments.values_list("region__slug", flat=True)) == {"kazakhstan", "uzbekistan"}
    assert bolot.person == person
    assert Client().login(username="bolot", password="a quite different horse")
    entry = AuditEntry.objects.get(action="create account")
    assert entry.actor == chief and entry.details["sections"] == ["Kazakhstan", "Uzbekistan"]
    assert "horse" not in str(entry.details)


def test_sections_and_person_are_taken_back_in_the_same_form(client: Client, chief: User) -> None:
    user = account("section editor")
    user.section_assignments.create(region=region("kazakhstan"))
    make_person(account=user)
    assert change(client, user, groups=[group_id("reporter")]).status_code == 302
    assert not user.section_assignments.exists()
    assert not Person.objects.filter(account=user).exists()
    assert [group.name for group in user.groups.all()] == ["reporter"]


def test_a_forged_form_gives_neither_superuser_nor_permissions(client: Client, chief: User) -> None:
    user = account("reporter")
    everything = list(Permission.objects.values_list("pk", flat=True))
    change(client, user, is_superuser="on", is_staff="on", user_permissions=everything, password="plain")
    user.refresh_from_db()
    assert not user.is_superuser
    assert not user.user_permissions.exists()
    assert user.check_password("correct horse battery")


def test_a_chief_cannot_touch_a_superuser_nor_somebody_who_holds_more(client: Client, chief: User) -> None:
    root = make_user("root", is_staff=True, is_superuser=True)
    keeper = make_user("keeper", ["delete_user"], is_staff=True)
    for beyond in (root, keeper):
        assert change(client, beyond, username="mine").status_code == 403
        page = reverse("admin:auth_user_password_change", args=[beyond.pk])
        new = {"password1": "a quite different horse", "password2": "a quite different horse"}
        assert client.get(page).status_code == 403
        assert client.post(page, new).status_code == 403
        TOTP.activate(beyond, "JBSWY3DPEHPK3PXP")
        client.post(LIST, {"action": "remove_second_factor", "_selected_action": [beyond.pk]})
        assert beyond.authenticator_set.exists()
        beyond.refresh_from_db()
        assert beyond.check_password("correct horse battery") and beyond.username != "mine"


def test_a_suspended_account_of_higher_rank_is_out_of_reach_too(client: Client, chief: User) -> None:
    keeper = make_user("keeper", ["delete_user"], is_staff=True, is_active=False)
    assert change(client, keeper).status_code == 403


def test_a_group_that_holds_more_than_the_chief_cannot_be_given_and_is_not_lost(client: Client, chief: User) -> None:
    keepers = Group.objects.create(name="keepers")
    keepers.permissions.add(Permission.objects.get(codename="delete_user"))
    user = account("reporter")
    assert change(client, user, groups=[keepers.pk]).status_code == 200
    assert [group.name for group in user.groups.all()] == ["reporter"]
    lesser = Group.objects.create(name="proof readers")
    lesser.permissions.add(Permission.objects.get(codename="view_person"))
    assert change(client, user, groups=[lesser.pk]).status_code == 302
    assert [group.name for group in user.groups.all()] == ["proof readers"]


def test_the_ready_made_groups_say_what_they_may_do_and_cannot_be_changed(client: Client, admin_client: Client) -> None:
    assert set(IN_WORDS) == set(ROLES)
    page = admin_client.get(reverse("admin:auth_group_change", args=[group_id("reporter")])).content.decode()
    assert IN_WORDS["reporter"] in page
    assert 'name="permissions"' not in page
    answer = admin_client.post(reverse("admin:auth_group_change", args=[group_id("reporter")]), {"name": "mine"})
    assert answer.status_code == 403
    assert admin_client.post(reverse("admin:auth_group_delete", args=[group_id("reporter")])).status_code == 403
    assert admin_client.get(reverse("admin:auth_group_add")).status_code == 200


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"chief"}))
def test_nobody_but_a_chief_sees_the_accounts(client: Client, role: str) -> None:
    client.force_login(account(role))
    assert client.get(LIST).status_code == 403
    assert client.get("/admin/auth/group/").status_code == 403
    assert client.post("/admin/auth/user/add/", {"username": "x"}).status_code == 403


def test_who_lost_phone_and_key_is_helped_and_it_is_written_down(client: Client, chief: User) -> None:
    user = account("reporter")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.post(LIST, {"action": "remove_second_factor", "_selected_action": [user.pk]})
    assert not user.authenticator_set.exists()
    assert AuditEntry.objects.filter(action="remove second factor", target_id=user.pk).exists()


def test_a_password_that_a_chief_sets_is_written_down_without_it(client: Client, chief: User) -> None:
    user = account("reporter")
    new = {"password1": "a quite different horse", "password2": "a quite different horse", "usable_password": "true"}
    page = reverse("admin:auth_user_password_change", args=[user.pk])
    assert client.post(page, new).status_code == 302
    assert AuditEntry.objects.get(action="set password").details == {}


@pytest.mark.parametrize(
    ("form", "said"),
    [({"email": "CHIEF@news.example"}, "has this address already"), ({"is_active": ""}, "shut yourself out")],
)
def test_what_makes_no_sense_is_said(client: Client, chief: User, form: dict[str, str], said: str) -> None:
    User.objects.filter(pk=chief.pk).update(email="chief@news.example")
    user = chief if "is_active" in form else account("reporter")
    assert said in change(client, user, **form).content.decode()


def test_a_person_has_one_account(client: Client, chief: User) -> None:
    person = make_person(account=account("editor"))
    assert "already" in change(client, account("reporter"), person=person.pk).content.decode()


def test_an_account_is_shut_and_never_deleted(admin_client: Client) -> None:
    user = account("reporter")
    assert admin_client.post(reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}).status_code == 403
    admin_client.post(LIST, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


def test_the_list_asks_no_more_of_more_accounts(client: Client, chief: User, django_assert_max_num_queries) -> None:
    for number in range(60):
        account("reporter", f"reporter{number}")
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200
    assert client.get(LIST, {"q": "reporter5"}).status_code == 200


def test_every_permission_of_a_role_exists_and_each_role_opens_what_it_is_for(client: Client) -> None:
    opens = {
        "reporter": {"articles_tag"},
        "section editor": {"articles_tag", "markets_quote"},
        "editor": {"articles_article", "articles_tag", "people_person", "markets_quote", "ledger_address"},
        "chief": {"articles_article", "auth_user", "ledger_auditentry", "people_persongroup", "markets_currency"},
        "importer": {"legacy_importrun", "legacy_importedarticle", "articles_article"},
    }
    for role, pages in opens.items():
        client.force_login(account(role))
        for page in pages:
            assert client.get(reverse(f"admin:{page}_changelist")).status_code == 200, (role, page)
