import logging
from datetime import UTC, datetime
from uuid import UUID

from django.core.mail import send_mail
from django.tasks import task
from django.utils import translation
from django.utils.translation import gettext as _

from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.services import new_code
from shelterwood.foundation.notify.rules import fault_of

log = logging.getLogger("shelterwood.keys")


@task()
def mail_code(person: str) -> None:
    """Make a code at the moment it is sent, so that it stands in clear nowhere but in the message. It is not tried again: it would be old."""
    found = accounts.person(UUID(person))
    if found is None:
        return
    code = new_code(found, at=datetime.now(UTC), mailed=True)
    with translation.override(found.language):
        subject = _("Your code to sign in")
        body = _("{code}\n\nIt works once, within ten minutes. If you did not ask for it, you need do nothing.").format(code=code)
    try:
        send_mail(subject, body, None, [found.email])
    except OSError as problem:
        log.warning("A code could not be mailed: %s", fault_of(problem))
