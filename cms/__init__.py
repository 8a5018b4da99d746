"""The frame of Steppe: it composes the apps."""

__version__ = "0.1.0"
