"""The facts on which a duty may depend, and conjunctions of them.

None of them is about force, fraud, coercion, movement, a third party or a trafficker: for a person under 18 none of
that need be shown (22 USC 7102 (11), (12)), so none of it may ever stand between a child and a report.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shelterwood_methods.statutes.truth import Truth, all_of

FACTS: dict[str, str] = {
    "under_18": "the young person is under 18, as far as the reporter knows",
    "federal_land": "it was learned in professional work on federal land or in a federal facility",
    "amateur_sport": "the reporter works for a national governing body of amateur sport",
    "indian_country": "it was learned in Indian country",
    "report_received": "the agency received a report",
    "crime_indicated": "a preliminary inquiry indicates a crime",
    "child_in_agency_care": "the child is in the agency's placement, care or supervision",
    "identified_victim": "the agency recorded a finding that the child is a victim of trafficking",
    "victim_or_at_risk": "there is reasonable cause to believe that the child is a victim or at risk of being one",
    "possible_trafficking_victim": "a caseworker learns that the child may be a victim of trafficking",
    "child_missing": "the child is missing",
    "child_located": "a child who was missing is located or has returned",
    "child_absent": "a foster child is absent without permission",
    "child_aged_6_to_12": "the absent child is 6 to 12",
    "child_aged_13_or_more": "the absent child is 13 or more",
    "earlier_trafficking": "the absent child was earlier alleged or found to be a victim of trafficking",
    "crime_disclosed": "in the interview after return the child disclosed having been the victim of a crime",
    "missing_report_received": "the agency received a report of a missing person under 21",
    "missing_report_entered": "the agency entered that report",
    "missing_child_at_high_risk": "the missing child is at high risk as the article names it",
    "foreign_national_minor": "the young person may be a victim, is under 18, and neither citizen nor lawful permanent resident",
    "federal_agency": "the agency is a federal one",
    "child_in_federal_custody": "the child is in the custody of a federal agency",
    "indian_child": "there is reason to know that the child is an Indian child",
    "placement_sought": "a foster-care placement or termination of parental rights is sought against the parent's will",
    "services_begun": "services to the family have begun",
    "suspect_is_school_staff": "the person suspected works in the school",
    "suspect_is_coworker": "the person suspected is another employee or supervisor",
    "suspect_is_facility_staff": "the person suspected works in the juvenile justice facility",
    "suspect_is_caregiver": "the person suspected is responsible for the child's care",
    "youth_recreation_staff": "the reporter is 18 or older and employed by a youth recreation program",
    "observed_listed_offence": "the reporter observed one of the offences that the section lists",
    "oral_report_made": "the oral report was made",
    "child_died": "there is reason to believe that a child died of maltreatment",
    "protocol_adopted": "a signed protocol or grant condition adopts this criterion",
}


@dataclass(frozen=True)
class Condition:
    """A conjunction of facts, each as it is or negated."""

    terms: tuple[tuple[str, bool], ...] = ()  # fact, and whether it must hold

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """`fact & !other`. Raises ValueError for a word outside the vocabulary."""
        terms = []
        for part in filter(None, (part.strip() for part in text.split("&"))):
            name, wanted = (part[1:].strip(), False) if part.startswith("!") else (part, True)
            if name not in FACTS:
                raise ValueError(f"{name!r} is no fact of this vocabulary")
            terms.append((name, wanted))
        return cls(tuple(terms))

    def holds(self, facts: Mapping[str, Truth]) -> Truth:
        return all_of(_as(facts.get(name, Truth.UNKNOWN), wanted) for name, wanted in self.terms)

    def open_facts(self, facts: Mapping[str, Truth]) -> tuple[str, ...]:
        """The facts that are not known and would decide."""
        return tuple(name for name, _ in self.terms if facts.get(name, Truth.UNKNOWN) is Truth.UNKNOWN)


def _as(value: Truth, wanted: bool) -> Truth:
    return value if wanted else ~value
