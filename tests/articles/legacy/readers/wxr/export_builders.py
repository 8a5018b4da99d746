"""WordPress exports of a few lines, made of invented text, for the tests of their reader."""

from pathlib import Path

from articles.legacy.readers import ReadOptions, wxr
from articles.legacy.records import ArticleRecord, ImageRecord, PersonRecord, Problem, Severity, TagRecord, Tally

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"'
)
SITE = "https://paper.example"


def export(*entries: str, version: str = "1.2", site: str = SITE, namespaces: str = NAMESPACES) -> str:
    """Return a file of one line for its head, one for each entry that has one, and one for its end."""
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {namespaces}><channel><title>The Paper</title>'
        f"<link>{site}</link><wp:wxr_version>{version}</wp:wxr_version><wp:base_blog_url>{site}</wp:base_blog_url>"
    )
    return "\n".join([head, *entries, "</channel></rss>"])


def item(title: str = "Ferry", body: str = "The boat left.", **texts: str | int) -> str:
    """Return a published post. `texts` are elements by name, `post_id=7`; `terms`, `meta` and `more` are XML."""
    more = "".join(str(texts.pop(name, "")) for name in ("terms", "meta", "more"))
    link = texts.pop("link", f"{SITE}/ferry/")
    plain = "".join(f"<{name}>{texts.pop(name)}</{name}>" for name in ("pubDate", "guid") if name in texts)
    said = {"post_id": 1, "post_date": "2020-03-01 15:00:00", "post_date_gmt": "2020-03-01 09:00:00"}
    said |= {"post_name": "ferry", "status": "publish", "post_type": "post"} | texts
    creator, excerpt = said.pop("creator", "aida"), said.pop("excerpt", "")
    elements = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in said.items() if value is not None)
    return (
        f"<item><title>{title}</title><link>{link}</link>{plain}<dc:creator>{creator}</dc:creator>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
        f"{elements}{more}</item>"
    )


def attachment(post_id: int = 50, url: str = f"{SITE}/wp-content/uploads/2020/03/boat.jpg", **texts: str | int) -> str:
    more = {"post_type": "attachment", "status": "inherit", "attachment_url": url, "link": f"{SITE}/ferry/boat/"}
    return item(title="Boat", body="", post_id=post_id, **(more | texts))


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def term(slug: str, name: str = "", domain: str = "post_tag") -> str:
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name or slug.title()}]]></category>'


def author(login: str = "aida", name: str = "Aida Sarybay", first: str = "", last: str = "") -> str:
    return (
        f"<wp:author><wp:author_login>{login}</wp:author_login><wp:author_email>mail@paper.example</wp:author_email>"
        f"<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name>"
        f"<wp:author_first_name>{first}</wp:author_first_name><wp:author_last_name>{last}</wp:author_last_name></wp:author>"
    )


def category(slug: str, name: str, parent: str = "", number: int | str = "") -> str:
    return (
        f"<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename>{slug}</wp:category_nicename>"
        f"<wp:category_parent>{parent}</wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>"
    )


def comment(approved: str = "1", kind: str = "") -> str:
    return (
        f"<wp:comment><wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type>"
        "<wp:comment_content>Fine.</wp:comment_content></wp:comment>"
    )


class Read(list):
    """All that a reading yielded."""

    @property
    def stories(self) -> list[ArticleRecord]:
        return [one for one in self if isinstance(one, ArticleRecord)]

    @property
    def people(self) -> list[PersonRecord]:
        return [one for one in self if isinstance(one, PersonRecord)]

    @property
    def tags(self) -> list[TagRecord]:
        return [one for one in self if isinstance(one, TagRecord)]

    @property
    def images(self) -> list[ImageRecord]:
        return [one for one in self if isinstance(one, ImageRecord)]

    @property
    def tallies(self) -> dict[str, int]:
        return {one.what: one.count for one in self if isinstance(one, Tally)}

    def problems(self, severity: Severity) -> list[Problem]:
        return [one for one in self if isinstance(one, Problem) and one.severity == severity]

    @property
    def warnings(self) -> list[Problem]:
        return self.problems(Severity.WARNING)

    @property
    def skipped(self) -> list[Problem]:
        return self.problems(Severity.SKIPPED)

    @property
    def failed(self) -> list[Problem]:
        return self.problems(Severity.FAILED)


def read(folder: Path, *files: str | bytes, **options: object) -> Read:
    """Read exports as one run; the files are called 0.xml, 1.xml..."""
    paths = []
    for number, content in enumerate(files):
        paths.append(folder / f"{number}.xml")
        paths[-1].write_bytes(content.encode() if isinstance(content, str) else content)
    told = ReadOptions(**options)
    with wxr.prepare(paths, told) as index:
        return Read(one for path in paths for one in wxr.read(path, told, index))


def read_story(folder: Path, *entries: str, **options: object) -> ArticleRecord:
    """Read an export that holds one story."""
    [story] = read(folder, export(*entries), **options).stories
    return story


def reasons(problems: list[Problem]) -> str:
    return "; ".join(problem.reason for problem in problems)
