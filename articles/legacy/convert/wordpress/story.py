"""What the steps over one body share: the record, and what was found in it so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from lxml import etree

from articles.legacy.convert.media import Media
from articles.legacy.convert.wordpress.images import host_of, image_key
from articles.legacy.records import ArticleRecord, ImageRecord, Kind
from cms.lib.identity import stable_id
from cms.lib.richtext import MAX_TAGS, TooMuchHtml

_MOST_PROBLEMS = 30


@dataclass(frozen=True, slots=True)
class Picture:
    uid: str
    old_id: str
    url: str = ""  # set where no attachment is known for it


@dataclass(slots=True)
class Story:
    """`built` holds the elements of our schema that were put into the tree; the steps leave those alone."""

    record: ArticleRecord
    source: str
    media: Media = field(init=False)
    hosts: frozenset[str] = field(init=False)
    blocks: dict[str, str] = field(init=False)
    built: dict[etree._Element, Picture | None] = field(default_factory=dict)
    _ids: dict[str, str] = field(init=False)
    _known: frozenset[str] = field(init=False)
    _spent: int = 0

    def __post_init__(self) -> None:
        self.media = Media(place=self.record.place, source=self.source)
        self.hosts = frozenset(host_of(f"//{host.rpartition('//')[2]}") for host in self.record.hosts) - {""}
        self.blocks = dict(self.record.blocks)
        self._ids = {image_key(address, self.hosts): old_id for address, old_id in self.record.image_ids}
        self._known = frozenset(self._ids.values()) | set(self.record.children)

    def warn(self, kind: Kind, what: str, reason: str) -> None:
        if len(self.media.problems) < _MOST_PROBLEMS:
            self.media.warn(kind, " ".join(what.split()), reason)

    def spend(self, count: int) -> None:
        """Count what the body adds to itself. A few words can name many pictures or blocks, again and again."""
        self._spent += count
        if self._spent > MAX_TAGS:
            raise TooMuchHtml(f"more than {MAX_TAGS} pictures and blocks that are named instead of written")

    def attachment(self, old_id: str) -> Picture:
        return Picture(stable_id(self.source, "image", old_id), old_id)

    def picture(self, old_id: str, address: str) -> Picture | None:
        """Return the picture of an attachment's number, else of its address; None where neither says anything.

        A number that the record does not know is not believed where it knows the address: texts are copied from site
        to site, and their numbers then name other pictures.
        """
        key = image_key(address, self.hosts) if address else ""
        by_address = self._ids.get(key, "")
        if old_id and (not by_address or by_address == old_id or old_id in self._known):
            return self.attachment(old_id)
        if by_address:
            return self.attachment(by_address)
        if len(key) < 2:
            return None
        url = f"https:{address}" if address.startswith("//") else address
        if url.startswith("/") and self.record.hosts:
            url = f"https://{self.record.hosts[0].rpartition('//')[2]}{url}"
        return Picture(stable_id(self.source, "file", key), key, url)

    def keep(self, picture: Picture, *, caption: str, credit: str, alt: str) -> None:
        # A path without a host is one of the old site.
        own_path = (picture.old_id,) if picture.url and picture.old_id.startswith("/") else ()
        below_uploads = picture.old_id.partition("/uploads/")[2] if picture.url else ""
        self.media.keep(
            ImageRecord(
                self.record.place,
                picture.uid,
                picture.old_id,
                caption,
                credit,
                alt,
                picture.url,
                below_uploads,
                own_path,
            )  # fmt: skip
        )


def start_tag(name: str, **attributes: str) -> str:
    """Return the start tag of an element that a later step reads; `data_id` becomes `data-id`."""
    pairs = (f' {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items() if value)
    return f"<{name}{''.join(pairs)}>"
