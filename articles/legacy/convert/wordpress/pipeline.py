"""One body of WordPress, of either editor, into one stored text. Nothing here knows a database.

THE LAW: without the tags and what is reported as dropped, the words are exactly those of the body, in order.
"""

from __future__ import annotations

from articles.legacy.convert.pipeline import Converted
from articles.legacy.convert.wordpress import autop, comments
from articles.legacy.records import ArticleRecord
from cms.lib import richtext


def convert_wordpress(record: ArticleRecord, *, source: str) -> Converted:
    """Convert the body of an export. `source` names the old site: it is part of the pictures' stable ids.

    Raises `richtext.TooMuchHtml` for a body that is longer than any article.
    """
    text, blocks = comments.put_aside(richtext.without_controls(record.body))
    if not blocks:
        text = autop.with_paragraphs(text)
    return Converted(html=richtext.clean(text))
