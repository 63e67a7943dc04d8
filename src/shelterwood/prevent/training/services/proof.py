"""Proof as a law names it: approvals of a curriculum, signed acknowledgments, certifications in the personnel file."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from shelterwood_methods.statutes.training.terms import Proof

from shelterwood.gates.law.rules import mandates
from shelterwood.prevent.training import wording
from shelterwood.prevent.training.acting import Forbidden, NotPossible, check_manages, note
from shelterwood.prevent.training.library import courses
from shelterwood.prevent.training.models import Acknowledgement, Approval, Completion, Filing
from shelterwood.prevent.training.rules.mandates.signing import same_name
from shelterwood.prevent.training.services.standings import touched, touched_everywhere

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Person


def approve(*, by: Person, course: str, mandate: str, number: str, since: date, until: date | None, at: datetime) -> Approval:
    """Record that the authority which a mandate names approved a course of ours, with its number.

    Raises Forbidden for anybody but a manager, NotPossible for an unknown course or mandate, an empty number or an end before the start.
    """
    check_manages(by, by.organization_id)
    row = mandates().by_id.get(mandate)
    if course not in courses() or row is None or not row.of_persons:
        raise NotPossible(_("Choose from the list."))
    if not number.strip():
        raise NotPossible(_("Write the number of the approval."))
    if until and until < since:
        raise NotPossible(_("The approval ends before it begins."))
    with transaction.atomic():
        approval, made = Approval.objects.get_or_create(
            organization=by.organization, course=course, mandate=mandate, since=since,
            defaults={"number": number.strip(), "until": until, "recorded_by": by, "recorded_at": at},
        )  # fmt: skip
        if not made:
            raise NotPossible(_("An approval from this day on is recorded already."))
        touched_everywhere(by.organization)
        note("record_approval", by, approval.pk, at, mandate)
    return approval


def acknowledge(completion: Completion, *, by: Person, mandate: str, name: str, language: str, at: datetime) -> Acknowledgement:
    """Sign after a training, where the law asks it: the words as they are read, and the name as it stands on the certificate.

    Signed once; a second signature changes nothing. Raises Forbidden for somebody else's training or one that was taken back,
    NotPossible where the law asks no signature or the name is another.
    """
    if completion.learner.person_id != by.pk or completion.revoked_at:
        raise Forbidden
    row = mandates().by_id.get(mandate)
    if row is None or Proof.SIGNED_ACKNOWLEDGMENT not in row.proof:
        raise NotPossible(_("This law asks no signature."))
    if not same_name(name, completion.learner.name):
        raise NotPossible(_("Type your name as it stands on the certificate: {name}").format(name=completion.learner.name))
    with translation.override(language):
        words = wording.acknowledgement(course=completion.title, at=completion.completed_at)
    with transaction.atomic():
        signed, made = Acknowledgement.objects.get_or_create(
            completion=completion, mandate=mandate,
            defaults={"words": words, "language": language, "name": " ".join(name.split()), "signed_at": at},
        )  # fmt: skip
        if made:
            touched([completion.learner_id])
            note("acknowledge_training", by, completion.pk, at, mandate)
    return signed


def file(completion: Completion, *, by: Person, mandate: str, at: datetime) -> Filing:
    """Certify that a training stands in somebody's personnel file. Raises Forbidden unless a manager of their organization asks."""
    check_manages(by, completion.learner.organization_id)
    row = mandates().by_id.get(mandate)
    if row is None or Proof.PERSONNEL_FILE_CERTIFICATION not in row.proof or completion.revoked_at:
        raise NotPossible(_("This law asks no certification in the personnel file."))
    with transaction.atomic():
        filing, made = Filing.objects.get_or_create(completion=completion, mandate=mandate, defaults={"filed_by": by, "filed_at": at})
        if made:
            touched([completion.learner_id])
            note("certify_training", by, completion.pk, at, mandate)
    return filing
