"""An old site made for tests, WordPress and Joomla before it, imported as it would be; what its addresses mean."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import quote

from PIL import Image

from articles import workflow
from articles.models import Article
from cms.ledger.models import Address
from cms.pictures.intake import attach, take_in
from cms.pictures.models import Picture
from tests.articles.legacy.readers.wxr.export_builders import (
    SITE,
    attachment,
    category,
    export,
    item,
    meta,
    term,
)
from tests.articles.legacy.test_import_command import import_legacy
from tests.builders import make_editor

PER_PAGE = 4  # of ours; the old site had 6, and 10 on a person's page
AUTHORS = {1: ("aida", "Aida Sarybay"), 2: ("bolot.asanov", "Bolot Asanov"), 3: ("quiet@mail.example", "Clara Weber")}
NICENAMES = {1: "aida", 2: "bolot-asanov", 3: "quietmail-example"}
PEOPLE = {1: "/our-people/aida-sarybay/", 2: "/our-people/bolot-asanov/", 3: "/our-people/clara-weber/"}
# (term id, slug, name, parent, where it is now)
CATEGORIES = [
    (11, "kazakhstan", "Kazakhstan", "", "/regions/kazakhstan/"),
    (12, "energy", "Energy", "", "/tag/energy/"),
    (13, "kazakhstan-energy", "Kazakhstan Energy", "kazakhstan", "/tag/kazakhstan-energy/"),
    (14, "kazakhstan-featurees", "Kazakhstan Featurees", "kazakhstan", "/tag/kazakhstan-featurees/"),
    (15, "opinion", "Opinion", "", "/section/opinion/"),
    (16, "features", "Features", "", "/section/feature/"),
]
TAGS = ["rivers", "tca-interviews", "media"]
POSTS, JOOMLA, UPLOADS = 42, 14, 8
NAMES = ["boat", "Мост-через-реку", "harvest_2019", "glacier"]
WITHDRAWN, PRIVATE = (5, 17), (6, 18)
# Pictures whose file never came
MISSING_FILES = (107,)
CYRILLIC = 9
NOISE = [
    ("utm_source", "tg"),
    ("utm_campaign", "a b"),
    ("fbclid", "IwAR0x"),
    ("gclid", "E1"),
    ("x", "y"),
    ("Itemid", "101"),
]


@dataclass
class OldSite:
    """`lists` maps an old list to how many stories it has here."""

    slugs: dict[int, str] = field(default_factory=dict)
    joomla: dict[int, str] = field(default_factory=dict)
    files: dict[int, str] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)


def categories_of(number: int) -> list[tuple]:
    """Every post is in one to three categories; each category has some."""
    return [CATEGORIES[number % 6], CATEGORIES[(number // 2) % 4]]


def build(folder: Path) -> OldSite:
    folder.mkdir(exist_ok=True)
    (folder / "site.xml").write_text(_export(), encoding="utf-8")
    for number in range(JOOMLA):
        (folder / f"joomla{number}.txt").write_text(_page(number), encoding="utf-8")
    code, said = import_legacy(folder)
    assert code == 0, said
    chief = make_editor("withdrawer", is_superuser=True)
    for number in WITHDRAWN:
        workflow.withdraw(chief, Article.objects.get(title=_title(number)), reason="A hoax.")
    _bring_files()
    return _as_it_is_here()


def _title(number: int) -> str:
    return f"Мост открыт {number}" if number == CYRILLIC else f"Ferry number {number} leaves the pier"


def _slug(number: int) -> str:
    return "мост-открыт" if number == CYRILLIC else f"ferry-number-{number}-leaves-the-pier"


def _words(number: int, kind: str) -> str:
    return f"This is how {kind} {number} began, as people at the lake {number * 7} tell it. The ferry left at six. " * 3


def _export() -> str:
    entries = [
        f"<wp:author><wp:author_id>{n}</wp:author_id><wp:author_login>{login}</wp:author_login>"
        f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>"
        for n, (login, name) in AUTHORS.items()
    ]
    entries += [category(slug, name, parent, number) for number, slug, name, parent, _ in CATEGORIES]
    for number in range(1, POSTS + 1):
        terms = "".join(term(slug, name, "category") for _, slug, name, _, _ in categories_of(number))
        more = meta("_wp_old_slug", f"former-{number}") if number % 5 == 0 else ""
        # A third of the posts came from Joomla by a plugin, which kept the number of the article there.
        more += meta("_fgj2wp_old_id", str(9000 + number)) if number % 3 == 0 else ""
        entries.append(
            item(
                _title(number), _words(number, "story"), post_id=number, link=f"{SITE}/{quote(_slug(number))}/",
                post_name=quote(_slug(number)), creator=AUTHORS[number % 3 + 1][0], meta=more,
                status="private" if number in PRIVATE else "publish",
                terms=terms + term(TAGS[number % 3]), post_date=f"2019-{number % 12 + 1:02}-12 09:30:00",
                post_date_gmt=f"2019-{number % 12 + 1:02}-12 09:30:00",
            )
        )  # fmt: skip
    for n in range(UPLOADS):
        number = 100 + n
        path = f"2019/0{n % 8 + 1}/{NAMES[n % 4]}{n}.jpg"
        entries.append(
            attachment(
                number, f"{SITE}/wp-content/uploads/{quote(path)}", post_name=f"page-of-{number}",
                link=f"{SITE}/{_slug(n + 20)}/page-of-{number}/",
            )
        )  # fmt: skip
    return export(*entries)


def _page(number: int) -> str:
    """The printed page of a Joomla article; every third was saved under the address with its keys."""
    old_id, alias = 21000 + number, f"caravan-{number}-crosses-the-pass"
    url = f"{SITE}/index.php/news/{old_id}-{alias}"
    if number % 3 == 0:
        url = f"{SITE}/page/9/?catid=81:energy&id={old_id}:{alias}&option=com_content&Itemid=5"
    paragraphs = [f"BISHKEK (TCA) — {_words(number, 'caravan')}", _words(number + 50, "caravan")]
    return "\n\n".join([f"# source-url: {url}\n\nCaravan {number} crosses the pass", *paragraphs])


def _bring_files() -> None:
    for number, address in enumerate(Address.objects.filter(path__startswith="/?attachment_id=").order_by("path")):
        old_id = int(address.path.strip("/").partition("=")[2])
        if old_id in MISSING_FILES:
            continue
        drawn = io.BytesIO()
        Image.new("RGB", (240, 160), (number * 20, 90, 40)).save(drawn, "JPEG")
        drawn.seek(0)
        picture = Picture.objects.get(pk=address.target_id)
        attach(picture, take_in(drawn, "photo.jpg"))
        picture.save()


def _as_it_is_here() -> OldSite:
    """What is where, by titles and names, without asking the table of addresses."""
    site = OldSite()
    here = dict(Article.objects.filter(state="released").values_list("title", "slug"))
    shown = [n for n in range(1, POSTS + 1) if _title(n) in here]
    assert len(shown) == POSTS - len(WITHDRAWN) - len(PRIVATE)
    site.slugs = {n: f"/{here[_title(n)]}/" for n in shown}
    site.joomla = {21000 + n: f"/{here[f'Caravan {n} crosses the pass']}/" for n in range(JOOMLA)}
    site.joomla |= {9000 + n: site.slugs[n] for n in shown if n % 3 == 0}
    for picture in Picture.objects.exclude(original=""):
        old = Address.objects.filter(
            target_kind="picture", target_id=picture.pk, path__startswith="/?attachment_id="
        ).get()
        site.files[int(old.path.strip("/").partition("=")[2])] = picture.original.url
    for number, _, _, _, path in CATEGORIES:
        site.lists[path] = len([n for n in shown if number in {c[0] for c in categories_of(n)}])
    for n, tag in enumerate(TAGS):
        site.lists[f"/tag/{tag}/"] = len([number for number in shown if number % 3 == n])
    for n, path in PEOPLE.items():
        site.lists[path] = len([number for number in shown if number % 3 + 1 == n])
    site.lists["/latest/"] = len(shown) + JOOMLA
    # A post of a section has its kind by the first category that says one; the others are news.
    for path, kind in (("/section/opinion/", "opinion"), ("/section/feature/", "feature")):
        site.lists[path] = Article.objects.filter(kind=kind, state="released").count()
    return site


@dataclass(frozen=True)
class Case:
    """An old address, taken apart so that it can be written in many ways, and what it must answer."""

    family: str
    path: str
    keys: tuple[tuple[str, str], ...]
    status: int
    to: str = ""


def on_page(site: OldSite, path: str, number: int, size: int) -> tuple[int, str]:
    skip = (number - 1) * size
    if skip and skip >= site.lists[path]:
        return 404, ""
    page = skip // PER_PAGE + 1
    return 301, path if page == 1 else f"{path}?page={page}"


def cases(site: OldSite, chance: random.Random) -> Iterator[Case]:
    """Old addresses of every family, without end."""
    makers: list[Callable[[OldSite, random.Random], Case]] = [
        _permalink, _number, _number, _joomla_keys, _joomla_keys, _joomla_path, _joomla_path, _joomla_list, _front_page,
        _category, _category, _tag, _author, _by_list_key, _upload, _upload, _attachment, _search, _day, _hung, _feed,
        _door, _nothing,
    ]  # fmt: skip
    while True:
        yield chance.choice(makers)(site, chance)


def _of_post(site: OldSite, number: int) -> tuple[int, str]:
    if number in WITHDRAWN:
        return 410, ""
    return (301, site.slugs[number]) if number in site.slugs else (404, "")


def _permalink(site: OldSite, chance: random.Random) -> Case:
    number = chance.randint(1, POSTS)
    if number % 5 == 0 and chance.random() < 0.5:
        return Case("former slug", f"/former-{number}/", (), *_of_post(site, number))
    if number == CYRILLIC:
        return Case("permalink", f"/{_slug(number)}/", (), *_of_post(site, number))
    if number in WITHDRAWN or number in PRIVATE:
        return Case("permalink", f"/{_slug(number)}/", (), *_of_post(site, number))
    prefix = chance.choice(["/2019/05", "/2019/05/12", "/index.php", "/index.php/2019/05"])
    return Case("permalink", f"{prefix}/{_slug(number)}/", (), *_of_post(site, number))


def _number(site: OldSite, chance: random.Random) -> Case:
    number = chance.randint(1, POSTS + 4)
    key = chance.choice(["p", "p", "page_id"])
    path = chance.choice(["/", "/", "/index.php"])
    return Case("number", path, ((key, chance.choice([str(number), f"0{number}"])),), *_of_post(site, number))


def _joomla_number(site: OldSite, chance: random.Random) -> tuple[int, str, int, str]:
    number = chance.choice([*site.joomla, 21000 + JOOMLA, 9001, 77])
    found = site.joomla.get(number)
    return number, chance.choice(["alias", "any-other-words", "алиас", "5-reasons"]), 301 if found else 404, found or ""


def _joomla_keys(site: OldSite, chance: random.Random) -> Case:
    number, alias, status, to = _joomla_number(site, chance)
    path = chance.choice(["/", "/index.php", f"/page/{chance.randint(1, 999)}/", "/component/content/article/"])
    keys = [("option", "com_content"), ("view", "article"), ("id", chance.choice([f"{number}:{alias}", str(number)]))]
    keys += [("catid", chance.choice(["81:energy", "81"]))] if chance.random() < 0.7 else []
    keys += [("tmpl", "component"), ("print", "1")] if chance.random() < 0.2 else []
    if any(key == "catid" for key, _ in keys) and chance.random() < 0.2:
        keys = [pair for pair in keys if pair[0] not in ("option", "view")]
    return Case("joomla keys", path, tuple(keys), status, to)


def _joomla_path(site: OldSite, chance: random.Random) -> Case:
    number, alias, status, to = _joomla_number(site, chance)
    base = chance.choice(["index.php/news", "index.php/regions/energy", "index.php/component/content/article/81-energy",
                          "component/content/article"])  # fmt: skip
    keys = (("tmpl", "component"), ("print", "1"), ("page", "")) if chance.random() < 0.2 else ()
    return Case("joomla path", f"/{base}/{number}-{alias}", keys, status, to)


def _joomla_list(site: OldSite, chance: random.Random) -> Case:
    start = chance.choice([0, 4, 6, 20, 48, 4775])
    skip_page = start // PER_PAGE + 1
    status, to = (301, "/latest/" if skip_page == 1 else f"/latest/?page={skip_page}")
    if start >= site.lists["/latest/"]:
        status, to = 404, ""
    return Case("joomla list", "/index.php/news", (("start", str(start)),), status, to)


def _front_page(site: OldSite, chance: random.Random) -> Case:
    number = chance.choice([1, 2, 3, 8, 9, 12, 1165])
    path, keys = f"/page/{number}/", ()
    if chance.random() < 0.3:
        path = f"/latest/page/{number}/"
    elif chance.random() < 0.3:
        path, keys = "/", (("paged", str(number)),)
    return Case("numbered front page", path, keys, *on_page(site, "/latest/", number, 6))


def _category(site: OldSite, chance: random.Random) -> Case:
    _, slug, _, parent, to = chance.choice(CATEGORIES)
    base = f"/category/{chance.choice([parent, parent, 'home'])}/{slug}/".replace("//", "/")
    if chance.random() < 0.5:
        return Case("category", base, (), 301, to)
    number = chance.choice([1, 2, 3, 4, 40])
    return Case("numbered category", f"{base}page/{number}/", (), *on_page(site, to, number, 6))


def _tag(site: OldSite, chance: random.Random) -> Case:
    tag, number = chance.choice(TAGS), chance.choice([1, 2, 3, 30])
    return Case("numbered tag", f"/tag/{tag}/page/{number}/", (), *on_page(site, f"/tag/{tag}/", number, 6))


def _author(site: OldSite, chance: random.Random) -> Case:
    who, number = chance.choice([1, 2, 3]), chance.choice([0, 1, 2, 9])
    path = f"/author/{NICENAMES[who]}/"
    if not number:
        return Case("author", path, (), 301, PEOPLE[who])
    return Case("numbered author", f"{path}page/{number}/", (), *on_page(site, PEOPLE[who], number, 10))


def _by_list_key(site: OldSite, chance: random.Random) -> Case:
    number = chance.choice([1, 1, 2, 30])
    number_key = (("paged", str(number)),) if number > 1 else ()
    what = chance.choice(["cat", "author", "tag", "category_name", "author_name", "none"])
    if what == "cat":
        term_id, _, _, _, to = chance.choice(CATEGORIES)
        return Case("cat=", "/", (("cat", str(term_id)), *number_key), *on_page(site, to, number, 6))
    if what in ("author", "author_name"):
        who = chance.choice([1, 2, 3])
        value = str(who) if what == "author" else NICENAMES[who]
        return Case("author=", "/", ((what, value), *number_key), *on_page(site, PEOPLE[who], number, 10))
    if what == "tag":
        tag = chance.choice(TAGS)
        return Case("tag=", "/", (("tag", tag), *number_key), *on_page(site, f"/tag/{tag}/", number, 6))
    if what == "category_name":
        _, slug, _, _, to = chance.choice(CATEGORIES)
        return Case("category_name=", "/", (("category_name", slug), *number_key), *on_page(site, to, number, 6))
    return Case("cat=", "/", (chance.choice([("cat", "999"), ("author", "77"), ("tag", "no-such")]),), 404)


def _upload(site: OldSite, chance: random.Random) -> Case:
    n = chance.randrange(UPLOADS)
    suffix = chance.choice(["", "-300x200", "-1024x683", "-scaled", "-scaled-300x200", "-e1550000000000", "@2x"])
    ending = chance.choice(["", "", ".webp"])
    path = f"/wp-content/uploads/2019/0{n % 8 + 1}/{NAMES[n % 4]}{n}{suffix}.jpg{ending}"
    to = site.files.get(100 + n, "")
    return Case("upload", path, (), 301 if to else 404, to)


def _attachment(site: OldSite, chance: random.Random) -> Case:
    n = chance.randrange(UPLOADS)
    to = site.files.get(100 + n, "")
    if chance.random() < 0.5:
        return Case("attachment", "/", (("attachment_id", str(100 + n)),), 301 if to else 404, to)
    return Case("attachment", f"/{_slug(n + 20)}/page-of-{100 + n}/", (), 301 if to else 404, to)


def _search(site: OldSite, chance: random.Random) -> Case:
    if chance.random() < 0.5:
        return Case("search", "/", (("s", "glacier melt"),), 301, "/search/?q=glacier+melt")
    return Case("search", "/search/glacier/", (), 301, "/search/?q=glacier")


def _day(site: OldSite, chance: random.Random) -> Case:
    month = chance.randint(1, 12)
    last = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
    to = f"/search/?from={date(2019, month, 1)}&to={date(2019, month, last)}"
    path, keys, status = chance.choice([
        (f"/2019/{month:02}/", (), 301), ("/", (("m", f"2019{month:02}"),), 301), (f"/1994/{month:02}/", (), 404),
        ("/2019/13/", (), 404),
    ])  # fmt: skip
    return Case("day", path, keys, status, to if status == 301 else "")


def _hung(site: OldSite, chance: random.Random) -> Case:
    number = chance.choice([n for n in site.slugs if n != CYRILLIC])
    path, keys = chance.choice([
        (f"/{_slug(number)}/amp/", ()), (f"/amp/{_slug(number)}/", ()), (f"/{_slug(number)}/2/", ()),
        (f"/{_slug(number)}/comment-page-2/", ()), (f"/{_slug(number)}/", (("amp", "1"),)),
        (f"/{_slug(number)}.html", ()), (f"/{_slug(number)}/print/", ()),
    ])  # fmt: skip
    return Case("form of a story", path, keys, 301, site.slugs[number])


def _feed(site: OldSite, chance: random.Random) -> Case:
    path, keys = chance.choice([
        ("/feed/", ()), ("/feed/atom/", ()), ("/comments/feed/", ()), ("/category/energy/feed/", ()),
        ("/tag/rivers/feed/", ()), ("/author/aida/feed/", ()), (f"/{_slug(2)}/feed/", ()), ("/", (("feed", "rss2"),)),
        ("/wp-sitemap.xml", ()), ("/wp-sitemap-posts-post-1.xml", ()), ("/sitemap_index.xml", ()),
        ("/post-sitemap2.xml", ()), ("/index.php/news", (("format", "feed"), ("type", "rss"))),
    ])  # fmt: skip
    return Case("feed or site map", path, keys, 404)


def _door(site: OldSite, chance: random.Random) -> Case:
    doors = ["/wp-login.php", "/wp-admin/", "/wp-admin/admin-ajax.php", "/xmlrpc.php", "/administrator/",
             "/administrator/index.php", "/wp-json/wp/v2/posts", "/wp-includes/js/x.js", "/wp-cron.php"]  # fmt: skip
    return Case("machinery", chance.choice(doors), (), 404)


def _nothing(site: OldSite, chance: random.Random) -> Case:
    path, keys = chance.choice([
        ("/no-such-story/", ()), ("/category/no-such/", ()), ("/author/nobody/", ()), ("/a/b/c/d/", ()),
        ("/wp-content/uploads/2019/01/none.jpg", ()), ("/images/stories/none.jpg", ()), ("/media/k2/items/x.jpg", ()),
        ("/", (("option", "com_banners"), ("task", "click"))), ("/page/0x1/", ()), (f"/{_slug(2)}/no-such-thing/", ()),
        ("/index.php/forum/topic", ()), ("/page/99999999999/", ()), ("/", (("option", "com_content"), ("id", "x"))),
    ])  # fmt: skip
    return Case("nothing", path, keys, 404)


def written(case: Case, chance: random.Random) -> str:
    """The address in one of the ways in which links, logs and mails write it."""
    path, keys = case.path, list(case.keys)
    keys += chance.sample(NOISE, chance.choice([0, 0, 1, 2]))
    chance.shuffle(keys)
    if chance.random() < 0.3:
        path = path.rstrip("/") or "/"
    if chance.random() < 0.2:
        path = path.replace("/", "//", chance.randint(1, 2))
    if chance.random() < 0.2 and case.status != 200:
        path = "".join(letter.upper() if chance.random() < 0.4 else letter for letter in path)
    path = quote(path, safe="/@" + chance.choice(["", ":"]))
    if "%" in path and chance.random() < 0.3:
        path = path.lower() if path.isascii() and chance.random() < 0.5 else quote(path, safe="/@:")
    said = []
    for key, value in keys:
        if chance.random() < 0.15:
            key = key.upper()
        if said and chance.random() < 0.1:
            key = f"amp;{key}"
        said.append(f"{quote(key, safe=';')}={quote(value, safe=chance.choice(['', ':']))}")
    return path + (f"?{'&'.join(said)}" if said else "")
