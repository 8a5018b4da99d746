"""The maps of authors and terms: what they may say, and how an error in one is told."""

from pathlib import Path

import pytest

from articles.legacy.readers import UnreadableInput
from articles.legacy.readers.maps import AuthorRule, TermRule, read_author_map, read_term_map


def write(folder: Path, text: str) -> Path:
    path = folder / "map.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_authors_are_renamed_skipped_or_kept(tmp_path: Path) -> None:
    path = write(tmp_path, 'login,name,action\naida,"Sarybay, Aida",rename\ndesk,,skip\nbek,Bek Omurov,\nerik,,\n')
    told = read_author_map(path)
    assert told.rule("aida") == AuthorRule("rename", "Sarybay, Aida")
    assert told.rule("nobody", "DESK") == AuthorRule("skip")
    assert told.rule("bek") == AuthorRule("rename", "Bek Omurov")
    assert told.rule("erik") == AuthorRule("keep")
    assert told.rule("nobody", "") is None


def test_terms_have_actions_by_taxonomy_and_slug(tmp_path: Path) -> None:
    text = "taxonomy,slug,action,value\ncategory,KZ,region,Kazakhstan\ntag,h2o,tag,Water\ncategory,op,kind,Opinion\n"
    told = read_term_map(write(tmp_path, text + "category,op,tag,\ncategory,misc,drop,\n"))
    assert told.rules_for("category", "kz") == (TermRule("region", "Kazakhstan"),)
    assert told.rules_for("post_tag", "h2o") == (TermRule("tag", "Water"),)
    assert told.rules_for("category", "op") == (TermRule("kind", "opinion"), TermRule("tag"))
    assert told.rules_for("category", "misc") == (TermRule("drop"),)
    assert told.rules_for("category", "other") == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(tmp_path: Path, delimiter: str) -> None:
    text = "\ufeff Login ;Name;ACTION\r\n aida ; Aida  Sarybay ; Rename \r\n;;\r\n\r\n".replace(";", delimiter)
    assert read_author_map(write(tmp_path, text)).rule("aida") == AuthorRule("rename", "Aida Sarybay")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("", None, "empty"),
        ("name,action\n", 1, "no column login"),
        ("login,name,role\n", 1, "column 'role' is not known"),
        ("login,name,name\n", 1, "column"),
        ("login,name,action\n,Aida,\n", 2, "column login: it is empty"),
        ("login,name,action\na,,\nb,,delete\n", 3, "column action: 'delete' is none of rename, skip, keep"),
        ("login,name,action\naida,,rename\n", 2, "column name"),
        ("login,name,action\naida,A,\n\nAida,B,\n", 4, "column login: Aida stands here twice"),
        ("login,name,action\naida,Sarybay, Aida,rename\n", 2, "4 cells for 3 columns"),
        ('login,name\naida,"Aida\n', 2, "no CSV"),
        ('login,name\naida,"Aida\nSarybay"\n,Bek\n', 4, "column login"),
        (f"login,name\naida,{'a' * 201}\n", 2, "column name: a name has at most 200 letters"),
    ],
)
def test_an_error_in_the_map_of_authors_is_told_by_line_and_column(
    tmp_path: Path, text: str, line: int | None, said: str
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(UnreadableInput) as refusal:
        read_author_map(path)
    assert (refusal.value.place.file, refusal.value.place.line) == (str(path), line)
    assert said in refusal.value.reason


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",a,tag,", "column taxonomy"),
        ("category,,tag,", "column slug"),
        ("category,a,,", "column action: '' is none of"),
        ("category,a,move,", "column action: 'move' is none of region, kind, tag, internal, drop"),
        ("category,a,kind,", "column value: '' is no kind"),
        ("category,a,kind,poem", "column value: 'poem' is no kind of story"),
        ("category,b,tag,Other", "column action: category b is told two things"),
        ("category,b,drop,", "column action: category b is told two things"),
    ],
)
def test_an_error_in_the_map_of_terms_is_told_by_line_and_column(tmp_path: Path, row: str, said: str) -> None:
    path = write(tmp_path, f"taxonomy,slug,action,value\ncategory,b,tag,B\n{row}\n")
    with pytest.raises(UnreadableInput) as refusal:
        read_term_map(path)
    assert refusal.value.place.line == 3
    assert said in refusal.value.reason


def test_a_map_that_is_no_utf_8_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    with pytest.raises(UnreadableInput, match="no such file"):
        read_author_map(path)
    path.write_bytes("login,name\nаида,Аида".encode("cp1251"))
    with pytest.raises(UnreadableInput, match="UTF-8"):
        read_author_map(path)
