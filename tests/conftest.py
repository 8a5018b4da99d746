"""What every test may ask for: an own database and own files, a browser, an accessibility scan, a Redis server."""

import importlib.resources
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from tests import services

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages under test reach nothing but the machine they run on.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

# --- Which tests run ----------------------------------------------------------------------------------------------

# Repeatable by default; `--long` goes exploring and prints how to repeat what it finds.
hypothesis.settings.register_profile("steady", derandomize=True, deadline=None, database=None)
hypothesis.settings.register_profile("long", deadline=None, database=None, max_examples=2000, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms too")
    parser.addoption(
        "--no-browser",
        action="store_true",
        help="leave out what drives a browser, and what the leg that does has shown",
    )


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("long" if config.getoption("long") else "steady")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    on_postgres = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    unwanted = {"sqlite_only" if on_postgres else "postgres_only"}
    if not config.getoption("long"):
        unwanted.add("long")
    if config.getoption("no_browser"):
        unwanted |= {"browser", "once"}
    kept, left_out = [], []
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "chromium" in fixtures:
            item.add_marker("browser")
        if "redis_url" in fixtures:
            item.add_marker("redis")
        mark = item.get_closest_marker("django_db")
        if mark is not None and mark.kwargs.get("transaction"):
            # The database is kept for `django_db_serialized_rollback` only where a test of the run says so itself.
            mark.kwargs["serialized_rollback"] = True
        marks = {mark.name for mark in item.iter_markers()}
        (left_out if marks & unwanted else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


@pytest.fixture(scope="session")
def long_form(request: pytest.FixtureRequest) -> bool:
    """For a test that has a shorter and a longer form: whether the longer one was asked for."""
    return request.config.getoption("long")


def found(part: str) -> Any:
    """What the finder of this part returns; where it is missing the test is skipped, under STEPPE_ALL=1 it fails."""
    place = services.FINDERS[part]()
    if place is None:
        line = f"{part} is not installed: {services.INSTALLED_BY[part]}"
        if os.environ.get("STEPPE_ALL") == "1":
            pytest.fail(line, pytrace=False)
        pytest.skip(line)
    return place


# --- Database and files -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite tests use a file, as the site does: in memory there is no WAL, and threads wait for nothing."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "steppe.sqlite3")


@pytest.fixture(autouse=True)
def django_db_serialized_rollback() -> None:
    """Initial data, such as the regions, comes back after a test that commits. Under this name pytest-django looks."""


@pytest.fixture(scope="session", autouse=True)
def own_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Media and static files of a test run never mix with those of the site that is served from this folder."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("files")
    (folder / "static").mkdir()
    with override_settings(
        DATA_DIR=folder,
        MEDIA_ROOT=folder / "media",
        STATIC_ROOT=folder / "static",
        WHITENOISE_USE_FINDERS=True,
        # No page of a long test asks for the paper's name anew.
        IDENTITY_KEPT_SECONDS=3600,
        # Pages of a test apply nothing that is due behind its back.
        DUE_KEPT_SECONDS=0,
        # The tests make many accounts; a slow hash guards nothing here.
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(scope="session")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as a deployment serves them: folded, hashed, compressed. For STATIC_ROOT.

    Without those of Django's own admin, which would take as long again.
    """
    from django.core.management import call_command
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("collected")
    with override_settings(STATIC_ROOT=folder):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    return folder


@pytest.fixture(autouse=True)
def known_identity() -> None:
    """Each test begins with the paper as the environment names it, already known."""
    from cms.site import identity

    identity.remember(identity.of_row(None))


# --- Servers ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis server of our own, for `override_settings(CACHES=...)`."""
    found("Redis")
    with services.redis_server() as url:
        yield url


@pytest.fixture(autouse=True)
def nobody_present(own_files: None) -> None:
    """Who had a story open in one test is not there in the next, whose stories have the same numbers."""
    (Path(settings.DATA_DIR) / "presence.sqlite3").unlink(missing_ok=True)


# --- The browser --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def chromium() -> str:
    return found("Chromium")


@pytest.fixture(scope="session")
def browser(chromium: str, django_db_setup: None) -> Iterator[Any]:
    """A Playwright browser; each `new_page(viewport=..., color_scheme=..., java_script_enabled=...)` starts empty.

    Playwright keeps an event loop running in this thread until it is closed. Django takes that for asynchronous code
    and would refuse every query in it, so that check is off from here on; the site itself runs in other threads.
    """
    from django.db import connection
    from playwright.sync_api import sync_playwright

    # Within that loop this thread has another connection object, which must know the initial data as well.
    initial_data = getattr(connection, "_test_serialized_contents", None)
    with tempfile.TemporaryDirectory(prefix="steppe-browser-") as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        # An account without a home folder has nowhere to put the browser's settings.
        environment = {**os.environ, "HOME": home}
        with sync_playwright() as playwright:
            if initial_data is not None:
                connection._test_serialized_contents = initial_data
            running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS, env=environment)
            yield running
            running.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page in an empty profile. A script that fails or a breach of the content policy fails the test."""
    context = browser.new_context()
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(f"script failed: {error}"))
    opened.on("console", lambda said: "Content Security Policy" in said.text and complaints.append(said.text))
    yield opened
    context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """axe(page): the accessibility faults of the page as it stands, a line each; `assert axe(page) == []`.

    A second argument names the rules to ask, where a page was asked about all of them in another theme or width.
    """
    source = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

    def scan(page: Any, only: list[str] | None = None) -> list[str]:
        # Evaluated, not added as a script tag, which the site's content policy would refuse.
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        # Not preloaded: axe would write imported style sheets into the page, which its policy refuses.
        options = {"resultTypes": ["violations"], "preload": False} | ({"runOnly": only} if only else {})
        # Colours that still change into those of another theme are no fault.
        page.evaluate("document.getAnimations().forEach((one) => one instanceof CSSTransition && one.finish())")
        result = page.evaluate("(options) => axe.run(document, options)", options)
        return [_fault(violation) for violation in result["violations"]]

    return scan


def _fault(violation: dict[str, Any]) -> str:
    places = ", ".join(str(node["target"][0]) for node in violation["nodes"][:5])
    return f"{violation['id']} ({violation['impact']}): {violation['help']} at {places}"
