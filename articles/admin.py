"""Django looks here for the desk."""

from articles.desk import articles, pictures, tags

__all__ = ["articles", "pictures", "tags"]
