"""Links to the old site are paths, so that they lead to where a story stands now; others stay."""

import pytest

from tests.articles.legacy.convert.wordpress.bodies import html

LINKS = [
    ("https://old.example/2019/03/story/", "/2019/03/story/"),
    ("http://www.old.example/2019/03/story/?a=1&amp;b=2#c", "/2019/03/story/?a=1&amp;b=2#c"),
    ("HTTPS://OLD.example:443/story", "/story"),
    ("//old.example/story", "/story"),
    ("https://old.example", "/"),
    ("https://old.example//else.example/", "/else.example/"),
    ("http://old.example/?p=5", "/?p=5"),
    ("http://old.example?page_id=5", "/?page_id=5"),
    ("?p=5", "/?p=5"),
    ("../wp-content/uploads/a.pdf", "/wp-content/uploads/a.pdf"),
    ("https://old.example/wp-content/uploads/2019/a.jpg", "/wp-content/uploads/2019/a.jpg"),
    ("/story", "/story"),
    ("#note", "#note"),
    ("mailto:desk@old.example", "mailto:desk@old.example"),
    ("https://old.example.else.example/", "https://old.example.else.example/"),
    ("https://else.example/?u=https://old.example/", "https://else.example/?u=https://old.example/"),
    ("//else.example/x", "https://else.example/x"),
    ("www.else.example/x", "https://www.else.example/x"),
]


@pytest.mark.parametrize(("href", "wanted"), LINKS)
def test_where_a_link_leads(href: str, wanted: str) -> None:
    assert html(f'<a href="{href}" target="_blank" rel="noopener">One</a>') == f'<p><a href="{wanted}">One</a></p>'


@pytest.mark.parametrize("href", ["javascript:alert(1)", " &#1;javascript:x", "data:text/html,x", "story.html", ""])
def test_of_a_link_to_nowhere_the_words_stay(href: str) -> None:
    assert html(f'<a href="{href}">One</a>') == "<p>One</p>"


def test_hosts_are_taken_with_and_without_scheme_and_www() -> None:
    for host in ("old.example", "www.old.example", "https://old.example"):
        assert html('<a href="http://old.example/x">One</a>', hosts=(host,)) == '<p><a href="/x">One</a></p>'
