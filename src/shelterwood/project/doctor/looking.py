"""Going through the house and noting what is seen. Nothing is changed."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import mailers
from django.db import connection

from shelterwood.collaborate.region.rules import ring_due
from shelterwood.foundation.accounts import queries as accounts
from shelterwood.foundation.accounts.keys import queries as keys
from shelterwood.foundation.audit.queries import last_time
from shelterwood.foundation.backup.services import public_half_file
from shelterwood.foundation.body import queries as body
from shelterwood.foundation.body.rules import LinePurpose
from shelterwood.foundation.jobs.queries import last_slot
from shelterwood.foundation.notify.queries import overdue
from shelterwood.foundation.notify.rules import fault_of
from shelterwood.foundation.wall.build import walls
from shelterwood.foundation.wall.roles import too_mighty
from shelterwood.gates.disclosure.reading import unsigned
from shelterwood.gates.law import queries as law
from shelterwood.project.doctor.rules import Look
from shelterwood.respond.concerns import queries as concerns
from shelterwood.respond.endings import queries as endings

if TYPE_CHECKING:
    from shelterwood.foundation.body.models import County

LATE = timedelta(hours=1)
PATIENCE = 5
TOLD = {
    "unreachable": "no server answers",
    "untrusted": "no encryption, or a certificate that does not fit",
    "sign_in": "name or password are refused",
}


def look(*, now: datetime) -> Look:
    """Everything that is judged. The database must answer."""
    counties, found, desk = body.counties(), body.the_body(), accounts.intake_desk()
    return Look(
        now=now,
        demonstration=settings.DEMONSTRATION,
        secret=settings.SECRET_KEY,
        modes=dict(_modes(Path(settings.DATA))),
        hosts=settings.ALLOWED_HOSTS,
        https="" if settings.DEMONSTRATION else https_fault(settings.ALLOWED_HOSTS[0]),
        passkeys_for=settings.PASSKEYS_FOR,
        without_key=keys.without_key(),
        vendor=connection.vendor,
        mighty=too_mighty([*walls().behind]),
        mail=settings.MAIL is not None,
        mail_fault=_mail_fault(),
        mail_overdue=overdue(at=now, after=LATE),
        recovery_key=public_half_file().exists(),
        last_backup=last_time("backup"),
        last_slot=last_slot(),
        clocks_apart=_clocks_apart(),
        zones=[each.time_zone for each in counties],
        body=found is not None,
        invented=bool(found and found.demonstration) or law.has_demonstration_pack(),
        signed=bool(law.signed("rule")),
        unsigned=len(unsigned()),
        unread_law=law.unread_texts(),
        desk_covered=desk is not None and accounts.duty_ends(desk, now) is not None,
        uncovered=[each.name for each in concerns.every_intake() if not accounts.duty_ends(each, now)],
        unrouted=[_named(each) for each in counties if not concerns.intake_points(each)],
        without_line=[_named(each) for each in counties if not body.county_lines(each, LinePurpose.CHILD_PROTECTION)],
        without_period=endings.without_period(),
        never_rung=[each.name for each in body.every_line() if ring_due(each.rung_on, now.date())],
    )


def _named(county: County) -> str:
    return f"{county.name}, {county.state}"


def _modes(folder: Path) -> Iterator[tuple[str, int]]:
    """The folder, and what in it must stay this account's own."""
    kept = [folder, folder / "secret_key", folder / "mail_server", folder / "keys", *(folder / "keys").glob("*")]
    return ((each.name, each.stat().st_mode & 0o777) for each in kept if each.exists())


def https_fault(host: str, port: int = 443, context: ssl.SSLContext | None = None) -> str:
    """Ask the site for its first page as a browser would; a sentence where that is not encrypted as it must be."""
    asked = http.client.HTTPSConnection(host.lstrip("."), port, timeout=PATIENCE, context=context or ssl.create_default_context())
    try:
        asked.request("GET", "/about")
        answer = asked.getresponse()
    except ssl.SSLError:
        return f"The certificate of https://{host} does not fit."
    except OSError:
        return f"https://{host} does not answer from here."
    except http.client.HTTPException:
        return f"https://{host} answers, but not as a web site."
    finally:
        asked.close()
    if answer.status != 200:
        return f"https://{host} answers with {answer.status}: its proxy does not say X-Forwarded-Proto, or leads elsewhere."
    return "" if answer.getheader("Strict-Transport-Security") else f"https://{host} does not tell browsers to stay on HTTPS: it is another site."


def _mail_fault() -> str:
    """Greet the server and sign in, without sending anything."""
    if settings.MAIL is None:
        return ""
    try:
        server = mailers["default"]
        server.open()
        server.close()
    except OSError as problem:
        fault = fault_of(problem)
        return TOLD.get(fault, str(fault))
    return ""


def _clocks_apart() -> float:
    """Seconds by which the database's clock is ahead of this machine's."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return float((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
