"""Under which compartment a run is filed: that of the organization whose work it is."""

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.gates.disclosure.vocabulary import Category, Subcategory

CATEGORIES = {
    Sector.SCHOOLS: Category.EDUCATION,
    Sector.HEALTH_CARE: Category.HEALTH,
    Sector.PUBLIC_HEALTH: Category.HEALTH,
    Sector.SUBSTANCE_USE_PROGRAM: Category.SUBSTANCE_USE,
    Sector.LAW_ENFORCEMENT: Category.INVESTIGATIVE,
    Sector.PROSECUTION: Category.INVESTIGATIVE,
    Sector.CHILD_WELFARE: Category.CHILD_WELFARE,
    Sector.FOSTER_CARE_PROVIDER: Category.CHILD_WELFARE,
    Sector.VICTIM_SERVICES: Category.VICTIM_SERVICE,
    Sector.RUNAWAY_HOMELESS_YOUTH: Category.VICTIM_SERVICE,
    Sector.COURTS: Category.JUVENILE_COURT,
    Sector.JUVENILE_JUSTICE: Category.JUVENILE_COURT,
    Sector.DEFENSE_ATTORNEY: Category.PRIVILEGED,
    Sector.FINANCIAL_INSTITUTION: Category.FINANCIAL,
}


def category(sector: str) -> Category:
    return CATEGORIES.get(Sector(sector), Category.GENERAL)


def subcategory(*, from_concern: bool) -> Subcategory:
    """A run begun from a concern is as narrow as what somebody noticed: a supervisor does not read it by post alone."""
    return Subcategory.OBSERVATION if from_concern else Subcategory.CASE_RECORD
