"""How a mail server is written: encrypted everywhere but on this machine."""

import smtplib
import ssl

import pytest

from shelterwood.foundation.notify.rules import Fault, fault_of
from shelterwood.project.rules import CannotRead, mail_server

SENDER = "notices@county.example"


@pytest.mark.parametrize(
    ("written", "port", "use_ssl", "use_tls"),
    [
        ("smtps://name:word@mail.county.example", 465, True, False),
        ("smtp://name:word@mail.county.example", 587, False, True),
        ("smtp://mail.county.example:2525", 2525, False, True),
        ("smtp://localhost", 25, False, False),
        ("smtp://127.0.0.1:1025", 1025, False, False),
    ],
)
def test_every_server_but_this_machines_own_is_spoken_to_encrypted(written, port, use_ssl, use_tls):
    options = mail_server(written, SENDER).mailer["OPTIONS"]
    assert (options["port"], options["use_ssl"], options["use_tls"]) == (port, use_ssl, use_tls)


def test_name_and_password_may_hold_any_character():
    options = mail_server("smtps://a%40b:p%2F%3Aw@mail.county.example", SENDER).mailer["OPTIONS"]
    assert (options["username"], options["password"]) == ("a@b", "p/:w")


@pytest.mark.parametrize(
    "written", ["", "mail.county.example", "http://mail.county.example", "smtp://", "smtp://a:99999999", "smtp://a/path", "smtp://a?tls=no"]
)
def test_what_is_no_address_says_what_to_write(written):
    with pytest.raises(CannotRead, match="smtps://name:password@"):
        mail_server(written, SENDER)


@pytest.mark.parametrize("sender", ["", "county", "a@b", "a b@c.example", "<a@b.example>", "a@b.example\nBcc: c@d.example"])
def test_a_sender_that_is_no_address_is_refused(sender):
    with pytest.raises(CannotRead, match="sender"):
        mail_server("smtp://localhost", sender)


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (ConnectionRefusedError(), Fault.UNREACHABLE),
        (TimeoutError(), Fault.UNREACHABLE),
        (smtplib.SMTPServerDisconnected(), Fault.UNREACHABLE),
        (ssl.SSLCertVerificationError(), Fault.UNTRUSTED),
        (smtplib.SMTPNotSupportedError(), Fault.UNTRUSTED),
        (smtplib.SMTPAuthenticationError(535, b"no"), Fault.SIGN_IN),
        (smtplib.SMTPSenderRefused(550, b"no", SENDER), Fault.SENDER),
        (smtplib.SMTPRecipientsRefused({}), Fault.ADDRESS),
        (smtplib.SMTPDataError(554, b"child"), Fault.REFUSED),
        (smtplib.SMTPConnectError(421, b"later"), Fault.UNREACHABLE),
    ],
)
def test_what_a_server_says_becomes_a_word_of_a_closed_list(problem, fault):
    assert fault_of(problem) is fault
