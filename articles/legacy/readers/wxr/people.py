"""Who is credited: accounts, co-authors and guest authors, brought together and told as people.

Co-Authors Plus and PublishPress Authors keep the byline as terms of the taxonomy "author", in order, by slugs such as
"cap-aida-sarybay"; the details of guests stand in items of their own, or beside the terms. They win over the account
that posted the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from articles.legacy.readers.maps import RENAME, SKIP, AuthorMap
from articles.legacy.readers.wxr.document import Entry
from articles.legacy.readers.wxr.names import Name, publishable
from articles.legacy.readers.wxr.wording import number, plain
from articles.legacy.records import BylineRecord, Kind, PersonRecord, Place, Problem, Severity
from cms.lib.names import fold

TAXONOMY = "author"
_PREFIX = "cap-"
_SLUG = re.compile(r"[\w%-]+")
_GUEST_NAMES = "sfly_guest_author_names"


@dataclass(slots=True)
class Account:
    """Somebody as the export tells it. Of several tellings the fullest counts."""

    place: Place
    login: str
    name: Name
    slug: str = ""
    number: str = ""  # of the account
    bio: str = ""
    website: str = ""
    portrait: str = ""
    is_told_by_item: bool = False  # an item of type guest-author, which accounts for itself
    linked: str = ""  # the login of the account that this guest took the place of


class People:
    def __init__(self, author_map: AuthorMap) -> None:
        self._map = author_map
        self._accounts: dict[str, Account] = {}  # by folded login
        self._guests: dict[str, Account] = {}  # by slug
        self._mentioned: dict[str, Account] = {}  # by folded login: nobody's entry tells of them

    def learn_author(self, entry: Entry, place: Place) -> None:
        login = entry.text("wp:author_login")
        names = [entry.text(f"wp:author_{part}") for part in ("display_name", "first_name", "last_name")]
        name = publishable(login, shown=names[0], first=names[1], last=names[2])
        if login or name.text:
            account = Account(place, login, name, number=number(entry.text("wp:author_id")))
            self._accounts.setdefault(fold(login), account)

    def learn_guest(self, entry: Entry, place: Place) -> None:
        guest = guest_of(entry, place)
        self._guests[guest.slug] = guest
        if guest.login and guest.login != guest.slug:
            self._guests.setdefault(bare(guest.login), guest)

    def learn_term(self, entry: Entry, place: Place) -> None:
        """Take in a term of the taxonomy "author". Its description is an index of names and addresses: never shown."""
        slug = bare(entry.text("wp:term_slug"))
        name = plain(entry.text("wp:term_name"))
        if not slug or slug in self._guests:
            return
        account = Account(place, slug, publishable(slug, shown=name), slug)
        account.bio, account.website = plain(entry.first_meta("description")), _website(entry.first_meta("user_url"))
        account.portrait = number(entry.first_meta("avatar"))
        if account.bio or account.website or account.portrait or fold(name) != fold(slug):
            self._guests[slug] = account

    def learn_story(self, entry: Entry, place: Place) -> None:
        for category in entry.categories:
            if category.domain == TAXONOMY:
                slug = bare(category.slug or category.name)
                if self._find(slug, category.name) is None and fold(slug) not in self._mentioned:
                    name = publishable(slug, shown=category.name)
                    if fold(category.name) == fold(slug):
                        name = publishable(slug)
                    self._mentioned[fold(slug)] = Account(place, slug, name, slug)
        login = _creator(entry)
        if login and self._find("", login) is None and fold(login) not in self._mentioned:
            self._mentioned[fold(login)] = Account(place, login, publishable(login))

    def byline(self, entry: Entry) -> tuple[BylineRecord, ...]:
        """Return the names to print, each once; co-authors before the account that posted the story."""
        authors = [category for category in entry.categories if category.domain == TAXONOMY]
        if authors:
            names = [self._name_of(bare(author.slug or author.name), author.name) for author in authors]
        elif guests := entry.first_meta(_GUEST_NAMES):
            names = [self._mapped(plain(name), plain(name)) for name in guests.split(",")]
        else:
            names = [self._name_of("", _creator(entry))]
        return tuple(BylineRecord(name) for name in dict.fromkeys(names) if name)

    def records(self, file: str) -> Iterator[PersonRecord | Problem]:
        """Yield the people that a file is the first to tell of, but for guests that have an item of their own."""
        told: set[str] = set()
        # One that was only mentioned may have been told of since.
        unknown = [account for account in self._mentioned.values() if self._find(account.slug, account.login) is None]
        for account in [*self._accounts.values(), *self._guests.values(), *unknown]:
            if account.place.file == file and not account.is_told_by_item and fold(account.login) not in told:
                told.add(fold(account.login))
                yield from self._told(account)

    def guests(self, file: str) -> Iterator[PersonRecord]:
        """Yield the guests of a file that have an item of their own."""
        for slug, guest in self._guests.items():
            name = self._mapped(guest.name.text, guest.slug, guest.login)
            if name and guest.is_told_by_item and guest.place.file == file and slug == guest.slug:
                yield self._record(guest, name)

    def record(self, entry: Entry, place: Place) -> PersonRecord | Problem:
        """Tell of a guest author by the item that is about it."""
        guest = guest_of(entry, place)
        name = self._mapped(guest.name.text, guest.slug, guest.login)
        if not name:
            reason = "left out as the author map says" if guest.name.text else "a guest author whose name is not said"
            return Problem(Severity.SKIPPED, place, Kind.PERSON, guest.slug or "guest author", reason)
        return self._record(guest, name)

    def _told(self, account: Account) -> Iterator[PersonRecord | Problem]:
        rule = self._map.rule(account.login, account.slug, account.name.text)
        name = self._mapped(account.name.text, account.login, account.slug)
        what = (account.name.text or account.login.partition("@")[0])[:120]
        skipped = "" if name else account.name.warning or "it has no name to publish"
        if rule is not None and rule.action == SKIP:
            skipped = "left out as the author map says"
        elif any(guest.linked and fold(guest.linked) == fold(account.login) for guest in self._guests.values()):
            skipped = "the guest author linked to it stands for it"
        if skipped:
            yield Problem(Severity.SKIPPED, account.place, Kind.PERSON, what, skipped)
            return
        if account.name.warning and rule is None:
            yield Problem(Severity.WARNING, account.place, Kind.PERSON, what, account.name.warning)
        yield self._record(account, name)

    def _record(self, account: Account, name: str) -> PersonRecord:
        linked = next(
            (a for a in self._accounts.values() if account.linked and fold(a.login) == fold(account.linked)), None
        )
        return PersonRecord(
            account.place, name, bio=account.bio, website=account.website,
            old_addresses=tuple(dict.fromkeys([*_addresses(account), *(_addresses(linked) if linked else ())])),
            portrait=account.portrait,
        )  # fmt: skip

    def _name_of(self, slug: str, login: str) -> str:
        account = self._find(slug, login) or self._mentioned.get(fold(slug or login))
        if account is None:
            return self._mapped(publishable(slug or login).text, slug, login) if slug or login else ""
        return self._mapped(account.name.text, account.login, account.slug, slug, login)

    def _find(self, slug: str, login: str) -> Account | None:
        if slug in self._guests:
            return self._guests[slug]
        account = self._accounts.get(fold(slug)) or self._accounts.get(fold(login))
        if account is None:
            return None
        return next((g for g in self._guests.values() if g.linked and fold(g.linked) == fold(account.login)), account)

    def _mapped(self, name: str, *keys: str) -> str:
        rule = self._map.rule(*keys, name)
        if rule is None:
            return name
        return rule.name if rule.action == RENAME else "" if rule.action == SKIP else name


def bare(slug: str) -> str:
    """Return the slug of a co-author without the prefix that its plugin gives it."""
    slug = slug.strip().casefold()
    return slug.removeprefix(_PREFIX)


def _addresses(account: Account) -> list[str]:
    """Where the old site had this person's list. Readers are led on from there; neither is ever shown to them."""
    found = []
    if slug := _nicename(account.slug or account.login):
        found.append(f"/author/{quote(slug, safe='-_%')}/")
    if account.number:
        found.append(f"/?author={account.number}")
    return found


def _nicename(login: str) -> str:
    """Return the slug that WordPress made of a login: "name@provider.com" became "nameprovider-com".

    "" where that cannot be known, as of letters that it wrote otherwise.
    """
    login = login.casefold()
    if _SLUG.fullmatch(login):
        return login
    return (
        re.sub(r"-{2,}", "-", re.sub(r"[ .]+", "-", re.sub(r"[^a-z0-9 _.-]", "", login))).strip("-") * login.isascii()
    )


def guest_of(entry: Entry, place: Place) -> Account:
    slug = bare(entry.text("wp:post_name"))
    login = entry.first_meta("cap-user_login")
    shown = entry.first_meta("cap-display_name") or entry.text("title")
    name = publishable(
        slug, shown=shown, first=entry.first_meta("cap-first_name"), last=entry.first_meta("cap-last_name")
    )
    return Account(
        place, login or slug, name, slug or bare(login), bio=plain(entry.first_meta("cap-description")),
        website=_website(entry.first_meta("cap-website")), portrait=number(entry.first_meta("_thumbnail_id")),
        is_told_by_item=True, linked=entry.first_meta("cap-linked_account"),
    )  # fmt: skip


def _creator(entry: Entry) -> str:
    """Return the login of the account that posted a story. Files edited by hand leave a stray ">" before it."""
    return entry.text("dc:creator").strip("<> ")


def _website(address: str) -> str:
    address = address.strip()
    if not address or any(letter.isspace() for letter in address):
        return ""
    if "://" not in address:
        address = f"https://{address.removeprefix('//')}"
    return address if address.startswith(("http://", "https://")) else ""
