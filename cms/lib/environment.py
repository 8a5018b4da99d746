"""Typed readers of the environment that fail loudly, naming the variable."""

import os

from django.core.exceptions import ImproperlyConfigured

_FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
    "": False,
}


def text(name: str, default: str = "") -> str:
    """Return the value, or `default` where the variable is unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value not in _FLAGS:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return _FLAGS[value]


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def one_of(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {value!r}.")
    return value


def names(name: str) -> list[str]:
    """Return the values parted by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]
