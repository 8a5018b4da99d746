"""What a browser says of itself, as coarsely as a person needs to know it: "Firefox on Android"."""

import re
from collections.abc import Mapping

LONGEST = 400
OTHER = "another browser"
# Whoever only looks what a link leads to: messengers that draw a preview, search engines, programs. "Cubot" is a phone.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|preview|facebookexternalhit|whatsapp/|viber|skype|embedly|iframely|vkshare"
    r"|curl/|wget/|python|okhttp|java/|go-http|node-fetch|axios|libwww",
    re.IGNORECASE,
)
# The first that fits: most browsers name others beside themselves.
_NAMES = (
    ("Edge", re.compile(r"Edg(e|A|iOS)?/")),
    ("Opera", re.compile(r"OPR/|OPT/|Opera")),
    ("Yandex", re.compile(r"YaBrowser/")),
    ("Samsung Internet", re.compile(r"SamsungBrowser/")),
    ("Firefox", re.compile(r"Firefox/|FxiOS/")),
    ("Chrome", re.compile(r"Chrome/|CriOS/|Chromium/")),
    ("Safari", re.compile(r"Version/[\d.]+.*Safari/")),
)
_SYSTEMS = (
    ("iPhone", re.compile(r"iPhone|iPod")),
    ("iPad", re.compile(r"iPad")),
    ("Android", re.compile(r"Android")),
    ("Windows", re.compile(r"Windows")),
    ("Mac", re.compile(r"Macintosh")),
    ("Linux", re.compile(r"Linux|X11|CrOS")),
)


def kind_of(user_agent: str) -> str:
    """Return the kind of a browser in at most 40 letters."""
    said = user_agent[:LONGEST]
    name = next((name for name, sign in _NAMES if sign.search(said)), OTHER)
    system = next((name for name, sign in _SYSTEMS if sign.search(said)), "")
    return f"{name} on {system}" if system else name


def is_person(headers: Mapping[str, str]) -> bool:
    """Tell whether somebody reads the page: no robot, and no browser that fetches in case it is asked for."""
    purpose = f"{headers.get('Sec-Purpose', '')} {headers.get('Purpose', '')} {headers.get('X-Moz', '')}".lower()
    said = headers.get("User-Agent", "")[:LONGEST]
    return "prefetch" not in purpose and "preview" not in purpose and bool(said) and not _ROBOT.search(said)
