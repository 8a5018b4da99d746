"""Rows for tests, made by plain functions. Each takes only what the test is about."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.contrib.auth.models import Permission, User
from django.db import transaction
from PIL import Image

from articles.models import Article, Byline, State, Tag, TaggedArticle
from articles.models.article import article_path
from articles.models.tag import TagKind, place_tag
from articles.projection import project
from cms.ledger import addresses
from cms.lib.slugs import slugify
from cms.pictures.intake import attach, take_in
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person, PersonGroup, save_person

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)  # 12:00 in the newsroom's zone
BODY = "<p>The river froze early this year. Herders moved their flocks two weeks before the usual day.</p>"


def make_user(username: str = "aida", permissions: Iterable[str] = (), **fields: object) -> User:
    user = User.objects.create_user(username, password="correct horse battery", **fields)
    wanted = set(permissions)
    user.user_permissions.set(p for p in Permission.objects.all() if p.codename in wanted)
    return user


def make_editor(username: str = "aida", **fields: object) -> User:
    names = ["add_article", "change_article", "view_article", "release_article"]
    return make_user(username, names, is_staff=True, first_name=username.title(), **fields)


def make_group(name: str = "Correspondents", position: int = 0) -> PersonGroup:
    return PersonGroup.objects.create(name=name, position=position)


def make_person(name: str = "Aida Sarybay", **fields: object) -> Person:
    with transaction.atomic():
        return save_person(Person(name=name, **fields))


def make_tag(name: str = "Glaciers", **fields: object) -> Tag:
    with transaction.atomic():
        tag = Tag.objects.create(name=name, **fields)
        place_tag(tag)
    return tag


def region(slug: str = "kazakhstan") -> Tag:
    """One of the regions that the migrations make."""
    return Tag.objects.get(kind=TagKind.REGION, slug=slug)


def make_picture(**fields: object) -> Picture:
    return Picture.objects.create(**fields)


def make_photo(content: bytes = b"", name: str = "photo.jpg", **fields: object) -> Picture:
    """A picture whose file is there; one drawn for the test unless `content` is given."""
    if not content:
        drawn = io.BytesIO()
        Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(drawn, "JPEG")
        content = drawn.getvalue()
    picture = Picture(**fields)
    attach(picture, take_in(io.BytesIO(content), name))
    picture.save()
    return picture


def draw_small(into: Path, names: list[str]) -> None:
    """Draw for the demonstration: no two alike, and so small that nothing has to be scaled."""
    for number, name in enumerate(names):
        size = (120, 120) if name.startswith("face-") else (240, 160)
        Image.new("RGB", size, (number, 200 - number, 120)).save(into / f"{name}.jpg")


def make_article(
    title: str = "River freezes early",
    *,
    body: str = BODY,
    people: Iterable[Person] = (),
    tags: Iterable[Tag] = (),
    state: str = State.RELEASED,
    published_at: datetime = NOON,
    **fields: object,
) -> Article:
    """Make an article with its address, bylines, tags and derived rows; released at `NOON` unless told otherwise."""
    with transaction.atomic():
        article = Article.objects.create(
            title=title, working_title=title, body=body, published_at=published_at,
            slug=fields.pop("slug", slugify(title, fallback="story")), state=state, **fields,
        )  # fmt: skip
        if state == State.RELEASED:
            article.slug = addresses.place("article", article.pk, article_path, article.slug)
            article.save(update_fields=["slug"])
        for position, person in enumerate(people):
            Byline.objects.create(article=article, person=person, position=position)
        for position, tag in enumerate(tags):
            TaggedArticle.objects.create(content_object=article, tag=tag, position=position)
        project([article.pk])
    return article


def make_articles(
    count: int, *, first: int = 0, person: Person | None = None, tag: Tag | None = None, **fields: object
) -> list[Article]:
    """Make `count` released articles an hour apart, newest first, with a fixed number of queries a thousand."""
    made: list[Article] = []
    for start in range(first, first + count, 1000):
        numbers = range(start, min(start + 1000, first + count))
        with transaction.atomic():
            articles = Article.objects.bulk_create(
                Article(
                    title=f"Story {n}", slug=f"story-number-{n}", body=BODY, standfirst=f"The standfirst of story {n}.",
                    state=State.RELEASED, published_at=NOON - timedelta(hours=n), **fields,
                )
                for n in numbers
            )  # fmt: skip
            addresses.place_many("article", [(a.pk, a.slug) for a in articles], article_path)
            if person:
                Byline.objects.bulk_create(Byline(article=a, person=person, position=0) for a in articles)
            if tag:
                TaggedArticle.objects.bulk_create(TaggedArticle(content_object=a, tag=tag) for a in articles)
            project([a.pk for a in articles])
        made += articles
    return made


def make_quote(base: str = "KGS", value: str = "0.01143", **fields: object) -> Quote:
    printed = Decimal(value)
    fields.setdefault("source", "National Bank")
    if "effective_on" not in fields:
        fields.setdefault("origin_key", "a printed block")
    return Quote.objects.create(
        base_id=base,
        quote_id=fields.pop("quote", "USD"),
        value=printed,
        digits=max(0, -printed.as_tuple().exponent),
        **fields,
    )
