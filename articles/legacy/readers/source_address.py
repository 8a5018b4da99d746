"""What the address of a page on the old site says of the page: its tags, its person, its old id, its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from cms.lib.names import fold

_MAX_LENGTH = 2000
_PAGE = re.compile(r"/page/(\d{1,6})/?$")
_ONLY_PAGE = re.compile(r"/page/\d{1,6}/?")
_PERSON = re.compile(r"/(?:author|our-people)/([^/]+)/?")
_TAGGED = re.compile(r"/(?:tag|category)/(.+?)/?")
_REGION = re.compile(r"/([^/.]+)/?")
_JOOMLA_ARTICLE = re.compile(r"/index\.php/(?:[^/]+/)*(\d{1,9})-([^/]+)/?")
_JOOMLA_QUERY_ID = re.compile(r"(\d{1,9})(?::(.*))?")
_SLUG = re.compile(r"/([^/.]+)/?")
# First path segments of lists and machinery, which are never an article's slug.
_NOT_ARTICLES = frozenset({"author", "category", "feed", "index.php", "latest", "our-people", "page", "search", "tag"})

# WordPress made a login like "name@provider.com" into the slug "nameprovider-com".
_MAIL_PROVIDERS = (
    "gmail|googlemail|protonmail|proton|pm|yandex|yahoo|ymail|hotmail|outlook|icloud|aol|gmx|inbox|rambler|zoho|"
    "tutanota|fastmail|mail|bk|list"
)
_MAIL_ENDINGS = "com|net|org|ru|me|ch|de|co|uk|fr|eu|us|kz|kg|uz|tj|az|ge|ua|by"
_MAIL_SLUG = re.compile(
    rf"(?:{_MAIL_PROVIDERS})-(?:{_MAIL_ENDINGS})(?:-|$)|-(?:com|net|org|info|biz|ru|kz|kg|uz|tj|ua)(?:-[0-9]+)?$"
)

_ACRONYMS = frozenset({"adb", "eaeu", "ebrd", "eu", "imf", "nato", "osce", "ots", "sco", "tca", "uae", "uk", "un"})
_SMALL_WORDS = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """An address taken apart. Everything is "" or empty where the address does not say it."""

    path: str = ""
    query: dict[str, str] = field(default_factory=dict)

    @property
    def page_number(self) -> int:
        """The page of a list, from 1."""
        match = _PAGE.search(self.path)
        return max(1, int(match[1])) if match else 1

    @property
    def list_start(self) -> int:
        """How many stories stand before this page of a Joomla list (`?start=50`)."""
        start = self.query.get("start", "")
        return int(start) if re.fullmatch(r"[0-9]{1,7}", start) else 0

    @property
    def is_latest(self) -> bool:
        return self._bare.strip("/") == "latest"

    @property
    def tags(self) -> tuple[str, ...]:
        """Names made from a tag's or category's slug, the widest category first."""
        match = _TAGGED.fullmatch(self._bare)
        if match is None:
            return ()
        return tuple(name for name in (humanise(segment) for segment in match[1].split("/")) if name)

    @property
    def region(self) -> str:
        """The name in the address of a region page (`/kazakhstan/`)."""
        match = _REGION.fullmatch(self._bare)
        return humanise(match[1]) if match and match[1] not in _NOT_ARTICLES else ""

    @property
    def person_path(self) -> str:
        """The path of a person's page, without the number of the page."""
        return f"{self._bare.rstrip('/')}/" if _PERSON.fullmatch(self._bare) else ""

    @property
    def person_slug(self) -> str:
        match = _PERSON.fullmatch(self._bare)
        return unquote(match[1]) if match else ""

    @property
    def old_id(self) -> str:
        """Joomla's number of an article."""
        return self._joomla[0]

    @property
    def article_slug(self) -> str:
        """The words of an article's address, after Joomla's number where there is one."""
        if self.old_id:
            return self._joomla[1]
        match = _SLUG.fullmatch(unquote(self.path))
        return match[1] if match and match[1] not in _NOT_ARTICLES else ""

    @property
    def article_path(self) -> str:
        """The path of an article; "" where only the query names it (Joomla's `?id=`), which is known by its id."""
        if _JOOMLA_ARTICLE.fullmatch(unquote(self.path)) or (self.article_slug and not self.old_id):
            return self.path
        return ""

    @property
    def _bare(self) -> str:
        return _PAGE.sub("/", self.path)

    @property
    def _asks_joomla_article(self) -> bool:
        asks_content = self.query.get("option") == "com_content" or "catid" in self.query
        return asks_content and self.query.get("view", "article") == "article"

    @property
    def _joomla(self) -> tuple[str, str]:
        match = _JOOMLA_ARTICLE.fullmatch(unquote(self.path))
        if match is None and self._asks_joomla_article:
            match = _JOOMLA_QUERY_ID.fullmatch(self.query.get("id", ""))
        return (match[1], match[2] or "") if match else ("", "")


def parse_address(url: str) -> SourceAddress | None:
    """Take a web address or a bare path apart. None where it is neither."""
    url = url.strip()
    if not url or len(url) > _MAX_LENGTH or any(letter.isspace() for letter in url):
        return None
    if "://" not in url and not url.startswith("/"):
        url = f"//{url}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    path = re.sub(r"/{2,}", "/", parts.path) or "/"
    return SourceAddress(path, query)


def is_mangled_email(slug: str) -> bool:
    """Say whether a person's slug was made of an e-mail address. In doubt it was: such a slug is never published."""
    slug = slug.casefold()
    return "@" in slug or _MAIL_SLUG.search(slug) is not None


def humanise(slug: str) -> str:
    """Return a name for the words of a slug: "tca-interviews" is "TCA Interviews"; "" where it holds no letter."""
    words = [word for word in re.split(r"[-_+\s]+", unquote(slug)) if word]
    if not any(letter.isalpha() for word in words for letter in word):
        return ""
    return " ".join(_in_title(word, is_first=number == 0) for number, word in enumerate(words))[:200]


def names_another_story(slug: str, title: str) -> bool:
    """Say whether slug and title have no word in common, as where an old address now answers with other content."""
    slug_words = _long_words(slug.replace("-", " "))
    title_words = _long_words(title)
    comparable = slug.isascii() == all(word.isascii() for word in title_words)
    return bool(slug_words and title_words and comparable and not slug_words & title_words)


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", fold(unquote(text)).replace("'", "")) if len(word) > 2}


def _in_title(word: str, *, is_first: bool) -> str:
    if word.casefold() in _ACRONYMS or (word.isupper() and len(word) <= 5):
        return word.upper()
    if word in _SMALL_WORDS and not is_first:
        return word
    return word[:1].upper() + word[1:]
