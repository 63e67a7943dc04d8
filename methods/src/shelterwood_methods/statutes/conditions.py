"""The facts on which a duty may depend, and conjunctions of them.

None of them is about force, fraud, coercion, movement, a third party or a trafficker: for a person under 18 none of that need be
shown (22 USC 7102), so none of it may ever stand between a child and a report. The age is no condition of a person's own report
either: whether there is reason to believe something about a child is for the person to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shelterwood_methods.statutes.truth import Truth, all_of

# Unknown until somebody knows.
FACTS: dict[str, str] = {
    # the young person
    "under_18": "The young person is under 18, as far as is known.",
    "possible_trafficking_victim": "The young person may be a victim of trafficking (22 USC 7102).",
    "identified_victim": ("The child has been identified as a victim of sex trafficking; a screening result alone identifies nobody."),
    "victim_or_at_risk": ("There is reasonable cause to believe that the child is, or is at risk of being, a victim of sex trafficking."),
    "foreign_national_minor": "The young person is under 18 and neither a citizen nor a lawful permanent resident.",
    "indian_child": "There is reason to know or to believe that an Indian child is or may be involved.",
    "child_in_agency_care": (
        "The child is in the placement, care or supervision of the child-welfare agency, is served by it at home, or ran away from its care."
    ),
    "child_in_federal_custody": "The child is in the custody of a federal agency.",
    "child_missing": "The child or youth is missing, was abducted or ran away.",
    "missing_child_at_high_risk": "The missing child is at high risk in the sense of Tex. Code Crim. Proc. art. 63.0091.",
    "child_located": "A child who was missing has been located or has returned.",
    "crime_disclosed": "In the interview after the return the child disclosed having been the victim of a crime while missing.",
    "child_absent": "A foster child is absent without permission.",
    "child_aged_6_to_12": "The absent child is 6 to 12 years old.",
    "child_aged_13_or_more": "The absent young person is 13 years old or more.",
    "child_died": "There is reason to believe that the child died as a result of maltreatment.",
    # where and how it was learned, and what was done since
    "federal_land": (
        "It was learned in professional work on federal land or in a federally operated or contracted facility, or the report comes from there."
    ),
    "indian_country": "The child was abused in Indian country, or abuse there is reasonably to be expected.",
    "observed_listed_offence": (
        "The person saw continuous sexual abuse or aggravated sexual assault of a child, in circumstances in which it had "
        "to be believed, and could help or report without danger."
    ),
    "report_received": "A report of it reached the agency.",
    "missing_report_received": "A report of a missing child or of a missing person under 21 reached the agency.",
    "missing_report_entered": "The agency entered that report in the register.",
    "oral_report_made": "The report was already made by word of mouth.",
    "crime_indicated": "A preliminary inquiry indicates a criminal violation.",
    "placement_sought": ("The agency seeks, in a state court, a foster-care placement or an end of parental rights against the parent."),
    "services_begun": "Services to the Indian child have begun.",
    "protocol_adopted": ("A signed protocol, or a grant's conditions, adopt it; for a referral: the county has a center and a working protocol."),
    # who is suspected, where a row is about one relationship only
    "suspect_is_caregiver": "The person suspected is responsible for the care, custody or welfare of the child.",
    "suspect_is_coworker": "The person suspected is another employee or supervisor of the program.",
    "suspect_is_school_staff": "The person suspected is on the staff of the school, or provides services to it.",
    "suspect_is_facility_staff": ("The person suspected is on the staff of the juvenile justice program or facility, or volunteers there."),
    # who asks
    "amateur_sport": (
        "The person is authorised by a national governing body of amateur sport to be with a minor athlete, or works for "
        "the U.S. Center for SafeSport."
    ),
    "youth_recreation_staff": "The person is 18 or more and an employee or supervisor of a youth recreation program.",
    "federal_agency": "The agency is a federal department or agency.",
}

# What takes a person or a case out of a row, or into a narrower one. No until somebody states it: till then the duty stands.
EXCEPTIONS: dict[str, str] = {
    "other_staff": "The person's post is none of those that the row names under `who`.",
    "not_principal": "The person is not the principal of the school or the equivalent.",
    "not_superintendent": "The person is neither superintendent nor director.",
    "not_public_official": "The person is no federal, state or local official who acts as such.",
    "sexual_assault_counselor": ("The person is a sexual assault counselor; any other advocate has the same duty in the row before."),
    "attorney_for_child": "The person is a lawyer for the child.",
    "outside_ministry": "The member of the clergy did not learn it while engaged in ministerial duties.",
    "clergy_privileged": "It was learned in confession or as religious or spiritual advice that is privileged.",
    "relationship_2204b": "The person stands to the child in a relationship under Tex. Penal Code 22.04(b).",
    "agency_is_fbi": "The agency is itself the Federal Bureau of Investigation.",
    "nobody_is_indian": "Neither the child nor the person suspected is Indian.",
    "no_grave_harm_alleged": "The report alleges neither sexual abuse nor serious physical injury nor life-threatening neglect.",
    "other_facility": "The report is not about a facility that the agency operates, licenses, certifies or registers.",
    "report_came_from_police": "The report came from the police.",
    "no_special_concern": (
        "The absent child was never alleged or found to be a victim of trafficking, was not abducted, means to return, and is 6 or more."
    ),
}


def check_names(names: Mapping[str, Truth]) -> None:
    """Raises ValueError for a name outside the vocabulary."""
    for name in names:
        if name not in FACTS and name not in EXCEPTIONS:
            raise ValueError(f"{name!r} is no fact; use one of: {', '.join((*FACTS, *EXCEPTIONS))}.")


def value_of(name: str, facts: Mapping[str, Truth]) -> Truth:
    """The value of a fact among those that were stated."""
    return facts.get(name, Truth.NO if name in EXCEPTIONS else Truth.UNKNOWN)


@dataclass(frozen=True)
class Condition:
    """A conjunction of facts, each as it is or negated."""

    terms: tuple[tuple[str, bool], ...] = ()  # fact, and whether it must hold

    @classmethod
    def parse(cls, text: str) -> "Condition":
        """`fact & !other`. Raises ValueError for a word outside the vocabulary."""
        terms = []
        for part in (part.strip() for part in text.split("&") if text.strip()):
            name, wanted = (part[1:].strip(), False) if part.startswith("!") else (part, True)
            if name not in FACTS and name not in EXCEPTIONS:
                raise ValueError(f"{name!r} is no fact of statutes/conditions.py")
            terms.append((name, wanted))
        return cls(tuple(terms))

    def holds(self, facts: Mapping[str, Truth]) -> Truth:
        """Whether every term holds on the facts that were stated. Without terms: yes."""
        values = ((value_of(name, facts), wanted) for name, wanted in self.terms)
        return all_of(value if wanted else ~value for value, wanted in values)

    def open_facts(self, facts: Mapping[str, Truth]) -> tuple[str, ...]:
        """The facts that are not known and would decide."""
        return tuple(name for name, _ in self.terms if value_of(name, facts) is Truth.UNKNOWN)
