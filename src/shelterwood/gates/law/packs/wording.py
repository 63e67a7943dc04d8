"""The words of counsel's pages. What a row itself says stays in its own English."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.terms import ClockStart, Confidence, DeadlineKind, DeadlineUnit, Evidence, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.gates.law.wording import SECTORS

# each column, in the order in which the form asks: its name, and what to write there
COLUMNS: dict[str, tuple[Any, Any]] = {
    "duty_id": (_("Id of the row"), _("Two letters of the state, then capital letters, digits and dashes, such as WI-RPT-01. It never changes.")),
    "who": (_("Who is bound"), _("The posts and professions that the law names.")),
    "sector": (_("Sectors it binds"), ""),
    "knowledge_threshold": (_("What they must know or believe"), _("Such as: knows or has reason to believe.")),
    "what_must_be_reported": (_("What is to be told"), ""),
    "covers_non_caregiver": (_("Also where the suspected person does not care for the child"), _("Begin with yes, no or unknown.")),
    "report_to": (_("To whom"), _("The agencies that the law names.")),
    "receivers": (_("Kinds of agency that take it"), ""),
    "report_to_phone": (_("Telephone in the law or the agency's own words"), _("Or: unknown.")),
    "phone_source": (_("Where that number was read"), _("Or: unknown.")),
    "deadline_kind": (_("Kind of time limit"), ""),
    "deadline_value": (_("Number of the limit"), _("A whole number, and only for an outer limit.")),
    "deadline_unit": (_("Unit of the limit"), ""),
    "clock_start": (_("From what it runs"), ""),
    "deadline_trigger": (_("From what it runs, in the words of the law"), ""),
    "written_follow_up": (_("Oral or in writing"), _("What must be spoken, and what must follow in writing by when.")),
    "delegable": (_("Whether it may be left to somebody else"), _("Begin with yes, no or unknown.")),
    "privilege_or_exception": (_("Privileges and exceptions"), ""),
    "reporter_identity": (_("What becomes of the reporter's name"), ""),
    "immunity": (_("Immunity"), ""),
    "penalty_for_failure": (_("Penalty for not reporting"), ""),
    "citation": (_("Citation"), _("Section and subdivision, as the state's law is cited.")),
    "effective_from": (_("First day"), _("As 2025-06-20, or unknown. A text with no known first day governs from the day it is signed.")),
    "effective_to": (_("Last day"), _("As 2027-06-30. Leave it empty while the law has no end.")),
    "text_as_of": (_("Date of the copy that was read"), _("A year, month or day, such as 2026-08.")),
    "kind": (_("What the duty is"), ""),
    "modality": (_("What the law asks"), ""),
    "prompts": (_("Whether people are shown it where they report"), ""),
    "conditions": (
        _("Facts on which it depends"),
        _("Names joined by &, such as child_missing & !other_staff. Empty: always. The names stand below."),
    ),
    "note": (_("Note on this typing"), ""),
    "evidence": (_("How far it was checked"), ""),
    "evidence_note": (_("Note on that check"), _("Who read what, where and when.")),
    "confidence": (_("Confidence"), ""),
    "jurisdiction": (_("State"), ""),
}

# sections of the form, by their first column
SECTIONS: dict[str, Any] = {
    "duty_id": _("Who and what"),
    "report_to": _("To whom and by when"),
    "written_follow_up": _("How, and what protects"),
    "citation": _("Where it stands"),
    "kind": _("How this site uses it"),
    "evidence": _("How it was checked"),
}

DEADLINE_KINDS: dict[str, Any] = {
    DeadlineKind.OUTER_LIMIT: _("Outer limit: a number in the law"),
    DeadlineKind.IMMEDIATE: _("Immediately, without a number"),
    DeadlineKind.AS_SOON_AS_POSSIBLE: _("As soon as possible, without a number"),
    DeadlineKind.NONE: _("None"),
}
DEADLINE_UNITS: dict[str, Any] = {
    DeadlineUnit.HOURS: _("hours"),
    DeadlineUnit.DAYS: _("days"),
    DeadlineUnit.WORKING_HOURS: _("hours, weekends and holidays not counted"),
}
CLOCK_STARTS: dict[str, Any] = {
    ClockStart.INFORMATION_RECEIVED: _("the information reached whoever has the duty"),
    ClockStart.REPORT_RECEIVED: _("a report reached the agency"),
    ClockStart.DISCOVERY: _("it was discovered"),
    ClockStart.OBSERVATION: _("it was seen"),
    ClockStart.DISCLOSURE: _("the child told of it"),
    ClockStart.CHILD_LOCATED: _("the child was found"),
    ClockStart.CRIME_INDICATED: _("a first inquiry indicated a crime"),
    ClockStart.ENTRY: _("it was entered in the register"),
    ClockStart.ORAL_REPORT: _("the oral report was made"),
    ClockStart.SERVICES_BEGUN: _("services began"),
    ClockStart.NONE: _("nothing starts it"),
}
KINDS: dict[str, Any] = {
    Kind.REPORT: _("A person's own report"),
    Kind.WRITTEN_REPORT: _("The same report in writing"),
    Kind.CROSS_REPORT: _("From agency to agency"),
    Kind.NOTICE: _("A notice"),
    Kind.MISSING: _("Report of a missing child"),
    Kind.RETURN: _("Act when a missing child is found"),
    Kind.ORGANIZATION: _("Inside an organization"),
    Kind.GRANT_CRITERION: _("Criterion of grants and protocols"),
    Kind.BACKGROUND: _("Background: asks nothing of anybody"),
}
MODALITIES: dict[str, Any] = {
    Modality.MUST: _("It must be done"),
    Modality.MAY: _("It may be done"),
    Modality.NONE: _("Asks nothing"),
    Modality.UNKNOWN: _("Not established"),
}
EVIDENCE: dict[str, Any] = {
    Evidence.TEXT: _("Read in the text of the law"),
    Evidence.READ: _("Read in a copy of the source"),
    Evidence.HEADING: _("Only its heading was read"),
    Evidence.SECONDARY: _("A secondary source"),
    Evidence.MIXED: _("Several of these; the note says which"),
    Evidence.INFERENCE: _("Inferred"),
    Evidence.OWN_KNOWLEDGE: _("Own knowledge, not checked"),
}
CONFIDENCE: dict[str, Any] = {Confidence.HIGH: _("High"), Confidence.MEDIUM: _("Medium"), Confidence.LOW: _("Low")}
YES_NO: dict[str, Any] = {"yes": _("Yes"), "no": _("No")}

# sectors that no form of this site has, but that a law may bind or name
OTHER_SECTORS: dict[str, Any] = {
    Sector.PROSECUTION: _("Prosecution"),
    Sector.GUARDIAN_AD_LITEM: _("Guardians ad litem"),
    Sector.CHILDRENS_ADVOCACY_CENTER: _("Child advocacy centers"),
    Sector.SUBSTANCE_USE_PROGRAM: _("Substance use programs"),
    Sector.PUBLIC_HEALTH: _("Public health"),
    Sector.ADULT_PROTECTIVE: _("Adult protection"),
    Sector.LABOR_INSPECTORATE: _("Labor inspection"),
    Sector.HOTLINE: _("Hotlines"),
    Sector.STATE_AGENCY: _("State agencies"),
    Sector.COORDINATING_BODY: _("This coordinating body"),
    Sector.RESEARCHER: _("Researchers"),
    Sector.NCMEC: _("National Center for Missing and Exploited Children"),
    Sector.NCIC: _("National police database (NCIC)"),
    Sector.FEDERAL_HHS: _("Federal Department of Health and Human Services"),
    Sector.HMIS: _("Homeless management information system"),
    Sector.LEGISLATURE: _("Legislature"),
    Sector.PUBLIC_RECORDS_REQUESTER: _("People who ask for public records"),
    Sector.PUBLIC: _("The public"),
    Sector.MDT_TEAM: _("Multidisciplinary team"),
    Sector.YOUNG_PERSON: _("The young person"),
    Sector.PARENT_GUARDIAN: _("Parents or guardian"),
    Sector.PARTY_TO_CASE: _("Parties to a case"),
    Sector.CLERGY: _("Clergy"),
    Sector.ELECTRONIC_SERVICE_PROVIDER: _("Providers of electronic services"),
}
EVERY_SECTOR: dict[str, Any] = SECTORS | OTHER_SECTORS

CHOICES: dict[str, dict[str, Any]] = {
    "deadline_kind": DEADLINE_KINDS,
    "deadline_unit": DEADLINE_UNITS,
    "clock_start": CLOCK_STARTS,
    "kind": KINDS,
    "modality": MODALITIES,
    "prompts": YES_NO,
    "evidence": EVIDENCE,
    "confidence": CONFIDENCE,
}


def in_words(column: str, text: str) -> Any:
    """A cell as a person reads it: closed words in words, everything else as it stands."""
    if column in ("sector", "receivers"):
        words = [word.strip() for word in text.split(";") if word.strip()]
        return ", ".join(str(EVERY_SECTOR.get(word, word)) for word in words)
    return CHOICES.get(column, {}).get(text, text)
