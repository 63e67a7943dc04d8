"""Who and what there is in the invented region, as plain tables. `build` turns them into rows."""

from dataclasses import dataclass, field

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.accounts.rules import Regime, Role

BODY = "Two Rivers Region"
EXIT_URL = "https://www.weather.gov/"


@dataclass(frozen=True)
class CountyPlan:
    key: str
    name: str
    state: str
    area_code: str
    town: str


COUNTIES = (
    CountyPlan("alder", "Alder County", "MN", "218", "Alder Falls"),
    CountyPlan("juniper", "Juniper County", "TX", "432", "Juniper Wells"),
)


@dataclass(frozen=True)
class Post:
    key: str
    title: str
    role: Role = Role.WORKER
    signs: str = ""
    shift: str = ""  # first or alternate: on the intake roster


@dataclass(frozen=True)
class Plan:
    """One organization in each county; `{town}` and `{county}` are filled in."""

    key: str
    name: str
    sector: Sector
    posts: tuple[Post, ...]
    sites: tuple[str, ...] = ()
    regimes: tuple[Regime, ...] = (Regime.NONE,)
    receives: bool = False
    government: bool = False
    flags: dict[str, bool] = field(default_factory=dict)
    only: str = ""  # a county's key, for what exists once


ORGANIZATIONS = (
    Plan(
        "body",
        "Two Rivers Coordinating Council",
        Sector.COORDINATING_BODY,
        (
            Post("coordinator", "County coordinator", Role.COORDINATOR),
            Post("duty", "Duty officer, intake desk", Role.DUTY_OFFICER, shift="first"),
            Post("duty2", "Duty officer, intake desk (alternate)", Role.DUTY_OFFICER, shift="alternate"),
            Post("counsel", "Counsel (invented)", Role.COUNSEL),
        ),
        government=True,
        flags={"intake_desk": True},
        only="alder",
    ),
    Plan(
        "school",
        "{town} Middle School",
        Sector.SCHOOLS,
        (
            Post("teacher", "Teacher", signs="school_teacher"),
            Post("counselor", "School counselor, designated person", signs="school_other_staff"),
            Post("principal", "Principal", Role.SUPERVISOR, signs="school_other_staff"),
        ),
        sites=("{town} Middle School",),
        regimes=(Regime.FERPA,),
        government=True,
    ),
    Plan(
        "police",
        "{town} Police Department",
        Sector.LAW_ENFORCEMENT,
        (
            Post("officer", "Patrol officer", signs="police_patrol"),
            Post("detective", "Detective, intake roster", signs="police_detective", shift="first"),
            Post("sergeant", "Sergeant", Role.SUPERVISOR, signs="police_patrol"),
        ),
        sites=("{town} Police Station",),
        receives=True,
        government=True,
        flags={"criminal_justice_agency": True},
    ),
    Plan(
        "welfare",
        "{county} Child Protection",
        Sector.CHILD_WELFARE,
        (
            Post("intake", "Intake worker, on duty", signs="child_welfare", shift="first"),
            Post("intake2", "Intake worker (alternate)", signs="child_welfare", shift="alternate"),
            Post("supervisor", "Intake supervisor", Role.SUPERVISOR, signs="child_welfare"),
        ),
        sites=("{county} Human Services",),
        regimes=(Regime.CAPTA_IVE,),
        receives=True,
        government=True,
    ),
    Plan(
        "clinic",
        "{town} Community Clinic",
        Sector.HEALTH_CARE,
        (
            Post("nurse", "Emergency nurse", signs="nurse_physician"),
            Post("manager", "Clinic manager", Role.SUPERVISOR, signs="nurse_physician"),
        ),
        sites=("{town} Urgent Care",),
        regimes=(Regime.HIPAA,),
    ),
    Plan(
        "hotel",
        "Lantern Inn {town}",
        Sector.HOTEL,
        (Post("hotel-manager", "Hotel manager", Role.MANAGER, signs="hotel_front_desk"),),
        sites=("Lantern Inn, Highway Road",),
    ),
    Plan(
        "shelter",
        "Harbor House {county}",
        Sector.VICTIM_SERVICES,
        (Post("advocate", "Advocate", signs="victim_service"),),
        sites=("Harbor House office",),
        regimes=(Regime.VAWA, Regime.VOCA),
    ),
    Plan(
        "bus",
        "Two Rivers Coach {town}",
        Sector.TRANSPORT,
        (Post("driver", "Bus driver", signs="bus_rail"),),
        sites=("{town} bus station",),
    ),
    Plan(
        "bank",
        "Millrace Bank {town}",
        Sector.FINANCIAL_INSTITUTION,
        (Post("teller", "Branch employee", signs="bank_branch"),),
        sites=("{town} branch",),
        regimes=(Regime.BSA,),
    ),
    Plan(
        "chain",
        "Heron Lodging Group",
        Sector.HOTEL,
        (Post("chain-manager", "Compliance manager", Role.MANAGER, signs="hotel_front_desk"),),
        sites=("Heron Lodge, Lakeside",),
        only="juniper",
    ),
    Plan(
        "court",
        "{county} Juvenile Court",
        Sector.COURTS,
        (Post("clerk", "Court officer", signs="court_officer"),),
        sites=("{county} Courthouse",),
        regimes=(Regime.JUVENILE_COURT,),
        government=True,
    ),
    Plan(
        "defender",
        "{county} Youth Defenders",
        Sector.DEFENSE_ATTORNEY,
        (Post("lawyer", "Defense lawyer", signs="defense_lawyer"),),
        regimes=(Regime.ATTORNEY_CLIENT,),
    ),
    Plan(
        "probation",
        "{county} Probation",
        Sector.JUVENILE_JUSTICE,
        (Post("probation", "Probation officer", signs="probation_detention"),),
        regimes=(Regime.JUVENILE_COURT,),
        government=True,
    ),
    # one program lives on a federal grant, whose confidentiality no rule opens before counsel reads it; the other does not
    Plan(
        "youth",
        "Larch Street Youth Center",
        Sector.RUNAWAY_HOMELESS_YOUTH,
        (Post("youth", "Youth worker", signs="youth_program"),),
        regimes=(Regime.RHY_BASIC_CENTER,),
        only="alder",
    ),
    Plan(
        "youth",
        "Open Gate Youth Program {town}",
        Sector.RUNAWAY_HOMELESS_YOUTH,
        (Post("youth", "Youth worker", signs="youth_program"),),
        only="juniper",
    ),
    Plan("foster", "Hearthside Foster Families {county}", Sector.FOSTER_CARE_PROVIDER, (Post("foster", "Foster parent", signs="foster_parent"),)),
    Plan(
        "dispatch",
        "{county} 911 Dispatch",
        Sector.EMERGENCY_DISPATCH,
        (Post("dispatcher", "911 dispatcher", signs="emergency_dispatch"),),
        government=True,
    ),
    Plan("shop", "Otter Market {town}", Sector.OTHER_BUSINESS, (Post("shop", "Shift leader", signs="other_business"),)),
    Plan(
        "nation",
        "Cedar Lake Nation Family Services",
        Sector.TRIBAL,
        (Post("family", "Family services worker", signs="child_welfare"),),
        government=True,
        flags={"tribal": True},
        only="alder",
    ),
)

# In each county a second child-protection agency stands ready where somebody involved works for the first.
ALTERNATE = Plan(
    "neighbor",
    "Neighbor Agency for {county} (conflict cases)",
    Sector.CHILD_WELFARE,
    (Post("neighbor", "Intake worker, on duty", signs="child_welfare", shift="first"),),
    regimes=(Regime.CAPTA_IVE,),
    receives=True,
    government=True,
)

FIRST_NAMES = ("Ada", "Ben", "Cora", "Dale", "Edna", "Finn", "Gwen", "Hal", "Iris", "Joel", "Kim", "Lou", "Mara", "Ned", "Opal", "Pim", "Quinn", "Rosa", "Sol", "Tess", "Uma", "Vic", "Wilma", "Yael", "Zeke", "Alba", "Bruno", "Celia", "Dario", "Elisa")  # fmt: skip
LAST_NAMES = ("Fernwood", "Brook", "Lindenholt", "Marsh", "Quillfeather", "Thistle", "Umberfield", "Vale", "Wrenfield", "Yarrow", "Ashgrove", "Birchall", "Cloverly", "Dovecote", "Elmhurst", "Foxglove", "Gorseway", "Hazelton", "Ivybridge", "Juncus", "Kestrel", "Larkspur", "Mossman", "Nettles", "Oakapple", "Pinecone", "Reedbed", "Sedgewick", "Tamarack", "Woodruff")  # fmt: skip

# Rows that the invented counsel signed. Rows of low confidence or own knowledge stay unsigned, to show how that looks,
# but for those without which no road of the demonstration would open.
SIGNED_RULES = ("SC-CW-01", "HC-CW-01", "LE-CW-01", "VS-CW-01", "JJ-CW-01", "MR-ALL-01", "CB-ANY-01")
SIGNED_DUTIES = (
    "US-FED-01", "US-IC-01", "US-HHS-01", "US-CW-LE-01", "US-CW-MIS-01", "US-CW-MIS-02",
    "MN-RPT-02", "MN-RPT-03", "MN-RPT-04", "MN-RPT-05", "MN-RPT-06", "MN-RPT-12", "MN-RPT-16", "MN-RPT-20", "MN-RPT-22", "MN-CROSS-01", "MN-CROSS-02",
    "TX-RPT-01", "TX-RPT-02", "TX-RPT-03", "TX-RPT-04", "TX-RPT-05", "TX-RPT-06", "TX-RPT-07", "TX-RPT-12", "TX-RPT-16", "TX-CROSS-01", "TX-CROSS-02",
)  # fmt: skip
SIGNED_MANDATES = ("MN-HOTEL-TRAIN-01", "MN-HOTEL-ATTEST-01", "TX-HOTEL-POLICY-01")
