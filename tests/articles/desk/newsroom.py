"""The newsroom's people, by the ready-made groups, and a form of the writing room as a browser sends it."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from articles.checks.catalogue import CHECKS
from articles.desk import seen
from articles.models import Article, SectionAssignment, Tag
from tests.builders import BODY, make_user


def member(role: str, username: str = "", *, section: Tag | None = None, **fields: object) -> User:
    """Make an account of a role, such as "section editor"; a section makes it that section's."""
    user = make_user(username or role.replace(" ", "-"), is_staff=True, **fields)
    user.groups.add(Group.objects.get(name=role))
    if section:
        SectionAssignment.objects.create(user=user, region=section)
    return user


def desk(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def typed(version: int = 0, **fields: Any) -> dict[str, Any]:
    """Return a whole form, with the tick that its advice was read. `names` are credits in words; every other field by
    its own name."""
    names = fields.pop("names", ["Wire reports"])
    form = {
        "title": "Snow on the pass", "standfirst": "", "body": BODY, "kind": "news", "language": "en", "region": "",
        "tags": "", "lead_picture": "", "lead_alt": "", "lead_caption": "", "slug": "", "search_title": "",
        "search_description": "", "release_on": "", "release_time": "", "base_version": version, "move": "save",
        "passed": " ".join(CHECKS),
        "bylines_person": [""] * len(names), "bylines_name": names, "bylines_role": ["author"] * len(names),
    }  # fmt: skip
    return form | fields


def room_of(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def lines_of(*articles: Article) -> list[str]:
    """Return what the list of articles sends of the lines that are chosen in it."""
    return [seen.row(Article.objects.get(pk=article.pk)) for article in articles]


def begin(client: Client, **fields: Any) -> Article:
    """Write a first draft through the room."""
    answer = client.post(reverse("admin:articles_article_add"), typed(**fields))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Article.objects.latest("pk")
