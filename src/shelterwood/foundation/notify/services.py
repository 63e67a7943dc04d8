import logging
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from shelterwood.foundation.notify.models import Notice

LONGEST_PAUSE = timedelta(hours=1)
log = logging.getLogger("shelterwood.notify")


def tell(*, person: UUID, address: str, language: str = "en") -> Notice | None:
    """Leave a notice for the worker to send. A waiting notice to the same person serves for several matters."""
    if not address:
        return None
    waiting = Notice.objects.filter(person=person, sent_at=None).first()
    return waiting or Notice.objects.create(person=person, address=address, language=language)


def send_waiting() -> int:
    """Send what waits; what cannot be sent stays and is tried again, ever less often. Returns how many were sent."""
    sent = 0
    for notice in Notice.objects.filter(sent_at=None, try_at__lte=datetime.now(UTC)).order_by("made_at"):
        if _send(notice):
            notice.sent_at = datetime.now(UTC)
            sent += 1
        else:
            notice.attempts += 1
            notice.try_at = datetime.now(UTC) + min(LONGEST_PAUSE, timedelta(minutes=2 ** min(notice.attempts, 10)))
        notice.save(update_fields=["attempts", "try_at", "sent_at"])  # one short write each: a slow mail server holds no lock
    return sent


def _send(notice: Notice) -> bool:
    with translation.override(notice.language):
        subject = _("Something waits for you")
        body = _("Sign in to see it. There are no details here, on purpose.")
    try:
        send_mail(subject, body, None, [notice.address])
    except OSError:
        log.warning("A notice could not be sent; it is tried again", extra={"count": notice.attempts})
        return False
    return True
