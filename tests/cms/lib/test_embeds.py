"""Films, posts and maps elsewhere are told by their addresses alone, and lead back to where they live."""

import re

import pytest

from cms.lib import embeds, richtext
from cms.lib.embeds import Place, address_of, frame_of, map_id, place_of, recognise

ADDRESSES = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ": ("youtube", "dQw4w9WgXcQ"),
    "https://m.youtube.com/watch?app=desktop&amp;v=dQw4w9WgXcQ&t=3": ("youtube", "dQw4w9WgXcQ"),
    "https://youtu.be/dQw4w9WgXcQ?si=abc": ("youtube", "dQw4w9WgXcQ"),
    "http://youtube.com/shorts/dQw4w9WgXcQ": ("youtube", "dQw4w9WgXcQ"),
    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share": ("youtube", "dQw4w9WgXcQ"),
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": ("youtube", "dQw4w9WgXcQ"),
    "https://twitter.com/somebody/status/12345?s=20": ("x", "12345"),
    "https://x.com/i/web/status/12345": ("x", "12345"),
    "https://mobile.twitter.com/somebody/statuses/12345": ("x", "12345"),
    "https://t.me/some_news/123": ("telegram", "some_news-123"),
    "https://t.me/s/some_news/123?single": ("telegram", "some_news-123"),
    "https://www.instagram.com/p/CabcDEF_-1/?hl=en": ("instagram", "CabcDEF_-1"),
    "https://www.instagram.com/some.body/reel/CabcDEF/": ("instagram", "CabcDEF"),
    "https://www.facebook.com/page/posts/123456": ("facebook", "123456"),
    "https://www.facebook.com/page/videos/a-title/123456/": ("facebook", "123456"),
    "https://m.facebook.com/story.php?id=9&story_fbid=123456": ("facebook", "123456"),
    "https://www.facebook.com/watch/?v=123456": ("facebook", "123456"),
    "https://www.tiktok.com/@some.body/video/123456?lang=en": ("tiktok", "123456"),
    "https://www.openstreetmap.org/#map=12/43.2389/76.8897": ("map", "43_2389-76_8897-12"),
    "https://www.openstreetmap.org/?mlat=-33.4489&mlon=-70.6693#map=11/-33.4/-70.6": ("map", "-33_4489--70_6693-11"),
    "https://www.google.com/maps/@43.2389,76.8897,15.25z": ("map", "43_2389-76_8897-15"),
    "https://www.google.kz/maps/place/Almaty/@43.2,76.8,12z/data=!3m1!3d43.25!4d76.95": ("map", "43_25-76_95-12"),
    "https://maps.google.com/?q=43.25,76.95": ("map", "43_25-76_95-13"),
    "https://yandex.kz/maps/162/almaty/?ll=76.95%2C43.25&z=12.4": ("map", "43_25-76_95-12"),
    "https://2gis.kz/almaty/geo/70000001/76.95,43.25": ("map", "43_25-76_95-13"),
    "https://2gis.kz/almaty?m=76.95%2C43.25%2F16": ("map", "43_25-76_95-16"),
}


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_tells_the_provider_and_the_id(address: str) -> None:
    assert recognise(address) == ADDRESSES[address]


@pytest.mark.parametrize(
    "address",
    [
        *("", "words", "https://", "https://news.example/watch?v=dQw4w9WgXcQ", "javascript:alert(1)", "http://["),
        *("https://www.youtube.com/@channel", "https://youtu.be/short", "https://x.com/somebody", "https://t.me/news"),
        *("https://t.me/c/12345/6", "https://www.facebook.com/page", "https://maps.app.goo.gl/abc", "https://t.me/a/1"),
        *("https://www.google.com/search?q=43.2,76.9", "https://www.google.com/maps", "https://2gis.kz/almaty"),
        *("https://www.openstreetmap.org/#map=12/99.5/76.8", "https://notgoogle.com/maps/@43.2,76.8,12z"),
        *("https://www.openstreetmap.org.evil.example/#map=12/43.2/76.8", "https://yandex.ru/maps/?ll=x&z=y"),
    ],
)
def test_any_other_address_is_no_embed(address: str) -> None:
    assert recognise(address) is None


@pytest.mark.parametrize("found", sorted(set(ADDRESSES.values())))
def test_an_id_can_be_stored_and_its_address_is_recognised_again(found: tuple[str, str]) -> None:
    provider, key = found
    stored = f'<div data-embed="{provider}" data-id="{key}"></div>'
    assert richtext.clean(stored) == stored
    if provider != "facebook":  # a bare number there may be a person as well
        assert recognise(address_of(provider, key)) == found


def test_the_providers_are_those_of_the_schema() -> None:
    assert set(embeds.PROVIDERS) == richtext.PROVIDERS


def test_frames_come_only_from_hosts_that_the_content_policy_names() -> None:
    frames = [frame_of(provider, key) for provider, key in ADDRESSES.values()]
    assert {re.match(r"https://[^/]+", frame).group() for frame in frames if frame} == set(embeds.FRAME_HOSTS)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (Place(43.238949, 76.889709, 12), "43_238949-76_889709-12"),
        (Place(-0.00000001, 0.0, 3), "0-0-3"),
        (Place(-33.5, -70.0, 19), "-33_5--70-19"),
    ],
)
def test_a_place_is_written_as_an_id_and_read_again(place: Place, key: str) -> None:
    assert map_id(place) == key
    assert place_of(key) == Place(round(place.latitude, 6), round(place.longitude, 6), place.zoom)


@pytest.mark.parametrize("key", ["", "x", "43-76", "99-10-5", "43-200-5", "43_2-76_8-12-1", "1e5-1-1"])
def test_an_id_that_names_no_place_leads_to_the_map_of_the_world(key: str) -> None:
    assert place_of(key) is None
    assert address_of("map", key) == "https://www.openstreetmap.org/"
    assert frame_of("map", key) == ""
