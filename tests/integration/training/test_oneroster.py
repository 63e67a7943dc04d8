"""OneRoster packages: staff comes in, pupils are stored nowhere, not even on the way; bulk says who left, delta what changed."""

import io
from datetime import date

import pytest

from shelterwood.prevent.training.models import Import, ImportPiece, Learner
from shelterwood.prevent.training.rosters import checking, services
from shelterwood.prevent.training.rules.importing import Kind, State
from shelterwood.prevent.training.services import NotPossible

from ..pages.test_privacy import everything_stored
from .packages import PUPIL, package, role, user, zipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_brought_in")]
USERS = user("t1", "Ana", "Ruiz") + user("t2", "Ben", "Okafor") + user("p1", "Kid", PUPIL) + user("g1", "Parent", PUPIL)
ROLES = role("t1", "teacher", begin="2021-08-15") + role("t2", "principal") + role("p1", "student") + role("g1", "guardian")


@pytest.fixture
def manager(person):
    return person("principal-alder")


@pytest.fixture
def applied(manager, now):
    def apply(content: bytes, **said) -> Import:
        made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(content), everybody=False, at=now)
        checking.check(made.pk, at=now)
        made.refresh_from_db()
        assert made.state == State.CHECKED
        services.apply(made, by=manager, at=now, **said)
        made.refresh_from_db()
        return made

    return apply


def staff(by) -> dict[str, tuple[object, ...]]:
    rows = Learner.objects.filter(organization=by.organization).exclude(number="").select_related("post", "site")
    return {each.number: (each.name, str(each.post or ""), str(each.site or ""), each.hired_on, each.left_on) for each in rows}


def test_staff_comes_in_by_their_number_with_post_and_school(applied, manager):
    made = applied(package(USERS, ROLES))
    assert staff(manager) == {
        "t1": ("Ana Ruiz", "Teacher", "Alder Falls Middle School", date(2021, 8, 15), None),
        "t2": ("Ben Okafor", "Principal", "Alder Falls Middle School", None, None),
    }
    assert (made.kind, made.everybody, made.passed_by) == (Kind.ONEROSTER, True, 2)


def test_pupils_and_parents_are_stored_nowhere_not_even_while_the_file_waits(manager, now):
    services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(package(USERS, ROLES)), everybody=False, at=now)
    kept = b"".join(bytes(each.content) for each in ImportPiece.objects.all())
    assert b"Ana Ruiz" in kept
    assert PUPIL.encode() not in kept
    assert b"p1" not in kept
    assert PUPIL not in everything_stored()


@pytest.mark.parametrize("word", ["student", "guardian", "parent", "relative", "ext:visitor", "Teacher", ""])
def test_whoever_has_no_role_of_staff_does_not_come_in(word, applied, manager):
    applied(package(USERS + user("x1", "Not", "Staff"), ROLES + role("x1", word)))
    assert set(staff(manager)) == {"t1", "t2"}


@pytest.mark.parametrize("order", [("teacher", "student"), ("student", "aide")])
def test_whoever_is_a_pupil_too_is_a_pupil(order, applied, manager):
    applied(package(USERS + user("x1", "Both", "Roles"), ROLES + "".join(role("x1", word) for word in order)))
    assert set(staff(manager)) == {"t1", "t2"}


def test_in_a_bulk_package_whoever_is_missing_has_left(applied, manager, now):
    applied(package(USERS, ROLES))
    applied(package(user("t2", "Ben", "Okafor"), role("t2", "principal")))
    assert staff(manager)["t1"][4] == now.date()
    assert staff(manager)["t2"][4] is None


def test_in_a_delta_package_only_what_it_names_changes(applied, manager, now):
    applied(package(USERS, ROLES))
    changes = user("t1", "Ana", "Ruiz", status="tobedeleted", changed="2026-11-02T08:00:00Z") + user("t3", "Cy", "Young", status="active")
    made = applied(package(changes, role("t3", "aide", status="active"), mode="delta"))
    assert not made.everybody
    assert {number: said[4] for number, said in staff(manager).items()} == {"t1": date(2026, 11, 2), "t2": None, "t3": None}


def test_a_change_without_a_role_is_kept_for_staff_alone(applied, manager):
    applied(package(USERS, ROLES))
    changes = user("t2", "Ben", "Okafor-Lee", status="active") + user("p2", "Kid", PUPIL, status="active")
    applied(package(changes, "", mode="delta"))
    assert staff(manager)["t2"][:2] == ("Ben Okafor-Lee", "Principal")
    assert PUPIL not in everything_stored()


def test_a_new_role_of_somebody_whose_row_did_not_change_changes_the_post(applied, manager):
    applied(package(USERS, ROLES))
    applied(package("", role("t1", "counselor", status="active"), mode="delta"))
    assert staff(manager)["t1"] == ("Ana Ruiz", "Counselor", "Alder Falls Middle School", date(2021, 8, 15), None)


def test_a_package_of_version_1_1_has_its_roles_with_the_users(applied, manager):
    head = "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName\n"
    users = head + "t1,,,true,s1,teacher,x,Ana,Ruiz\np1,,,true,s1,student,y,Kid,Quillibrand\n"
    manifest = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\n"
    orgs = "sourcedId,name,type\ns1,Alder Falls Middle School,school\n"
    applied(zipped({"manifest.csv": manifest, "users.csv": users, "orgs.csv": orgs}))
    assert staff(manager) == {"t1": ("Ana Ruiz", "Teacher", "Alder Falls Middle School", None, None)}


def test_a_school_that_is_no_site_comes_in_without_one_and_is_counted(applied, manager):
    made = applied(package(USERS, ROLES, school="Elsewhere Middle School"))
    assert made.counts["without_site"] == 2
    assert {said[2] for said in staff(manager).values()} == {""}


def test_while_a_row_cannot_be_read_nobody_is_marked_as_left_and_nothing_of_the_row_is_kept(applied, manager):
    applied(package(USERS, ROLES))
    torn = user("t2", "Ben", "Okafor") + f"p9,,,true,{PUPIL}\n"
    made = applied(package(torn, role("t2", "principal")), without_refused=True)
    assert staff(manager)["t1"][4] is None
    assert list(made.faults.values_list("line", "column", "value", "code")) == [(3, "users.csv", "", "cells")]
    assert PUPIL not in everything_stored()


def huge() -> bytes:
    return zipped({"manifest.csv": "propertyName,value\n", "users.csv": b"0" * (3 * 2**20)})


@pytest.mark.parametrize(
    "content",
    [
        zipped({"../users.csv": "x"}),
        zipped({"/manifest.csv": "x"}),
        zipped({"roster/manifest.csv": "x"}),
        zipped({"manifest.csv": "propertyName,value\n", "run.exe": "x"}),
        zipped({"users.csv": "x"}),
        zipped({"manifest.csv": "propertyName,value\noneroster.version,9\n"}),
        zipped({"manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.users,bulk\n"}),
        zipped({"manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.users,everything\n", "users.csv": "x"}),
        zipped({"manifest.csv": "propertyName,value\noneroster.version,1.2\nfile.users,bulk\n", "users.csv": "sourcedId,status\n1,\n"}),
        zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"}),
        huge(),
        package(USERS, ROLES)[:-200],
        b"PK\x03\x04" + b"\x00" * 300,
    ],
    ids=[
        "leads out",
        "absolute",
        "folder",
        "foreign file",
        "no manifest",
        "version",
        "file absent",
        "mode",
        "column",
        "workbook",
        "bomb",
        "cut off",
        "no zip",
    ],
)
def test_a_hostile_or_broken_package_is_refused_with_a_sentence_and_leaves_nothing(content, manager, now):
    before = Import.objects.count()
    with pytest.raises(NotPossible) as refusal:
        services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(content), everybody=False, at=now)
    assert len(str(refusal.value)) > 20
    assert Import.objects.count() == before
    assert not ImportPiece.objects.exists()
