"""A paper with one of everything that can be moved, and the emptying of it: the same database is the new site then."""

import io
import json
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone

from articles import text as texts
from articles import workflow
from articles.legacy.models import ImportRun, Origin
from articles.models import Article, State, Tag
from articles.models.tag import TagKind
from articles.projection import project
from articles.sections import number_of
from cms.ledger import addresses
from cms.ledger.models import Address
from cms.moving.folder import FILES, file_of
from cms.pictures.models import Picture
from markets.models import Quote
from people.models import Person, PersonGroup
from tests.builders import (
    NOON,
    make_article,
    make_editor,
    make_group,
    make_person,
    make_photo,
    make_picture,
    make_quote,
    make_tag,
    make_user,
    region,
)

HOSTILE = "Озеро ]]> & <b> “қазақ” \u202eإلى اليمين\u202c 🐎 \u2028 end"


def run(command: str, *arguments: object, **options: object) -> tuple[int, str]:
    """Return (exit code, what was printed)."""
    out = io.StringIO()
    try:
        call_command(command, *arguments, stdout=out, **options)
    except SystemExit as stop:
        return int(stop.code or 0), out.getvalue()
    return 0, out.getvalue()


def lines(folder: Path, kind: str) -> list[dict]:
    return [json.loads(line) for line in (folder / file_of(kind)).read_text(encoding="utf-8").split("\n") if line]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of lines, by name: all of an export but its manifest and the pictures."""
    return {file_of(kind): (folder / file_of(kind)).read_bytes() for kind in FILES}


def make_paper() -> dict[str, Article]:
    """One story of every state, and beside them whatever a story can name."""
    chief = make_user("chief", ["add_article", "change_article", "view_article", "release_article"],
                      email="chief@example.com", is_superuser=True, is_staff=True)  # fmt: skip
    person = make_person("Aida Sarybay", bio=HOSTILE, group=make_group(), website="https://aida.example")
    photo, place = make_photo(caption=HOSTILE, credit="A. Sarybay"), make_picture(caption="Never came")
    person.avatar = photo
    person.save()
    tag, internal = make_tag("Glaciers"), make_tag("Desk only", is_internal=True)
    body = f'<p>{"Long " * 200}end ]]&gt;</p><figure data-picture="{photo.uid}"></figure>'
    made = {"live": make_article(HOSTILE[:80], body=body, people=[person], tags=[tag, internal], lead_picture=photo,
                                 region=region(), standfirst=HOSTILE * 20)}  # fmt: skip
    made["undated"] = make_article("Undated", date_precision="unknown", published_at=NOON - timedelta(days=9000))
    made["undated"].tagged.create(tag=tag, position=0, archive_position=7)
    project([made["undated"].pk])
    made["scheduled"] = make_article("To come", published_at=timezone.now() + timedelta(days=3))
    made["changed"] = make_article("Changed since", people=[person])
    text = texts.of_live(made["changed"]) | {"title": "Changed, not released", "tags": [tag.pk]}
    workflow.save_draft(chief, made["changed"], text, base_version=0)
    guest = {"person": None, "name": "A guest", "role": "author"}
    draft = texts.EMPTY | {"title": "A draft", "body": "<p>Begun.</p>", "tags": [tag.pk], "bylines": [guest]}
    made["draft"] = workflow.create(chief, draft)
    made["template"] = workflow.create(chief, draft | {"title": "Rates of the week"})
    Article.objects.filter(pk=made["template"].pk).update(is_template=True)
    # The original is younger than its translation, so that a folder tells it later.
    made["translation"] = make_article("По-русски", language="ru", slug="po-russki")
    made["original"] = make_article("Original")
    Article.objects.filter(pk=made["translation"].pk).update(translation_of=made["original"])
    made["withdrawn"] = make_article("Gone")
    workflow.withdraw(chief, made["withdrawn"], reason="It was wrong.")
    addresses.keep_old("article", made["live"].pk, ["/2019/03/old-river/", "/?p=17"])
    addresses.keep_old("section", number_of("opinion"), ["/category/opinion/"])
    Address.objects.create(path="/feedback/", state="old", target_kind="redirect", target_id=0, leads_to="/contact/")
    make_quote(effective_on=NOON.date())
    make_quote("KZT", "0.0019")
    assert not place.original
    for article in Article.objects.filter(version=0):
        _give_a_version(article)
    return made


def _give_a_version(article: Article) -> None:
    """Every story of a newsroom's has a version of what is live; those that a builder made have none."""
    is_live = article.state == State.RELEASED
    article.revisions.create(number=1, data=texts.of_live(article), kind="import", author_name="the import",
                             live_from=article.published_at if is_live else None)  # fmt: skip
    Article.objects.filter(pk=article.pk).update(version=1)


def empty() -> None:
    """Make the database a new site, as `migrate` leaves it; the library's files go too."""
    Article.objects.all().delete()
    Origin.objects.all().delete()
    ImportRun.objects.update(taken_up_by=None)
    ImportRun.objects.all().delete()
    Quote.objects.all().delete()
    Person.objects.update(avatar=None, merged_into=None)
    Person.objects.all().delete()
    PersonGroup.objects.all().delete()
    for picture in Picture.objects.exclude(original=""):
        Path(picture.original.path).unlink(missing_ok=True)
    Picture.objects.all().delete()
    Tag.objects.update(merged_into=None)
    regions = Tag.objects.filter(kind=TagKind.REGION)
    Tag.objects.exclude(pk__in=regions).delete()
    Address.objects.exclude(target_kind="tag", target_id__in=regions.values("pk")).delete()


__all__ = ["HOSTILE", "State", "empty", "files", "lines", "make_editor", "make_paper", "run"]
