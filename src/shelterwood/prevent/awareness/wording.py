"""The words of the public pages: names of sectors, audiences and kinds of signs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.awareness.guides.model import Part, ReportPart

KINDS: dict[str, Any] = {"change": _("What changed"), "sign": _("What one can see"), "place_pattern": _("What happens at the place")}

# The eight sectors of the 2013 report, as call list and card name them in an address.
SECTORS: dict[str, tuple[Sector, Any]] = {
    "schools": (Sector.SCHOOLS, _("Schools")),
    "police": (Sector.LAW_ENFORCEMENT, _("Police")),
    "victim-services": (Sector.VICTIM_SERVICES, _("Victim services")),
    "hotels": (Sector.HOTEL, _("Hotels")),
    "transport": (Sector.TRANSPORT, _("Transport")),
    "banks": (Sector.FINANCIAL_INSTITUTION, _("Banks")),
    "courts": (Sector.COURTS, _("Courts and lawyers")),
    "health-care": (Sector.HEALTH_CARE, _("Health care")),
}


def slug(sector: str) -> str:
    """The sector as an address of a call list spells it, also where the law's word was written: `law_enforcement` is `police`."""
    return next((short for short, (word, _name) in SECTORS.items() if sector in (word, word.replace("_", "-"))), sector)


NO_PROFESSION = ("young-people", "parents", "public")  # audiences of /learn that are no profession; they stand first

PARTS: dict[Part, Any] = {
    Part.WHAT: _("What it is"),
    Part.DO: _("What to do now"),
    Part.DONT: _("What not to do"),
    Part.HELP: _("What help looks like"),
    Part.LAW: _("What the law asks"),
}
YOUNG_PARTS: dict[Part, Any] = {
    Part.WHAT: pgettext_lazy("young", "What can be going on"),
    Part.DO: pgettext_lazy("young", "What you can do"),
    Part.DONT: pgettext_lazy("young", "What makes it worse"),
    Part.RIGHTS: pgettext_lazy("young", "What is yours by right"),
    Part.TELL: pgettext_lazy("young", "Who must tell what"),
    Part.HELP: pgettext_lazy("young", "What help looks like"),
}
REPORT_PARTS: dict[ReportPart, Any] = {
    ReportPart.KNOWN: _("What is known"),
    ReportPart.PRINCIPLES: _("Its three principles"),
    ReportPart.FOUND: _("What it found"),
    ReportPart.NEEDED: _("What is needed"),
    ReportPart.RECOMMENDATIONS: _("What it recommends"),
}

# Lines that listen, for a young person, with what they are there for. Sources: for_whom of helplines.csv.
LISTENING: dict[str, Any] = {
    "US-CHILDHELP": pgettext_lazy("young", "If someone hurts you, or you are afraid at home."),
    "US-NHTH": pgettext_lazy("young", "If someone makes you do things for money, for a place to stay or for anything else."),
    "US-RUNAWAY": pgettext_lazy("young", "If you left home, or think about leaving."),
    "US-RAINN": pgettext_lazy("young", "If something sexual happened that you did not want."),
    "US-988": pgettext_lazy("young", "If you feel that you cannot go on."),
    "US-STRONG": pgettext_lazy("young", "If you are Native and want to talk with someone who is Native too."),
}
# What is known of how far such a line must report; of the others one asks. Source: note of helplines.csv.
TELLS: dict[str, Any] = {
    "US-CHILDHELP": pgettext_lazy("young", "It is there to listen; it is not a place that takes reports."),
}
BED = "US-RUNAWAY"  # for young people and their families

SIGN_ROLES: dict[str, Any] = {
    "school_teacher": _("Teachers"),
    "school_other_staff": _("Other school staff"),
    "police_patrol": _("Patrol officers"),
    "police_detective": _("Detectives"),
    "victim_service": _("Victim services"),
    "hotel_front_desk": _("Hotel front desk"),
    "hotel_housekeeping": _("Hotel housekeeping"),
    "hotel_food_security": _("Hotel food service and security"),
    "truck_driver": _("Truck drivers"),
    "bus_rail": _("Bus and rail"),
    "airline": _("Airlines"),
    "ride_driver": _("Ride drivers"),
    "bank_branch": _("Bank branches: in person only"),
    "court_officer": _("Court officers"),
    "prosecutor_judge": _("Prosecutors and judges"),
    "nurse_physician": _("Nurses and physicians"),
    "dental_urgent_care": _("Dental and urgent care"),
    "child_welfare": _("Child welfare"),
    "probation_detention": _("Probation and detention"),
    "foster_parent": _("Foster parents"),
    "youth_program": _("Youth programs"),
    "emergency_dispatch": _("Emergency dispatch"),
    "other_business": _("Other businesses"),
    "parent": _("Parents and caregivers"),
    "public": _("Everybody"),
}

# What to do first, by sector: in the order in which it is done. Sources: research note 01, sections 6.1 and 7.1.
STEPS: dict[str, tuple[Any, ...]] = {
    "schools": (
        _("In danger now: call 911."),
        _("Do not question the student. Listen, and write down what was said in their words."),
        _("Make the report the law asks yourself, at once. Telling the principal is no report."),
        _("Tell the designated person of your school, as your protocol says."),
    ),
    "police": (
        _("A minor in commercial sex is a child who was abused, never an offender."),
        _("Call child protection and an advocate to the place."),
        _("Check whether the young person is missing from home or care."),
        _("Keep evidence in your own system; refer through this list."),
    ),
    "victim-services": (
        _("In danger now: call 911, with the young person's knowledge where you can."),
        _("Say before you listen what you may have to report."),
        _("Report only what the law compels; give nothing else without a written release."),
    ),
    "hotels": (
        _("In danger now: call 911."),
        _("Do not confront, follow or question anybody."),
        _("Note room, vehicle, time and place; tell the manager on duty."),
        _("Call child protection, or write through the printed code."),
    ),
    "transport": (
        _("In danger now: call 911."),
        _("Do not approach whoever may be exploiting somebody."),
        _("Note time, stop, direction and vehicle; tell dispatch."),
        _("Call child protection or the hotline."),
    ),
    "banks": (
        _("In danger now: call 911."),
        _("Tell only what you saw or heard in person."),
        _("Nothing from accounts goes here: use your institution's own channel."),
    ),
    "courts": (
        _("In danger now: call 911."),
        _("Let the young person speak with their lawyer alone."),
        _("Look up what the law gives a minor here before a charge is decided."),
        _("Ask for services, not detention."),
    ),
    "health-care": (
        _("In danger now: call 911."),
        _("See the patient alone, with an interpreter who is no relative."),
        _("Make the report the law asks; only what it needs, the chart stays."),
        _("Offer follow-up at a contact that is safe."),
    ),
}
