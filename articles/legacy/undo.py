"""Taking a restored shape back: an editor's undo of what a conversion step guessed."""

from django.contrib.auth.models import AbstractBaseUser

from articles import text as texts
from articles import workflow
from articles.legacy.convert import convert_record
from articles.legacy.models import Origin
from articles.legacy.printings import unpack
from articles.legacy.records import Kind
from articles.legacy.resolve import best_printing
from articles.models import Article


class NothingToUndo(Exception):
    """The text is not as the import left it, or was not restored in the first place."""


def undo_paragraphs(actor: AbstractBaseUser | None, article: Article) -> None:
    """Release the story with its text in one piece, as the archive copy has it. Raises NothingToUndo.

    It goes through the workflow like any editor's change; so later imports leave the text alone.
    """
    origin = Origin.objects.filter(kind=Kind.ARTICLE, target_id=article.pk).first()
    if origin is None or not article.has_restored_paragraphs:
        raise NothingToUndo(f"“{article}” has no paragraphs restored by the import.")
    best = best_printing(unpack(printing) for printing in origin.printings.all())
    plain = convert_record(best, source=origin.source, restore_paragraphs=False)
    newest = article.revisions.first()
    text = newest.data if article.has_changes else texts.of_live(article)
    if text["body"] != article.body:
        raise NothingToUndo(f"Somebody is changing the text of “{article}”: their words would be lost.")
    changed = text | {"body": plain.html, "has_restored_paragraphs": False}
    saved = workflow.save_draft(
        actor, article, changed, base_version=article.version, note="restored paragraphs taken back"
    )
    if not newest or newest.live_from:
        workflow.release(actor, article, base_version=saved.number)
