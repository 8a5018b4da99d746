"""Every way to an article on the desk asks the policy, and what is denied looks like what is missing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles import sharing, workflow
from articles.models import Article
from tests.articles.desk.newsroom import desk, lines_of, member, typed
from tests.builders import BODY, make_user, region

pytestmark = pytest.mark.django_db

TEXT = {
    "title": "A quiet draft", "body": BODY, "bylines": [{"person": None, "name": "Wire", "role": "author"}],
}  # fmt: skip


@pytest.fixture
def article() -> Article:
    """A draft of the reporter "owner" in the section Kazakhstan, in two versions."""
    owner = member("reporter", "owner")
    made = workflow.create(owner, TEXT | {"region": region("kazakhstan").pk})
    workflow.save_draft(
        owner, made, TEXT | {"region": region("kazakhstan").pk, "title": "A louder draft"}, base_version=1
    )
    sharing.make(owner, made, hours=1)
    return made


def as_nobody() -> Client:
    return Client()


PEOPLE: dict[str, Callable[[], Client]] = {
    "anonymous": as_nobody,
    "a reader with an account": lambda: desk(make_user("reader")),
    "an outsider on the staff": lambda: desk(make_user("outsider", is_staff=True)),
    "another reporter": lambda: desk(member("reporter", "other")),
    "the reporter whose it is": lambda: desk(Article.objects.get().owner),
    "the section's editor": lambda: desk(member("section editor", "inside", section=region("kazakhstan"))),
    "another section's editor": lambda: desk(member("section editor", "outside", section=region("mongolia"))),
    "an editor": lambda: desk(member("editor")),
    "a chief": lambda: desk(member("chief")),
    "an importer": lambda: desk(member("importer")),
}
AWAY = {"anonymous", "a reader with an account"}
WRITING = {"the reporter whose it is", "the section's editor", "an editor", "a chief"}
RELEASING = WRITING - {"the reporter whose it is"}
SEEING = WRITING | {"an importer"}
# Whoever writes anything may ask for names and tags.
WRITERS = WRITING | {"another reporter", "another section's editor"}
ON_THE_DESK = WRITERS | {"an importer"}


def address(name: str, *more: object) -> Callable[[Article], str]:
    return lambda article: reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def listed(name: str) -> Callable[[Article], str]:
    return lambda article: reverse(f"admin:articles_article_{name}")


# (name of the door, where, what is sent or None for GET, who gets in)
DOORS: list[tuple[str, Callable[[Article], str], dict[str, Any] | None, set[str]]] = [
    ("list", listed("changelist"), None, ON_THE_DESK),
    ("new", listed("add"), None, WRITERS),
    ("room", address("change"), None, SEEING),
    ("saving", address("change"), typed(2, title="Saved by another hand"), WRITING),
    ("history", address("history"), None, SEEING),
    ("version", address("version", 1), None, SEEING),
    ("comparison", lambda a: address("compare")(a) + "?from=1&to=2", None, SEEING),
    ("restoring", address("restore", 1), {"base_version": 2}, WRITING),
    ("preview", address("preview"), None, SEEING),
    ("preview of what is typed", address("preview"), typed(2), SEEING),
    ("preview of a new story", listed("preview_new"), typed(), WRITERS),
    ("people", listed("people"), None, WRITERS),
    ("tags", listed("tags"), None, WRITERS),
    ("stories", listed("stories"), None, WRITERS),
    ("proposals", listed("proposals"), {"title": "Kazakhstan"}, WRITERS),
    ("withdrawing as it is", address("withdraw"), {"base_version": 2, "withdraw_reason": "x"}, set()),
    ("sharing", address("share"), None, SEEING),
    ("making a link", address("share"), {"which": "newest", "hours": 1}, SEEING),
    ("revoking its owner's link", lambda a: address("revoke", a.shared_links.earliest("pk").pk)(a), {}, WRITING),
    ("templates", listed("templates"), None, WRITERS),
    ("duplicating", address("duplicate"), {}, WRITING),
    ("making a template", address("template"), {"template": "0"}, RELEASING),
    ("taking out of the trash", address("untrash"), {}, WRITING),
    ("deleting", address("delete"), None, set()),
    ("deleting for good", address("delete"), {"post": "yes"}, set()),
]


@pytest.mark.parametrize("who", PEOPLE)
def test_denied_looks_like_missing_at_every_door(who: str, article: Article) -> None:
    client = PEOPLE[who]()
    wrong = []
    for name, where, sent, allowed in DOORS:
        Article.objects.update(version=2, working_region=region("kazakhstan"))
        article.revisions.filter(number__gt=2).delete()
        answer = client.get(where(article)) if sent is None else client.post(where(article), sent)
        if who in AWAY:
            fits = answer.status_code == 302 and "/login/" in answer["Location"]
        elif who in allowed:
            fits = answer.status_code in {200, 302}
        else:
            fits = answer.status_code == 404
        if not fits:
            wrong.append((name, answer.status_code))
    assert wrong == []


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - WRITING))
def test_nobody_else_changes_anything_through_any_door(who: str, article: Article) -> None:
    client = PEOPLE[who]()
    before = Article.objects.values().get(), article.revisions.count()
    for _, where, sent, _ in DOORS:
        if sent is not None and "preview" not in where(article):
            client.post(where(article), sent)
    for action in ("submit", "approve", "release", "trash", "take_from_trash"):
        client.post(reverse("admin:articles_article_changelist"), {"do": action, "chosen": lines_of(article)})
    for move in ("submit", "approve", "send_back", "release", "schedule", "withdraw", "discard", "trash"):
        client.post(address("change")(article), typed(2, move=move, send_back_reason="x", withdraw_reason="x"))
    assert (Article.objects.values().get(), article.revisions.count()) == before


@pytest.mark.parametrize("who", sorted(ON_THE_DESK))
def test_lists_and_searches_show_what_the_policy_lets_see(who: str, article: Article) -> None:
    client = PEOPLE[who]()
    at = reverse("admin:articles_article_changelist")
    for query in (
        {},
        {"show": "draft"},
        {"q": "louder"},
        {"q": str(article.pk)},
        {"region": article.working_region_id},
    ):
        assert ("A louder draft" in client.get(at, query).content.decode()) == (who in SEEING), query


def _without_token(page: HttpResponse) -> str:
    """The page less what guards the form for signing out, which is another one each time."""
    return re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", page.content.decode())


@pytest.mark.parametrize("who", ["another reporter", "another section's editor", "an outsider on the staff"])
def test_a_missing_article_and_a_denied_one_answer_alike(who: str, article: Article) -> None:
    client = PEOPLE[who]()
    for name in ("change", "history", "preview"):
        denied = client.get(reverse(f"admin:articles_article_{name}", args=[article.pk]))
        missing = client.get(reverse(f"admin:articles_article_{name}", args=[article.pk + 999]))
        assert (denied.status_code, missing.status_code) == (404, 404)
        assert _without_token(denied) == _without_token(missing)


def test_the_trash_shows_to_those_alone_who_may_take_out_of_it(article: Article) -> None:
    owner = desk(article.owner)
    owner.post(address("change")(article), typed(2, move="trash", title="A louder draft", region=region().pk))
    at = reverse("admin:articles_article_changelist")
    seen = {who: "A louder draft" in PEOPLE[who]().get(at, {"show": "trash"}).content.decode() for who in ON_THE_DESK}
    assert {who for who, is_seen in seen.items() if is_seen} == {"the reporter whose it is", "a chief"}
    assert Article.objects.get().trashed_at is not None
