"""From the text of a dump to a stored text: `convert`. Small steps, each in a module of its own name."""

from articles.legacy.convert.pipeline import Converted, convert

__all__ = ["Converted", "convert"]
