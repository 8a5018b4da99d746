"""A module for each kind of page that the old sites answered with.

Each of them has `recognises(page: Page) -> bool` and `read(page: Page) -> Iterator[Record | Problem]`, and knows one
layout. `stories`, `pairs`, `credits` and `person_heading` are no kinds: they hold what several kinds share.
"""
