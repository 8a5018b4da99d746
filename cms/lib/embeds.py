"""Posts, films and maps that live elsewhere: whose an address is, where an id leads, what a reader may load.

Everything is told by the form of an address; nobody is asked. Ids have the form that the schema of `cms.lib.richtext`
wants, 1 to 64 of A-Z a-z 0-9 _ -:

    telegram   CHANNEL-NUMBER
    map        LATITUDE-LONGITUDE-ZOOM in degrees, "_" for the point, a leading "-" for south and west:
               43_2389-76_8897-12 is Almaty, -33_4489--70_6693-11 is Santiago
    others     the id in the provider's own addresses
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit


class Place(NamedTuple):
    latitude: float
    longitude: float
    zoom: int


@dataclass(frozen=True, slots=True)
class Provider:
    """`address` and `frame` take the id; a provider without a frame is only linked to."""

    title: str
    thing: str  # what it shows, as a sentence begins: "Video", "Post"
    address: Callable[[str], str]
    frame: Callable[[str], str] | None = None


def _form(pattern: str) -> Callable[[str], str]:
    return lambda key: pattern.format(key)


def _telegram(key: str) -> str:
    channel, _, number = key.rpartition("-")
    return f"https://t.me/{channel}/{number}"


def _map_address(key: str) -> str:
    place = place_of(key)
    if place is None:
        return "https://www.openstreetmap.org/"
    latitude, longitude, zoom = place
    pin = f"?mlat={_degrees(latitude)}&mlon={_degrees(longitude)}"
    return f"https://www.openstreetmap.org/{pin}#map={zoom}/{_degrees(latitude)}/{_degrees(longitude)}"


def _map_frame(key: str) -> str:
    """The frame takes a box instead of a zoom: at zoom 0 a map of 600 by 400 shows about 840 by 560 degrees."""
    place = place_of(key)
    if place is None:
        return ""
    latitude, longitude, zoom = place
    across, down = 420 / 2**zoom, 210 / 2**zoom
    box = (longitude - across, max(latitude - down, -85.0), longitude + across, min(latitude + down, 85.0))
    corners = "%2C".join(_degrees(edge) for edge in box)
    pin = f"{_degrees(latitude)}%2C{_degrees(longitude)}"
    return f"https://www.openstreetmap.org/export/embed.html?bbox={corners}&layer=mapnik&marker={pin}"


PROVIDERS: dict[str, Provider] = {
    "youtube": Provider(
        "YouTube", "Video",
        _form("https://www.youtube.com/watch?v={}"), _form("https://www.youtube-nocookie.com/embed/{}?autoplay=1"),
    ),
    "x": Provider(
        "X", "Post",
        _form("https://x.com/i/status/{}"), _form("https://platform.twitter.com/embed/Tweet.html?dnt=true&id={}"),
    ),
    "telegram": Provider("Telegram", "Post", _telegram, lambda key: _telegram(key) + "?embed=1"),
    "instagram": Provider(
        "Instagram", "Post",
        _form("https://www.instagram.com/p/{}/"), _form("https://www.instagram.com/p/{}/embed/"),
    ),
    # A number alone does not tell a film from a post, and Facebook's frames must be told which: so only a link.
    "facebook": Provider("Facebook", "Post", _form("https://www.facebook.com/{}")),
    "tiktok": Provider(
        "TikTok", "Video",
        _form("https://www.tiktok.com/embed/v2/{}"), _form("https://www.tiktok.com/embed/v2/{}"),
    ),
    "map": Provider("OpenStreetMap", "Map", _map_address, _map_frame),
}  # fmt: skip
# The hosts that a public page may show in a frame, once a reader asks for it: the content policy names these.
FRAME_HOSTS = (
    "https://www.youtube-nocookie.com",
    "https://platform.twitter.com",
    "https://t.me",
    "https://www.instagram.com",
    "https://www.tiktok.com",
    "https://www.openstreetmap.org",
)


def address_of(provider: str, key: str) -> str:
    """Return where the thing lives, or "" for an unknown provider."""
    known = PROVIDERS.get(provider)
    return known.address(key) if known else ""


def frame_of(provider: str, key: str) -> str:
    """Return what a frame has to load, or "" where there is nothing to be framed."""
    known = PROVIDERS.get(provider)
    return known.frame(key) if known and known.frame else ""


def title_of(provider: str) -> str:
    """Return the provider's name as people write it."""
    known = PROVIDERS.get(provider)
    return known.title if known else provider


def sentence_of(provider: str) -> str:
    """Return what a reader is told before anything is loaded, such as "Video on YouTube"."""
    known = PROVIDERS.get(provider)
    return f"{known.thing} on {known.title}" if known else f"Seen on {provider}"


# From an address to the id

_NUMBER = r"(\d{1,30})"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (provider, re.compile(rf"https?://(?:www\.|m\.|mobile\.|web\.)?{form}(?![A-Za-z0-9_-])", re.IGNORECASE))
    for provider, form in (
        ("youtube", r"youtu\.be/([A-Za-z0-9_-]{11})"),
        ("youtube", r"youtube(?:-nocookie)?\.com/(?:embed/|shorts/|live/|v/)([A-Za-z0-9_-]{11})"),
        ("youtube", r"youtube\.com/watch/?\?(?:[^\s#]*&(?:amp;)?)?v=([A-Za-z0-9_-]{11})"),
        ("x", rf"(?:twitter|x)\.com/(?:i/web|i|[A-Za-z0-9_]+)/status(?:es)?/{_NUMBER}"),
        ("telegram", r"(?:t|telegram)\.me/(?:s/)?([A-Za-z0-9_]{4,32})/(\d{1,12})"),
        ("instagram", r"instagram\.com/(?:[A-Za-z0-9_.]+/)?(?:p|reels?|tv)/([A-Za-z0-9_-]{5,40})"),
        ("facebook", rf"facebook\.com/(?:watch/?\?v=|reel/|[^/\s?]+/(?:videos|posts)/(?:[^/\s?]+/)?){_NUMBER}"),
        ("facebook", rf"facebook\.com/(?:permalink|story)\.php\?(?:[^\s#]*&(?:amp;)?)?story_fbid={_NUMBER}"),
        ("facebook", rf"facebook\.com/photo(?:\.php|/)?\?(?:[^\s#]*&(?:amp;)?)?fbid={_NUMBER}"),
        ("tiktok", rf"tiktok\.com/(?:@[^/\s?]+/video|embed(?:/v2)?|player/v1)/{_NUMBER}"),
    )
)


def recognise(address: str) -> tuple[str, str] | None:
    """Return (provider, id) as the schema of `cms.lib.richtext` has them, or None for any other address."""
    for provider, form in _FORMS:
        if found := form.match(address):
            return provider, "-".join(found.groups())
    place = _place_at(address)
    return ("map", map_id(place)) if place else None


# Maps

_MAP_ID = re.compile(r"(-?\d{1,2}(?:_\d{1,6})?)-(-?\d{1,3}(?:_\d{1,6})?)-(\d{1,2})")
_PAIR = r"(-?\d{1,3}(?:\.\d+)?)[,/]\s*\+?(-?\d{1,3}(?:\.\d+)?)"
_GOOGLE = re.compile(r"(?:www\.|maps\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?")
_YANDEX = re.compile(r"(?:www\.|maps\.)?yandex\.[a-z]{2,3}(?:\.[a-z]{2})?")
_TWOGIS = re.compile(r"(?:www\.)?2gis\.[a-z]{2,3}(?:\.[a-z]{2})?")
_USUAL_ZOOM = 13


def map_id(place: Place) -> str:
    """Return the id of a place, to about a tenth of a metre."""
    return "-".join([*(_degrees(value).replace(".", "_") for value in place[:2]), str(place.zoom)])


def place_of(key: str) -> Place | None:
    """Return the place that an id of a map names, or None when it names none on earth."""
    found = _MAP_ID.fullmatch(key)
    return _place(*(part.replace("_", ".") for part in found.groups())) if found else None


def _degrees(value: float) -> str:
    return f"{round(value, 6) or 0.0:.6f}".rstrip("0").rstrip(".")  # no "-0"


def _place(latitude: str, longitude: str, zoom: str = "") -> Place | None:
    place = Place(float(latitude), float(longitude), min(max(round(float(zoom or _USUAL_ZOOM)), 1), 19))
    return place if abs(place.latitude) <= 85 and abs(place.longitude) <= 180 else None


def _place_at(address: str) -> Place | None:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # brackets that hold no address of the sixth version
        return None
    if parts.scheme not in ("http", "https"):
        return None
    asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
    if host in ("www.openstreetmap.org", "openstreetmap.org"):
        return _on_openstreetmap(parts, asked)
    if _GOOGLE.fullmatch(host) and ("maps" in host or parts.path.startswith("/maps")):
        return _on_google(unquote(parts.path), asked)
    # These two write the longitude first.
    if _YANDEX.fullmatch(host) and ("maps" in host or parts.path.startswith(("/maps", "/web-maps"))):
        return _turned(asked.get("ll", ""), asked.get("z", ""))
    if _TWOGIS.fullmatch(host):
        return _on_twogis(unquote(parts.path), asked.get("m", ""))
    return None


def _on_openstreetmap(parts: SplitResult, asked: dict[str, str]) -> Place | None:
    view = re.match(rf"map=(\d{{1,2}})(?:\.\d+)?/{_PAIR}", parts.fragment)
    pin = re.fullmatch(_PAIR, f"{asked.get('mlat', '')},{asked.get('mlon', '')}")
    zoom = view.group(1) if view else asked.get("zoom", "")
    if pin:
        return _place(*pin.groups(), zoom if zoom.isdecimal() else "")
    return _place(view.group(2), view.group(3), zoom) if view else None


def _on_google(path: str, asked: dict[str, str]) -> Place | None:
    view = re.search(rf"/@{_PAIR}(?:,(\d{{1,2}})(?:\.\d+)?z)?", path)
    zoom = view.group(3) if view and view.group(3) else asked.get("z", "")
    zoom = zoom if zoom.isdecimal() else ""
    # The pin of a named place stands behind the view, which may have been moved since.
    pin = re.search(r"!3d(-?\d{1,3}(?:\.\d+)?)!4d(-?\d{1,3}(?:\.\d+)?)", path)
    if pin or view:
        return _place(*(pin or view).groups()[:2], zoom)
    for key in ("q", "query", "ll", "center"):
        if found := re.fullmatch(_PAIR, asked.get(key, "")):
            return _place(*found.groups(), zoom)
    return None


def _on_twogis(path: str, view: str) -> Place | None:
    point, _, zoom = view.partition("/")
    in_path = re.search(rf"/{_PAIR.replace('[,/]', ',')}/?$", path)
    if in_path:
        return _turned(in_path.group(0).strip("/"), zoom)
    return _turned(point, zoom)


def _turned(pair: str, zoom: str) -> Place | None:
    found = re.fullmatch(_PAIR, pair)
    zoom = zoom if re.fullmatch(r"\d{1,2}(?:\.\d+)?", zoom) else ""
    return _place(found.group(2), found.group(1), zoom) if found else None
