"""Small page dumps in the shapes of the old site, with our own words."""

from pathlib import Path

PAIRS = ["KGS/USD = 0.01145 -0%", "KZT/USD = 0.00194 0%", "TJS/USD = 0.09479 0.96%", "UZS/USD = 0.00008 0%",
         "TMT/USD = 0.28616 0.14%"]  # fmt: skip
TICKER = "\n".join(("" if n == 0 else "  ") + "• " + pair for n, pair in enumerate(PAIRS * 8))

SENTENCES = (
    "The old ferry left the pier at six. Fishermen had mended their nets through the night. "
    "A teacher carried two boxes of books on board. Nobody spoke about the weather any more. "
)


def story(title: str, words: str = SENTENCES) -> tuple[str, str]:
    """A story whose opening is its own."""
    return title, f"This is how {title.lower()} began, as people at the lake tell it. {words}".strip()


def cut(title: str) -> tuple[str, str]:
    """The first 500 words of a longer story, as lists print them."""
    words = story(title, SENTENCES * 20)[1].split()[:500]
    return title, " ".join(words) + "..."


def complete(title: str) -> tuple[str, str]:
    return title, story(title, SENTENCES * 20)[1]


def tag_page(stories: list[tuple[str, str]], *, first: int = 1, total: int | None = None) -> str:
    head = f"Viewing results {first} - {first + len(stories) - 1} of {total or first + len(stories) - 1}"
    return "\n\n".join([head, *(part for pair in stories for part in pair)])


def author_page(
    name: str, stories: list[tuple[str, str, str]], *, role: str = "Editor", bio: str = "Writes.", day: str = ""
) -> str:
    """`stories` are (title, body, "3 weeks ago"); `day` is the page's own date line."""
    ticker = TICKER + (f"\n{day}" if day else "")
    head = [ticker, f"Our People > {name}", f"{name}'s Avatar", name, role, bio, "Articles"]
    return "\n\n".join([*head, *(part for entry in stories for part in entry)])


def write(folder: Path, **pages: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
