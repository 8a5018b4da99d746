"""Django looks here for the pages of the desk that name things of every app."""

from cms.addresses import page

__all__ = ["page"]
