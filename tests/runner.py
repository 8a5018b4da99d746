"""`manage.py test` hands over to pytest, so that there is one way the tests run."""

import argparse
import importlib.util

from django.core.management import CommandError


class PytestRunner:
    """What Django's `test` command expects of a runner. Labels are paths, or paths with `::name`."""

    def __init__(
        self, verbosity: int = 1, failfast: bool = False, keepdb: bool = False, keyword: str = "", **options: object
    ) -> None:
        self.verbosity = verbosity
        self.failfast = failfast
        self.keepdb = keepdb
        self.keyword = keyword

    @classmethod
    def add_arguments(cls, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--failfast", action="store_true", help="Stop after the first test that fails.")
        parser.add_argument("--keepdb", action="store_true", help="Keep the test database for the next run.")
        parser.add_argument("-k", dest="keyword", default="", help="Only tests whose names match this expression.")

    def run_tests(self, test_labels: list[str]) -> int:
        """Returns what the command exits with: 0 when everything passed."""
        if importlib.util.find_spec("pytest_django") is None:
            raise CommandError("pytest is not installed: pip install -r requirements-dev.txt, or use `make test`.")
        import pytest

        return int(pytest.main([*self._options(), *test_labels]))

    def _options(self) -> list[str]:
        options = ["-q"] if self.verbosity == 0 else ["-v"] * (self.verbosity - 1)
        if self.failfast:
            options.append("--exitfirst")
        if self.keepdb:
            options.append("--reuse-db")
        if self.keyword:
            options += ["-k", self.keyword]
        return options
