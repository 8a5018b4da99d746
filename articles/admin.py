"""Django looks here for the desk."""

from articles.desk import articles, check_levels, house_rules, people, pictures, tags

__all__ = ["articles", "check_levels", "house_rules", "people", "pictures", "tags"]
