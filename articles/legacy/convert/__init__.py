"""From the text of a dump to a stored text: `convert`. Small steps, each in a module of its own name."""

from articles.legacy.convert.pipeline import Converted, convert
from articles.legacy.convert.wordpress import convert_wordpress
from articles.legacy.records import ArticleRecord, Markup

__all__ = ["Converted", "convert", "convert_record"]


def convert_record(record: ArticleRecord, *, source: str, restore_paragraphs: bool = True) -> Converted:
    """Convert the record's body by what it is written in. Raises `richtext.TooMuchHtml`."""
    if record.markup == Markup.WORDPRESS:
        return convert_wordpress(record, source=source)
    return convert(
        record.body,
        has_paragraphs=record.has_paragraphs,
        place=record.place,
        source=source,
        restore_paragraphs=restore_paragraphs,
    )
