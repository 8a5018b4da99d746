"""A WordPress export of any number of posts, the same each time: bodies of 4.4 KB, author, category, some tags."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

SEED = 20_261_122
BODY_BYTES = 4_250  # passed by the last paragraph; 4.4 KB on average
VOCABULARY = 30_000
CATEGORIES = ("Economy", "Energy", "Society", "Culture", "Politics", "Transport", "Water", "Sport")
FIRST_DAY = datetime(2005, 1, 3, 9, 0)

_STARTS = ["b", "ch", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "sh", "t", "tr", "v", "w", "y", "z", "st"]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_ENDINGS = ["", "", *["n", "r", "s", "t", "l", "m", "ing", "ed", "er", "tion", "ment", "ly"]]


class Newsroom:
    """Words, tags and authors as unevenly spread as in any language and any newsroom."""

    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.words = self._vocabulary()
        self.tags = [
            f"{first.capitalize()} {second}"
            for first, second in zip(self.words[:500], self.words[500:1000], strict=True)
        ]
        self.authors = [f"{self.words[n].capitalize()} {self.words[n + 40].capitalize()}" for n in range(1000, 1040)]
        self._word_weights = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))
        self._tag_weights = list(accumulate(1 / rank for rank in range(1, len(self.tags) + 1)))

    def _vocabulary(self) -> list[str]:
        found: dict[str, None] = {}
        while len(found) < VOCABULARY:
            syllables = range(self.chance.choice((1, 2, 2, 3)))
            word = "".join(self.chance.choice(_STARTS) + self.chance.choice(_VOWELS) for _ in syllables)
            found[word + self.chance.choice(_ENDINGS)] = None
        return list(found)

    def body(self) -> str:
        """Paragraphs as the classic editor keeps them, parted by empty lines."""
        return "\n\n".join(self._paragraphs())

    def _paragraphs(self) -> Iterator[str]:
        written = 0
        while written < BODY_BYTES:
            paragraph = " ".join(self._sentence() for _ in range(self.chance.randint(2, 4)))
            if self.chance.random() < 0.2:
                paragraph += ' <a href="https://elsewhere.example/report">The report</a> says <em>more</em>.'
            written += len(paragraph) + 2
            yield paragraph

    def _sentence(self) -> str:
        words = self.chance.choices(self.words, cum_weights=self._word_weights, k=self.chance.randint(9, 22))
        return " ".join(words).capitalize() + "."

    def title(self) -> str:
        return " ".join(self.chance.choices(self.words, k=7)).capitalize()

    def some_tags(self) -> list[int]:
        count = self.chance.choice((3, 4, 4, 5))
        return sorted(set(self.chance.choices(range(len(self.tags)), cum_weights=self._tag_weights, k=count)))


def write_export(path: Path, posts: int) -> Path:
    """Write WXR 1.2 as WordPress 6 does, a post at a time."""
    newsroom = Newsroom()
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for number, name in enumerate(newsroom.authors, 1):
            file.write(_AUTHOR.format(number=number, name=name))
        for number, name in enumerate(CATEGORIES, 1):
            file.write(_CATEGORY.format(number=number, slug=name.lower(), name=name))
        for number, name in enumerate(newsroom.tags, 1):
            file.write(_TAG.format(number=100 + number, slug=f"tag-{number}", name=name))
        for number in range(1, posts + 1):
            file.write(_item(newsroom, number))
        file.write("</channel>\n</rss>\n")
    return path


def _item(newsroom: Newsroom, number: int) -> str:
    at = FIRST_DAY + timedelta(hours=7 * number)
    category = newsroom.chance.choice(CATEGORIES)
    terms = [f'<category domain="category" nicename="{category.lower()}"><![CDATA[{category}]]></category>']
    terms += [
        f'<category domain="post_tag" nicename="tag-{tag + 1}"><![CDATA[{newsroom.tags[tag]}]]></category>'
        for tag in newsroom.some_tags()
    ]
    return _ITEM.format(
        number=number,
        title=newsroom.title(),
        slug=f"story-{number}",
        login=f"writer{newsroom.chance.randrange(len(newsroom.authors)) + 1}",
        feed_date=at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
        at=at.strftime("%Y-%m-%d %H:%M:%S"),
        body=newsroom.body(),
        terms="\n\t\t".join(terms),
    )


_HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.6" created="2026-11-22 10:00" -->
<rss version="2.0"
	xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
	<title>The Paper</title>
	<link>https://paper.example</link>
	<description></description>
	<pubDate>Sun, 22 Nov 2026 10:00:00 +0000</pubDate>
	<language>en-US</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>https://paper.example</wp:base_site_url>
	<wp:base_blog_url>https://paper.example</wp:base_blog_url>
"""
_AUTHOR = (
    "	<wp:author><wp:author_id>{number}</wp:author_id><wp:author_login><![CDATA[writer{number}]]></wp:author_login>"
    "<wp:author_display_name><![CDATA[{name}]]></wp:author_display_name></wp:author>\n"
)
_CATEGORY = (
    "	<wp:category><wp:term_id>{number}</wp:term_id><wp:category_nicename><![CDATA[{slug}]]></wp:category_nicename>"
    "<wp:category_parent><![CDATA[]]></wp:category_parent><wp:cat_name><![CDATA[{name}]]></wp:cat_name></wp:category>\n"
)
_TAG = (
    "	<wp:tag><wp:term_id>{number}</wp:term_id><wp:tag_slug><![CDATA[{slug}]]></wp:tag_slug>"
    "<wp:tag_name><![CDATA[{name}]]></wp:tag_name></wp:tag>\n"
)
_ITEM = """	<item>
		<title><![CDATA[{title}]]></title>
		<link>https://paper.example/{slug}/</link>
		<pubDate>{feed_date}</pubDate>
		<dc:creator><![CDATA[{login}]]></dc:creator>
		<guid isPermaLink="false">https://paper.example/?p={number}</guid>
		<description></description>
		<content:encoded><![CDATA[{body}]]></content:encoded>
		<excerpt:encoded><![CDATA[]]></excerpt:encoded>
		<wp:post_id>{number}</wp:post_id>
		<wp:post_date><![CDATA[{at}]]></wp:post_date>
		<wp:post_date_gmt><![CDATA[{at}]]></wp:post_date_gmt>
		<wp:post_modified><![CDATA[{at}]]></wp:post_modified>
		<wp:post_modified_gmt><![CDATA[{at}]]></wp:post_modified_gmt>
		<wp:comment_status><![CDATA[closed]]></wp:comment_status>
		<wp:ping_status><![CDATA[closed]]></wp:ping_status>
		<wp:post_name><![CDATA[{slug}]]></wp:post_name>
		<wp:status><![CDATA[publish]]></wp:status>
		<wp:post_parent>0</wp:post_parent>
		<wp:menu_order>0</wp:menu_order>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:post_password><![CDATA[]]></wp:post_password>
		<wp:is_sticky>0</wp:is_sticky>
		{terms}
		<wp:postmeta>
			<wp:meta_key><![CDATA[_edit_last]]></wp:meta_key>
			<wp:meta_value><![CDATA[1]]></wp:meta_value>
		</wp:postmeta>
		<wp:postmeta>
			<wp:meta_key><![CDATA[_yoast_wpseo_metadesc]]></wp:meta_key>
			<wp:meta_value><![CDATA[What is to be known of {slug}.]]></wp:meta_value>
		</wp:postmeta>
	</item>
"""
