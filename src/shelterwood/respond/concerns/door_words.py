"""The words of each door, by who speaks: what the role is called, what is left out there, what to do first, what happens next.

Sources: research note 01, sections 6.1 and 7.1, and the rows of reporting_duties.csv that each sector's panel shows.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.awareness.wording import SECTORS, STEPS
from shelterwood.respond.concerns.banks import Finding
from shelterwood.respond.concerns.doors import Keeper

ROLE_NAMES: dict[str, Any] = {
    "public": _("A member of the public"),
    "parent": _("A parent or relative"),
    "school_teacher": _("I teach at a school"),
    "school_other_staff": _("I work at a school, not as a teacher"),
    "police_patrol": _("I work in patrol, or as a school officer"),
    "police_detective": _("I am a detective"),
    "victim_service": _("I work in victim services"),
    "hotel_front_desk": _("I work at a hotel: front desk"),
    "hotel_housekeeping": _("I work at a hotel: housekeeping"),
    "hotel_food_security": _("I work at a hotel: food service or security"),
    "truck_driver": _("I drive a truck"),
    "bus_rail": _("I work on a bus, at a station or on a train"),
    "airline": _("I work for an airline or at an airport"),
    "ride_driver": _("I drive a taxi or for a ride service"),
    "bank_branch": _("I work at a bank branch"),
    "court_officer": _("I work at a court"),
    "judge": _("I am a judge"),
    "prosecutor": _("I work for a prosecutor"),
    "defense_lawyer": _("I defend, or work for a defense lawyer"),
    "nurse_physician": _("I am a nurse, physician or paramedic"),
    "dental_urgent_care": _("I work in dental or urgent care"),
    "child_welfare": _("I work in child welfare"),
    "probation_detention": _("I work in probation or detention"),
    "youth_program": _("I work in a program for runaway and homeless youth"),
    "foster_parent": _("I am a foster parent"),
    "emergency_dispatch": _("I take emergency calls"),
    "other_business": _("I work at another business"),
    "tribal_nation": _("I work for a tribal nation"),
}

# What stands above the first box: what does not belong in it. The closed list of fields keeps the rest.
LEFT_OUT: dict[str, Any] = {
    Sector.SCHOOLS: _("Nothing from school records: only what you saw, or what the student told you."),
    Sector.LAW_ENFORCEMENT: _("No police records, no evidence, no statement: the investigation stays in your own system."),
    Sector.VICTIM_SERVICES: _("Only what the law makes you report. Anything else about a client needs their written release."),
    Sector.HOTEL: _("Nothing from the guest register."),
    Sector.TRANSPORT: _("What you saw on the road, at the stop or on board. Nothing from bookings."),
    Sector.FINANCIAL_INSTITUTION: _(
        "Only what you saw in person. Nothing from accounts: no number, no sum, no transaction. What your bank itself does is never asked here."
    ),
    Sector.COURTS: _("Only what you saw or heard in person, as any person might. No court papers, nothing from a closed hearing."),
    Sector.PROSECUTION: _("Only what you saw or heard in person. No file, no statement, no evidence."),
    Sector.HEALTH_CARE: _("Only what a report needs. The chart stays in your clinic."),
    Sector.CHILD_WELFARE: _("Only what you noticed yourself. The case file stays in your agency's system."),
    Sector.JUVENILE_JUSTICE: _("Only what a report needs. The court file and the detention file stay where they are."),
    Sector.RUNAWAY_HOMELESS_YOUTH: _(
        "Only what a report needs. That somebody stays with you is protected too: until counsel confirms more, telephone."
    ),
    Sector.FOSTER_CARE_PROVIDER: _("Only what you saw or heard yourself. Call the agency that placed the child as well; it has its own time limits."),
    Sector.EMERGENCY_DISPATCH: _("Send help first. No recording and no call record belongs here."),
    Sector.OTHER_BUSINESS: _("Only what you saw or heard. Nothing from cameras or customer records."),
    Sector.TRIBAL: _("Your nation's own law and agency come first. This form tells the county's agencies, and nobody else."),
}

# What to do first, in the order in which it is done: the eight sectors' own call list, and the same for the others.
FIRST: dict[str, tuple[Any, ...]] = {
    **{sector: STEPS[slug] for slug, (sector, _name) in SECTORS.items()},
    Sector.PROSECUTION: STEPS["courts"],
    Sector.CHILD_WELFARE: (
        _("In danger now: call 911."),
        _("Screen for trafficking as your agency's protocol says; a screening result alone identifies nobody."),
        _("A child who is identified as a victim, or who is missing: tell the police within the time the law sets."),
        _("A missing child: tell the National Center for Missing and Exploited Children as well."),
    ),
    Sector.JUVENILE_JUSTICE: (
        _("In danger now: call 911."),
        _("A minor in commercial sex is a child who was abused, never an offender."),
        _("Let the young person speak with their lawyer alone."),
        _("Make the report the law asks yourself; ask for services, not detention."),
    ),
    Sector.RUNAWAY_HOMELESS_YOUTH: (
        _("In danger now: call 911, with the young person's knowledge where you can."),
        _("Say before you listen what you may have to report."),
        _("Make the report the law asks by telephone."),
        _("Offer a bed, food and an advocate, whatever the young person decides to tell."),
    ),
    Sector.FOSTER_CARE_PROVIDER: (
        _("In danger now, or missing: call 911. There is no waiting period."),
        _("Listen. Do not question the young person, and do not search their telephone for proof."),
        _("Call child protection, and the agency that placed the child."),
        _("When somebody comes back: food, rest and care first, without blame."),
    ),
    Sector.EMERGENCY_DISPATCH: (
        _("Send police at once, as your own rules say."),
        _("Ask whether the child was reported missing before; police may enter it without any waiting period."),
        _("Tell the officers that this may be a child who is exploited, never an offender."),
        _("Then call child protection."),
    ),
    Sector.OTHER_BUSINESS: (
        _("In danger now: call 911."),
        _("Do not confront, follow or question anybody."),
        _("Note place, time and vehicle."),
        _("Call child protection or the hotline."),
    ),
    Sector.TRIBAL: (
        _("In danger now: call 911, or your nation's police."),
        _("Tell your nation's own child-protection agency or police."),
        _("Then, where the county or the state acts too, its child protection."),
    ),
    Sector.COMMUNITY_REPORTER: (
        _("In danger now: call 911."),
        _("Keep your distance. Do not confront or follow anyone."),
        _("Note place, time and vehicle."),
        _("Call child protection or the hotline."),
    ),
}

# What happens after Send, by who keeps it.
NEXT: dict[Keeper, tuple[Any, ...]] = {
    Keeper.ORGANIZATION: (
        _("The agencies listed get it at once, as far as the law lets your organization tell them."),
        _("Make the report the law asks by telephone, and record it here: this form does not replace it."),
        _("Each agency that gets it says that it did. If nobody answers, the next person there is told."),
    ),
    Keeper.DESK: (
        _("A duty officer reads it and decides which of the agencies that the law names are told."),
        _("Make the report yourself if the law asks it of you: this form does not replace it."),
        _("Your employer, if you have one, is not told."),
    ),
}

IN_PERSON = _("I saw or heard this in person. Nothing in it comes from accounts, transactions or papers of the bank.")
REQUIRED_ONLY = _("This holds only what the law requires me to report, and nothing else about a client.")

STOPPED: dict[Finding, Any] = {
    Finding.FILING: _(
        "Nothing about filings of a bank belongs here, not even whether there are any. Take it out, and tell only what you saw in person."
    ),
    Finding.NUMBER: _("This looks like a number of an account or card. Take it out: only what you saw in person belongs here."),
    Finding.MONEY: _("This names a sum of money. Take it out: only what you saw in person belongs here."),
    Finding.TRANSACTION: _("This tells of an account or a transaction. Take it out: say who was there and how they behaved."),
}

DEFENSE = _("What your client told you does not belong here, so there is no form for you. The law, the numbers and advice without a name are open.")
