"""Who must be trained: posts, and what laws say of people instead of naming posts.

A post settles some of what laws say; it never replaces reading the row. What it leaves open an employer states for each post,
and what nobody stated stays unknown. An exemption counts as no until it is stated.
"""

from collections.abc import Mapping

from shelterwood_methods.statutes.truth import Truth

YES, NO = Truth.YES, Truth.NO
ALL_STAFF, OPEN_LIST = "all_staff", "unknown"

# What a law says of the people it means. Unknown until a post settles it or somebody states it.
SAID_OF: dict[str, str] = {
    "likely_to_meet_victims": "The person is likely to interact with victims.",
    "likely_to_meet_guests": "The person is likely to interact with guests.",
    "direct_guest_contact": "The person has direct contact with guests.",
    "works_with_students": "The person works with students.",
    "federal_land_professional": "A covered professional on federal land or in a federal facility (34 USC 20341).",
    "listed_board_licensee": "Licensed under a board that the section lists.",
    "direct_care_practitioner": "A health care practitioner who gives direct patient care.",
    "field_or_investigative_officer": "A peace officer assigned to field or investigative duties.",
    "licensed_after_2011": "A peace officer licensed after 2011.",
}

GUESTS = {"direct_guest_contact": YES, "likely_to_meet_guests": YES}
# What each post settles. A post that settles nothing is a word that rows name.
POSTS: dict[str, Mapping[str, Truth]] = {
    "front_desk": GUESTS,
    "housekeeping": {},
    "hotel_manager": {},
    "hotel_owner": {},
    "hotel_food_service": {},
    "hotel_security": {},
    "hotel_maintenance": {},
    "restaurant_staff": {},
    "truck_stop_staff": {},
    "flight_attendant": {},
    "airline_customer_agent": {},
    "cdl_applicant": {},
    "cdl_holder": {},
    "driver": {},
    "teacher": {"works_with_students": YES},
    "school_administrator": {},
    "school_aide": {"works_with_students": YES},
    "school_support_staff": {},
    "trustee": {},
    "superintendent": {},
    "nurse": {},
    "physician": {},
    "emergency_staff": {},
    "urgent_care_staff": {},
    "ems_staff": {},
    "clinic_staff": {},
    "peace_officer": {},
    "telecommunicator": {},
    "prosecutor": {},
    "judge": {},
    "public_defender": {},
    "victim_advocate": {},
    "bank_staff": {},
    "other_staff": {},
}

EXEMPTIONS: dict[str, str] = {
    "under_16_not_cleaning": "The employee is under 16 and does not clean rooms.",
    "restaurant_or_catering_only": "The employee works in the restaurant or in catering only.",
    "no_guest_contact": "The employee has no contact with guests.",
    "short_term_rental": "The place is a short-term rental.",
}
CONDITIONS: dict[str, str] = {
    "seeks_public_business": "The lodging seeks events or money of public bodies.",
    "venue_named_by_statute": "The statute makes the notice mandatory at this kind of venue.",
}


def check_words(roles: frozenset[str], stated: Mapping[str, Truth]) -> None:
    """Raises ValueError for a post or a fact outside the vocabulary."""
    for role in roles:
        if role not in POSTS:
            raise ValueError(f"{role!r} is no post; use one of: {', '.join(POSTS)}.")
    for name in stated:
        if name not in SAID_OF and name not in EXEMPTIONS and name not in CONDITIONS:
            raise ValueError(f"{name!r} is no fact; use one of: {', '.join((*SAID_OF, *EXEMPTIONS, *CONDITIONS))}.")


def is_meant(named: tuple[str, ...], roles: frozenset[str], stated: Mapping[str, Truth]) -> Truth:
    """Whether a person with these posts is among those whom a row names. Without a post nobody knows."""
    if not roles:
        return YES if ALL_STAFF in named else Truth.UNKNOWN
    result = NO
    for word in named:
        result |= _one(word, roles, stated)
    return result


def _one(word: str, roles: frozenset[str], stated: Mapping[str, Truth]) -> Truth:
    if word == ALL_STAFF or word in roles:
        return YES
    if word == OPEN_LIST:
        return Truth.UNKNOWN
    if word not in SAID_OF:
        return NO
    if word in stated:
        return stated[word]
    return YES if any(POSTS[role].get(word) is YES for role in roles) else Truth.UNKNOWN
