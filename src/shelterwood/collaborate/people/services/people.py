"""Inviting people, changing what they are trusted with, and ending it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from shelterwood.collaborate.people.noting import note
from shelterwood.collaborate.people.permissions import NotPossible, check, may_change, may_end, may_invite, may_send_code
from shelterwood.foundation.accounts import services as accounts
from shelterwood.foundation.notify import services as notify

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person, Site


def invite(
    organization: Organization, *, by: Person, name: str, email: str, post: str, role: str, site: Site | None, language: str, at: datetime
) -> tuple[Person, str]:
    """Somebody new, and the code on paper with which they come in once. Raises Forbidden; NotPossible where the address is known already."""
    check(may_invite(organization, role, by))
    try:
        with transaction.atomic():
            person = accounts.add_person(
                username=email.casefold()[:80] or f"p-{secrets.token_hex(6)}", name=name, email=email, organization=organization, site=site,
                post=post, role=role, language=language, public_official=organization.government_entity, joined_at=at, role_since=at,
            )  # fmt: skip
            code = accounts.new_code(person, at=at)
            note("invite", by, person.pk, at, word=role)
    except IntegrityError as problem:
        raise NotPossible(_("Somebody with this mail address has access already.")) from problem
    return person, code


def print_code(person: Person, *, by: Person, at: datetime) -> str:
    """Another code for somebody who never came in; the one before ends. Raises Forbidden."""
    check(may_send_code(person, by))
    with transaction.atomic():
        code = accounts.new_code(person, at=at)
        note("print_code", by, person.pk, at)
    return code


def mail_link(person: Person, *, by: Person, address_of: Callable[[str], str], at: datetime) -> str:
    """Send a code as a link to somebody who never came in; the fault as a word, or nothing. What could not be sent opens nothing.

    `address_of`: the address of the page that takes this code. Raises Forbidden; NotPossible where no mail address is known.
    """
    check(may_send_code(person, by))
    if not person.email:
        raise NotPossible(_("No mail address is known. Print a code."))
    code = print_code(person, by=by, at=at)
    fault = notify.send_link(
        address=person.email, language=person.language, link=address_of(code), actor=by.pk, organization=by.organization_id, at=at
    )  # fmt: skip
    if fault:
        accounts.revoke_codes(person)
    return fault


def revoke_code(person: Person, *, by: Person, at: datetime) -> None:
    """Let a code end that waits, as when the paper was lost. Raises Forbidden."""
    check(may_end(person, by))
    with transaction.atomic():
        accounts.revoke_codes(person)
        note("revoke_code", by, person.pk, at)


def change(person: Person, *, by: Person, role: str, post: str, site: Site | None, at: datetime) -> None:
    """Give somebody another role, post or place. Raises Forbidden."""
    check(may_change(person, role, by))
    with transaction.atomic():
        changed = {"role": role, "role_since": at} if role != person.role else {}
        accounts.keep_person(person, post=post, site=site, **changed)
        note("change_person", by, person.pk, at, word=role)


def end_access(person: Person, *, by: Person, at: datetime) -> None:
    """End somebody's access at once: no code opens, and the next request of each session is refused. Raises Forbidden."""
    check(may_end(person, by))
    with transaction.atomic():
        accounts.keep_person(person, active=False, ended_at=at, ended_by=by)
        accounts.forget_credentials(person, at=at)
        note("end_access", by, person.pk, at)


def give_back(person: Person, *, by: Person, at: datetime) -> None:
    """Let somebody act again. How they come in is said anew: a code, or two people who know them. Raises Forbidden."""
    check(may_end(person, by))
    with transaction.atomic():
        accounts.keep_person(person, active=True, ended_at=None, ended_by=None)
        note("give_back_access", by, person.pk, at)
