"""Closed vocabularies, spelled as in facts/disclosure_vocabulary.md, section 1."""

from enum import StrEnum


class Sector(StrEnum):
    """Who takes part, and who is only addressed."""

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
    # words of reporting_duties.csv that the gate's schema does not need
    CLERGY = "clergy"
    ELECTRONIC_SERVICE_PROVIDER = "electronic_service_provider"


class Mandate(StrEnum):
    """Law that compels: of the vocabulary's list, those that duty rows can give."""

    MUST_REPORT = "MUST-REPORT"
    MUST_CROSS_REPORT = "MUST-CROSS-REPORT"


class Permission(StrEnum):
    """Law that allows: of the vocabulary's list, those that duty rows can give."""

    MAY_REPORT = "MAY-REPORT"
