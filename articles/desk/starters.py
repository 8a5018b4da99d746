"""Plans that are there before a newsroom has templates of its own. What is to be filled in begins with [TK."""

from __future__ import annotations

from dataclasses import dataclass

from articles import text as texts
from articles.models import ArticleKind


@dataclass(frozen=True, slots=True)
class Starter:
    """`about` says what it is for; `text` holds the fields in which it differs from an empty story."""

    key: str
    name: str
    about: str
    text: texts.Text


STARTERS = (
    Starter(
        "brief",
        "Brief",
        "What happened, who says so, what comes next: three short paragraphs.",
        {
            "title": "[TK Who did what]",
            "standfirst": "[TK What it means, in one sentence]",
            "body": "<p>[TK What happened, where and when]</p>"
            "<p>[TK Who says so, and how they know]</p>"
            "<p>[TK What came before, what comes next]</p>",
        },
    ),
    Starter(
        "interview",
        "Interview",
        "Who is speaking, questions in strong letters with their answers, one answer as a quote card.",
        {
            "title": "[TK Name]: “[TK The sentence that stays]”",
            "standfirst": "[TK Who this is, and why now]",
            "kind": ArticleKind.INTERVIEW.value,
            "body": "<p>[TK Where and when you spoke]</p>"
            "<p><strong>[TK First question]</strong></p><p>[TK Answer]</p>"
            '<aside data-card="quote"><p>[TK The answer that readers will repeat]</p>'
            "<p><cite>[TK Name]</cite></p></aside>"
            "<p><strong>[TK Second question]</strong></p><p>[TK Answer]</p>"
            '<aside data-card="factbox"><h3>[TK Name]</h3><p>[TK Born, work, what they are known for]</p></aside>',
        },
    ),
    Starter(
        "digest",
        "Weekly digest",
        "The week in one story: the main thing first, then country by country, then what comes.",
        {
            "title": "The Week in [TK Region]: [TK the main thing]",
            "standfirst": "[TK The three things to know]",
            "body": "<h2>[TK The main thing]</h2><p>[TK What happened, with a link to our story]</p>"
            "<h2>[TK Second country]</h2><p>[TK What happened, with a link to our story]</p>"
            "<h2>[TK Third country]</h2><p>[TK What happened, with a link to our story]</p>"
            "<h2>Next week</h2><ul><li>[TK Day: what is expected]</li></ul>",
        },
    ),
)
BY_KEY = {starter.key: starter for starter in STARTERS}
