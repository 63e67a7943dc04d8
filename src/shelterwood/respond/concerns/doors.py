"""Every door of a concern, by role: whose duties stand there, which signs fit, and in whose keeping it comes.

A role is an address (`/concern/as/{role}`), so its word never says anything about the person but their work. No Django here.
"""

from dataclasses import dataclass
from enum import StrEnum

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.respond.concerns.rules import FILINGS


class Keeper(StrEnum):
    """Who keeps what is written at a door."""

    ORGANIZATION = "organization"  # the writer's own, which sends it as far as the gate lets
    DESK = "desk"  # the body's intake desk; an employer learns nothing of it
    NOBODY = "nobody"  # nothing is typed at all


@dataclass(frozen=True)
class Role:
    """One line of the page of doors."""

    word: str
    sector: Sector
    signs: str  # a role of warning_signs.csv

    @property
    def keeper(self) -> Keeper:
        """In whose keeping it comes without an account: nobody's for counsel, else the desk's."""
        return Keeper.NOBODY if self.sector in TYPES_NOTHING else Keeper.DESK


# What a client told counsel is the client's (Model Rule 1.6; disclosure rule AT-01).
TYPES_NOTHING = frozenset({Sector.DEFENSE_ATTORNEY})

ROLES = {
    word: Role(word, sector, signs or word)
    for word, sector, signs in (
        ("public", Sector.COMMUNITY_REPORTER, ""),
        ("parent", Sector.COMMUNITY_REPORTER, ""),
        ("school_teacher", Sector.SCHOOLS, ""),
        ("school_other_staff", Sector.SCHOOLS, ""),
        ("police_patrol", Sector.LAW_ENFORCEMENT, ""),
        ("police_detective", Sector.LAW_ENFORCEMENT, ""),
        ("victim_service", Sector.VICTIM_SERVICES, ""),
        ("hotel_front_desk", Sector.HOTEL, ""),
        ("hotel_housekeeping", Sector.HOTEL, ""),
        ("hotel_food_security", Sector.HOTEL, ""),
        ("truck_driver", Sector.TRANSPORT, ""),
        ("bus_rail", Sector.TRANSPORT, ""),
        ("airline", Sector.TRANSPORT, ""),
        ("ride_driver", Sector.TRANSPORT, ""),
        ("bank_branch", Sector.FINANCIAL_INSTITUTION, ""),
        ("court_officer", Sector.COURTS, ""),
        ("judge", Sector.COURTS, "prosecutor_judge"),
        ("prosecutor", Sector.PROSECUTION, "prosecutor_judge"),
        ("defense_lawyer", Sector.DEFENSE_ATTORNEY, ""),
        ("nurse_physician", Sector.HEALTH_CARE, ""),
        ("dental_urgent_care", Sector.HEALTH_CARE, ""),
        ("child_welfare", Sector.CHILD_WELFARE, ""),
        ("probation_detention", Sector.JUVENILE_JUSTICE, ""),
        ("youth_program", Sector.RUNAWAY_HOMELESS_YOUTH, ""),
        ("foster_parent", Sector.FOSTER_CARE_PROVIDER, ""),
        ("emergency_dispatch", Sector.EMERGENCY_DISPATCH, ""),
        ("other_business", Sector.OTHER_BUSINESS, ""),
        ("tribal_nation", Sector.TRIBAL, "child_welfare"),
    )
}
NO_PROFESSION = ("public", "parent")
# Writes of oneself, from /support, with words of their own. No line of the page of doors: nobody chooses it for somebody else.
YOUNG = Role("young_person", Sector.COMMUNITY_REPORTER, "young_person")
PROPERTY = Sector.HOTEL  # whose staff use a printed code

# The page of doors: the eight sectors of the 2013 report, and those that share one professional form.
EIGHT = (
    Sector.SCHOOLS, Sector.LAW_ENFORCEMENT, Sector.VICTIM_SERVICES, Sector.HOTEL, Sector.TRANSPORT, Sector.FINANCIAL_INSTITUTION,
    Sector.COURTS, Sector.HEALTH_CARE,
)  # fmt: skip
SHARED = (
    Sector.CHILD_WELFARE, Sector.JUVENILE_JUSTICE, Sector.RUNAWAY_HOMELESS_YOUTH, Sector.FOSTER_CARE_PROVIDER, Sector.EMERGENCY_DISPATCH,
    Sector.OTHER_BUSINESS, Sector.TRIBAL,
)  # fmt: skip
COURTHOUSE = (Sector.COURTS, Sector.PROSECUTION, Sector.DEFENSE_ATTORNEY)  # one sector of the report

# Whose rows depend on Indian country or an Indian child: US-IC-01 to 04, US-ICWA-01, MN-TRB-01. They are asked; others need not judge it.
ASKED_OF_TRIBES = frozenset({
    Sector.SCHOOLS, Sector.HEALTH_CARE, Sector.CHILD_WELFARE, Sector.VICTIM_SERVICES, Sector.LAW_ENFORCEMENT, Sector.JUVENILE_JUSTICE,
    Sector.TRIBAL, Sector.COURTS, Sector.PROSECUTION,
})  # fmt: skip


def keeper_of(sector: str) -> Keeper:
    """In whose keeping a concern comes that somebody of this sector writes with an account."""
    if sector in TYPES_NOTHING:
        return Keeper.NOBODY
    return Keeper.ORGANIZATION if sector in FILINGS else Keeper.DESK


def role_of(sector: str, signs: str) -> Role:
    """The role of somebody with an account: their own list of signs where it is their sector's, else the sector's first.

    A sector without a role of its own, as the coordinating body, gets the public's signs.
    """
    own = [role for role in ROLES.values() if role.sector == sector]
    fitting = [role for role in own if role.signs == signs]
    return next(iter(fitting or own), Role("public", Sector(sector), signs or "public"))


def roles_at(*sectors: str) -> list[Role]:
    """The roles of these sectors, in the order of the page."""
    return [role for role in ROLES.values() if role.sector in sectors]
