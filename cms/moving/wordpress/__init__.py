"""The site as an export of WordPress."""


def export(*a, **k): ...
