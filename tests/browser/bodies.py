"""Stored texts, each in the one form of `cms.lib.richtext`: a piece for every construct, and made-up mixtures."""

import random

from cms.lib.richtext import clean

PIECES = {
    "nothing": "",
    "a paragraph": "<p>Words.</p>",
    "a break": "<p>One<br>two</p>",
    "a break within marks": "<p><strong>One<br>two</strong></p>",
    "headings": "<h2>a</h2><h3>b</h3><h4>c <em>d</em></h4>",
    "every mark at once": '<p><a href="/x/"><span lang="ru" dir="ltr"><strong><em><sub>a</sub></em></strong></span></a>'
    "</p>",
    "marks that overlap": "<p><strong>a<em>b</em></strong><em>c</em> <strong>d </strong>e<sup>f</sup><sub>g</sub></p>",
    "marks with spaces at their edges": "<p>a <strong>b </strong>c<em> d</em></p>",
    "links of every kind": '<p><a href="https://e.example/?a=1&amp;b=%202#c">a</a><a href="mailto:a@e.example">b</a>'
    '<a href="tel:+996312">c</a> <a href="/story/">d</a> <a href="#notes">e</a></p>',
    "a link with marks in it": '<p><a href="/x">a <strong>b</strong><em>c</em></a></p>',
    "languages of words": '<p>a <span lang="kk">ә</span> <span dir="rtl">b</span> '
    '<span lang="fa" dir="rtl">چ</span></p>',
    "languages of blocks": '<p lang="kk">a</p><h2 lang="ru" dir="ltr">b</h2><blockquote lang="tg"><p dir="auto">c</p>'
    '<p lang="uz"><cite>d</cite></p></blockquote><ul lang="ar" dir="rtl"><li lang="fa">e</li></ul>',
    "a language of all that can have one": '<table lang="ru"><thead><tr lang="kk"><th scope="col" lang="ky">a</th></tr>'
    '</thead><tbody><tr><td colspan="2" dir="rtl">b</td></tr></tbody></table>'
    '<aside data-card="quote" lang="ru"><p>c</p>'
    '</aside><aside data-card="factbox" dir="ltr"><h3 lang="kk">d</h3></aside><figure data-picture="p" lang="ru">'
    '<figcaption lang="kk" dir="ltr">e</figcaption></figure>'
    '<div data-gallery lang="uz"><figure data-picture="q"></figure>'
    '</div><div data-embed="x" data-id="1" lang="en"></div>',
    "no-break spaces": "<p>12\xa0000 и\xa0т.\xa0д. «a»</p>",
    "spaces of other widths": "<p>a\u2009b\u202fc\u2003d\u200be</p>",
    "signs that HTML uses": "<p>1 &lt; 2 &amp; 3 &gt; 2 &amp;amp; \"quoted\" 'so' &amp;lt;b&amp;gt;</p>",
    "letters of every plane": "<p>Әлем Ғ Қ Ң Ө Ұ Ү Һ І Ӣ Ӯ Ҳ Ҷ ‏فارسی‎ 字 😀 e\u0301</p>",
    "a tight list": "<ul><li>One</li><li><strong>Two</strong> and<br>more</li></ul>",
    "a loose list": "<ol><li><p>One</p><p>More</p></li><li>Two</li></ol>",
    "an item whose paragraph has a language": '<ul><li><p lang="ru">Один</p></li></ul>',
    "lists four deep": "<ul><li>a<ol><li>b<ul><li>c<ol><li>d</li></ol></li></ul></li></ol></li></ul>",
    "an item that is only a list": "<ul><li><ul><li>a</li></ul></li></ul>",
    "a list before the words": "<ul><li><ul><li>a</li></ul><p>b</p><p>c</p></li></ul>",
    "a paragraph behind a list": "<ul><li><p>a</p><ul><li>b</li></ul><p>c</p></li></ul>",
    "two lists in an item": "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li></ul>",
    "lists side by side": "<ul><li>a</li></ul><ul><li>b</li></ul><ol><li>c</li></ol>",
    "a quotation": "<blockquote><p>Words.</p><ul><li>a</li></ul><p>More.</p></blockquote>",
    "a quotation with a name": "<blockquote><p>Words.</p><p><cite>A <em>Name</em></cite></p></blockquote>",
    "a table": '<table><thead><tr><th scope="col">a</th><th scope="colgroup" colspan="2">b</th></tr></thead><tbody><tr>'
    '<th scope="row" rowspan="2">c</th><td>d</td><td></td></tr>'
    "<tr><td><p>e</p><p>f</p></td><td>g<ul><li>h</li></ul></td>"
    "</tr></tbody></table>",
    "a table of a head alone": "<table><thead><tr><th>a</th></tr></thead></table>",
    "a table of uneven rows": "<table><tbody><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr><tr><td></td></tr></tbody>"
    "</table>",
    "a table that spans too much": '<table><tbody><tr><td colspan="3" rowspan="9">a</td></tr><tr><td>b</td></tr>'
    "</tbody></table>",
    "a cell that is a list": "<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>",
    "a rule": "<p>a</p><hr><p>b</p>",
    "a picture": '<figure data-picture="p-1_A"></figure>',
    "a picture with everything": '<figure data-picture="p" data-alt="A &quot;b&quot; &amp; &#x27;c&#x27; &lt;d&gt;" '
    'data-credit="E &amp; F"><figcaption>G <strong>h</strong><br>i</figcaption></figure>',
    "a decoration": '<figure data-picture="p" data-alt=""></figure>',
    "a gallery": '<div data-gallery><figure data-picture="a"></figure><figure data-picture="b" data-alt="">'
    "<figcaption>c</figcaption></figure></div>",
    "embeds": '<div data-embed="youtube" data-id="-_aB3456789"></div>'
    '<div data-embed="telegram" data-id="news_1-12"></div>'
    '<div data-embed="map" data-id="43_2389-76_8897-12"></div>',
    "a quote card": '<aside data-card="quote"><p>a</p><p>b</p><p><cite>c</cite></p></aside>',
    "a factbox": '<aside data-card="factbox"><h3>a</h3><p>b</p><ul><li>c</li></ul><h3>d</h3><ol><li>e</li></ol>'
    "</aside>",
    "a body that begins and ends with a picture": '<figure data-picture="a"></figure><p>b</p>'
    '<figure data-picture="c"></figure>',
    "quotations side by side": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
}

# Markup of all kinds, which `clean` makes a stored text of.
_OPEN = [
    *(
        "<p>",
        '<p lang="ru">',
        "<h2>",
        '<h3 dir="rtl">',
        "<h4>",
        "<ul>",
        "<ol>",
        '<ul lang="kk">',
        "<li>",
        '<li dir="ltr">',
    ),
    *("<blockquote>", "<table>", "<thead>", "<tbody>", "<tr>", "<td>", '<td colspan="2">', '<th scope="col">', "<hr>"),
    *('<figure data-picture="p1">', '<figure data-picture="p2" data-alt="" data-credit="A &amp; B">', "<figcaption>"),
    *("<div data-gallery>", '<div data-embed="youtube" data-id="abc">', '<aside data-card="quote">', "<cite>"),
    *(
        '<aside data-card="factbox">',
        "<strong>",
        "<em>",
        "<sub>",
        "<sup>",
        '<a href="/a">',
        '<a href="https://b.example/">',
    ),
    *('<span lang="ru">', '<span lang="fa" dir="rtl">', "<br>", "<br><br>"),
]
_NAMES = "p h2 ul ol li blockquote table thead tr td th figure figcaption div aside strong em sub sup a span cite"
_CLOSE = [f"</{tag}>" for tag in _NAMES.split(" ")]
_WORDS = [
    "word",
    "two words",
    " ",
    "a ",
    " b",
    "&nbsp;",
    "c&nbsp;d",
    "&amp;",
    "&lt;",
    "«слово»",
    "'\"",
    "字",
    "\u2009",
    "x.\n",
]


def mixtures(count: int, seed: int = 20261125) -> list[str]:
    """Return stored texts that no person would write, the same ones each time."""
    chance = random.Random(seed)
    kinds = (_OPEN, _OPEN, _CLOSE, _WORDS, _WORDS)
    made = ("".join(chance.choice(chance.choice(kinds)) for _ in range(chance.randint(3, 70))) for _ in range(count))
    return [clean(markup) for markup in made]
