"""The closed words of the gate that Python code names. A test holds each list equal to the Cedar schema."""

from enum import StrEnum


class Action(StrEnum):
    READ = "read"
    LIST = "list"
    SHARE = "share"
    EXPORT = "export"
    PRINT = "print"


class Category(StrEnum):
    """The compartment a record lies in."""

    EDUCATION = "education"
    HEALTH = "health"
    SUBSTANCE_USE = "substance_use"
    VICTIM_SERVICE = "victim_service"
    CHILD_WELFARE = "child_welfare"
    INVESTIGATIVE = "investigative"
    JUVENILE_COURT = "juvenile_court"
    PRIVILEGED = "privileged"
    FINANCIAL = "financial"
    GENERAL = "general"


class Subcategory(StrEnum):
    """What a record is: of the schema's list, those that this version writes."""

    CASE_RECORD = "case_record"
    REPORT_CONTENT = "report_content"
    OBSERVATION = "observation"


class Source(StrEnum):
    """Where the content came from: of the schema's list, those that this version writes."""

    OWN_OBSERVATION = "own_observation"
    TOLD_BY_YOUNG_PERSON = "told_by_young_person"
    TOLD_BY_OTHER = "told_by_other"
    OWN_FILE = "own_file"


class Purpose(StrEnum):
    """Why: chosen and logged, never inferred; of the schema's list, those that this version asks for."""

    CHILD_PROTECTION = "child_protection"
    OWN_WORK = "own_work"


class Field(StrEnum):
    """What a record may hold about a concern: of the schema's list, those that this version stores.

    `reference_number` stands for the envelope: number, sector, county and clocks, nothing about anybody.
    """

    REFERENCE_NUMBER = "reference_number"
    OBSERVATION_TEXT = "observation_text"
    OBSERVED_PLACE = "observed_place"
    OBSERVED_TIME = "observed_time"
    CIRCUMSTANCES = "circumstances"
    NAME = "name"
    AGE_BAND = "age_band"
    PHYSICAL_DESCRIPTION = "physical_description"
    WHEREABOUTS = "whereabouts"
    SCHOOL = "school"
    VEHICLE = "vehicle"
    SUSPECT_NAME = "suspect_name"
    ENDANGERMENT_FACTS = "endangerment_facts"
    AGENCY_CONTACT = "agency_contact"
    REPORTER_IDENTITY = "reporter_identity"
    NARRATIVE = "narrative"


ENVELOPE = frozenset({Field.REFERENCE_NUMBER})


class Attestation(StrEnum):
    """A statement made by a named person for one disclosure: of the schema's list, those that this version asks for."""

    SUSPICION = "A-SUSPICION"
    REPORTER_SELF = "A-REPORTER-SELF"
    REQUIRED_FIELDS = "A-REQUIRED-FIELDS"
