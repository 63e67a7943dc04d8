"""The closed words of the duty tables, as facts/README.md explains them."""

from enum import StrEnum

FEDERAL = "US"


class Kind(StrEnum):
    """What a duty is."""

    REPORT = "report"  # a person's own
    WRITTEN_REPORT = "written_report"  # the same in writing, after the oral one
    CROSS_REPORT = "cross_report"  # from agency to agency
    NOTICE = "notice"
    MISSING = "missing"
    RETURN = "return"
    ORGANIZATION = "organization"  # inside an organization, or to who oversees it
    GRANT_CRITERION = "grant_criterion"
    BACKGROUND = "background"  # says how things stand; nobody is prompted


class Modality(StrEnum):
    """What the row asks of whoever reads it here."""

    MUST = "must"
    MAY = "may"
    NONE = "none"
    UNKNOWN = "unknown"  # not established


class DeadlineKind(StrEnum):
    OUTER_LIMIT = "outer_limit"  # the only one with a number: the latest moment
    IMMEDIATE = "immediate"
    AS_SOON_AS_POSSIBLE = "as_soon_as_possible"
    NONE = "none"


class DeadlineUnit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKING_HOURS = "hours_excl_weekends_holidays"


class ClockStart(StrEnum):
    """From what a duty runs."""

    INFORMATION_RECEIVED = "information_received"  # the moment the information reached whoever has the duty
    REPORT_RECEIVED = "report_received"
    DISCOVERY = "discovery"
    OBSERVATION = "observation"
    DISCLOSURE = "disclosure"
    CHILD_LOCATED = "child_located"
    CRIME_INDICATED = "crime_indicated"
    ENTRY = "entry"
    ORAL_REPORT = "oral_report"
    SERVICES_BEGUN = "services_begun"
    NONE = "none"  # no moment starts anything


class Evidence(StrEnum):
    READ = "V"
    TEXT = "V-text"
    HEADING = "V-head"
    SECONDARY = "V-sec"
    OWN_KNOWLEDGE = "K"
    INFERENCE = "I"
    MIXED = "MIXED"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
