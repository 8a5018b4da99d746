"""The checks before release: the one list of them, in the order in which a newsroom mends them."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import CheckLevel, Level

# Without these there is nothing that readers could be given: no chief can let a story go without them.
HEADLINE, TEXT, TRANSLATION = "headline", "text", "translation"
MUST = frozenset({HEADLINE, TEXT, TRANSLATION})


@dataclass(frozen=True, slots=True)
class Check:
    """`asks` is what a chief reads who makes it harder or softer than `level`, which it is by itself."""

    key: str
    asks: str
    level: str


BLOCKING, ADVISORY, OFF = Level.BLOCKING.value, Level.ADVISORY.value, Level.OFF.value
CHECKS: dict[str, Check] = {
    check.key: check
    for check in (
        Check("headline_length", "The headline is no longer than readers take in at once", ADVISORY),
        Check("same_headline", "No other live story has this headline", ADVISORY),
        Check("standfirst", "There is a standfirst", ADVISORY),
        Check("byline", "Somebody stands for the text", BLOCKING),
        Check("kind", "The kind fits: an opinion has its person, an interview says that it is one", ADVISORY),
        Check("region", "There is a region", ADVISORY),
        Check("tags", "There is a tag", OFF),
        Check("notes", "No note to oneself is left in the text: TK, TODO, [[…]]", BLOCKING),
        Check("length", "The text is more than a few lines", ADVISORY),
        Check("headings", "Headings follow each other without a gap", ADVISORY),
        Check("house_style", "Words are written as the house writes them", ADVISORY),
        Check("lead_picture", "There is a lead picture", ADVISORY),
        Check("picture_words", "Every picture has words for those who cannot see it, or is decoration", BLOCKING),
        Check(
            "picture_words_say", "The words for a picture are neither its caption nor the name of its file", ADVISORY
        ),
        Check("picture_file", "The file of every picture has come", ADVISORY),
        Check("credit", "Every picture has a credit", ADVISORY),
        Check("links", "Every link to a page of ours leads to one that readers have", ADVISORY),
        Check("link_words", "Links have words that say where they lead", ADVISORY),
        Check("embeds", "Every embed can be shown, and stands there once", ADVISORY),
        Check("archive", "What the archive cut off or restored has been read by a person", ADVISORY),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of a text. `field` is that of the writing room; `about` tells two things of a kind apart."""

    check: str
    field: str
    words: str
    about: str = ""
    level: str = BLOCKING

    @property
    def is_must(self) -> bool:
        return self.check in MUST

    @property
    def is_blocking(self) -> bool:
        return self.level == BLOCKING

    @property
    def identity(self) -> tuple[str, str, str]:
        """The same for the same lack in another text: words may count what grows."""
        return self.check, self.field, self.about


def levels() -> dict[str, str]:
    """Return how hard each check is, in one query."""
    set_by_chief = dict(CheckLevel.objects.values_list("key", "level"))
    return {key: set_by_chief.get(key, check.level) for key, check in CHECKS.items()}
