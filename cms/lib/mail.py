"""Letters: the address of a mail server in the form that this Django asks for, and sending one."""

import logging
import smtplib
from collections.abc import Iterable

import django
import environ
from django.core.mail import EmailMessage

log = logging.getLogger(__name__)

CONSOLE = "consolemail://"
NOWHERE = "dummymail://"
_UNSENT = "cms.lib.unsent.EmailBackend"
# Setting of environ -> option of a mail backend.
_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_FILE_PATH": "file_path",
}


def settings_for(url: str) -> dict[str, object]:
    """Return the settings for `smtp+tls://name:password@host:587` and its like. Raises ImproperlyConfigured."""
    parsed = environ.Env.email_url_config(url)
    given = {name: value for name, value in parsed.items() if name in _OPTIONS and value}
    backend = _UNSENT if url == NOWHERE else parsed["EMAIL_BACKEND"]
    # A letter that cannot be sent must not hold a page for minutes.
    timeout = {"timeout": 10} if backend.endswith("smtp.EmailBackend") else {}
    if django.VERSION < (6, 1):
        return given | {"EMAIL_BACKEND": backend} | {f"EMAIL_{name.upper()}": value for name, value in timeout.items()}
    options = {_OPTIONS[name]: value for name, value in given.items()} | timeout
    return {"MAILERS": {"default": {"BACKEND": backend, "OPTIONS": options}}}


def send(to: Iterable[str], subject: str, body: str) -> bool:
    """Send each address a letter of its own; tell whether the server took them. A mail server that is away breaks
    nothing: that is logged."""
    subject = " ".join(subject.split())  # a line break would begin another header
    try:
        for address in to:
            EmailMessage(subject, body, to=[address]).send()
    except (OSError, smtplib.SMTPException):
        log.warning("A letter could not be sent: %s", subject, exc_info=True)
        return False
    return True
