"""The list of what is missing, in the terminal, in files and on the desk, and what people do about it."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.legacy import fetch_media as stage
from articles.legacy.missing import missing_by_article
from articles.legacy.models import FileState, ImportRun, OldFile
from articles.legacy.records import Status
from articles.models import Article
from cms.ledger.models import AuditEntry
from cms.lib.fetching import Fetcher, Limits
from cms.pictures.models import Picture
from tests.articles.legacy.exported import attachment, imported, post, shown
from tests.articles.legacy.test_runs_admin import in_group
from tests.hostile import Hostile, hostile_server, jpeg, says, to_loopback

pytestmark = pytest.mark.django_db
LIST = "admin:legacy_oldfile_changelist"


@pytest.fixture
def two_missing(tmp_path: Path) -> None:
    """A live story and a draft that show pictures whose files are not here, and a picture that nothing shows."""
    imported(
        tmp_path,
        [
            attachment(70), attachment(71, "2019/=bad.jpg"), attachment(72, "2019/unused.jpg"),
            post(1, "One", **shown(70)),
            post(2, "=Two", status=Status.DRAFT, **shown(71, "2019/=bad.jpg")),
            post(3, "Three", lead_image="70"),
        ],
    )  # fmt: skip
    run = ImportRun.objects.get()
    run.options["site"] = "old.example"
    run.save()


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.lib.fetching.Fetcher.fetch", lambda *_, **__: pytest.fail("somebody was asked"))


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hostile]:
    """The command asks this server, whatever the name."""
    with hostile_server() as server:

        def fetcher(agent: str, limits: Limits) -> Fetcher:
            return Fetcher(agent, limits, resolve=to_loopback, own_servers=server.own)

        monkeypatch.setattr(stage, "Fetcher", fetcher)
        yield server


def said(capsys: pytest.CaptureFixture, *options: object, code: int = 0) -> str:
    try:
        call_command("import_legacy", "--fetch-media", "--source", "archive", "--media-pause", "0", *options)
        ended = 0
    except SystemExit as end:
        ended = end.code
    assert ended == code
    return capsys.readouterr().out


def test_every_missing_picture_is_listed_with_each_story_that_shows_it(two_missing: None) -> None:
    found = {(each.article.title if each.article else None, str(each.file)) for each in missing_by_article("archive")}
    assert found == {
        ("One", "pier.jpg"), ("Three", "pier.jpg"), ("=Two", "=bad.jpg"), (None, "unused.jpg"),
    }  # fmt: skip


def test_the_terminal_tells_stories_and_reasons(
    two_missing: None, server: Hostile, capsys: pytest.CaptureFixture
) -> None:
    OldFile.objects.filter(path="2019/03/pier.jpg").update(url=server.url("/p/pier.jpg"))
    OldFile.objects.exclude(path="2019/03/pier.jpg").update(url=server.url("/gone.jpg", "img.example"))
    server.pages["/p/pier.jpg"] = says(jpeg())
    out = said(capsys)
    assert "pictures: 1 asked for, 1 came" in out
    assert "all pictures of archive: 2 waiting, 1 here" in out
    assert "2 pictures at img.example, which was not asked: --media-host img.example allows it" in out
    assert "=Two\n    =bad.jpg: waiting: it stands at img.example" in out
    out = said(capsys, "--media-host", "img.example", code=1)
    assert "=bad.jpg: gone: the server answers 404" in out


def test_a_report_is_json_or_a_table_by_its_name(
    two_missing: None, no_network: None, capsys: pytest.CaptureFixture, tmp_path: Path
) -> None:
    said(capsys, "--dry-run", "--report", tmp_path / "missing.csv")
    rows = list(csv.DictReader((tmp_path / "missing.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert {(row["title"], row["file"], row["state"]) for row in rows} == {
        ("One", "pier.jpg", "waiting"), ("Three", "pier.jpg", "waiting"), ("'=Two", "'=bad.jpg", "waiting"),
        ("", "unused.jpg", "waiting"),
    }  # fmt: skip
    said(capsys, "--dry-run", "--report", tmp_path / "missing.json")
    media = json.loads((tmp_path / "missing.json").read_text())["media"]
    assert media["standing"]["waiting"] == 3
    assert [entry["path"] for entry in media["missing"] if entry["title"] == "One"] == ["/one/"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--source", "arhcive"], "nothing came in under the name arhcive. There is archive."),
        (["--media-host", "http://x.example/"], "give a host"),
        (["--media-host", "10.0.0.1"], "not on the open internet"),
        (["--media-host", "localhost"], "own network"),
        (["--media-seconds", "0"], "--media-seconds"),
        (["--media-megabytes", "999"], "--media-megabytes"),
        (["--inspect"], "fetches nothing"),
    ],
)
def test_a_slip_in_the_options_is_said_before_anything_is_asked(
    two_missing: None, no_network: None, options: list[str], words: str
) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        call_command("import_legacy", "--fetch-media", *options)
    assert caught.value.returncode == 2


def test_without_dumps_and_without_the_stage_there_is_nothing_to_do() -> None:
    with pytest.raises(CommandError, match="Name a dump"):
        call_command("import_legacy")


def test_the_desk_lists_them_with_reason_and_stories(two_missing: None, client: Client) -> None:
    OldFile.objects.filter(path="2019/=bad.jpg").update(state=FileState.GONE, reason="the server answers 404")
    client.force_login(in_group("importer"))
    page = client.get(reverse(LIST)).content.decode()
    one = Article.objects.get(title="One")
    assert f'<a href="{reverse("admin:articles_article_change", args=[one.pk])}">One</a>' in page
    assert "the server answers 404" in page
    page = client.get(reverse(LIST), {"state": "gone"}).content.decode()
    assert "=bad.jpg" in page
    assert "pier.jpg" not in page
    Picture.objects.filter(old_file__path="2019/=bad.jpg").update(original="x.jpg", width=4, height=3)
    assert "=bad.jpg" not in client.get(reverse(LIST)).content.decode()
    assert "=bad.jpg" in client.get(reverse(LIST), {"state": "here"}).content.decode()


def test_the_list_costs_no_more_for_more_of_them(tmp_path: Path, client: Client) -> None:
    client.force_login(in_group("importer"))
    costs = []
    for start in (100, 130):
        numbers = range(start, start + 15)
        imported(tmp_path, [attachment(n, f"2019/{n}.jpg") for n in numbers])
        imported(tmp_path, [post(n, f"Story {n}", **shown(n, f"2019/{n}.jpg")) for n in numbers])
        client.get(reverse(LIST))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(reverse(LIST))
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_who_sees_no_imports_sees_no_missing_pictures(two_missing: None, client: Client) -> None:
    file = OldFile.objects.first()
    client.force_login(in_group("reporter"))
    for address in (reverse(LIST), reverse("admin:legacy_oldfile_change", args=[file.pk])):
        assert client.get(address).status_code in {403, 404}
    answer = client.post(reverse("admin:legacy_oldfile_settle", args=[file.pk]), {"ignore": "1"})
    assert answer.status_code == 404
    file.refresh_from_db()
    assert file.state == FileState.WAITING


def settle(client: Client, row: OldFile, /, **given: object) -> str:
    address = reverse("admin:legacy_oldfile_settle", args=[row.pk])
    return client.post(address, given, follow=True).content.decode()


def test_a_picture_is_ignored_and_waits_again_and_the_trail_says_who_did_it(two_missing: None, client: Client) -> None:
    client.force_login(in_group("editor"))
    file = OldFile.objects.get(path="2019/unused.jpg")
    settle(client, file, ignore="1")
    assert OldFile.objects.get(pk=file.pk).state == FileState.IGNORED
    assert "unused.jpg" not in client.get(reverse(LIST)).content.decode()
    assert file not in stage.due("archive", timezone.now())
    OldFile.objects.filter(pk=file.pk).update(tries=7)
    client.post(reverse(LIST) + "?state=ignored", {"action": "try_again", "_selected_action": [file.pk]})
    file.refresh_from_db()
    assert (file.state, file.tries) == (FileState.WAITING, 0)
    deeds = AuditEntry.objects.filter(target_id=file.picture_id).order_by("pk").values_list("action", "actor__username")
    assert list(deeds) == [("ignore old picture", "the-editor"), ("try old picture again", "the-editor")]


def test_a_file_put_in_its_place_is_on_the_page_at_once(two_missing: None, client: Client) -> None:
    client.force_login(in_group("editor"))
    file = OldFile.objects.get(path="2019/03/pier.jpg")
    page = settle(client, file, upload="1", file=SimpleUploadedFile("p.svg", b"<svg onload='x'>"))
    assert "SVG drawing" in page
    assert "Choose a picture first" in settle(client, file, upload="1")
    page = settle(client, file, upload="1", file=SimpleUploadedFile("pier.jpg", jpeg()))
    assert "in its place" in page
    picture = Picture.objects.get(pk=file.picture_id)
    assert picture.content_hash in Article.objects.get(title="One").rendered.html
    assert OldFile.objects.get(pk=file.pk).state == FileState.HERE
    page = settle(client, file, upload="1", file=SimpleUploadedFile("other.jpg", jpeg("red")))
    assert "another way" in page
    assert Picture.objects.get(pk=file.picture_id).content_hash == picture.content_hash


def test_who_may_not_change_pictures_may_not_put_one_in_place(two_missing: None, client: Client) -> None:
    client.force_login(in_group("importer"))
    file = OldFile.objects.get(path="2019/03/pier.jpg")
    page = client.get(reverse("admin:legacy_oldfile_change", args=[file.pk])).content.decode()
    assert "Put a file in its place" not in page
    sent = {"upload": "1", "file": SimpleUploadedFile("pier.jpg", jpeg())}
    assert client.post(reverse("admin:legacy_oldfile_settle", args=[file.pk]), sent).status_code == 404
    assert not Picture.objects.get(pk=file.picture_id).original


def test_an_address_of_the_old_site_is_shown_as_words_and_is_no_link(two_missing: None, client: Client) -> None:
    client.force_login(in_group("editor"))
    OldFile.objects.update(url='javascript:alert("<x>")', path="")
    file = OldFile.objects.first()
    page = client.get(reverse("admin:legacy_oldfile_change", args=[file.pk])).content.decode()
    assert "alert(&quot;&lt;x&gt;" in page
    assert 'href="javascript' not in page
