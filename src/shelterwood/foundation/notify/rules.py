"""When somebody may be written to, and why a message was not taken.

The reasons are a closed list: what a mail server answers may hold an address or more, and is not kept.
"""

import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DIGEST_EVERY = timedelta(hours=4)


@dataclass(frozen=True)
class ContactHours:
    """When somebody wants what is not urgent, by the clock of `zone` (an IANA name): from `opens` until before `closes`."""

    zone: str
    opens: time = time(7)
    closes: time = time(19)
    weekends: bool = False

    def hold(self, moment: datetime) -> bool:
        """Whether a moment lies in these hours."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return (self.weekends or local.weekday() < 5) and self.opens <= local.time() < self.closes


def next_digest(hours: ContactHours, *, last_sent: datetime | None, now: datetime) -> datetime:
    """When one message may go out for everything that is not urgent: in these hours, and not sooner than DIGEST_EVERY after the last."""
    earliest = max(now, last_sent + DIGEST_EVERY) if last_sent else now
    if hours.hold(earliest):
        return earliest
    local = earliest.astimezone(ZoneInfo(hours.zone))
    openings = (datetime.combine(local.date() + timedelta(days=day), hours.opens, local.tzinfo) for day in range(4))
    return next(opening for opening in openings if opening >= earliest and hours.hold(opening))


class Fault(StrEnum):
    UNREACHABLE = "unreachable"  # no server answers there
    UNTRUSTED = "untrusted"  # no encryption, or a certificate that does not fit
    SIGN_IN = "sign_in"  # the server does not take our name and password
    SENDER = "sender"  # it does not take our own address
    ADDRESS = "address"  # it does not take the recipient's address
    REFUSED = "refused"  # anything else that it answered


# the first that fits; OSError is what every other of them is too
KINDS: tuple[tuple[type[BaseException], Fault], ...] = (
    (ssl.SSLError, Fault.UNTRUSTED),
    (smtplib.SMTPNotSupportedError, Fault.UNTRUSTED),
    (smtplib.SMTPAuthenticationError, Fault.SIGN_IN),
    (smtplib.SMTPSenderRefused, Fault.SENDER),
    (smtplib.SMTPRecipientsRefused, Fault.ADDRESS),
    (smtplib.SMTPServerDisconnected, Fault.UNREACHABLE),
    (smtplib.SMTPConnectError, Fault.UNREACHABLE),
    (smtplib.SMTPException, Fault.REFUSED),
    (OSError, Fault.UNREACHABLE),
)


def fault_of(problem: BaseException) -> Fault:
    """The word for what a mail server, or its absence, did."""
    return next((fault for kind, fault in KINDS if isinstance(problem, kind)), Fault.REFUSED)
