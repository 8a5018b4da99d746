"""Letters of a site that was given no mail server."""

import logging

import pytest
from django.core.mail import EmailMessage

from cms.lib import mail
from cms.lib.unsent import EmailBackend


def test_a_letter_that_nobody_can_carry_is_told_of_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert (
            EmailBackend().send_messages([EmailMessage("Password", "...", "a@news.example", ["b@news.example"])]) == 0
        )
    assert "EMAIL_URL" in caplog.text


def test_without_a_server_letters_go_nowhere_on_either_django() -> None:
    settings = mail.settings_for(mail.NOWHERE)
    assert "cms.lib.unsent.EmailBackend" in str(settings)
