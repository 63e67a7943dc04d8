"""What mandates are said in, in both languages. Prose of the law itself stays in English, marked so."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.training import Kind, Mandate, Reason, State
from shelterwood_methods.statutes.training.cells import EACH_RENEWAL, ONCE, First
from shelterwood_methods.statutes.training.periods import Period, Unit, Yearly
from shelterwood_methods.statutes.training.terms import Anchor, Proof
from shelterwood_methods.statutes.truth import Truth

from shelterwood.foundation.design.times import day_in_words

STATES: dict[State, Any] = {
    State.OVERDUE: _("Overdue"),
    State.NOT_PROOF: _("Good training, not legal proof"),
    State.DUE: _("Due now"),
    State.UNKNOWN: _("Not known"),
    State.NOT_YET_DUE: _("Not yet due"),
    State.EXEMPT: _("Exempt"),
    State.MET: _("Met"),
}

REASONS: dict[Reason, Any] = {
    Reason.NOT_BEGUN: _("The law has not begun."),
    Reason.ENDED: _("The law has ended."),
    Reason.FORCE_UNKNOWN: _("Whether it binds on that day is not established."),
    Reason.ENCOURAGED: _("The law encourages it and asks nothing."),
    Reason.PENDING: _("A bill, not law."),
    Reason.OTHER_PLACE: _("The law names other kinds of places."),
    Reason.PLACE_UNKNOWN: _("Whether this kind of place is one that the law names is not established."),
    Reason.OTHER_ROLE: _("The law names other posts."),
    Reason.ROLE_UNKNOWN: _("Whether this post is one that the law names is not established."),
    Reason.CONDITION_UNKNOWN: _("Whether the condition of the law is met is not known."),
    Reason.CONDITION_NOT_MET: _("The condition of the law is not met."),
    Reason.EMPLOYMENT_ENDED: _("The person no longer works here."),
    Reason.NOT_SIGNED: _("The row is too weak to compute a date before counsel signs it."),
    Reason.FIRST_UNKNOWN: _("By when a first training is due is not established. Train now."),
    Reason.EVENT_UNKNOWN: _("The day from which the time runs is not recorded."),
    Reason.IN_POST_UNKNOWN: _("By when those had to be trained who were hired before the law began is not established. Train now."),
    Reason.REPEAT_UNKNOWN: _("Trained; how often it must be repeated is not established."),
    Reason.BEFORE_EVENT: _("The training was before this employment."),
    Reason.BEFORE_LAW: _("The training was before the law began."),
    Reason.TOO_SHORT: _("The training was shorter than the law asks."),
    Reason.LENGTH_UNKNOWN: _("How long the training took is not recorded."),
    Reason.NOT_APPROVED: _("The law asks an approved curriculum, and no approval number is recorded."),
    Reason.APPROVAL_UNKNOWN: _("Whether the law asks an approved curriculum is not established, and no approval number is recorded."),
    Reason.PROOF_MISSING: _("The proof that the law names is not recorded."),
    Reason.UNDER_16_NOT_CLEANING: _("Under 16 and not cleaning."),
    Reason.RESTAURANT_OR_CATERING_ONLY: _("Works in restaurant or catering only."),
    Reason.NO_GUEST_CONTACT: _("Has no contact with guests."),
    Reason.SHORT_TERM_RENTAL: _("The place is a short-term rental."),
}

KINDS: dict[Kind, Any] = {
    Kind.TRAINING: _("Training"),
    Kind.EDUCATION: _("Continuing education"),
    Kind.SIGNAGE: _("Notice on the wall"),
    Kind.INSTRUCTION: _("Lessons for pupils"),
    Kind.POLICY: _("Written policy"),
    Kind.ATTESTATION: _("Certified by the operator"),
    Kind.CERTIFICATION: _("Certified by the state"),
    Kind.AWARENESS: _("Campaign or materials"),
}

PROOFS: dict[str, Any] = {
    Proof.SIGNED_ACKNOWLEDGMENT: _("a signed acknowledgment"),
    Proof.CERTIFICATE: _("a certificate"),
    Proof.PERSONNEL_FILE_CERTIFICATION: _("a certification in the personnel file"),
    Proof.ROSTER: _("a roster with names, positions and dates"),
    Proof.TRAINING_RECORD: _("a training record of the employer"),
    Proof.LICENSEE_RECORD: _("a record that the licensed person keeps"),
    Proof.CE_RECORD: _("a record of continuing education"),
    Proof.STATE_RECORD: _("a record of the state's training authority"),
    Proof.STATE_CERTIFICATION: _("a certification of the state"),
}

EVENTS: dict[str, Any] = {
    Anchor.HIRE: _("the first day of work"),
    Anchor.ASSIGNMENT: _("the assignment"),
    Anchor.CERTIFICATION: _("the certification"),
    Anchor.INITIAL_TRAINING: _("the initial training"),
    Anchor.SCHOOL_COURSE: _("the course at the school"),
    Anchor.LICENSE: _("the license"),
    Anchor.RENEWAL: _("the renewal of the license"),
}

ROLES: dict[str, Any] = {
    "front_desk": _("Front desk"), "housekeeping": _("Housekeeping"), "hotel_manager": _("Hotel manager"), "hotel_owner": _("Hotel owner"),
    "hotel_food_service": _("Hotel food service"), "hotel_security": _("Hotel security"), "hotel_maintenance": _("Hotel maintenance"),
    "restaurant_staff": _("Restaurant staff"), "truck_stop_staff": _("Truck stop staff"), "flight_attendant": _("Flight attendant"),
    "airline_customer_agent": _("Airline customer agent"), "cdl_applicant": _("Applicant for a commercial license"),
    "cdl_holder": _("Holder of a commercial license"), "driver": _("Driver"), "teacher": _("Teacher"),
    "school_administrator": _("School administrator"), "school_aide": _("School aide"), "school_support_staff": _("School support staff"),
    "trustee": _("School trustee"), "superintendent": _("Superintendent"), "nurse": _("Nurse"), "physician": _("Physician"),
    "emergency_staff": _("Emergency department staff"), "urgent_care_staff": _("Urgent care staff"), "ems_staff": _("Ambulance staff"),
    "clinic_staff": _("Clinic staff"), "peace_officer": _("Peace officer"), "telecommunicator": _("911 telecommunicator"),
    "prosecutor": _("Prosecutor"), "judge": _("Judge"), "public_defender": _("Public defender"), "victim_advocate": _("Victim advocate"),
    "bank_staff": _("Bank staff"), "other_staff": _("Other staff"),
}  # fmt: skip

SAID_OF: dict[str, Any] = {
    "likely_to_meet_victims": _("Is the person likely to meet victims?"),
    "likely_to_meet_guests": _("Is the person likely to meet guests?"),
    "direct_guest_contact": _("Has the person direct contact with guests?"),
    "works_with_students": _("Does the person work with students?"),
    "federal_land_professional": _("Does the person work on federal land or in a federal building?"),
    "listed_board_licensee": _("Is the person licensed under a board that the law lists?"),
    "direct_care_practitioner": _("Does the person give direct patient care?"),
    "field_or_investigative_officer": _("Is the person a peace officer in the field or in investigations?"),
    "licensed_after_2011": _("Was the person licensed as a peace officer after 2011?"),
}

CONDITIONS: dict[str, Any] = {
    "seeks_public_business": _("Does the lodging seek events or money of public bodies?"),
    "venue_named_by_statute": _("Does the law name this kind of place?"),
    "short_term_rental": _("Is the place a short-term rental?"),
}

PLACES: dict[str, Any] = {
    "adult_venue": _("Adult venue"), "airport": _("Airport"), "bus_station": _("Bus station"), "cdl_school": _("School for commercial drivers"),
    "clinic": _("Clinic"), "emergency_department": _("Emergency department"), "federal_building": _("Federal building"),
    "gaming": _("Gaming place"), "highway_plaza": _("Highway plaza"), "hospital": _("Hospital"), "hotel": _("Hotel or motel"),
    "liquor_licensed": _("Place with a liquor license"), "lodging_restroom": _("Restroom of a lodging"), "massage": _("Massage business"),
    "nuisance_lodging": _("Lodging found to be a nuisance"), "nuisance_property": _("Property found to be a nuisance"),
    "port_of_entry": _("Port of entry"), "public_restroom": _("Public restroom"), "rail_station": _("Rail station"), "rest_area": _("Rest area"),
    "restaurant": _("Restaurant"), "salon": _("Salon"), "school": _("School"), "short_term_rental": _("Short-term rental"),
    "transit": _("Public transit"), "transport_restroom": _("Restroom of a transport place"), "truck_stop": _("Truck stop"),
    "urgent_care": _("Urgent care"), "vacation_rental": _("Vacation rental"), "workplace": _("Workplace"),
}  # fmt: skip

PEOPLE: dict[str, Any] = {
    **ROLES,
    "all_staff": _("everybody who works there"),
    "unknown": _("others whom the row does not name"),
    "likely_to_meet_victims": _("who is likely to meet victims"),
    "likely_to_meet_guests": _("who is likely to meet guests"),
    "direct_guest_contact": _("who has direct contact with guests"),
    "works_with_students": _("who works with students"),
    "federal_land_professional": _("professionals on federal land or in a federal building"),
    "listed_board_licensee": _("who is licensed under a board that the law lists"),
    "direct_care_practitioner": _("practitioners who give direct patient care"),
    "field_or_investigative_officer": _("peace officers in the field or in investigations"),
    "licensed_after_2011": _("peace officers licensed after 2011"),
}

# what somebody signs after a training, where a law asks it; our own words, of which none is taken from a statute
ACKNOWLEDGEMENT = _(
    "I completed the course {course} on {day}. I read it to the end and passed its final check myself. "
    "I know the signs that it teaches, and whom I tell at work and by telephone when I see them."
)


def period(value: Period) -> str:
    forms = {
        Unit.DAYS: ngettext("{count} day", "{count} days", value.value),
        Unit.MONTHS: ngettext("{count} month", "{count} months", value.value),
        Unit.YEARS: ngettext("{count} year", "{count} years", value.value),
    }
    return forms[value.unit].format(count=value.value)


def first(row: Mandate) -> str:
    """By when a first training is due, as far as the row settles it."""
    if not isinstance(row.first, First):
        return gettext("by when is not established")
    event = EVENTS[row.first.anchor]
    if row.first.period is None:
        return gettext("at {event}").format(event=event)
    return gettext("within {period} of {event}").format(period=period(row.first.period), event=event)


def repeat(row: Mandate) -> str:
    """How often it is repeated, as far as the row settles it."""
    match row.repeat:
        case Period():
            return gettext("again after {period}").format(period=period(row.repeat))
        case Yearly():
            return gettext("each year by {month}/{day}").format(month=row.repeat.month, day=row.repeat.day)
        case value if value == ONCE:
            return gettext("once")
        case value if value == EACH_RENEWAL:
            return gettext("at each renewal of the license")
        case None:
            return gettext("once, and kept up")
    return gettext("how often is not established")


def kept(row: Mandate) -> str:
    """How long the record must be kept, as far as the row settles it."""
    if isinstance(row.kept, Period):
        return gettext("Keep the record {period} after the employment ends.").format(period=period(row.kept))
    return gettext("How long the record must be kept is not established. Keep it.")


def proofs(row: Mandate) -> str:
    """The proof that the row names; any of them does."""
    if not row.proof:
        return gettext("no form of proof is established")
    return gettext(" or ").join(str(PROOFS[word]) for word in row.proof)


def approval(row: Mandate) -> str:
    if row.approval is Truth.NO:
        return gettext("Any training of this kind does.")
    if row.approval is Truth.UNKNOWN:
        return gettext("Whether the training must be approved is not established. It counts with an approval number only.")
    return gettext("The training must be approved: {body}.").format(body=row.approval_body or "?")


def minutes(row: Mandate) -> str:
    return gettext("at least {count} minutes").format(count=row.minutes) if isinstance(row.minutes, int) else ""


def who(row: Mandate) -> str:
    return ", ".join(str(PEOPLE[word]) for word in row.roles)


def acknowledgement(*, course: str, at: Any) -> str:
    return str(ACKNOWLEDGEMENT).format(course=course, day=day_in_words(at))
