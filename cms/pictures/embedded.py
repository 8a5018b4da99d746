"""What a picture file says about itself: IPTC, EXIF and XMP, read to fill in a form that a person then checks.

Nothing here raises for what a file holds: cameras, agencies and old programs write all of it wrongly.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from django.utils import timezone as django_timezone
from lxml import etree
from PIL import Image, IptcImagePlugin

from cms.lib.richtext import without_controls

# What Pillow and its readers raise for a block that is damaged or made to hurt.
BAD_BLOCK = (
    *(OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError),
    *(struct.error, ArithmeticError, RuntimeError, AssertionError),
)

# IPTC records (IIM 4.2) and EXIF tags
_CAPTION, _BYLINE, _CREDIT, _SOURCE, _COPYRIGHT = (2, 120), (2, 80), (2, 110), (2, 115), (2, 116)
_DATE, _TIME, _KEYWORDS = (2, 55), (2, 60), (2, 25)
_EXIF_DESCRIPTION, _EXIF_ARTIST, _EXIF_COPYRIGHT, _EXIF_IFD = 0x010E, 0x013B, 0x8298, 0x8769
_EXIF_TAKEN, _EXIF_TAKEN_OFFSET = 0x9003, 0x9011

# Cameras put their own name where a caption belongs.
_SAID_BY_CAMERAS = re.compile(
    r"(olympus|minolta|sony|kodak|samsung|konica|pentax|nikon)?\s*(digital camera|dsc|dcim|\d*)|screenshot|untitled|"
    r"default|processed with \w+( with .*)?",
    re.IGNORECASE,
)
_CYRILLIC_1251 = re.compile(rb"[\xa8\xb8\xc0-\xff]{3}")
_XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_LONGEST_XMP = 1_000_000


@dataclass(frozen=True, slots=True)
class Words:
    """Prefilled fields, within the lengths of Picture's columns."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    taken_at: datetime | None = None


def words_of(image: Image.Image) -> Words:
    """Read an opened picture. IPTC is what agencies fill in with care, so it is asked before XMP, XMP before EXIF."""
    iptc, exif, xmp = _iptc(image), _exif(image), _xmp(image)
    byline = iptc.get(_BYLINE) or xmp["creator"] or exif["artist"]
    credit = iptc.get(_CREDIT) or xmp["credit"]
    if byline and credit and byline.casefold() not in credit.casefold():
        credit = f"{byline} / {credit}"
    copyright_notice = iptc.get(_COPYRIGHT) or exif["copyright"]
    return Words(
        alt=xmp["alt"][:500],
        caption=(iptc.get(_CAPTION) or xmp["description"] or exif["description"])[:5000],
        credit=(credit or byline or copyright_notice)[:300],
        source=(iptc.get(_SOURCE) or xmp["source"] or copyright_notice)[:300],
        keywords=tuple(word for word in iptc.get(_KEYWORDS, "").split("\n") if word)[:50],
        taken_at=exif["taken_at"] or _iptc_moment(iptc.get(_DATE, ""), iptc.get(_TIME, "")),
    )


def decoded(raw: bytes) -> str:
    """Read words whose encoding nobody wrote down: UTF-8, else the Windows code page of the letters it shows."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1251" if _CYRILLIC_1251.search(raw) else "cp1252", errors="replace")
    return _one_text(text)


def _one_text(text: str) -> str:
    lines = (" ".join(line.split()) for line in without_controls(text).replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def _iptc(image: Image.Image) -> dict[tuple[int, int], str]:
    try:
        records = IptcImagePlugin.getiptcinfo(image) or {}
    except BAD_BLOCK:
        return {}
    found = {}
    for key, value in records.items():
        values = value if isinstance(value, list) else [value]
        separator = "\n" if key == _KEYWORDS else ", "
        found[key] = separator.join(decoded(part) for part in values if isinstance(part, bytes))
    return found


def _exif(image: Image.Image) -> dict:
    try:
        exif = image.getexif()
        detail = exif.get_ifd(_EXIF_IFD)
        found = {
            "description": _exif_text(exif.get(_EXIF_DESCRIPTION)),
            "artist": _exif_text(exif.get(_EXIF_ARTIST)),
            "copyright": _exif_text(exif.get(_EXIF_COPYRIGHT)),
            "taken_at": _exif_moment(_exif_text(detail.get(_EXIF_TAKEN)), _exif_text(detail.get(_EXIF_TAKEN_OFFSET))),
        }
    except BAD_BLOCK:
        return {"description": "", "artist": "", "copyright": "", "taken_at": None}
    if _SAID_BY_CAMERAS.fullmatch(found["description"]):
        found["description"] = ""
    return found


def _exif_text(value: object) -> str:
    """Pillow reads these as Latin-1, whatever was written."""
    if isinstance(value, str):
        value = value.encode("latin-1", errors="ignore") if value.isascii() or _is_latin(value) else value.encode()
    return decoded(value.split(b"\0")[0]) if isinstance(value, bytes) else ""


def _is_latin(text: str) -> bool:
    return all(ord(letter) < 256 for letter in text)


def _exif_moment(text: str, offset: str) -> datetime | None:
    try:
        at = datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None
    return _plausible(at, _offset(offset.replace(":", "")))


def _iptc_moment(day: str, hour: str) -> datetime | None:
    time = re.fullmatch(r"(\d{6})([+-]\d{4})?", hour)
    try:
        at = datetime.strptime(day + (time[1] if time else "000000"), "%Y%m%d%H%M%S")
    except ValueError:
        return None
    return _plausible(at, _offset(time[2] or "") if time else None)


def _offset(text: str) -> timezone | None:
    if not re.fullmatch(r"[+-](0\d|1[0-4])[0-5]\d", text):
        return None
    minutes = int(text[1:3]) * 60 + int(text[3:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _plausible(at: datetime, zone: timezone | None) -> datetime | None:
    """A camera's clock knows no zone; the newsroom's is the best guess. A year before film or in the future is none."""
    try:
        at = at.replace(tzinfo=zone or django_timezone.get_default_timezone()).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return at if datetime(1850, 1, 1, tzinfo=UTC) <= at <= django_timezone.now() + timedelta(days=1) else None


def _xmp(image: Image.Image) -> dict[str, str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    names = {
        "description": "dc:description",
        "creator": "dc:creator",
        "credit": "photoshop:Credit",
        "source": "photoshop:Source",
        "alt": "Iptc4xmpCore:AltTextAccessibility",
    }
    if not isinstance(packet, bytes) or not packet or len(packet) > _LONGEST_XMP:
        return dict.fromkeys(names, "")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        tree = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return dict.fromkeys(names, "")
    return {ours: _xmp_text(tree, theirs) for ours, theirs in names.items()}


def _xmp_text(tree: etree._Element, name: str) -> str:
    prefix, local = name.split(":")
    as_attribute = tree.xpath(f"//rdf:Description/@*[local-name()='{local}']", namespaces=_XMP)
    if as_attribute:
        return _one_text(str(as_attribute[0]))
    items = tree.xpath(f"//{prefix}:{local}//rdf:li/text() | //{prefix}:{local}/text()", namespaces=_XMP)
    return ", ".join(text for item in items if (text := _one_text(str(item))))
