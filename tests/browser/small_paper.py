"""A small paper that shows every public template with content that is hard on it: long, many, none."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from articles import workflow
from articles.models.tag import TagKind
from cms import views
from cms.lib.dates import undated_at
from markets.models import Currency
from tests.builders import (
    BODY,
    NOON,
    make_article,
    make_articles,
    make_group,
    make_person,
    make_photo,
    make_quote,
    make_tag,
)

FORMS = (
    BODY
    + "<h2>What the gauges say</h2><blockquote><p>We count the days.</p></blockquote><ul><li>One</li><li>Two</li></ul>"
    + '<figure data-picture="never-came"><figcaption>The bridge over the upper river</figcaption></figure>'
    + "<table><thead><tr><th>Post</th><th>Som</th></tr></thead>"
    + "<tbody><tr><td>Upper bridge</td><td>4,200</td></tr></tbody></table>"
    + '<p>More at <a href="/latest/">the latest</a>.</p>'
)
LONG_TITLE = "Дәптерде жазылған өзен деңгейі: қысқы маусымда Қостанай облысының шаруашылықтары жаңа тәртіпке көшеді"
LONG_NAME = "Гүлнұр Әбдірахманқызы Жұмағұлова-Тәшенова"

ADDRESSES = [
    *("/", "/latest/", "/latest/?page=2", "/regions/upper-valley/", "/tag/a-subject-with-a-long-name-number-3/"),
    *("/the-long-one/", "/an-opinion/", "/an-interview/", "/of-unknown-date/", "/about-us/", "/ledovaya-doroga/"),
    *("/our-people/", "/our-people/aida-sarybay/", "/markets/"),
    *("/search/", "/search/?q=river", "/search/?q=zeppelin&region=atlantis"),
    *("/nothing/", "/told-too-early/", "/a-fault-of-ours/"),
]  # fmt: skip


def print_paper() -> None:
    """Make it. It needs nothing of the initial data: a committed test may have flushed that."""
    aida = make_person("Aida Sarybay", role="Correspondent", bio="Aida walks the border.", group=make_group())
    writer = make_person(LONG_NAME, role="Correspondent, Almaty", website="https://www.example.org/")
    photo = make_photo(alt="A pier in mist", caption="Mist", credit="A. Sarybay")
    near = make_tag("Upper Valley", kind=TagKind.REGION)
    make_articles(14, region=near, person=aida)
    far = make_tag("Lower Valley", kind=TagKind.REGION)
    tags = [make_tag(f"A subject with a long name, number {n}") for n in range(11)]
    long_one = make_article(
        LONG_TITLE, slug="the-long-one", body=FORMS, people=[writer, aida], tags=tags, region=far,
        kind="feature", is_cut=True, has_restored_paragraphs=True, lead_picture=photo,
        published_at=NOON + timedelta(hours=1),
    )  # fmt: skip
    make_article("An opinion", kind="opinion", people=[writer], body=FORMS)
    make_article("An interview", kind="interview", people=[aida], region=near, lead_picture=photo)
    make_article("Of unknown date", date_precision="unknown", published_at=undated_at(1))
    make_article("About us", kind="page")
    make_article("Ледовая дорога", slug="ledovaya-doroga", language="ru", translation_of=long_one, people=[aida])
    workflow.withdraw(None, make_article("Told too early"), reason="It was.")
    for code in ("KGS", "USD"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": True})
    make_quote()


def go(page: Any, server: str, address: str) -> None:
    """Open an address of the paper; the one of a fault shows what readers get when the site has failed."""
    if address == "/a-fault-of-ours/":
        answer = views.server_error(HttpRequest())
        page.route(f"**{address}", lambda route: route.fulfill(body=answer.content, content_type="text/html"))
    page.goto(server + address)
