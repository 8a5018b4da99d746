"""A site leaves as a folder, and comes in again as it was."""

import json
from pathlib import Path

import jsonschema
import pytest
from django.core.management import CommandError

from articles import text as texts
from articles import workflow
from articles.models import Article, ListingRow, Revision
from cms.ledger.models import Address
from cms.moving import checking, folder
from cms.moving.folder import FILES, MANIFEST
from cms.pictures.models import Picture
from tests.cms.moving.papers import empty, files, lines, make_editor, make_paper, run

pytestmark = pytest.mark.django_db


def export(to: Path, **options: object) -> Path:
    code, _ = run("export_site", to, **options)
    assert code == 0
    return to


def test_two_exports_of_one_state_are_equal(tmp_path: Path) -> None:
    make_paper()
    assert files(export(tmp_path / "one")) == files(export(tmp_path / "two"))


@pytest.mark.parametrize("history", [False, True])
def test_what_left_comes_in_byte_for_byte(tmp_path: Path, history: bool) -> None:
    make_paper()
    out = export(tmp_path / "out", history=history)
    listed = list(
        ListingRow.objects.order_by("language", "-sort_at", "-article").values_list("article__uid", "sort_at")
    )
    empty()
    assert run("import_legacy", out)[0] == 0
    again = export(tmp_path / "again", history=history)
    assert files(again) == files(out)
    names = list(json.loads((out / MANIFEST).read_text())["media"])
    assert names and all((again / name).read_bytes() == (out / name).read_bytes() for name in names)
    assert listed == list(
        ListingRow.objects.order_by("language", "-sort_at", "-article").values_list("article__uid", "sort_at")
    )


def test_every_line_keeps_to_its_schema(tmp_path: Path) -> None:
    make_paper()
    out = export(tmp_path / "out", history=True, staff_names=True)
    for kind in FILES:
        validator = jsonschema.Draft202012Validator(checking.schema(kind))
        validator.check_schema(checking.schema(kind))
        assert lines(out, kind)
        for line in lines(out, kind):
            assert not list(validator.iter_errors(line)) and not checking.fault(kind, line)
    validator = jsonschema.Draft202012Validator(checking.schema("manifest"))
    assert not list(validator.iter_errors(json.loads((out / MANIFEST).read_text())))


@pytest.mark.parametrize(
    ("field", "value"), [("id", "abc\n"), ("published_at", 7), ("slug", "a" * 500_000), ("bylines", [{}]), ("x", 1)]
)
def test_a_line_against_its_schema_is_told_in_few_words(tmp_path: Path, field: str, value: object) -> None:
    make_paper()
    line = lines(export(tmp_path / "out"), "articles")[0]
    assert checking.fault("articles", line) == ""
    assert 0 < len(checking.fault("articles", line | {field: value})) < 500


def test_a_number_with_a_point_is_no_whole_number(tmp_path: Path) -> None:
    make_paper()
    line = lines(export(tmp_path / "out"), "images")[0]
    field = next(name for name, said in line.items() if type(said) is int)
    assert "integer" in checking.fault("images", line | {field: float(line[field])})


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    make_paper()
    out = export(tmp_path / "out")
    empty()
    run("import_site", out)
    before = files(export(tmp_path / "before")), Revision.objects.count(), Address.objects.count()
    run("import_site", out)
    assert before == (files(export(tmp_path / "after")), Revision.objects.count(), Address.objects.count())


def test_what_an_editor_changed_stands(tmp_path: Path) -> None:
    made = make_paper()
    uid = made["live"].uid
    out = export(tmp_path / "out")
    empty()
    run("import_site", out)
    article, editor = Article.objects.get(uid=uid), make_editor("zarina")
    text = texts.of_live(article) | {"title": "Ours now"}
    workflow.save_draft(editor, article, text, base_version=article.version)
    told = lines(out, "articles")
    told[0] |= {"title": "Theirs", "standfirst": "Theirs"}
    (out / "articles.ndjson").write_bytes(b"".join(folder.line_of(line) for line in told))
    run("import_site", out)
    article.refresh_from_db()
    assert article.working_title == "Ours now" and article.title != "Theirs"


def test_a_changed_line_reaches_a_story_that_nobody_touched(tmp_path: Path) -> None:
    uid = make_paper()["live"].uid
    out = export(tmp_path / "out")
    empty()
    run("import_site", out)
    told = lines(out, "articles")
    told[0]["standfirst"] = "Corrected"
    (out / "articles.ndjson").write_bytes(b"".join(folder.line_of(line) for line in told))
    assert run("import_site", out)[0] == 1  # the manifest does not know the new line
    assert Article.objects.get(uid=uid).standfirst == "Corrected"


def test_a_bad_line_is_named_with_its_place_and_the_others_come(tmp_path: Path) -> None:
    make_paper()
    out = export(tmp_path / "out")
    path = out / "articles.ndjson"
    good = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(good[0] + b'{"id": 5}\n{"half\n' + good[1] + good[2][:40])
    empty()
    report = tmp_path / "report.json"
    assert run("import_site", out, report=report)[0] == 1
    failed = [(Path(each["file"]).name, each["line"]) for each in json.loads(report.read_text())["failed"]]
    assert {("articles.ndjson", n) for n in (None, 2, 3, 5)} <= set(failed)
    assert Article.objects.count() == 2


@pytest.mark.parametrize("name", ["media/../../out.jpg", "media/originals/../../x.jpg", "media/originals/none.jpg"])
def test_a_media_name_that_leads_out_brings_no_file(tmp_path: Path, name: str) -> None:
    make_paper()
    out = export(tmp_path / "out")
    told = [line | ({"file": name} if line["file"] else {}) for line in lines(out, "images")]
    (out / "images.ndjson").write_bytes(b"".join(folder.line_of(line) for line in told))
    empty()
    assert run("import_site", out)[0] == 1
    assert Picture.objects.count() == len(told) and not Picture.objects.exclude(original="").exists()


def test_a_picture_whose_bytes_differ_is_not_taken(tmp_path: Path) -> None:
    make_paper()
    out = export(tmp_path / "out")
    name = next(line["file"] for line in lines(out, "images") if line["file"])
    (out / name).write_bytes((out / name).read_bytes()[:-1] + b"!")
    empty()
    assert run("import_site", out)[0] == 1
    assert not Picture.objects.exclude(original="").exists()


def test_a_folder_without_its_manifest_or_of_another_version_is_refused(tmp_path: Path) -> None:
    make_paper()
    out = export(tmp_path / "out")
    told = json.loads((out / MANIFEST).read_text())
    (out / MANIFEST).write_text(json.dumps(told | {"version": 99}))
    with pytest.raises(CommandError, match="version 99"):
        run("import_site", out)
    (out / MANIFEST).unlink()
    with pytest.raises(CommandError, match="broken off"):
        run("import_legacy", out)


def test_a_failed_export_leaves_the_earlier_one_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_paper()
    out = export(tmp_path / "out")
    before = files(out) | {MANIFEST: (out / MANIFEST).read_bytes()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(folder, "_to_disk", full)
    with pytest.raises(CommandError, match="The disk is full"):
        run("export_site", out)
    assert before == files(out) | {MANIFEST: (out / MANIFEST).read_bytes()}
    assert not list(out.rglob("*.coming"))


def test_somebody_elses_folder_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(CommandError, match=r"letter\.txt"):
        run("export_site", tmp_path)


def test_what_is_given_away_holds_what_readers_see_and_no_more(tmp_path: Path) -> None:
    made = make_paper()
    out = export(tmp_path / "out", published_only=True)
    told = lines(out, "articles")
    assert {line["id"] for line in told} == {
        made[name].uid for name in ("live", "undated", "changed", "translation", "original")
    }
    whole = b"".join(files(out).values()).decode()
    for secret in ("Changed, not released", "Desk only", "It was wrong", "A draft", "To come"):
        assert secret not in whole


def test_no_account_is_in_an_export(tmp_path: Path) -> None:
    make_paper()
    whole = b"".join(files(export(tmp_path / "out", history=True)).values()).decode()
    assert "chief" not in whole and "example.com" not in whole
