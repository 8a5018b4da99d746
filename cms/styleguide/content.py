"""What is hard to set: rows that were never stored, for the style page. The pictures alone are the library's."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.template.loader import render_to_string

from articles.front import Front, RegionRow
from articles.models import Article, Byline, Tag, TaggedArticle
from articles.models.tag import TagKind
from articles.projection import unsaved_body
from cms.lib.dates import DatePrecision
from cms.pictures.models import Picture
from markets import sparkline
from markets.figures import Rate
from markets.models import Currency
from markets.panel import PanelLine
from markets.prices import Derived, Price
from markets.standing import Standing
from markets.ticker import Strip, StripLine
from people.models import Person, PersonGroup

NOON = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
LONG = (
    "After Eleven Winters Without a Bridge, the Villages Above Toktogul Decide to Build One Themselves,"
    " With Two Tractors and a Retired Surveyor"
)
CYRILLIC = "Қостанай облысының шаруашылықтары жаңа тәртіпке көшеді"
UNBROKEN = "Жезқазған-Петропавл-Шыңғырлау-Қызылорда-Байқоңыр"
RTL = "پل تازه بر رودخانه پنج گشوده شد"
STANDFIRST = (
    "The river comes down twice a year, and each time it takes the bridge. This spring nobody asked the province for a"
    " new one."
)
PARAGRAPH = (
    "Snow that began before dawn slowed traffic to walking pace on the upper stretches of the road. “We carry bread,"
    " tea and chains,” said a driver who had parked at the last petrol station, 2,400 metres up. The plough came from"
    " the valley at noon, with two men and a thermos; it needs nine hours for the climb."
)


def every_form(wide: list[Picture]) -> str:
    """A body with all that the editor's schema knows; with pictures where the library has any."""
    return render_to_string("styleguide/_body.html", {"paragraph": PARAGRAPH, "rtl": RTL, "pictures": wide[:4]})


def region(name: str = "Kyrgyzstan") -> Tag:
    return Tag(pk=-1, name=name, slug=name.lower(), kind=TagKind.REGION)


def person(name: str = "Aida Sarybay", **fields: object) -> Person:
    fields = {"slug": "nobody", "role": "Correspondent, Naryn"} | fields
    return Person(pk=-1, name=name, **fields)


LONG_NAME = "Гүлнұр Әбдірахманқызы Жұмағұлова-Тәшенова"
BIO = "She walked the length of the Naryn with a notebook, and has gone back for each bridge since. " * 2


def people(faces: list[Picture]) -> list[Person]:
    desk = PersonGroup(name="The desk")
    portrait = faces[0] if faces else None
    return [
        person(avatar=portrait, bio=BIO, group=desk),
        person(LONG_NAME, role="Correspondent for the steppe, the railways and whatever stands beside them", bio=BIO),
        person("Bo", role=""),
        person("فرهاد رحیمی", role="Kabul"),
    ]


def pictures() -> tuple[list[Picture], list[Picture]]:
    """Wide pictures and faces out of this newsroom's own library. An empty one shows how pages stand without."""
    library = Picture.objects.filter(content_hash__gt="", merged_into__isnull=True).order_by("pk")
    square = library.filter(portrait_of__isnull=False)
    return list(library.filter(width__gt=1000)[:6]), list(square[:3])


TAGS = [
    "Roads", "Snow", "Bridges", "The Naryn cascade", "Hydropower and what it costs", "Self-help", "Surveyors",
    "Жайық өзені", "Toktogul", "Tractors of the Soviet Union and after", "Spring",
]  # fmt: skip


def story(
    title: str = "Snow Closes the Pass", *, people: list[Person] | None = None, tags: int = 3, **columns: object
) -> Article:
    """An article as its pages show it, never stored; `columns` are what is hard about it."""
    given = {"body": f"<p>{PARAGRAPH}</p>", "standfirst": STANDFIRST, "region": region(), "published_at": NOON}
    article = Article(pk=-1, slug="styleguide", title=title, **given | columns)
    writers = [person()] if people is None else people
    article._prefetched_objects_cache = {
        "tagged": [TaggedArticle(tag=Tag(pk=-2, name=name, slug="nothing")) for name in TAGS[:tags]],
        "bylines": [Byline(person=one, position=n) for n, one in enumerate(writers)],
    }
    article.rendered = unsaved_body(article)
    return article


def hard_stories(wide: list[Picture]) -> list[Article]:
    """Every way in which a story in a list is unlike the others."""
    lead = wide[0] if wide else None
    return [
        story(lead_picture=lead),
        story(LONG, people=people([])[:3], lead_picture=lead),
        story(CYRILLIC, people=[person(LONG_NAME)], kind="interview"),
        story(UNBROKEN, standfirst="", region=None),
        story(RTL, standfirst=RTL, kind="opinion", lead_picture=Picture()),
        story("No Byline, No Picture, No Date", people=[], date_precision=DatePrecision.UNKNOWN),
    ]


def front(wide: list[Picture]) -> Front:
    several = hard_stories(wide)
    pictured = [story(LONG, lead_picture=picture) for picture in wide] or several
    opinions = [story(kind="opinion", people=[one]) for one in people([])[:3]]
    rows = [RegionRow(region(), [pictured[-1], *several]), RegionRow(region("Kazakhstan"), several[2:])]
    others = [RegionRow(region("Mongolia"), several[:1]), RegionRow(region("Caucasus"), several[1:2])]
    lead = story(LONG, lead_picture=wide[0] if wide else None)
    return Front(lead, pictured[:4], several[:5], opinions, rows, others)


# --- Rates --------------------------------------------------------------------------------------------------------

DAY = date(2026, 11, 20)
DOLLAR = Currency(code="USD", name="US dollar")
NAMES = {"KGS": "Kyrgyz som", "KZT": "Kazakh tenge", "TJS": "Tajik somoni", "UZS": "Uzbek soum", "TMT": "Turkmen manat"}


def strips() -> dict[str, Strip]:
    """The strip in each of its states, by what it shows."""
    rising, falling = _line("KGS", "0.011435", "0.011326"), _line("KZT", "0.0193", "0.0194", unit="10")
    still = _line("TJS", "0.10804", "0.10804")
    pegged = _line("TMT", "0.28571", derived=Derived.PEG, effective_on=None)
    old = _line("UZS", "0.083", unit="1,000", effective_on=DAY - timedelta(days=40), standing=Standing.STALE)
    undated = _line("UZS", "0.08", unit="1,000", effective_on=None, standing=Standing.UNDATED)
    return {
        "One day: up, down, unchanged, pegged": Strip([rising, falling, still, pegged]),
        "Several days, one of them stale": Strip([rising, falling, still, old]),
        "Of unknown date": Strip([undated]),
        "A single rate": Strip([rising]),
    }


def _line(code: str, value: str, before: str = "", unit: str = "1", **fields: object) -> StripLine:
    currency = Currency(code=code, name=NAMES[code])
    given = {"effective_on": DAY, "standing": Standing.FRESH} | fields
    rate, earlier = Rate(Decimal(value)), Rate(Decimal(before)) if before else None
    price = Price(currency, DOLLAR, rate, source="National Bank", legs=(), before=earlier, **given)
    return StripLine(unit, currency, value, DOLLAR, price.change() if before else None, price, is_turned=False)


def panel(strip: Strip) -> list[PanelLine]:
    """Its lines with courses: one that wanders, one that jumps, one that stands, and none."""
    first = DAY - timedelta(days=60)
    wander = [(first + timedelta(days=n), Decimal(100 + (n * 7) % 11 + n // 4)) for n in range(60)]
    jump = [(first + timedelta(days=n), Decimal(100 if n < 40 else 160)) for n in range(60)]
    flat = [(first + timedelta(days=n), Decimal(1)) for n in range(60)]
    courses = [wander, jump, flat, []]
    return [PanelLine(line, sparkline.path(days, first, DAY)) for line, days in zip(strip.lines, courses, strict=False)]
