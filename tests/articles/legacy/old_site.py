"""An old site of any size on disk: its export, copies of its pages, its folder of uploads; all of it connected."""

from pathlib import Path

from PIL import Image

from tests.articles.legacy.dumps import author_page, story, tag_page, write
from tests.articles.legacy.readers.wxr.export_builders import SITE, attachment, author, export, item, meta, term

PAGES_OF = 5
STATUSES = ("publish",) * 6 + ("draft", "private")


def title(number: int) -> str:
    return f"Ferry number {number} crosses the lake"


def write_site(folder: Path, stories: int, pictures: int) -> list[str]:
    """Write a site and return the words of the command line that import it.

    Every fifth story stands in page dumps too, under lists that date it; two in three show a picture, and of each three
    pictures two have a file; every fourth shows one that the export does not list; many share former slugs and names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.xml").write_text(_export(stories, pictures), encoding="utf-8")
    for number in range(pictures):
        if number % 3:
            path = folder / "uploads" / "2020" / f"boat-{number}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (8, 8), (number % 250, number // 250, 90)).save(path)
            Image.new("RGB", (8, 8), (number % 250, number // 250, 200)).save(path.with_name(f"stray-{number}.png"))
    printed = [story(title(number)) for number in range(1, stories + 1, PAGES_OF)]
    entries = [(*pair, f"{number % 9 + 1} months ago") for number, pair in enumerate(printed[: len(printed) // 2])]
    alone = [story(f"Only printed, {number}") for number in range(stories // 10 + 1)]
    write(
        folder / "pages", tags=tag_page(printed + alone),
        author=author_page("Aida Sarybay", entries, day="20 April 2025"),
    )  # fmt: skip
    return [str(folder / "site.xml"), str(folder / "pages"), "--media-dir", str(folder / "uploads")]


def _export(stories: int, pictures: int) -> str:
    people = [author(f"writer{n}", f"Writer {n}") for n in range(4)]
    files = [
        attachment(10_000 + n, f"{SITE}/wp-content/uploads/2020/boat-{n}.png", post_parent=n + 1, post_name=f"boat-{n}")
        for n in range(pictures)
    ]
    return export(*people, *files, *(_post(number, pictures) for number in range(1, stories + 1)))


def _post(number: int, pictures: int) -> str:
    boat = number % pictures
    shown = f'<img class="wp-image-{10_000 + boat}" src="{SITE}/wp-content/uploads/2020/boat-{boat}.png" alt="A boat">'
    stray = f'<img src="{SITE}/wp-content/uploads/2020/stray-{boat}.png" alt="">' if number % 4 == 0 else ""
    body = f"{story(title(number))[1]}\n\n{shown if number % 3 else ''}\n\nNothing more was told.\n\n{stray}"
    return item(
        title(number), body, post_id=number, link=f"{SITE}/2020/ferry-{number}/", post_name=f"ferry-{number // 2}",
        post_date=f"2020-03-{number % 28 + 1:02} 15:00:00", post_date_gmt=f"2020-03-{number % 28 + 1:02} 09:00:00",
        status=STATUSES[number % len(STATUSES)], creator=f"writer{number % 6}",
        terms=term(f"boats-{number % 5}") + term("lakes"),
        meta=meta("_wp_old_slug", f"old-ferry-{number // 3}")
        + (meta("_thumbnail_id", str(10_000 + (number * 5) % pictures)) if number % 2 else ""),
    )  # fmt: skip
