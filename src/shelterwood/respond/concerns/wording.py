"""The words of a concern's pages, by who speaks: questions in the reporter's own words, and the closed lists."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.gates.law.wording import SECTORS

SECTOR_NAMES: dict[str, Any] = {
    Sector.SCHOOLS: _("school"),
    Sector.LAW_ENFORCEMENT: _("police"),
    Sector.CHILD_WELFARE: _("child welfare"),
    Sector.HEALTH_CARE: _("health care"),
    Sector.HOTEL: _("hotel"),
    Sector.TRANSPORT: _("transport"),
    Sector.FINANCIAL_INSTITUTION: _("bank"),
    Sector.VICTIM_SERVICES: _("victim services"),
    Sector.COURTS: _("court"),
    Sector.PROSECUTION: _("prosecutor"),
    Sector.JUVENILE_JUSTICE: _("probation and detention"),
    Sector.RUNAWAY_HOMELESS_YOUTH: _("youth program"),
    Sector.FOSTER_CARE_PROVIDER: _("foster parent"),
    Sector.EMERGENCY_DISPATCH: _("emergency dispatch"),
    Sector.TRIBAL: _("tribal nation"),
    Sector.DEFENSE_ATTORNEY: _("defense lawyer"),
    Sector.COORDINATING_BODY: _("coordinating body"),
    Sector.OTHER_BUSINESS: _("other business"),
    Sector.COMMUNITY_REPORTER: _("member of the public"),
}

# headings of the page of doors
HEADINGS: dict[str, Any] = SECTORS | {
    Sector.COURTS: _("Courts and lawyers"),
    Sector.RUNAWAY_HOMELESS_YOUTH: _("Programs for runaway and homeless youth"),
}

# question, hint; by the list of warning signs that fits the person
WHAT_QUESTIONS: dict[str, tuple[Any, Any]] = {
    "school_teacher": (
        _("What did you see or hear at school?"),
        _("Your own words. Tell what you saw or what the student told you, not what stands in school records."),
    ),
    "school_other_staff": (
        _("What did you see or hear at school?"),
        _("Your own words. Tell what you saw or what the student told you, not what stands in school records."),
    ),
    "hotel_front_desk": (
        _("What did you see or hear at the property?"),
        _("Your own words: people, rooms, vehicles, times. Nothing from the guest register."),
    ),
    "hotel_housekeeping": (
        _("What did you see or hear at the property?"),
        _("Your own words: people, rooms, vehicles, times. Nothing from the guest register."),
    ),
    "hotel_food_security": (
        _("What did you see or hear at the property?"),
        _("Your own words: people, rooms, vehicles, times. Nothing from the guest register."),
    ),
    "nurse_physician": (_("What did you see or hear with this patient?"), _("Only what a report needs. The chart stays in your clinic.")),
    "dental_urgent_care": (_("What did you see or hear with this patient?"), _("Only what a report needs. The chart stays in your clinic.")),
    "police_patrol": (
        _("What did you see or hear on this call?"),
        _("Only what child protection needs. The investigation stays in your own system; no criminal history here."),
    ),
    "police_detective": (
        _("What did you see or hear in this matter?"),
        _("Only what child protection needs. The investigation stays in your own system; no criminal history here."),
    ),
    "victim_service": (
        _("What must you report?"),
        _("Your own words: what the young person told you or you saw, as far as the law makes you report it."),
    ),
    "truck_driver": (_("What did you see or hear on the road?"), _("Your own words: people, stop, vehicle, direction, time.")),
    "bus_rail": (_("What did you see or hear on board or at the station?"), _("Your own words: people, stop, vehicle, direction, time.")),
    "airline": (_("What did you see or hear on board or at the airport?"), _("Your own words: people, gate, direction, time.")),
    "ride_driver": (_("What did you see or hear on this ride?"), _("Your own words: people, where they got in and out, time.")),
    "bank_branch": (_("What did you see or hear at the branch?"), _("Your own words: who was there, how they behaved, and when.")),
    "court_officer": (_("What did you see or hear at the court?"), _("Your own words: who came with the young person, and how they behaved.")),
    "prosecutor_judge": (_("What did you see or hear at the court?"), _("Your own words: who came with the young person, and how they behaved.")),
    "probation_detention": (_("What did you see or hear in your work with this young person?"), _("Your own words. Only what a report needs.")),
    "youth_program": (_("What did you see or hear in the program?"), _("Your own words. Only what a report needs.")),
    "foster_parent": (_("What did you see or hear at home?"), _("Your own words: what changed, who was there, what you were told.")),
    "emergency_dispatch": (_("What was the call about?"), _("Your own words: what was said, and what one could hear.")),
    "young_person": (
        pgettext_lazy("young", "What do you want to tell us?"),
        pgettext_lazy("young", "Your own words. You choose how much. What happened is not your fault."),
    ),
}
WHAT_QUESTION = (_("What did you see or hear?"), _("Your own words are enough."))

WHO_QUESTIONS: dict[str, Any] = {
    "school_teacher": _("The student, as far as you know"),
    "school_other_staff": _("The student, as far as you know"),
    "nurse_physician": _("The patient, as far as you know"),
    "dental_urgent_care": _("The patient, as far as you know"),
    "truck_driver": _("The young person, as far as you could see"),
    "bus_rail": _("The young person, as far as you could see"),
    "airline": _("The young person, as far as you could see"),
    "ride_driver": _("The young person, as far as you could see"),
    "bank_branch": _("The young person, as far as you could see"),
    "young_person": pgettext_lazy("young", "About you, as far as you want to say"),
}
YOUNG_REACH = (
    pgettext_lazy("young", "How can someone reach you safely?"),
    pgettext_lazy("young", "Only if you want. Say also when, and who must not notice. Leave it blank and nobody can find you through it."),
)
WHO_QUESTION = _("The young person, as far as you know")

DANGER = {"yes": _("Yes, someone is in danger now"), "no": _("No, not right now"), "unsure": _("I am not sure")}
# Sexual exploitation and forced work are coded apart: states treat reports of the two differently.
KINDS = [
    ("unknown", _("I do not know")),
    ("sexual", _("Sexual: for money, a place to stay, or anything else of value")),
    ("labor", _("Work: made to work, sell, beg or steal")),
    ("both", _("Both")),
]
KINDS_IN_SHORT: dict[str, Any] = {
    "unknown": _("not known"),
    "sexual": _("sexual exploitation"),
    "labor": _("forced work"),
    "both": _("sexual exploitation and forced work"),
}
KNOWN = [("unknown", _("I do not know")), ("yes", _("Yes")), ("no", _("No"))]
AGES = [
    ("", _("I do not know")),
    ("under_12", _("Under 12")),
    ("12_14", _("12 to 14")),
    ("15_17", _("15 to 17")),
    ("18_or_more", _("18 or more")),
]
WHEN = [
    ("unknown", _("I do not know")),
    ("now", _("It is happening now")),
    ("today", _("Today")),
    ("yesterday", _("Yesterday")),
    ("this_week", _("In the last seven days")),
    ("earlier", _("Earlier")),
]

QUESTION_NAMES: dict[str, Any] = {
    "signs": _("Signs that were marked"),
    "words": _("In their own words"),
    "place": _("Where"),
    "when": _("When"),
    "vehicle": _("Vehicle"),
    "name": _("Name of the young person"),
    "age": _("Age, about"),
    "looks": _("What they look like"),
    "school": _("School"),
    "whereabouts": _("Where they may be now"),
    "other_person": _("Other people there"),
    "reporter": _("Who gave notice, and how to reach them"),
    "agency": _("Where the person who gave notice works"),
}

# the same, as one reads of oneself before sending
OWN_NAMES: dict[str, Any] = {
    "words": _("Your words"),
    "reporter": _("Your name and how to reach you"),
    "agency": _("Where you work"),
}

ANSWERS: dict[str, Any] = {
    "received": _("We received this."),
    "looking": _("Someone is looking at this."),
    "call_us": _("Please call us."),
    "passed_on": _("We passed this to another agency."),
    "closed": _("This is closed."),
}
REASONS: dict[str, Any] = {
    "not_enough": _("Not enough to find the young person or to act on"),
    "not_our_area": _("Not our area or our duty"),
    "adult": _("The person is 18 or older"),
    "not_covered": _("The law we act under does not cover it"),
    "other": _("Another reason"),
}
MISSING: dict[str, Any] = {
    "A-SUSPICION": _("your statement that you have reason to suspect"),
}
SUSPICION = _("I myself have reasonable cause to suspect that a person I believe to be under 18 is abused, neglected, exploited or trafficked.")
METHODS = [("telephone", _("By telephone")), ("online", _("Online")), ("in_person", _("In person")), ("written", _("In writing"))]

FIELD_NAMES: dict[str, Any] = {
    "reference_number": _("number, sector and clocks"),
    "observation_text": _("what was seen or heard"),
    "observed_place": _("where"),
    "observed_time": _("when"),
    "name": _("name of the young person"),
    "age_band": _("age, about"),
    "physical_description": _("what they look like"),
    "whereabouts": _("where they may be now"),
    "school": _("school"),
    "vehicle": _("vehicle"),
    "suspect_name": _("other people there"),
    "agency_contact": _("where the person who gave notice works"),
    "reporter_identity": _("who gave notice"),
    "narrative": _("the agency's own reason"),
}


def spelled(question: str, text: str) -> Any:
    """An answer as a reader sees it: a chosen word in the language of the page, anything typed as it was typed."""
    if question == "age":
        return dict(AGES).get(text, text)
    if question == "when":
        return dict(WHEN).get(text, text)
    return text
