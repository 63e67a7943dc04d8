"""The closed words of the typed mandates, as docs/reference/mandates.md explains them."""

from enum import StrEnum


class Kind(StrEnum):
    """What a mandate asks for."""

    TRAINING = "training"  # of persons who work or serve somewhere
    EDUCATION = "education"  # continuing education of a licensed person
    SIGNAGE = "signage"
    INSTRUCTION = "instruction"  # of pupils
    POLICY = "policy"  # adopted once by the organization
    ATTESTATION = "attestation"  # the operator certifies that it complied
    CERTIFICATION = "certification"  # the state certifies the place
    AWARENESS = "awareness"  # campaign or materials
    BACKGROUND = "background"  # asks nothing; not encoded


OF_PERSONS = (Kind.TRAINING, Kind.EDUCATION)
ADOPTED_ONCE = (Kind.POLICY,)  # by the organization; every other kind is complied with site by site


class Force(StrEnum):
    MANDATORY = "mandatory"
    CONDITIONAL = "conditional"  # on the row's condition
    ENCOURAGED = "encouraged"
    PENDING = "pending"  # a bill; binds nobody
    UNKNOWN = "unknown"


class Anchor(StrEnum):
    """The event from which a first training is counted."""

    HIRE = "hire"
    ASSIGNMENT = "assignment"
    CERTIFICATION = "certification"
    INITIAL_TRAINING = "initial_training"
    SCHOOL_COURSE = "school_course"
    LICENSE = "license"
    RENEWAL = "renewal"


class InPost(StrEnum):
    """What holds for those hired before the law began."""

    FROM_START = "from_start"  # their time runs from its first day
    UNKNOWN = "unknown"


class Proof(StrEnum):
    """The record that a row names."""

    SIGNED_ACKNOWLEDGMENT = "signed_acknowledgment"
    CERTIFICATE = "certificate"
    PERSONNEL_FILE_CERTIFICATION = "personnel_file_certification"
    ROSTER = "roster"  # names, positions, dates
    TRAINING_RECORD = "training_record"  # kept by the employer, no form named
    LICENSEE_RECORD = "licensee_record"  # kept by the person
    CE_RECORD = "ce_record"
    STATE_RECORD = "state_record"  # kept by the state's training authority
    STATE_CERTIFICATION = "state_certification"


class Place(StrEnum):
    """What kind of place a site is, where a row distinguishes."""

    ADULT_VENUE = "adult_venue"
    AIRPORT = "airport"
    BUS_STATION = "bus_station"
    CDL_SCHOOL = "cdl_school"
    CLINIC = "clinic"
    EMERGENCY_DEPARTMENT = "emergency_department"
    FEDERAL_BUILDING = "federal_building"
    GAMING = "gaming"
    HIGHWAY_PLAZA = "highway_plaza"
    HOSPITAL = "hospital"
    HOTEL = "hotel"
    LIQUOR_LICENSED = "liquor_licensed"
    LODGING_RESTROOM = "lodging_restroom"
    MASSAGE = "massage"
    NUISANCE_LODGING = "nuisance_lodging"
    NUISANCE_PROPERTY = "nuisance_property"
    PORT_OF_ENTRY = "port_of_entry"
    PUBLIC_RESTROOM = "public_restroom"
    RAIL_STATION = "rail_station"
    REST_AREA = "rest_area"
    RESTAURANT = "restaurant"
    SALON = "salon"
    SCHOOL = "school"
    SHORT_TERM_RENTAL = "short_term_rental"
    TRANSIT = "transit"
    TRANSPORT_RESTROOM = "transport_restroom"
    TRUCK_STOP = "truck_stop"
    URGENT_CARE = "urgent_care"
    VACATION_RENTAL = "vacation_rental"
    WORKPLACE = "workplace"


class Wording(StrEnum):
    """Whether the law gives the words of a notice. None of them is held here."""

    PRESCRIBED = "prescribed"
    UNKNOWN = "unknown"


class State(StrEnum):
    """How one mandate stands for one person, or for one site, on a day."""

    NOT_BOUND = "not_bound"
    EXEMPT = "exempt"
    NOT_YET_DUE = "not_yet_due"
    DUE = "due"
    OVERDUE = "overdue"
    MET = "met"
    NOT_PROOF = "not_proof"  # good training, not legal proof
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why a mandate stands so."""

    NOT_BEGUN = "not_begun"
    ENDED = "ended"
    FORCE_UNKNOWN = "force_unknown"
    ENCOURAGED = "encouraged"
    PENDING = "pending"
    OTHER_PLACE = "other_place"
    PLACE_UNKNOWN = "place_unknown"
    OTHER_ROLE = "other_role"
    ROLE_UNKNOWN = "role_unknown"
    CONDITION_UNKNOWN = "condition_unknown"
    CONDITION_NOT_MET = "condition_not_met"
    EMPLOYMENT_ENDED = "employment_ended"
    NOT_SIGNED = "not_signed"
    FIRST_UNKNOWN = "first_unknown"
    EVENT_UNKNOWN = "event_unknown"
    IN_POST_UNKNOWN = "in_post_unknown"
    REPEAT_UNKNOWN = "repeat_unknown"
    BEFORE_EVENT = "before_event"
    BEFORE_LAW = "before_law"
    TOO_SHORT = "too_short"
    LENGTH_UNKNOWN = "length_unknown"
    NOT_APPROVED = "not_approved"
    APPROVAL_UNKNOWN = "approval_unknown"
    PROOF_MISSING = "proof_missing"
    # exemptions
    UNDER_16_NOT_CLEANING = "under_16_not_cleaning"
    RESTAURANT_OR_CATERING_ONLY = "restaurant_or_catering_only"
    NO_GUEST_CONTACT = "no_guest_contact"
    SHORT_TERM_RENTAL = "short_term_rental"


SENTENCES: dict[Reason, str] = {
    Reason.NOT_BEGUN: "The law has not begun.",
    Reason.ENDED: "The law has ended.",
    Reason.FORCE_UNKNOWN: "Whether it binds on that day is not established.",
    Reason.ENCOURAGED: "The law encourages it and asks nothing.",
    Reason.PENDING: "A bill, not law.",
    Reason.OTHER_PLACE: "The law names other kinds of places.",
    Reason.PLACE_UNKNOWN: "Whether this kind of place is one that the law names is not established.",
    Reason.OTHER_ROLE: "The law names other posts.",
    Reason.ROLE_UNKNOWN: "Whether this post is one that the law names is not established.",
    Reason.CONDITION_UNKNOWN: "Whether the condition of the law is met is not known.",
    Reason.CONDITION_NOT_MET: "The condition of the law is not met.",
    Reason.EMPLOYMENT_ENDED: "The person no longer works here.",
    Reason.NOT_SIGNED: "The row is too weak to compute a date before counsel signs it.",
    Reason.FIRST_UNKNOWN: "By when a first training is due is not established. Train now.",
    Reason.EVENT_UNKNOWN: "The day from which the time runs is not recorded.",
    Reason.IN_POST_UNKNOWN: "By when those had to be trained who were hired before the law began is not established. Train now.",
    Reason.REPEAT_UNKNOWN: "Trained; how often it must be repeated is not established.",
    Reason.BEFORE_EVENT: "The training was before this employment.",
    Reason.BEFORE_LAW: "The training was before the law began.",
    Reason.TOO_SHORT: "The training was shorter than the law asks.",
    Reason.LENGTH_UNKNOWN: "How long the training took is not recorded.",
    Reason.NOT_APPROVED: "The law asks an approved curriculum, and no approval number is recorded.",
    Reason.APPROVAL_UNKNOWN: "Whether the law asks an approved curriculum is not established, and no approval number is recorded.",
    Reason.PROOF_MISSING: "The proof that the law names is not recorded.",
    Reason.UNDER_16_NOT_CLEANING: "Under 16 and not cleaning.",
    Reason.RESTAURANT_OR_CATERING_ONLY: "Works in restaurant or catering only.",
    Reason.NO_GUEST_CONTACT: "Has no contact with guests.",
    Reason.SHORT_TERM_RENTAL: "The place is a short-term rental.",
}
