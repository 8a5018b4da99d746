"""The nouns of the paper, one a file."""

from articles.models.article import Article, ArticleKind, State
from articles.models.assignment import SectionAssignment
from articles.models.byline import Byline, BylineRole
from articles.models.hold import Hold
from articles.models.house import CheckLevel, HouseExemption, HouseRule, Level
from articles.models.kept import KeptText
from articles.models.listing import ListingRow, PictureUse, RenderedBody, SearchDocument
from articles.models.revision import Revision, RevisionKind
from articles.models.shared import LinkOpening, SharedLink
from articles.models.tag import Tag, TagAlias, TaggedArticle, TagKind

__all__ = [
    "Article",
    "ArticleKind",
    "Byline",
    "BylineRole",
    "Hold",
    "CheckLevel",
    "HouseExemption",
    "HouseRule",
    "KeptText",
    "Level",
    "LinkOpening",
    "ListingRow",
    "PictureUse",
    "RenderedBody",
    "Revision",
    "RevisionKind",
    "SearchDocument",
    "SectionAssignment",
    "SharedLink",
    "State",
    "Tag",
    "TagAlias",
    "TagKind",
    "TaggedArticle",
]
