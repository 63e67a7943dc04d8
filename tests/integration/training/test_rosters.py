"""Rosters: sent, checked, looked at, applied as a whole or discarded, undone. Nothing half done, and nobody else learns of it."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import transaction

from shelterwood.foundation.audit.models import AccessEvent
from shelterwood.prevent.training.models import Import, ImportedLearner, ImportFault, ImportPiece, Learner, LessonRead, Post
from shelterwood.prevent.training.rosters import applying, checking, keeping, queries, services, tasks
from shelterwood.prevent.training.rules.importing import FILE_KEPT, SILENT, UNDO_KEPT, Kind, State
from shelterwood.prevent.training.services import Forbidden, NotPossible, standings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_brought_in")]
HEAD = "Employee number,Name,Post,Site,Hired on,Left on\n"
TWO = HEAD + "1,Rosa Delgado,Front desk,,2024-03-18,\n2,Tom Aldous,Housekeeping,,06/02/2025,\n"


@pytest.fixture
def manager(person):
    """A manager whose organization has nobody on its list yet."""
    return person("hotel-manager-alder")


@pytest.fixture
def brought(manager, now):
    """Send a file and have it checked, as the worker does."""

    def bring(text: str | bytes, *, everybody: bool = False, kind: Kind = Kind.ROSTER, at=now) -> Import:
        content = text if isinstance(text, bytes) else text.encode()
        made = services.bring(by=manager, kind=kind, file=io.BytesIO(content), everybody=everybody, at=at)
        checking.check(made.pk, at=at)
        made.refresh_from_db()
        return made

    return bring


@pytest.fixture
def applied(brought, manager, now):
    def apply(text: str, **said) -> Import:
        made = brought(text, **said)
        services.apply(made, by=manager, at=now)
        made.refresh_from_db()
        return made

    return apply


def staff(by) -> dict[str, tuple[object, ...]]:
    rows = Learner.objects.filter(organization=by.organization).exclude(number="").select_related("post", "site")
    return {each.number: (each.name, str(each.post or ""), str(each.site or ""), each.hired_on, each.left_on) for each in rows}


def counted(made: Import) -> dict[str, int]:
    return {word: count for word, count in made.counts.items() if count}


def wrong(made: Import) -> list[tuple[int, str, str]]:
    return list(ImportFault.objects.filter(imported=made).values_list("line", "column", "code"))


# --- the way through --------------------------------------------------------------------------------------------


def test_a_roster_changes_nothing_until_it_is_applied_and_then_all_of_it(brought, manager, now):
    made = brought(TWO)
    assert made.state == State.CHECKED
    assert counted(made) == {"rows": 2, "new": 2}
    assert staff(manager) == {}
    services.apply(made, by=manager, at=now)
    assert staff(manager) == {
        "1": ("Rosa Delgado", "Front desk", "", date(2024, 3, 18), None),
        "2": ("Tom Aldous", "Housekeeping", "", date(2025, 6, 2), None),
    }
    assert AccessEvent.objects.filter(action="apply_import", actor=manager.pk, records=[str(made.pk)]).count() == 1
    assert not ImportPiece.objects.exists()


def test_a_second_roster_counts_what_changed_what_is_the_same_and_who_left(applied, brought, manager, now):
    applied(TWO)
    site = manager.organization.sites.first().name
    made = brought(HEAD + f'1,Rosa Delgado,Manager,"{site}",,\n3,Ana Ruiz,front DESK,,2026-01-05,\n', everybody=True)
    assert counted(made) == {"rows": 2, "new": 1, "changed": 1, "left": 1}
    services.apply(made, by=manager, at=now)
    assert staff(manager) == {
        "1": ("Rosa Delgado", "Manager", site, date(2024, 3, 18), None),  # an empty cell says nothing
        "2": ("Tom Aldous", "Housekeeping", "", date(2025, 6, 2), now.date()),
        "3": ("Ana Ruiz", "Front desk", "", date(2026, 1, 5), None),
    }
    assert counted(brought(HEAD + f'1,Rosa Delgado,Manager,"{site}",,\n')) == {"rows": 1, "same": 1}


def test_whoever_comes_back_has_not_left(applied, brought, manager, now):
    applied(HEAD + "1,Rosa Delgado,,,2024-03-18,2026-01-31\n")
    made = brought("number,name\n1,Rosa Delgado\n", everybody=True)
    services.apply(made, by=manager, at=now)
    assert staff(manager)["1"][4] is None


def test_undone_everybody_is_as_before_and_new_posts_are_gone(applied, manager, now):
    applied(HEAD + "1,Rosa Delgado,Front desk,,2024-03-18,\n")
    before = staff(manager)
    second = applied(HEAD + "1,Rosa D. Perez,Manager,,2024-03-19,\n2,Tom Aldous,Porter,,,\n")
    services.undo(second, by=manager, at=now)
    assert staff(manager) == before
    assert not Post.objects.filter(organization=manager.organization, title__in=["Manager", "Porter"]).exists()
    second.refresh_from_db()
    assert (second.state, second.undone_by) == (State.UNDONE, manager)


def newer_name(learner: Learner, now) -> None:
    Learner.objects.filter(pk=learner.pk).update(name="Rosa Perez")


def newer_lesson(learner: Learner, now) -> None:
    LessonRead.objects.create(learner=learner, course="hotels", lesson="01-what-it-is", at=now)


@pytest.mark.parametrize("touch", [newer_name, newer_lesson, lambda learner, now: learner.delete()], ids=["changed", "began to learn", "gone"])
def test_nothing_is_undone_where_something_newer_touched_a_row(touch, applied, manager, now):
    made = applied(TWO)
    touch(Learner.objects.get(number="1", organization=manager.organization), now)
    before = staff(manager)
    with pytest.raises(NotPossible):
        services.undo(made, by=manager, at=now)
    assert staff(manager) == before


def test_a_roster_checked_before_somebody_changed_is_checked_again(brought, manager, now):
    made = brought(TWO)
    Learner.objects.create(organization=manager.organization, number="2", name="Somebody Else")
    with pytest.raises(NotPossible):
        services.apply(made, by=manager, at=now)
    made.refresh_from_db()
    assert made.state == State.CHECKING
    assert set(staff(manager)) == {"2"}
    checking.check(made.pk, at=now)
    made.refresh_from_db()
    assert counted(made) == {"rows": 2, "new": 1, "changed": 1}


def test_a_discarded_import_leaves_nothing(brought, manager, now):
    made = brought(TWO)
    services.discard(made, by=manager, at=now)
    assert staff(manager) == {}
    assert not any(model.objects.filter(imported=made).exists() for model in (ImportPiece, ImportFault, ImportedLearner))


def test_the_second_import_of_an_organization_is_refused_with_a_sentence_and_another_organization_is_not_held_up(brought, manager, person, now):
    brought(TWO)
    with pytest.raises(NotPossible, match="not finished"):
        services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(TWO.encode()), everybody=False, at=now)
    other = person("principal-juniper")
    assert services.bring(by=other, kind=Kind.ROSTER, file=io.BytesIO(TWO.encode()), everybody=False, at=now).organization == other.organization


def test_whoever_changes_is_told_within_the_transaction(brought, manager, now, monkeypatch):
    heard: list[set[str]] = []
    real = standings.reckon_anew

    def listen(learners) -> None:
        assert transaction.get_connection().in_atomic_block
        heard.append(set(learners.values_list("number", flat=True)))
        real(learners)

    monkeypatch.setattr(standings, "reckon_anew", listen)
    made = brought(TWO)
    assert heard == []
    services.apply(made, by=manager, at=now)
    services.undo(made, by=manager, at=now)
    assert heard == [{"1", "2"}, {"1", "2"}]


def test_whoever_is_touched_waits_to_be_reckoned_and_nobody_else(applied, manager, now):
    applied(TWO)
    Learner.objects.update(turns_on=None)
    applied(HEAD + "1,Rosa Perez,,,,\n2,Tom Aldous,,,,\n3,Ana Ruiz,,,,\n")
    assert set(Learner.objects.exclude(turns_on=None).values_list("number", flat=True)) == {"1", "3"}


# --- nothing half done ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["_new_posts", "copy", "_write"])
def test_a_crash_while_applying_leaves_everything_as_it_was(step, brought, applied, manager, now, monkeypatch):
    applied(HEAD + "1,Rosa Delgado,Front desk,,,\n")
    before, posts = staff(manager), Post.objects.count()
    made = brought(HEAD + "1,Rosa Perez,Porter,,,\n2,Tom Aldous,Porter,,,\n")
    real = getattr(applying, step)

    def broken(*args: object) -> None:
        real(*args)
        raise OSError("The machine stopped.")

    with monkeypatch.context() as patch:
        patch.setattr(applying, step, broken)
        with pytest.raises(OSError, match="stopped"):
            services.apply(made, by=manager, at=now)
    assert (staff(manager), Post.objects.count()) == (before, posts)
    services.apply(made, by=manager, at=now)
    assert set(staff(manager)) == {"1", "2"}


def test_a_check_that_broke_off_is_queued_again_and_starts_from_the_beginning(manager, now, monkeypatch):
    monkeypatch.setattr("shelterwood.prevent.training.rosters.checking.BATCH", 2)
    rows = HEAD + "".join(f"{number},Name {number},,,,\n" for number in range(9)) + "9,,,,,\n"
    made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(rows.encode()), everybody=False, at=now)
    writes = []

    def stops(self, **said: object) -> None:
        if len(writes) == 3:
            raise OSError("The machine stopped.")
        writes.append(real(self, **said))

    real = checking.Check.write
    with monkeypatch.context() as patch:
        patch.setattr(checking.Check, "write", stops)
        with pytest.raises(OSError, match="stopped"):
            checking.check(made.pk, at=now)
    assert ImportedLearner.objects.filter(imported=made).exists()
    beat = Import.objects.get(pk=made.pk).beat_at
    assert keeping.broken_off(at=beat + SILENT / 2) == []
    assert keeping.broken_off(at=beat + SILENT * 2) == [made.pk]
    assert keeping.broken_off(at=beat + SILENT * 2) == []  # once
    checking.check(made.pk, at=now)
    made.refresh_from_db()
    assert counted(made) == {"rows": 10, "new": 9, "refused": 1}
    assert ImportedLearner.objects.filter(imported=made).count() == 9
    assert wrong(made) == [(11, "name", "needed")]


def test_an_overtaken_check_writes_nothing_more(manager, now, monkeypatch):
    monkeypatch.setattr("shelterwood.prevent.training.rosters.checking.BATCH", 1)
    made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(TWO.encode()), everybody=False, at=now)
    real = checking.Check.write

    def overtaken(self, **said: object) -> None:
        monkeypatch.setattr(checking.Check, "write", real)
        services.discard(made, by=manager, at=now)
        real(self, **said)

    monkeypatch.setattr(checking.Check, "write", overtaken)
    checking.check(made.pk, at=now)
    made.refresh_from_db()
    assert made.state == State.DISCARDED
    assert not ImportedLearner.objects.exists()


def test_a_file_is_gone_after_seven_days_and_the_way_back_after_thirty(brought, applied, manager, now):
    waiting = brought(TWO)
    assert keeping.drop_old(at=now + FILE_KEPT - timedelta(seconds=1)) == 0
    assert keeping.drop_old(at=now + FILE_KEPT + timedelta(seconds=1)) == 1
    waiting.refresh_from_db()
    assert waiting.state == State.EXPIRED
    assert (waiting.header, waiting.columns) == ([], {})
    assert not ImportPiece.objects.exists()
    done = applied(TWO)
    keeping.drop_old(at=now + UNDO_KEPT + timedelta(seconds=1))
    assert not queries.can_be_undone(done)
    with pytest.raises(NotPossible):
        services.undo(done, by=manager, at=now)
    assert set(staff(manager)) == {"1", "2"}


# --- bad rows ---------------------------------------------------------------------------------------------------


def test_a_number_that_stands_twice_is_refused_on_both_lines(brought):
    made = brought(HEAD + "1,Rosa Delgado,,,,\n2,Tom Aldous,,,,\n1,Rosa Perez,,,,\n")
    assert counted(made) == {"rows": 3, "new": 1, "refused": 2}
    assert sorted(wrong(made)) == [(2, "number", "twice"), (4, "number", "twice")]


def test_each_wrong_cell_is_named_and_nobody_in_a_refused_row_counts_as_left(applied, brought):
    applied(TWO)
    made = brought(HEAD + "1,Rosa Delgado,,Nowhere Inn,31/12/2024,\n2,Tom Aldous,,,2025-02-30,2024-01-01\n", everybody=True)
    assert wrong(made) == [(2, "hired_on", "day_first"), (3, "hired_on", "day_impossible")]
    assert counted(made) == {"rows": 2, "refused": 2}


def test_an_unknown_site_is_refused(brought):
    assert wrong(brought(HEAD + "1,Rosa Delgado,,Nowhere Inn,,\n")) == [(2, "site", "site_unknown")]


def test_nobody_is_marked_as_left_while_a_row_names_nobody(applied, brought):
    applied(TWO)
    made = brought(HEAD + "1,Rosa Delgado,,,,\n,No Number,,,,\n", everybody=True)
    assert counted(made).get("left", 0) == 0
    assert made.counts["unread"] == 1


def test_refused_rows_stay_out_only_where_somebody_says_so(brought, manager, now):
    made = brought(HEAD + "1,Rosa Delgado,,,,\n2,,,,,\n")
    with pytest.raises(NotPossible):
        services.apply(made, by=manager, at=now)
    assert staff(manager) == {}
    services.apply(made, by=manager, without_refused=True, at=now)
    assert set(staff(manager)) == {"1"}


def test_more_new_posts_than_any_organization_has_are_the_wrong_column(brought):
    made = brought("number,name,post\n" + "".join(f"{number},A,{number} Street\n" for number in range(501)))
    assert (made.state, made.problem) == (State.FAILED, "many_posts")
    assert not ImportedLearner.objects.exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n \n", b"\x00\x01\x02\x03" * 40, b"number,name\n" + b"x" * 70_000 + b"\n", b'number,name\n1,"' + b"x\n" * 70_000],
    ids=["empty", "blank", "binary", "endless line", "open quotation mark"],
)
def test_what_is_no_table_is_refused_or_fails_with_a_sentence_and_is_not_kept(content, manager, now):
    try:
        made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(content), everybody=False, at=now)
    except NotPossible:
        made = None
    if made:
        checking.check(made.pk, at=now)
        made.refresh_from_db()
        assert made.state == State.FAILED
        assert made.problem in ("quote", "long_line")
    assert not ImportPiece.objects.exists()


def test_somebody_of_the_same_name_without_a_number_is_pointed_out_and_can_be_given_it(brought, manager, now):
    own = Learner.objects.get(person=manager)
    made = brought(HEAD + f"77,{own.name},,,,\n")
    assert made.counts["namesakes"] == 1
    services.set_number(own, by=manager, number="77", at=now)
    services.check_again(made, by=manager, at=now)
    checking.check(made.pk, at=now)
    made.refresh_from_db()
    assert counted(made) == {"rows": 1, "same": 1}
    with pytest.raises(NotPossible):
        services.set_number(own, by=manager, number="78", at=now)


# --- columns ----------------------------------------------------------------------------------------------------


def test_unknown_columns_are_chosen_by_a_person(manager, now):
    text = "Persnr;Wer;Stelle\n1;Rosa Delgado;Desk\n"
    made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(text.encode()), everybody=False, at=now)
    assert (made.state, made.header) == (State.MAPPING, ["Persnr", "Wer", "Stelle"])
    for columns in ({"number": 0}, {"number": 0, "name": 0}, {"number": 0, "name": 9}):
        with pytest.raises(NotPossible):
            services.choose_columns(made, by=manager, columns=columns, at=now)
    services.choose_columns(made, by=manager, columns={"number": 0, "name": 1, "post": 2}, at=now)
    checking.check(made.pk, at=now)
    made.refresh_from_db()
    assert counted(made) == {"rows": 1, "new": 1}


# --- who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["clerk-alder", "teacher-alder", "coordinator-alder", "principal-alder"])
def test_nobody_else_brings_applies_undoes_or_sees(key, brought, manager, person, now):
    made, other = brought(TWO), person(key)
    own = Learner.objects.filter(organization=manager.organization).first()
    with pytest.raises(Forbidden):
        services.choose_columns(made, by=other, columns={}, at=now)
    with pytest.raises(Forbidden):
        services.apply(made, by=other, at=now)
    with pytest.raises(Forbidden):
        services.check_again(made, by=other, at=now)
    with pytest.raises(Forbidden):
        services.discard(made, by=other, at=now)
    with pytest.raises(Forbidden):
        services.undo(made, by=other, at=now)
    with pytest.raises(Forbidden):
        services.set_number(own, by=other, number="5", at=now)
    assert queries.one_import(made.pk, by=other) is None
    assert not queries.faults(made, by=other).exists()
    assert made not in queries.imports(by=other, kinds=tuple(Kind))
    assert queries.open_import(by=other) != made


@pytest.mark.parametrize("key", ["clerk-alder", "teacher-alder", "coordinator-alder"])
def test_only_a_manager_brings_a_file(key, person, now):
    with pytest.raises(Forbidden):
        services.bring(by=person(key), kind=Kind.ROSTER, file=io.BytesIO(TWO.encode()), everybody=False, at=now)


def test_the_tasks_of_the_worker_check_and_drop(manager, now, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    made = services.bring(by=manager, kind=Kind.ROSTER, file=io.BytesIO(TWO.encode()), everybody=False, at=now)
    Import.objects.filter(pk=made.pk).update(beat_at=now - timedelta(days=1))
    assert tasks.resume_checks.func() == 1
    tasks.check_import.func(str(made.pk))
    made.refresh_from_db()
    assert made.state == State.CHECKED


# --- the refused rows as a file -----------------------------------------------------------------------------------


def test_the_refused_rows_come_as_csv_in_the_readers_language_and_no_cell_is_a_formula(brought, signed_in):
    made = brought(HEAD + '=HYPERLINK("x"),Rosa,,,+1-2,\n"-9",Tom,,@SUM(A1),,\n')
    client = signed_in("hotel-manager-alder")
    for language, word in (("", "Line"), ("/es", "Línea")):
        response = client.get(f"{language}/organization/training/imports/{made.pk}/rows")
        assert response["Content-Type"].startswith("text/csv")
        text = b"".join(response).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[0][0] == word
        assert len(rows) == 3
        assert all(len(row) == 5 and row[3] and row[4] for row in rows)
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
        assert "'@SUM(A1)" in text
