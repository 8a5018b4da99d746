"""A furnished paper and a server that serves it as a deployment does, for the tests of what its pages weigh."""

import io
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import override_settings
from django.test.testcases import LiveServerThread
from PIL import Image

from articles.models.tag import TagKind
from markets.models import Currency
from people.models import Person, PersonGroup
from tests.builders import make_article, make_group, make_person, make_photo, make_quote, make_tag

LAST_SENTENCE = "The pass at <em>Too-Ashuu</em> opens again in April."
PARAGRAPH = (
    "Snow that began before dawn slowed traffic to walking pace on the upper stretches of the road between the capital"
    " and the south. “We carry bread, tea and chains,” said a driver who had parked at the last petrol station. The"
    " plough came from the valley at noon, with two men and a thermos; it needs nine hours for the climb, and it turned"
    " back at the third avalanche gallery. "
)
BODY = (
    "".join(f"<p>{PARAGRAPH}</p>" for _ in range(4))
    + "<h2>What the gauges say</h2>"
    + "".join(f"<p>{PARAGRAPH}{LAST_SENTENCE}</p>" for _ in range(4))
    + "<blockquote><p>We count the days, and then the lorries.</p></blockquote>"
    + "".join(f"<p>{PARAGRAPH}</p>" for _ in range(4))
)
ARTICLE = "/snow-closes-the-pass/"


def scene(seed: int, size: tuple[int, int] = (1500, 1000)) -> bytes:
    """A landscape of a kind: slow colours, ridges, grass. Compresses like a photograph taken on a clear day."""
    chance = random.Random(seed)
    sky, ridges, grass = (_patches(chance, size[0] // grain, size[1] // grain).resize(size) for grain in (80, 10, 4))
    whole = Image.blend(Image.blend(sky, ridges, 0.3), grass, 0.1)
    file = io.BytesIO()
    Image.merge("RGB", (whole, whole, sky)).save(file, "JPEG", quality=88)
    return file.getvalue()


def _patches(chance: random.Random, width: int, height: int) -> Image.Image:
    return Image.frombytes("L", (width, height), chance.randbytes(width * height))


def furnish() -> None:
    """A full front page and one long story with a picture. Needs nothing of the initial data."""
    group = make_group()
    people = [_person(name, group) for name in ("Aida Sarybay-Bekova", "Bolot Asanov")]
    pictures = [make_photo(scene(seed), alt="A road over a pass", credit="Steppe") for seed in range(5)]
    regions = [make_tag(name, kind=TagKind.REGION) for name in ("Upper Valley", "Lower Valley", "Far Shore")]
    for n in range(24):
        make_article(
            f"Night Trains Return to the Southern Line After a Winter of {n} Repairs",
            standfirst="The first carriages left the yard at six; the whole platform came to see whether they would.",
            body=BODY,
            people=[people[n % 2]],
            region=regions[n % 3],
            lead_picture=pictures[n % 5],
            kind="opinion" if n % 8 == 7 else "news",
        )
    make_article(
        "Snow Closes the Pass, and With It a Trade of Forty Years",
        slug=ARTICLE.strip("/"),
        standfirst="Drivers wait at the last petrol station; the plough turned back.",
        body=BODY,
        people=people,
        region=regions[0],
        tags=[make_tag(name) for name in ("Roads", "Snow", "Trade")],
        lead_picture=make_photo(scene(7), caption="The road at the third gallery", credit="Steppe", alt="Snow"),
    )
    for code in ("USD", "KGS", "KZT", "UZS"):
        Currency.objects.get_or_create(code=code, defaults={"name": code, "in_strip": code != "USD"})
    for code, value in (("KGS", "0.01143"), ("KZT", "0.00193"), ("UZS", "0.00008")):
        make_quote(code, value)


def _person(name: str, group: PersonGroup) -> Person:
    face = make_photo(scene(9, (480, 480)))
    return make_person(
        name, role="Correspondent in the south", bio="Writes about roads and rivers.", group=group, avatar=face
    )


@contextmanager
def served(collected: Path) -> Iterator[str]:
    """The address of the site behind its own middleware alone: WhiteNoise sends the collected files, as deployed.

    The servers of the test tools put handlers of their own before it, which know no compression.
    """
    with override_settings(STATIC_ROOT=collected, WHITENOISE_USE_FINDERS=False, ALLOWED_HOSTS=["127.0.0.1"]):
        thread = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler.application)
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
        thread.terminate()
