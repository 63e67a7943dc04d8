"""Why a message was not taken, in a closed list: what a mail server answers may hold an address or more, and is not kept."""

import smtplib
import ssl
from enum import StrEnum


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
