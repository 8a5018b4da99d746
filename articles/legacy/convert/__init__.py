"""From the text of a dump to a stored text: `convert_record`. Small steps, each in a module of its own name."""

from articles.legacy.convert.pipeline import Converted, convert
from articles.legacy.records import ArticleRecord, Markup
from cms.lib import richtext

__all__ = ["Converted", "convert", "convert_record"]


def convert_record(record: ArticleRecord, *, source: str, restore_paragraphs: bool = True) -> Converted:
    """Convert a record in whatever its body is written."""
    if record.markup == Markup.WORDPRESS:
        return Converted(html=richtext.clean(record.body))
    return convert(
        record.body,
        has_paragraphs=record.has_paragraphs,
        place=record.place,
        source=source,
        restore_paragraphs=restore_paragraphs,
    )
