"""Django looks here for the desk."""

from articles.desk import articles, people, pictures, tags

__all__ = ["articles", "people", "pictures", "tags"]
