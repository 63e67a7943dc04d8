"""Who may be what: posts, duty, and how much of a duty roster lies between two moments."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shelterwood_methods.statutes.vocabulary import Sector


class Role(StrEnum):
    """What a person is trusted with in their organization. What a role does stands in `RIGHTS`, what it reads in the policies."""

    WORKER = "worker"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    COUNSEL = "counsel"
    DUTY_OFFICER = "duty_officer"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"
    IT_OPERATOR = "it_operator"
    SURVIVOR_ADVISER = "survivor_adviser"


# these count in the coordinating body alone; its people hold one of them, and nobody elsewhere does
OF_THE_BODY = (Role.COORDINATOR, Role.DUTY_OFFICER, Role.COUNSEL, Role.AUDITOR, Role.IT_OPERATOR, Role.SURVIVOR_ADVISER)


SECTORS_TO_JOIN = tuple(each for each in Sector if each not in (Sector.COORDINATING_BODY, Sector.COMMUNITY_REPORTER))


class Kind(StrEnum):
    """The four questions of the page of roles, and what else is kept."""

    INVITE = "invite"
    SEE = "see"
    SIGN = "sign"
    EXPORT = "export"
    KEEP = "keep"


class Verb(StrEnum):
    """What somebody may do to the house itself. Nothing of it opens a word about a child; that is for the policies to say."""

    INVITE = "invite"  # somebody to one's own organization, with a code
    CHANGE_ROLE = "change_role"  # or post, or place
    END_ACCESS = "end_access"  # and give it back
    VOUCH = "vouch"  # say that somebody who lost their key proved who they are
    CONFIRM_IDENTITY = "confirm_identity"  # as the second person
    IMPORT_PEOPLE = "import_people"
    KEEP_ORGANIZATIONS = "keep_organizations"  # invite, correct and end them; their first manager
    SEE_PEOPLE = "see_people"
    SEE_TRAINING = "see_training"  # who of one's people is trained, and who is late
    SEE_REGION = "see_region"  # counts of every county
    SEE_HOUSE = "see_house"  # routing, lines, organizations, and what the doctor found
    SIGN_REVIEW = "sign_review"  # who has what access here
    SIGN_PROTOCOLS = "sign_protocols"
    SIGN_LAW = "sign_law"
    REVIEW_COURSES = "review_courses"  # let a course go to its learners, as the second reader
    EXPORT_TRAINING = "export_training"  # proof for an authority
    EXPORT_REGION = "export_region"  # counts of the counties as a table
    KEEP_TRAINING = "keep_training"  # posts, rosters, exemptions, own copies of courses
    KEEP_WALLS = "keep_walls"  # how often somebody looks at the notices
    KEEP_SITES = "keep_sites"
    WRITE_COURSES = "write_courses"  # those that everybody reads
    KEEP_ROUTING = "keep_routing"  # which agency takes the reports of a county
    KEEP_LINES = "keep_lines"  # telephone lines of a county
    KEEP_CONSULTANTS = "keep_consultants"  # who answers questions of a county that name no child
    KEEP_MAIL = "keep_mail"  # a test message, and what could not be sent
    KEEP_SIGN_IN = "keep_sign_in"  # sign-ins that organizations have of their own
    KEEP_RECORDS = "keep_records"  # how long records are kept, what is sealed, what is held


@dataclass(frozen=True)
class Right:
    """Which of the questions a verb answers, and who may. `everywhere`: it reaches beyond one's own organization."""

    kind: Kind
    roles: frozenset[Role]
    everywhere: bool = False


def _own(kind: Kind, *roles: Role) -> Right:
    return Right(kind, frozenset(roles))


def _region(kind: Kind, *roles: Role) -> Right:
    return Right(kind, frozenset(roles), everywhere=True)


# the one table: the page of roles is drawn from it, every verb asks its own line of it, and the tests try every role against it.
# Who learns of a child is decided by the coordinator, never by whoever runs the machine.
RIGHTS: dict[Verb, Right] = {
    Verb.INVITE: _own(Kind.INVITE, Role.MANAGER, Role.COORDINATOR),
    Verb.CHANGE_ROLE: _own(Kind.INVITE, Role.MANAGER, Role.COORDINATOR),
    Verb.END_ACCESS: _own(Kind.INVITE, Role.MANAGER, Role.COORDINATOR),
    Verb.VOUCH: _own(Kind.INVITE, Role.MANAGER, Role.COORDINATOR),
    Verb.CONFIRM_IDENTITY: _own(Kind.INVITE, Role.MANAGER, Role.SUPERVISOR, Role.COORDINATOR, Role.DUTY_OFFICER),
    Verb.IMPORT_PEOPLE: _own(Kind.INVITE, Role.MANAGER, Role.COORDINATOR),
    Verb.KEEP_ORGANIZATIONS: _region(Kind.INVITE, Role.COORDINATOR),
    Verb.SEE_PEOPLE: _own(Kind.SEE, Role.MANAGER, Role.SUPERVISOR, Role.COORDINATOR, Role.DUTY_OFFICER, Role.AUDITOR),
    Verb.SEE_TRAINING: _own(Kind.SEE, Role.MANAGER, Role.SUPERVISOR),
    Verb.SEE_REGION: _region(Kind.SEE, Role.COORDINATOR, Role.AUDITOR, Role.SURVIVOR_ADVISER),
    Verb.SEE_HOUSE: _region(Kind.SEE, Role.COORDINATOR, Role.DUTY_OFFICER, Role.AUDITOR, Role.IT_OPERATOR),
    Verb.SIGN_REVIEW: _own(Kind.SIGN, Role.MANAGER, Role.COORDINATOR),
    Verb.SIGN_PROTOCOLS: _own(Kind.SIGN, Role.MANAGER, Role.SUPERVISOR),
    Verb.SIGN_LAW: _region(Kind.SIGN, Role.COUNSEL),
    Verb.REVIEW_COURSES: _region(Kind.SIGN, Role.COORDINATOR, Role.COUNSEL),
    Verb.EXPORT_TRAINING: _own(Kind.EXPORT, Role.MANAGER, Role.SUPERVISOR),
    Verb.EXPORT_REGION: _region(Kind.EXPORT, Role.COORDINATOR, Role.AUDITOR, Role.SURVIVOR_ADVISER),
    Verb.KEEP_TRAINING: _own(Kind.KEEP, Role.MANAGER, Role.SUPERVISOR),
    Verb.KEEP_WALLS: _own(Kind.KEEP, Role.MANAGER, Role.SUPERVISOR),
    Verb.KEEP_SITES: _own(Kind.KEEP, Role.MANAGER, Role.COORDINATOR),
    Verb.WRITE_COURSES: _region(Kind.KEEP, Role.COORDINATOR),
    Verb.KEEP_ROUTING: _region(Kind.KEEP, Role.COORDINATOR),
    Verb.KEEP_LINES: _region(Kind.KEEP, Role.COORDINATOR, Role.DUTY_OFFICER),
    Verb.KEEP_CONSULTANTS: _region(Kind.KEEP, Role.COORDINATOR),
    Verb.KEEP_MAIL: _region(Kind.KEEP, Role.COORDINATOR, Role.IT_OPERATOR),
    Verb.KEEP_SIGN_IN: _region(Kind.KEEP, Role.COORDINATOR, Role.IT_OPERATOR),
    Verb.KEEP_RECORDS: _region(Kind.KEEP, Role.COUNSEL),
}


def entitled(role: str, verb: Verb, *, in_the_body: bool) -> bool:
    """Whether the table gives a role this verb. A role of the body counts in the body alone, and so does what reaches everywhere."""
    right, known = RIGHTS[verb], Role(role)
    return known in right.roles and (in_the_body or not (right.everywhere or known in OF_THE_BODY))


def grantable(role: str, *, in_the_body: bool, own: bool) -> tuple[Role, ...]:
    """Which roles somebody may give: a manager to their own people those of an organization, never one of the body; the coordinator
    to the body's people those of the body, and elsewhere that of a manager, who then invites the others."""
    if role == Role.MANAGER and own and not in_the_body:
        return (Role.WORKER, Role.SUPERVISOR, Role.MANAGER)
    if role == Role.COORDINATOR and in_the_body:
        return OF_THE_BODY if own else (Role.MANAGER,)
    return ()


class Regime(StrEnum):
    """Confidentiality laws that may bind an organization's records; the closed list of the Cedar schema."""

    VAWA = "vawa"
    FVPSA = "fvpsa"
    VOCA = "voca"
    TVPA = "tvpa"
    RHY_BASIC_CENTER = "rhy_basic_center"
    RHY_TRANSITIONAL = "rhy_transitional"
    PART2 = "part2"
    HIPAA = "hipaa"
    FERPA = "ferpa"
    CAPTA_IVE = "capta_ive"
    JUVENILE_COURT = "juvenile_court"
    CJIS = "cjis"
    CRIMINAL_INTELLIGENCE = "criminal_intelligence"
    BSA = "bsa"
    ATTORNEY_CLIENT = "attorney_client"
    ADVOCATE_PRIVILEGE = "advocate_privilege"
    OJP_RESEARCH = "ojp_research"
    NONE = "none"


type Span = tuple[datetime, datetime]


def covered(shifts: Iterable[Span]) -> list[Span]:
    """Shifts merged into the spans during which somebody is on duty, in order."""
    merged: list[Span] = []
    for start, end in sorted(shift for shift in shifts if shift[0] < shift[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def moment_after(start: datetime, duty_time: timedelta, shifts: Iterable[Span]) -> datetime | None:
    """When `duty_time` of covered time has passed since `start`; None while the roster does not reach that far."""
    left = duty_time
    for begin, end in covered(shifts):
        begin = max(begin, start)
        if begin >= end:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
    return None
