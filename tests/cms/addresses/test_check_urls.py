"""`manage.py check_urls`: whatever list comes, each of its addresses is asked for, and what is missing is said."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import workflow
from cms.addresses import lists
from cms.addresses.corrections import Outcome, propose
from cms.addresses.sheet import read
from cms.ledger import addresses
from tests.builders import make_article, make_articles, make_editor, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> None:
    ferry = make_article("Ferry leaves the frozen pier", tags=[make_tag("Rivers")])
    addresses.keep_old("article", ferry.pk, ["/?p=7", "/2019/03/ferry/", "/?com_content=25163"])
    hoax = make_article("A hoax")
    workflow.withdraw(make_editor("w", is_superuser=True), hoax, reason="Not true.")


def check(text: str | bytes, folder: Path, *options: str, name: str = "list.txt") -> tuple[int, str]:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    said, code = io.StringIO(), 0
    try:
        call_command("check_urls", str(file), *options, stdout=said)
    except SystemExit as end:
        code = end.code
    return code, said.getvalue()


def told(text: str | bytes, folder: Path, *options: str, name: str = "list.txt") -> dict[str, tuple[int, str]]:
    """Status and target of each address."""
    found = json.loads(check(text, folder, "--json", *options, name=name)[1])
    return {each["address"]: (each["status"], each["to"]) for each in found["addresses"]}


def test_it_ends_well_only_where_all_resolve_in_one_hop(paper: None, tmp_path: Path) -> None:
    fine = "/\n/latest\nhttps://old.example/?p=7&utm_source=x\n/a-hoax/\n/wp-login.php\n"
    assert check(fine, tmp_path)[0] == 0
    code, said = check(fine + "/nothing/\n", tmp_path)
    assert code == 1 and "404" in said and "/nothing/" in said and "1 missing" in said


def test_the_hits_of_a_log_are_counted_and_what_is_asked_for_most_comes_first(paper: None, tmp_path: Path) -> None:
    line = '9.9.9.9 - - [25/Nov/2026:10:00:00 +0000] "{} {} HTTP/1.1" 404 12 "-" "agent"\n'
    log = line.format("GET", "/once/") + line.format("GET", "/twice/") * 2 + line.format("POST", "/never/")
    log += json.dumps({"request": {"method": "GET", "uri": "/caddy/?x=1", "host": "paper.example"}, "status": 404})
    log += "\n" + json.dumps({"request_uri": "/nginx/", "status": "404"}) + "\n"
    table = tmp_path / "missing.csv"
    check(log, tmp_path, "--csv", str(table), name="access.log")
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))
    assert [(row["old"], row["hits"]) for row in rows] == [
        ("/twice/", "2"), ("/once/", "1"), ("/caddy/?x=1", "1"), ("/nginx/", "1"),
    ]  # fmt: skip


def test_a_site_map_and_an_index_are_read_from_disk_packed_or_not(paper: None, tmp_path: Path) -> None:
    part = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://o.example/2019/03/ferry/</loc></url></urlset>'
    (tmp_path / "posts.xml.gz").write_bytes(gzip.compress(part.encode()))
    (tmp_path / "pages.xml").write_text(part.replace("/2019/03/ferry/", "/latest/"))
    index = "".join(
        f"<sitemap><loc>https://o.example/maps/{name}</loc></sitemap>"
        for name in ("posts.xml.gz", "pages.xml.gz", "none.xml", "../../etc/passwd", "index.xml")
    )
    index = (
        f'<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>'
    )
    code, said = check(index, tmp_path, "--all", name="index.xml")
    assert code == 1
    assert "301       1  https://o.example/2019/03/ferry/  /ferry-leaves-the-frozen-pier/" in said
    assert "200       1  https://o.example/latest/" in said
    assert "no file none.xml" in said and "index.xml holds itself" in said and "no file passwd" in said


def test_a_host_that_was_not_named_is_left_out(paper: None, tmp_path: Path) -> None:
    text = "https://www.old.example/?p=7\nhttps://other.example/?p=7\n/?p=7\n"
    assert told(text, tmp_path, "--host", "old.example") == {
        "https://www.old.example/?p=7": (301, "/ferry-leaves-the-frozen-pier/"),
        "https://other.example/?p=7": (0, ""),
        "/?p=7": (301, "/ferry-leaves-the-frozen-pier/"),
    }
    assert all(status == 301 for status, _ in told(text, tmp_path).values())


@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01\x02", b"\xff\xfe/\x00a\x00", b"/" + b"a" * 5000, b"a" * 200_000, b"javascript:alert(1)\n", b"{\n",
        b'{"request": 5}\n', b'{"request": {"uri": "/\\ud800"}}\n',
        b"[" * 100_000, b"{" + b'"a":{' * 20_000, b"<", b"<urlset><url><loc>https://a.example/", b"\x1f\x8b\x08broken",
        gzip.compress(b"/a/\n" * 50, mtime=0)[:-10], b"https://[::1\n", b"http://a:b:c/\n",
        b"/%00\n", b"/\x1b[2J\n", b"=1+1\n",
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><urlset><url><loc>&e;</loc></url></urlset>',
    ],
)  # fmt: skip
def test_hostile_content_gets_a_line_and_ends_nothing(paper: None, tmp_path: Path, content: bytes) -> None:
    code, said = check(content, tmp_path)
    assert code == 1
    assert "root:" not in said and "\x1b" not in said


def test_a_list_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_urls", str(tmp_path / "none.txt"))


def test_a_flood_of_different_addresses_takes_no_more_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_ADDRESSES", 10)
    (tmp_path / "flood.txt").write_text("".join(f"/x{n}/\n" for n in range(100)))
    listed = lists.read_list(str(tmp_path / "flood.txt"))
    assert (len(listed.hits), listed.left_out) == (10, 90)


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/kazakhstan/ferry-leaves-frozen-pier/", "/ferry-leaves-the-frozen-pier/"),
        ("/archive/25163-ferry-leaves", "/ferry-leaves-the-frozen-pier/"),
        ("/story.php?id=25163", "/ferry-leaves-the-frozen-pier/"),
        ("/topics/rivers/", "/tag/rivers/"),
        ("/ferry/", ""),  # one word of many
        ("/25163-camels-cross-the-desert/", ""),  # the number of another story
        ("/story-about-everything/", ""),
        ("/uploads/frozen-pier-ferry.pdf", ""),
        ("=cmd|' /C calc'!A0", ""),
    ],
)
def test_the_likeliest_target_is_named_or_none(paper: None, tmp_path: Path, address: str, target: str) -> None:
    make_articles(30)
    table = tmp_path / "missing.csv"
    check(address + "\n", tmp_path, "--csv", str(table))
    [row] = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")))
    assert row["new"] == target
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


def test_its_table_is_what_the_desk_takes(paper: None, tmp_path: Path) -> None:
    table = tmp_path / "missing.csv"
    check("/x/ferry-leaves-frozen-pier/\n/nothing/\n=1\n", tmp_path, "--csv", str(table))
    lines = read(table.read_text(encoding="utf-8"))
    assert [each.outcome for each in propose(lines)] == [Outcome.NEW, Outcome.EMPTY, Outcome.EMPTY]


def test_each_address_costs_a_few_queries_and_a_page_is_asked_once_however_many_lead_to_it(
    paper: None, tmp_path: Path
) -> None:
    def cost(count: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            check("".join(f"/?p=7&utm_source={n}\n/none-{n}/\n" for n in range(count)), tmp_path)
        return len(asked)

    first = cost(10)
    assert cost(110) - first <= 100 * 4  # two for what leads on, two for what is not there


def test_what_goes_wrong_in_a_view_is_a_line(paper: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no such thing")

    monkeypatch.setattr("cms.views.compose", broken)
    code, said = check("/\n/latest/\n", tmp_path, "--all")
    assert code == 1 and "the site answers 500" in said and "200       1  /latest/" in said
    assert Client().get("/latest/").status_code == 200
