"""Files made to break a reader: nothing is fetched or expanded, memory and time stay small, and the line is named."""

import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from articles.legacy.readers import ReadOptions, UnreadableInput, wxr
from tests.articles.legacy.readers.wxr.export_builders import export, item, meta, read, read_story, term

MEGABYTE = 1024 * 1024


def refused(tmp_path: Path, text: str | bytes) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refusal:
        read(tmp_path, text)
    return refusal.value


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE lolz [<!ENTITY l0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE q [<!ENTITY a "{"a" * 50_000}">]>',
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/rss.dtd">',
        "<!doctype html>",
        "<!DOCTYPE rss>",
    ],
)
def test_a_document_type_is_refused_with_its_line_before_it_is_read(tmp_path: Path, doctype: str) -> None:
    text = export(item(title="&l9;&x;&a;")).replace("<rss", f"\n{doctype}<rss", 1)
    refusal = refused(tmp_path, text)
    assert refusal.place.line == 2
    assert "document type" in refusal.reason


def test_a_document_type_in_a_later_document_is_refused_too(tmp_path: Path) -> None:
    assert (
        "document type"
        in refused(tmp_path, export(item()) + "\n<!DOCTYPE rss [<!ENTITY a 'b'>]>" + export(item())).reason
    )


def test_an_entity_that_nobody_declared_opens_no_file(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(title="Boats &passwd; nets")).title == "Boats &passwd; nets"


def test_elements_nested_without_end_are_refused(tmp_path: Path) -> None:
    assert "nested" in refused(tmp_path, export(item(more="<a>" * 100_000 + "</a>" * 100_000))).reason


def test_elements_nested_without_end_cost_their_item_alone(tmp_path: Path) -> None:
    deep = item(more="<a>" * 100_000 + "</a>" * 100_000)
    found = read(tmp_path, export(item(), deep, item(title="Nets", post_id=2)))
    assert [story.title for story in found.stories] == ["Ferry", "Nets"]
    assert ["nested" in failure.reason for failure in found.failed] == [True]


def test_a_tag_of_many_megabytes_costs_its_item_alone(tmp_path: Path) -> None:
    endless = item(more=f'<wp:x y="{"a" * 3 * MEGABYTE}"/>')
    found = read(tmp_path, export(item(), endless, "", item(title="Nets", post_id=2)))
    assert [(story.title, story.place.line) for story in found.stories] == [("Ferry", 2), ("Nets", 5)]
    assert [failure.place.line for failure in found.failed] == [3]


def test_an_item_of_ten_thousand_terms_is_read_and_few_are_kept_twice(tmp_path: Path) -> None:
    terms = "".join(term(f"lake-{number}") for number in range(10_000))
    found = read(tmp_path, export(item(terms=terms + terms)))
    assert len(found.stories[0].tags) == len(set(found.stories[0].tags)) == 10_000


def test_elements_nested_a_little_are_read(tmp_path: Path) -> None:
    assert read_story(tmp_path, item(more="<a>" * 50 + "</a>" * 50)).title == "Ferry"


@pytest.mark.parametrize(
    "piece",
    ['<wp:x y="{}"/>', "<!-- {} -->", "<?x {}?>", "<{}/>", '<category domain="category" nicename="{}">A</category>'],
)
def test_a_tag_without_end_is_refused_while_memory_stays_small(tmp_path: Path, piece: str) -> None:
    start, end = piece.split("{}")
    file = tmp_path / "big.xml"
    head, tail = export(item(more="@")).split("@")
    with file.open("w") as out:
        out.write(head + start)
        for _ in range(100):
            out.write("a" * MEGABYTE)
        out.write(end + tail)
    tracemalloc.start()
    with pytest.raises(UnreadableInput, match="longer than 1024 KB"):
        list(wxr.read(file, ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_a_text_without_end_is_a_failure_of_its_item_only(tmp_path: Path) -> None:
    file = tmp_path / "big.xml"
    head, tail = export(item(post_id=1), item(body="@", post_id=2), item(post_id=3)).split("@")
    with file.open("w") as out:
        out.write(head)
        for _ in range(60):
            out.write("a boat " * (MEGABYTE // 7))
        out.write(tail)
    tracemalloc.start()
    found = list(wxr.read(file, ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.record_id for one in found if hasattr(one, "record_id")] == ["1", "3"]
    assert [one.reason for one in found if getattr(one, "severity", "") == "failed"] == ["it is longer than 16 MB"]
    assert peak < 64 * MEGABYTE


def test_memory_does_not_grow_with_the_number_of_items(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        file = tmp_path / f"{count}.xml"
        with file.open("w") as out:
            head, tail = export("@").split("@")
            out.write(head)
            for n in range(count):
                out.write(item(body="The boat left. " * 250, post_id=n + 1, terms=term("lakes")) + "\n")
            out.write(tail)
        tracemalloc.start()
        for _ in wxr.read(file, ReadOptions()):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    few, many = peak(300), peak(3_000)
    assert many < few + MEGABYTE


HEAPS = [
    item(body="[" * 100_000),
    item(body="]]>" * 30_000),
    item(title="&amp;" * 20_000),
    item(title="<![CDATA[" + "<" * 100_000 + "]]>"),
    item(title="<![CDATA[" + "<script>" * 20_000 + "]]>"),
    item(title="<![CDATA[" + "<!--" * 25_000 + "]]>"),
    item(excerpt="<a " * 40_000),
    item(post_name="%d0" * 30_000),
    item(post_name="-" * 100_000),
    item(link="/" * 100_000),
    item(body="//" * 50_000),
    item(body="https://a/" + "b.jpg/" * 20_000),
    item(body="/wp-content/" * 10_000),
    item(body='<!-- wp:block {"ref":' * 5_000),
    item(body="<!-- wp:block {" + "a" * 100_000),
    item(meta=meta("_yoast_wpseo_title", "%%a" * 30_000)),
    item(meta=meta("_yoast_wpseo_title", "%a(" * 30_000)),
    item(meta=meta("_yoast_wpseo_title", "#a_" * 30_000)),
    item(meta=meta("a", "b") * 5_000),
    item(terms="".join(term(f"t{n}") for n in range(5_000))),
    item(terms=term("a" * 100_000)),
    item(creator="a@" * 50_000),
    item(creator="a-com-" * 20_000),
    item(post_id="9" * 100_000),
    item(post_date_gmt="9" * 100_000, pubDate="Mon, " * 20_000),
    "<wp:category>" * 50 + "</wp:category>" * 50,
    "\n" * 300_000 + item(),
    "<!-- x -->" * 20_000 + item(),
]


@pytest.mark.parametrize("entry", HEAPS, ids=range(len(HEAPS)))
def test_heaps_of_marks_take_no_time(tmp_path: Path, entry: str) -> None:
    began = time.process_time()
    read(tmp_path, export(entry))
    # A quadratic rule takes minutes here, a linear one some tenths of a second.
    assert time.process_time() - began < 5


@pytest.mark.parametrize("mark", [b"<!--", b"<?", b"<!-- --><!--", b"<", b"&#", b"]]>", b"<rs"])
def test_heaps_of_marks_before_the_xml_take_no_time(tmp_path: Path, mark: bytes) -> None:
    began = time.process_time()
    found = read(tmp_path, mark * 80_000 + export(item()).encode())
    assert time.process_time() - began < 5
    assert len(found.stories) == 1


def test_an_archive_of_many_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(10_001):
            archive.writestr(f"{n}.xml", "")
    with pytest.raises(UnreadableInput, match="members"):
        list(wxr.read(path, ReadOptions()))
