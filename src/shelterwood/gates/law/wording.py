"""The words of the law pages: sectors and receivers in both languages; the row's own English stands beside its citation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

SECTORS: dict[str, Any] = {
    Sector.SCHOOLS: _("Schools"),
    Sector.LAW_ENFORCEMENT: _("Police"),
    Sector.VICTIM_SERVICES: _("Victim services"),
    Sector.HOTEL: _("Hotels"),
    Sector.TRANSPORT: _("Transport"),
    Sector.FINANCIAL_INSTITUTION: _("Banks"),
    Sector.COURTS: _("Courts"),
    Sector.DEFENSE_ATTORNEY: _("Defense lawyers"),
    Sector.HEALTH_CARE: _("Health care"),
    Sector.CHILD_WELFARE: _("Child welfare"),
    Sector.JUVENILE_JUSTICE: _("Probation and detention"),
    Sector.RUNAWAY_HOMELESS_YOUTH: _("Youth programs"),
    Sector.FOSTER_CARE_PROVIDER: _("Foster parents"),
    Sector.EMERGENCY_DISPATCH: _("Emergency dispatch"),
    Sector.TRIBAL: _("Tribal nations"),
    Sector.OTHER_BUSINESS: _("Other businesses"),
    Sector.COMMUNITY_REPORTER: _("Everybody"),
}

# What stands over a duty, by its kind; for a report by what the law says of it.
MODALITIES: dict[str, Any] = {"must": _("Must report"), "may": _("May report"), "none": _("No duty"), "unknown": _("Not settled")}
KINDS: dict[str, Any] = {
    "written_report": _("Must report in writing too"),
    "cross_report": _("Agency must tell the other agency"),
    "notice": _("Must give notice"),
    "missing": _("Must report a missing child"),
    "return": _("Must act when a missing child is found"),
    "organization": _("Duty inside the organization"),
    "grant_criterion": _("Criterion of grants and protocols"),
    "background": _("Also to know"),
}

FACTS: dict[str, Any] = {
    "under_18": _("the young person is under 18"),
    "federal_land": _("it was learned at work on federal land or in a federal facility"),
    "amateur_sport": _("the person works for a national body of amateur sport"),
    "indian_country": _("it was learned in Indian country"),
    "report_received": _("the agency received a report"),
    "crime_indicated": _("a first inquiry indicates a crime"),
    "child_in_agency_care": _("the child is in the agency's care"),
    "identified_victim": _("the agency found that the child is a victim of trafficking"),
    "victim_or_at_risk": _("the child may be a victim or at risk of being one"),
    "possible_trafficking_victim": _("the child may be a victim of trafficking"),
    "child_missing": _("the child is missing"),
    "child_located": _("a missing child was found or came back"),
    "child_absent": _("a foster child is absent without permission"),
    "child_aged_6_to_12": _("the absent child is 6 to 12"),
    "child_aged_13_or_more": _("the absent child is 13 or older"),
    "crime_disclosed": _("the child told of a crime after coming back"),
    "missing_report_received": _("the agency received a report of a missing person under 21"),
    "missing_report_entered": _("the agency entered that report"),
    "missing_child_at_high_risk": _("the missing child is at high risk"),
    "foreign_national_minor": _("the young person is neither a citizen nor a lawful permanent resident"),
    "federal_agency": _("the agency is a federal one"),
    "child_in_federal_custody": _("the child is in federal custody"),
    "indian_child": _("the child may be an Indian child under ICWA"),
    "placement_sought": _("a court is asked to place the child against the parents' will"),
    "services_begun": _("services to the family have begun"),
    "suspect_is_school_staff": _("the person suspected works in the school"),
    "suspect_is_coworker": _("the person suspected is a colleague"),
    "suspect_is_facility_staff": _("the person suspected works in the facility"),
    "suspect_is_caregiver": _("the person suspected cares for the child"),
    "youth_recreation_staff": _("the person is employed by a youth recreation program"),
    "observed_listed_offence": _("the person saw one of the offenses that the section lists"),
    "oral_report_made": _("the oral report was made"),
    "child_died": _("a child may have died of maltreatment"),
    "protocol_adopted": _("a protocol adopts it"),
}

RECEIVERS: dict[str, Any] = {
    Sector.CHILD_WELFARE: _("child protection"),
    Sector.LAW_ENFORCEMENT: _("police or sheriff"),
    Sector.TRIBAL: _("tribal child protection or tribal police"),
    Sector.NCMEC: _("the National Center for Missing and Exploited Children"),
    Sector.FEDERAL_HHS: _("the federal Department of Health and Human Services"),
    Sector.CHILDRENS_ADVOCACY_CENTER: _("the child advocacy center"),
    Sector.STATE_AGENCY: _("the state agency"),
    Sector.HOTLINE: _("the hotline"),
    Sector.COURTS: _("the court"),
    Sector.PARENT_GUARDIAN: _("the parents or guardian"),
    Sector.GUARDIAN_AD_LITEM: _("whoever the court appointed to speak for the child"),
    Sector.NCIC: _("the national police database (NCIC)"),
}
