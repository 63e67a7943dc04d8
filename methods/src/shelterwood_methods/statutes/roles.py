"""Posts that rows name in `who`, and what each settles about whoever asks.

A post settles facts; it never replaces reading the row: whether a post is the practice of a listed profession, counsel says.
"""

from collections.abc import Mapping

from shelterwood_methods.statutes.truth import Truth

YES, NO = Truth.YES, Truth.NO

ROLES: dict[str, Mapping[str, Truth]] = {
    "teacher": {"other_staff": NO, "not_principal": YES, "not_superintendent": YES},  # MN-RPT-03, TX-RPT-03
    "school_nurse": {"other_staff": NO, "not_principal": YES, "not_superintendent": YES},
    "school_counselor": {"other_staff": NO, "not_principal": YES, "not_superintendent": YES},
    "principal": {"not_principal": NO, "not_superintendent": YES},  # TX-SC-01
    "superintendent": {"not_principal": YES, "not_superintendent": NO},  # TX-SC-02
    "advocate": {"other_staff": NO, "sexual_assault_counselor": NO},  # MN-RPT-07
    "sexual_assault_counselor": {"other_staff": NO, "sexual_assault_counselor": YES},  # MN-RPT-08
    "peace_officer": {"other_staff": NO},  # MN-RPT-05, TX-RPT-05
    "probation_officer": {"other_staff": NO},  # MN-RPT-12, TX-RPT-12
    "attorney_for_child": {"attorney_for_child": YES},  # MN-RPT-11, TX-RPT-11
    "youth_recreation_staff": {"youth_recreation_staff": YES},  # MN-RPT-15
    "amateur_sport": {"amateur_sport": YES},  # US-FED-02
    "other_staff": {"other_staff": YES, "not_principal": YES, "not_superintendent": YES},
}


def facts_of(role: str | None) -> Mapping[str, Truth]:
    """What a role settles. Raises ValueError for a word that is no role."""
    if role is None:
        return {}
    if role not in ROLES:
        raise ValueError(f"{role!r} is no role; use one of: {', '.join(ROLES)}.")
    return ROLES[role]
