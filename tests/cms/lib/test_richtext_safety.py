"""Nothing in a stored text runs, loads or leads where it should not: judged by another parser than the cleaner's."""

import random
from html.parser import HTMLParser

import pytest

from cms.lib.richtext import clean, safe_address

ELEMENTS = {
    *(
        "p",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "hr",
        "aside",
    ),
    *("strong", "em", "sub", "sup", "br", "a", "span", "figure", "figcaption", "div", "cite"),
}
ATTRIBUTES = {
    *("href", "lang", "dir", "scope", "colspan", "rowspan", "data-picture", "data-alt", "data-credit", "data-gallery"),
    *("data-embed", "data-id", "data-card"),
}
PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='jAvA\tscript:alert(1)'>x</a>",
    "<a href=' &#1;javascript:alert(1)'>x</a>",
    "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>",
    "<a href='/\t/evil.example'>x</a>",
    "<a href='https:evil.example'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<div data-embed='youtube' data-id='\"><script>alert(1)</script>'></div>",
    "<figure data-picture='a' data-alt='\"><img src=x onerror=alert(1)>'></figure>",
    "<figure data-picture='a' data-credit='&quot; onmouseover=&quot;alert(1)'></figure>",
    "<span lang='\" onclick=\"x'>y</span>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea><script>alert(1)</script></textarea>",
    "<template><img src=x onerror=alert(1)></template>",
    "<form action=javascript:alert(1)><input type=submit><button formaction=javascript:alert(1)>",
    "<style>@import 'javascript:alert(1)';</style><p style='background:url(javascript:x)'>a",
    "<base href=//evil.example><link rel=stylesheet href=//evil.example><meta http-equiv=refresh content=0>",
    "<object data=x><embed src=x><applet code=x>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<xmp><script>alert(1)</script></xmp><plaintext><script>",
]
NOISE = [
    "<",
    ">",
    '"',
    "'",
    "&",
    "/",
    "=",
    "\x00",
    "\t",
    "`",
    "<p>",
    "</p>",
    "<b ",
    "<table>",
    "--",
    "&#x3c;",
    "\u2028",
    " ",
]


class Judge(HTMLParser):
    """Collects what breaks the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.faults.append(f"<{tag} {name}>")
            if name == "href" and not is_harmless(value or ""):
                self.faults.append(f"href={value!r}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")


def is_harmless(address: str) -> bool:
    if any(ord(character) <= 32 for character in address) or "\\" in address:
        return False
    is_own = address.startswith("#") or (address.startswith("/") and not address.startswith("//"))
    return is_own or address.startswith(("https://", "http://", "mailto:", "tel:"))


def faults(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.faults


def mutated(chance: random.Random) -> str:
    text = "".join(chance.choice(PAYLOADS) for _ in range(chance.randint(1, 3)))
    for _ in range(chance.randint(0, 6)):
        start = chance.randrange(len(text) + 1)
        text = text[:start] + chance.choice([*NOISE, ""]) + text[start + chance.randint(0, 4) :]
    return text


def test_the_judge_sees_what_it_should() -> None:
    assert faults("<script>x</script>") == ["<script>"]
    assert faults("<p onclick=x><a href='javascript:x'>") == ["<p onclick>", "href='javascript:x'"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_known_attack_leaves_nothing_but_the_schema(payload: str) -> None:
    assert faults(clean(payload)) == []


def test_ten_thousand_mutated_attacks_leave_nothing_but_the_schema() -> None:
    chance = random.Random(20260101)
    for _ in range(10_000):
        attack = mutated(chance)
        assert faults(clean(attack)) == [], attack


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("/story/", "/story/"),
        ("#notes", "#notes"),
        ("HTTPS://news.example/a b", "https://news.example/a%20b"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("tel:+996312", "tel:+996312"),
        ("//news.example", ""),
        ("/\\news.example", ""),
        ("/\t/news.example", ""),
        ("http:///x", ""),
        ("http:news.example", ""),
        ("mailto:", ""),
        ("story.html", ""),
        ("java\nscript:x", ""),
        ("data:text/html,x", ""),
        ("https://news.example/" + "x" * 2000, ""),
    ],
)
def test_links_lead_to_the_web_to_people_or_to_own_pages(address: str, wanted: str) -> None:
    assert safe_address(address) == wanted
