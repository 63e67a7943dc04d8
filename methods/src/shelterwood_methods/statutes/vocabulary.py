"""Closed vocabularies, spelled as in facts/disclosure_vocabulary.md, section 1."""

from enum import StrEnum


class Sector(StrEnum):
    """Who takes part (to RESEARCHER), who is only addressed (to COMMUNITY_REPORTER), and two words of reporting_duties.csv."""

    SCHOOLS = "schools"
    LAW_ENFORCEMENT = "law_enforcement"
    PROSECUTION = "prosecution"
    COURTS = "courts"
    DEFENSE_ATTORNEY = "defense_attorney"
    GUARDIAN_AD_LITEM = "guardian_ad_litem"
    JUVENILE_JUSTICE = "juvenile_justice"
    CHILD_WELFARE = "child_welfare"
    TRIBAL = "tribal"
    VICTIM_SERVICES = "victim_services"
    RUNAWAY_HOMELESS_YOUTH = "runaway_homeless_youth"
    CHILDRENS_ADVOCACY_CENTER = "childrens_advocacy_center"
    HEALTH_CARE = "health_care"
    SUBSTANCE_USE_PROGRAM = "substance_use_program"
    PUBLIC_HEALTH = "public_health"
    ADULT_PROTECTIVE = "adult_protective"
    HOTEL = "hotel"
    TRANSPORT = "transport"
    FINANCIAL_INSTITUTION = "financial_institution"
    OTHER_BUSINESS = "other_business"
    LABOR_INSPECTORATE = "labor_inspectorate"
    EMERGENCY_DISPATCH = "emergency_dispatch"
    FOSTER_CARE_PROVIDER = "foster_care_provider"
    HOTLINE = "hotline"
    STATE_AGENCY = "state_agency"
    COORDINATING_BODY = "coordinating_body"
    RESEARCHER = "researcher"
    NCMEC = "ncmec"
    NCIC = "ncic"
    FEDERAL_HHS = "federal_hhs"
    FINCEN = "fincen"
    HMIS = "hmis"
    LEGISLATURE = "legislature"
    PUBLIC_RECORDS_REQUESTER = "public_records_requester"
    PUBLIC = "public"
    MDT_TEAM = "mdt_team"
    YOUNG_PERSON = "young_person"
    PARENT_GUARDIAN = "parent_guardian"
    PARTY_TO_CASE = "party_to_case"
    COMMUNITY_REPORTER = "community_reporter"
    CLERGY = "clergy"
    ELECTRONIC_SERVICE_PROVIDER = "electronic_service_provider"


def sector_of(word: str) -> Sector:
    """The sector of that word. Raises ValueError with the list for any other."""
    try:
        return Sector(word)
    except ValueError:
        raise ValueError(f"{word!r} is no sector; use one of: {', '.join(Sector)}.") from None


class Mandate(StrEnum):
    """Law that compels."""

    MUST_REPORT = "MUST-REPORT"
    MUST_REPORT_LE = "MUST-REPORT-LE"
    MUST_CROSS_REPORT = "MUST-CROSS-REPORT"
    MUST_DETENTION_REPORT = "MUST-DETENTION-REPORT"
    MUST_ADULT_REPORT = "MUST-ADULT-REPORT"
    MUST_ATTORNEY_REPORT = "MUST-ATTORNEY-REPORT"
    MUST_RELEASE = "MUST-RELEASE"
    MUST_ANNUAL_REPORT = "MUST-ANNUAL-REPORT"


class Permission(StrEnum):
    """Law that allows."""

    MAY_REPORT = "MAY-REPORT"
    MAY_CPS_RECIPIENT = "MAY-CPS-RECIPIENT"
    MAY_MDT = "MAY-MDT"
    MAY_MDT_NO_WINDOW = "MAY-MDT-NO-WINDOW"
    MAY_VICTIM_REFERRAL = "MAY-VICTIM-REFERRAL"
    MAY_REFER_WITHOUT_PARENT = "MAY-REFER-WITHOUT-PARENT"
    MAY_JUVENILE_RECIPIENT = "MAY-JUVENILE-RECIPIENT"
    MAY_ADULT_REPORT = "MAY-ADULT-REPORT"
    MAY_SCHOOL_JJ = "MAY-SCHOOL-JJ"
    MAY_TREAT = "MAY-TREAT"
    MAY_LISTED = "MAY-LISTED"


class Capacity(StrEnum):
    """Who may sign a consent."""

    CAN_MINOR_SERVICE_ALONE = "CAN-MINOR-SERVICE-ALONE"
    CAN_MINOR_FVPSA_ALONE = "CAN-MINOR-FVPSA-ALONE"
    CAN_MINOR_RHY_ALONE = "CAN-MINOR-RHY-ALONE"
    CAN_MINOR_SUD_ALONE = "CAN-MINOR-SUD-ALONE"
    CAN_MINOR_SUD_WITH_PARENT = "CAN-MINOR-SUD-WITH-PARENT"
    CAN_MINOR_HEALTH_ALONE = "CAN-MINOR-HEALTH-ALONE"
    CAN_PARENT_REPRESENT = "CAN-PARENT-REPRESENT"


class Reading(StrEnum):
    """Counsel's signed view of a contested point."""

    READ_CAPTA_OVER_FERPA = "READ-CAPTA-OVER-FERPA"
    READ_NO_ADVOCATE_PRIVILEGE = "READ-NO-ADVOCATE-PRIVILEGE"
    READ_RHY_REPORT = "READ-RHY-REPORT"
    READ_RHY_CONTACT = "READ-RHY-CONTACT"
