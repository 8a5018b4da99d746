"""Many style sheets become one that means the same."""

import pytest

from cms.lib.stylesheets import Unfoldable, fold, tighten


def folded(**sheets: str) -> str:
    """The sheet "css/paper.css" of these; a keyword names each by its stem."""
    files = {f"css/{stem}.css": text for stem, text in sheets.items()}
    return fold("css/paper.css", files.__getitem__)


def test_imports_are_put_in_their_places_in_order() -> None:
    one = folded(
        paper='/* The list */ @import url("tokens.css"); @import "frame.css";\n@import url(\'home.css\');',
        tokens=":root{--ink:#000}",
        frame='@import url("mast.css"); .frame{color:red}',
        mast=".mast{color:blue}",
        home=".home{color:green}",
    )
    assert one == ":root{--ink:#000}.mast{color:blue}.frame{color:red}.home{color:green}"


def test_a_sheet_that_imports_itself_by_a_detour_is_refused() -> None:
    with pytest.raises(Unfoldable, match="css/paper.css is imported a second time, or imports itself"):
        folded(paper='@import "frame.css";', frame='@import "mast.css";', mast='@import "paper.css";')


def test_a_sheet_imported_twice_is_refused() -> None:
    with pytest.raises(Unfoldable, match="css/frame.css is imported a second time"):
        folded(paper='@import "frame.css"; @import "frame.css";', frame="")


def test_a_sheet_that_is_not_there_is_not_passed_over() -> None:
    with pytest.raises(KeyError, match=r"css/frame\.css"):
        folded(paper='@import "frame.css";')


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ('@import "print.css" print;', "under a condition"),
        ('@import url("print.css") layer(pages);', "under a condition"),
        ('@import "https://fonts.example/serif.css";', "from elsewhere"),
        ('@import "../other/frame.css";', "from elsewhere"),
        ('.frame{color:red} @import "late.css";', "after other rules"),
    ],
)
def test_an_import_that_would_change_its_meaning_is_refused(statement: str, why: str) -> None:
    with pytest.raises(Unfoldable, match=why):
        folded(paper=statement, print="", late="")


def test_an_import_in_a_comment_or_a_string_is_none() -> None:
    assert (
        folded(paper='/* @import "gone.css"; */ .a::before{content:"@import x"}') == '.a::before{content:"@import x"}'
    )


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("/* why */\n.a {\n  color: red;\n  margin: 0 1px;\n}\n\n.b , .c { }", ".a{color: red;margin: 0 1px}.b ,.c{}"),
        ("a{x:y}/* {;} */b{x:y}", "a{x:y}b{x:y}"),
        # Where a comment stood between two words, they stay two.
        ("a/**/b { margin:1px/**/2px }", "a b{margin:1px 2px}"),
        # A space is the descendant combinator, and calc() needs those round its signs.
        (".a :hover { inline-size: calc(1px + 2px) }", ".a :hover{inline-size: calc(1px + 2px)}"),
        # Strings and addresses are nobody's business.
        ('.a::before { content: "/* no  comment; } */" }', '.a::before{content: "/* no  comment; } */"}'),
        (r'.a::before { content: "a \" /* b" ; color: red }', r'.a::before{content: "a \" /* b" ;color: red}'),
        ("""b::before { content: '“  ”' } /* it's */ c { x: y }""", "b::before{content: '“  ”'}c{x: y}"),
        ("a { background: url(data:image/svg+xml;x=/*y*/;z) ; }", "a{background: url(data:image/svg+xml;x=/*y*/;z)}"),
        ('a { mask: url( "../img/band.svg" ) ; }', 'a{mask: url( "../img/band.svg" )}'),
        ('a { content: "▲ "; content: "▲ " / ""; }', 'a{content: "▲ ";content: "▲ " / ""}'),
        ("@media (min-width: 48rem) { a { x: y; } }", "@media (min-width: 48rem){a{x: y}}"),
        ("@layer reset, base;", "@layer reset,base;"),
    ],
)
def test_only_what_people_need_is_taken_out(written: str, short: str) -> None:
    assert tighten(written) == short
    assert tighten(short) == short
