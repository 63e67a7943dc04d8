"""Notices by real SMTP, against a server on this machine: what it refuses is told in a word, and nothing is lost."""

import gc
import socket
import warnings
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from shelterwood.foundation.notify import services
from shelterwood.foundation.notify.models import Notice
from shelterwood.project.rules import mail_server

pytestmark = pytest.mark.django_db
SENDER = "notices@county.example"


class Post:
    """A mail server that takes what it is told to take."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, list[str], str]] = []
        self.refused_to = ""
        self.broken = False

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address == self.refused_to:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.broken:
            return "554 Not now"
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@contextmanager
def listening(handler, **options):
    """The server on a free port of this machine, until the end of the block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop(no_assert=True)


@pytest.fixture
def post(settings):
    handler = Post()
    with listening(handler) as port:
        name(settings, f"smtp://127.0.0.1:{port}")
        yield handler


def name(settings, address):
    server = mail_server(address, SENDER)
    settings.MAILERS = {"default": server.mailer}
    settings.DEFAULT_FROM_EMAIL = server.sender


@pytest.fixture(autouse=True)
def nothing_waits(db):
    Notice.objects.all().delete()


def tell(address="worker@agency.example"):
    return services.tell(person=uuid4(), address=address, zone="UTC", language="en", at_once=True, at=datetime.now(UTC))


def test_a_notice_arrives_with_the_bodys_own_sender_and_without_content(post):
    tell()
    assert services.send_waiting() == 1
    ((sender, to, text),) = post.taken
    assert (sender, to) == (SENDER, ["worker@agency.example"])
    assert "Something waits for you" in text
    assert Notice.objects.get().fault == ""


def test_an_address_that_is_refused_waits_with_the_reason_and_holds_up_nobody(post):
    post.refused_to = "gone@agency.example"
    tell("gone@agency.example")
    tell()
    assert services.send_waiting() == 1
    assert Notice.objects.get(sent_at=None).fault == "address"


def test_a_server_that_is_away_loses_no_notice(settings, post):
    address = settings.MAILERS
    name(settings, "smtp://127.0.0.1:9")
    tell()
    assert services.send_waiting() == 0
    assert Notice.objects.get().fault == "unreachable"
    settings.MAILERS = address
    services.try_again(actor=uuid4(), organization=uuid4(), at=Notice.objects.get().made_at)
    assert services.send_waiting() == 1
    assert len(post.taken) == 1


def test_a_server_that_refuses_the_text_is_told_as_a_word_and_its_own_words_are_not_kept(post):
    post.broken = True
    tell()
    assert services.send_waiting() == 0
    assert Notice.objects.get().fault == "refused"


def test_a_server_elsewhere_without_encryption_gets_nothing(settings, post):
    """STARTTLS is asked and not offered: the password and the address stay here."""
    options = {**settings.MAILERS["default"]["OPTIONS"], "use_tls": True}
    settings.MAILERS = {"default": {**settings.MAILERS["default"], "OPTIONS": options}}
    tell()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Django leaves the socket of a refused STARTTLS to the collector
        assert services.send_waiting() == 0
        gc.collect()
    assert Notice.objects.get().fault == "untrusted"
    assert post.taken == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_a_wrong_password_is_told(settings):
    def never(*_: object) -> AuthResult:
        return AuthResult(success=False, handled=False, message="535 5.7.8 no")

    with listening(Post(), authenticator=never, auth_require_tls=False, auth_required=True) as port:
        name(settings, f"smtp://me:wrong@127.0.0.1:{port}")
        tell()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            assert services.send_waiting() == 0
            gc.collect()
        assert Notice.objects.get().fault == "sign_in"
