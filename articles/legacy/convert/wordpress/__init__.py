"""Bodies that WordPress's two editors wrote: `convert_wordpress`."""

from articles.legacy.convert.wordpress.pipeline import convert_wordpress

__all__ = ["convert_wordpress"]
