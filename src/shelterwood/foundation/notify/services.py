import logging
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from shelterwood.foundation.audit import services as audit
from shelterwood.foundation.audit.services import Event
from shelterwood.foundation.notify import queries
from shelterwood.foundation.notify.models import Notice, SafeContact
from shelterwood.foundation.notify.rules import fault_of, next_digest

LONGEST_PAUSE = timedelta(hours=1)
log = logging.getLogger("shelterwood.notify")


def tell(*, person: UUID, address: str, zone: str, language: str, at_once: bool, at: datetime) -> Notice | None:
    """Leave a notice for the worker to send: at once to whoever is on call or has a clock, else in the person's hours as a digest.

    A waiting notice to the same person serves for several matters; one that waits for the morning goes at once where one of them must.
    """
    if not address:
        return None
    moment = at if at_once else next_digest(queries.contact_hours(person, zone), last_sent=queries.last_sent(person), now=at)
    waiting = Notice.objects.filter(person=person, sent_at=None).first()
    if waiting is None:
        return Notice.objects.create(person=person, address=address, language=language, try_at=moment)
    if not waiting.attempts and moment < waiting.try_at:  # one that no server took keeps its pause
        waiting.try_at = moment
        waiting.save(update_fields=["try_at"])
    return waiting


def set_hours(*, person: UUID, opens: time, closes: time, weekends: bool) -> None:
    """When this person wants what is not urgent. Raises IntegrityError where the hours do not open before they close."""
    SafeContact.objects.update_or_create(person=person, defaults={"opens": opens, "closes": closes, "weekends": weekends})


def send_waiting() -> int:
    """Send what waits; what cannot be sent stays and is tried again, ever less often. Returns how many were sent."""
    sent = 0
    for notice in Notice.objects.filter(sent_at=None, try_at__lte=datetime.now(UTC)).order_by("made_at"):
        notice.fault = _send(notice.address, notice.language)
        if not notice.fault:
            notice.sent_at = datetime.now(UTC)
            sent += 1
        else:
            log.warning("A notice could not be sent; it is tried again", extra={"count": notice.attempts})
            notice.attempts += 1
            notice.try_at = datetime.now(UTC) + min(LONGEST_PAUSE, timedelta(minutes=2 ** min(notice.attempts, 10)))
        notice.save(update_fields=["attempts", "try_at", "sent_at", "fault"])  # one short write each: a slow mail server holds no lock
    return sent


def try_again(*, actor: UUID, organization: UUID, at: datetime) -> int:
    """Let the worker try everything that failed at its next round; returns how many wait."""
    with transaction.atomic():
        waiting = Notice.objects.filter(sent_at=None, attempts__gt=0).update(try_at=at)
        audit.record(Event(action="try_mail_again", actor=actor, organization=organization, at=at))
    return int(waiting)


def send_test(*, address: str, language: str, actor: UUID, organization: UUID, at: datetime) -> str:
    """Send the same message that every notice is, at once; returns the fault, or nothing where the server took it."""
    fault = _send(address, language)
    with transaction.atomic():
        audit.record(Event(action="send_test", allowed=not fault, actor=actor, organization=organization, detail=fault, at=at))
    return fault


def send_link(*, address: str, language: str, link: str, actor: UUID, organization: UUID, at: datetime) -> str:
    """Send the one-time link of an invitation, at once; returns the fault, or nothing where the server took it.

    It does not wait in the database like other notices: it would lie there open. Whoever invites sees a fault and prints a code instead.
    """
    with translation.override(language):
        subject = _("Your way in")
        body = _("Open this address within seven days. It works once.") + f"\n\n{link}\n\n" + _("If you expect no such message, do nothing.")
    fault = _handed(subject, body, address)
    with transaction.atomic():
        audit.record(Event(action="send_link", allowed=not fault, actor=actor, organization=organization, detail=fault, at=at))
    return fault


def _send(address: str, language: str) -> str:
    """Hand one message to the mail server; the fault as a word, or nothing."""
    with translation.override(language):
        subject = _("Something waits for you")
        body = _("Sign in to see it. There are no details here, on purpose.")
    return _handed(subject, body, address)


def _handed(subject: str, body: str, address: str) -> str:
    """Hand a text to the mail server; the fault as a word, or nothing."""
    try:
        send_mail(subject, body, None, [address])
    except OSError as problem:
        return fault_of(problem)
    return ""
