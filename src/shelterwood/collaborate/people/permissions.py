"""May this person do it? The one table stands in `accounts.rules.RIGHTS`; here it is asked of whom one may do it to.

Nobody changes, ends or proves themselves, and nobody gives a role that is not theirs to give.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelterwood.collaborate.people.rules import Kind
from shelterwood.foundation.accounts.queries import in_the_body, may
from shelterwood.foundation.accounts.rules import Role, Verb, grantable

if TYPE_CHECKING:
    from shelterwood.collaborate.people.models import IdentityProof
    from shelterwood.foundation.accounts.models import Organization, Person


class Forbidden(Exception):
    """The person may not do this. What they are shown is the page for what does not exist."""


class NotPossible(Exception):
    """What was asked cannot be done now. The text is a full sentence for the person who asked."""


def check(allowed: bool) -> None:
    """Raise Forbidden unless allowed."""
    if not allowed:
        raise Forbidden


def roles_to_give(organization: Organization, by: Person) -> tuple[Role, ...]:
    """Which roles this person may give to people of this organization."""
    return grantable(by.role, in_the_body=in_the_body(by), own=organization.pk == by.organization_id)


def reaches(person: Person, by: Person) -> bool:
    """Whom one keeps: another one of one's own organization; for the coordinator also managers elsewhere."""
    return person.pk != by.pk and person.role in roles_to_give(person.organization, by)


def may_invite(organization: Organization, role: str, by: Person) -> bool:
    """Invite somebody with a role: into one's own organization, or as the manager of another."""
    return may(by, Verb.INVITE) and organization.ended_at is None and role in roles_to_give(organization, by)


def may_send_code(person: Person, by: Person) -> bool:
    """Print or send a code alone: while nobody came in yet. Afterwards it takes two (see `may_vouch`)."""
    return may(by, Verb.INVITE) and reaches(person, by) and person.active and person.last_login is None


def may_change(person: Person, role: str, by: Person) -> bool:
    """Change somebody's role, post or place; both the role they have and the new one are one's own to give."""
    return may(by, Verb.CHANGE_ROLE) and reaches(person, by) and role in roles_to_give(person.organization, by)


def may_end(person: Person, by: Person) -> bool:
    """End somebody's access, and give it back."""
    return may(by, Verb.END_ACCESS) and reaches(person, by) and person.organization.ended_at is None


def may_vouch(person: Person, by: Person) -> bool:
    """Record that somebody who lost their key proved who they are."""
    return may(by, Verb.VOUCH) and reaches(person, by) and person.active


def may_confirm(proof: IdentityProof, by: Person) -> bool:
    """Confirm it as the second person: of the same organization, or of the body; neither the first nor the person themself."""
    near = proof.person.organization_id == by.organization_id or in_the_body(by)
    return may(by, Verb.CONFIRM_IDENTITY) and near and by.pk not in (proof.person_id, proof.vouched_by_id)


def may_sign_review(by: Person) -> bool:
    """Sign who has what access in one's own organization."""
    return may(by, Verb.SIGN_REVIEW)


def may_keep_sites(organization: Organization, by: Person) -> bool:
    """Add, rename and end places of one's own organization, and give them a new printed code."""
    return may(by, Verb.KEEP_SITES) and organization.pk == by.organization_id


def may_keep_organizations(by: Person) -> bool:
    """Invite, correct and end organizations."""
    return may(by, Verb.KEEP_ORGANIZATIONS)


def may_import(kind: Kind | str, organization: Organization, by: Person) -> bool:
    """Bring in a file: of agencies the coordinator, of people and sites whoever keeps them in their own organization."""
    verbs = {Kind.PEOPLE: Verb.IMPORT_PEOPLE, Kind.SITES: Verb.KEEP_SITES, Kind.AGENCIES: Verb.KEEP_ORGANIZATIONS}
    return may(by, verbs[Kind(kind)]) and organization.pk == by.organization_id
