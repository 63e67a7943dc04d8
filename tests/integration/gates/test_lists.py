"""A list shows exactly what each single reading would: the compiled SQL against the engine, with near misses.

Uniform random data finds almost no mistake of a compiler. So every record and release starts from one that is
allowed, and has nothing, one or two of its conditions flipped; and the compiler is broken on purpose in ways that
the comparison must notice.
"""

import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction

from shelterwood.foundation.accounts.models import Organization, Person
from shelterwood.foundation.body.models import County
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.gates.disclosure import queries as gate
from shelterwood.gates.disclosure.engine import widest
from shelterwood.gates.disclosure.lists import Listed, Wanted, evaluate, listed, page
from shelterwood.gates.disclosure.models import NamedReader, Record, RecordRegime, Release, ReleaseField, ReleaseReader
from shelterwood.gates.disclosure.rules import Decision, LawInForce, Principal
from shelterwood.gates.disclosure.vocabulary import ENVELOPE
from shelterwood.gates.law import queries as law

pytestmark = pytest.mark.django_db
ROUNDS = 240  # records; each is judged for every reader and every set of fields: 20,400 pairs
PURPOSE = "child_protection"
KINDS = ("concern", "run")
FIELDS = [ENVELOPE, frozenset({"observation_text"}), frozenset({"name", "observation_text"}), frozenset({"vehicle"}), frozenset()]


@dataclass(frozen=True)
class World:
    """Readers, records around the edge of what is allowed, and the engine's answer for each pair and set of fields."""

    readers: list[Principal]
    records: list[Record]
    allowed: dict[tuple[int, frozenset[str], UUID], bool]
    rules: set[str]

    @property
    def pairs(self) -> int:
        return len(self.allowed)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, now):
    """Built once for this module and rolled back after it; the engine's answers are the slow part."""
    with django_db_blocker.unblock(), acting(Purpose.UPKEEP), transaction.atomic():
        readers, records = all_readers(now), all_records(now)
        allowed, rules = {}, set()
        for number, reader in enumerate(readers):
            for record in records:
                for fields, decision in judged(record, reader).items():
                    allowed[number, fields, record.id] = decision is not None
                    rules |= set(decision.rules) if decision else set()
        yield World(readers, records, allowed, rules)
        transaction.set_rollback(True)


def judged(record: Record, reader: Principal) -> dict[frozenset[str], Decision | None]:
    """The engine's permit of each set of fields as a whole, None for a denial; the facts are fetched once for all of them."""
    asked, releases = gate.reading(record, by=reader, purpose=PURPOSE), gate.releases_to(record, reader)
    answers = {fields: widest(replace(asked, fields=fields), releases) for fields in FIELDS}
    return {fields: decision if decision.allowed and given == fields else None for fields, (decision, given) in answers.items()}


def all_readers(now: datetime) -> list[Principal]:
    """People of every way in, and some of them with one fact of theirs flipped."""
    plain = [
        gate.principal(Person.objects.select_related("organization__county").get(username=key), mfa_at=now, now=now)
        for key in (
            "teacher-alder", "counselor-alder", "principal-alder", "intake-alder", "intake2-alder", "supervisor-alder",
            "duty-alder", "duty2-alder", "coordinator-alder", "detective-juniper", "advocate-alder", "counsel-alder",
        )
    ]  # fmt: skip
    flipped = [
        replace(plain[3], on_intake_duty=False),
        replace(plain[3], mfa_at=now - timedelta(hours=12)),
        replace(plain[3], active=False),
        replace(plain[6], mfa_at=None),
        replace(plain[0], supervisor=True),
    ]
    return plain + flipped


def all_records(now: datetime) -> list[Record]:
    dice = random.Random(20261124)
    keys = ("teacher-alder", "nurse-alder", "officer-juniper", "duty-alder", "advocate-alder", "teacher-juniper")
    writers = [Person.objects.select_related("organization").get(username=key) for key in keys]
    recipients = list(Organization.objects.filter(name__in=["Alder County Child Protection", "Juniper Wells Police Department"]))
    county = County.objects.get(name="Alder County")
    made = []
    for number in range(ROUNDS):
        writer = dice.choice(writers)
        record = Record.objects.create(
            owner=writer.organization,
            writer=writer if dice.random() < 0.7 else None,
            county=county,
            kind="near miss",
            category="victim_service" if number % 7 == 3 else "general",
            subcategory=dice.choice(("observation", "case_record", "client_confidence")) if dice.random() < 0.3 else "report_content",
            source="own_observation",
            sealed=flip(dice),
            filed_at=now - timedelta(minutes=number),
            due_at=now + timedelta(minutes=number),
        )
        stamps = set(writer.organization.regimes) | ({dice.choice(("vawa", "cjis", "bsa"))} if dice.random() < 0.2 else set())
        RecordRegime.objects.bulk_create([RecordRegime(record=record, regime=regime) for regime in stamps])
        if dice.random() < 0.3:
            NamedReader.objects.create(record=record, person=dice.choice(writers))
        for recipient in recipients:
            if recipient != record.owner and dice.random() < 0.7:
                a_release(dice, record, recipient, now)
        made.append(record)
    return made


def flip(dice: random.Random) -> bool:
    return dice.random() < 0.08


def a_release(dice: random.Random, record: Record, recipient: Organization, now: datetime) -> None:
    starts, ends = dice.choice(((now, now + timedelta(seconds=1)), (now - timedelta(days=1), now + timedelta(days=1))))
    if dice.random() < 0.25:
        starts, ends = dice.choice(((now - timedelta(days=1), now), (now + timedelta(milliseconds=1), now + timedelta(days=1))))
    release = Release.objects.create(
        record=record,
        from_organization=recipient.conflict_alternate if flip(dice) and recipient.conflict_alternate else record.owner,
        to_organization=recipient,
        purpose="research" if flip(dice) else PURPOSE,
        rule=dice.choice(("CW-LE-03", "VS-CW-01")) if flip(dice) else "SC-CW-01",
        to_intake=not flip(dice),
        starts_at=starts,
        ends_at=ends,
        revoked_at=now if flip(dice) else None,
        due_at=now + timedelta(minutes=dice.randint(1, 500)),
    )
    given = ["reference_number", "observation_text", "name"]
    if flip(dice):
        given.remove(dice.choice(given))
    ReleaseField.objects.bulk_create([ReleaseField(release=release, field=name) for name in given])
    if dice.random() < 0.3:
        ReleaseReader.objects.create(release=release, person=dice.choice(list(recipient.people.all())))


def differences(world: World) -> list[str]:
    """Every reader, set of fields and record for which the list and the engine do not agree."""
    found = []
    for number, reader in enumerate(world.readers):
        rules = LawInForce(rules=law.rules_in_force(reader.now))
        for fields in FIELDS:
            rows = listed(principal=reader, fields=fields, purpose=PURPOSE, law=rules, wanted=Wanted("near miss", limit=ROUNDS))
            seen = {row.record for row in rows}
            found += [
                f"{number} {reader.name} {sorted(fields)} {record.id} listed: {record.id in seen}"
                for record in world.records
                if (record.id in seen) != world.allowed[number, fields, record.id]
            ]
    return found


def test_a_list_equals_the_single_readings(world):
    assert differences(world) == []


def test_twenty_thousand_pairs_are_compared(world):
    assert world.pairs >= 20_000


def test_what_the_region_lists_is_what_its_readers_may_read(now):
    """Sampled from the output: whatever any list of the invented region shows to anybody, and as many records that it does not show.

    Near misses cover the edge; this covers what is really listed, of every kind of record, to everybody who is there.
    """
    dice = random.Random(20261124)
    shown = withheld = 0
    for person in Person.objects.select_related("organization__county"):
        reader = gate.principal(person, mfa_at=now, now=now)
        rules = LawInForce(rules=law.rules_in_force(now))
        for kind in KINDS:
            of_kind = list(Record.objects.filter(kind=kind).select_related("owner"))
            for fields in FIELDS:
                wanted = Wanted(kind, open_only=False, limit=len(of_kind))
                listing = {row.record for row in listed(principal=reader, fields=fields, purpose=PURPOSE, law=rules, wanted=wanted)}
                output = [record for record in of_kind if record.id in listing]
                others = [record for record in of_kind if record.id not in listing]
                for record in output + dice.sample(others, min(len(others), max(2, len(output)))):
                    decision, given = gate.may_read(record, fields, by=reader, purpose=PURPOSE)
                    assert (decision.allowed and given == fields) == (record.id in listing), (person.username, kind, sorted(fields))
                shown, withheld = shown + len(output), withheld + len(others)
    assert shown > 100
    assert withheld > shown


def test_the_comparison_sees_allowed_records_of_every_way_in(world):
    """A comparison in which nothing is allowed would prove nothing."""
    assert world.rules >= {"P-OWN", "P-PROTOCOL", "P-NAMED", "P-DESK", "P-ENVELOPE", "P-INTAKE", "P-RELEASE"}


def broken_negation(value):
    return not value if isinstance(value, bool) else evaluate.Sql("TRUE")


def without(*, forbid: str):
    """The statement with one forbid left out."""
    whole = page._branches

    def branches(rules, *rest):
        return whole([rule for rule in rules if rule.id != forbid], *rest)

    return branches


def swapped(comparison: str, other: str):
    return evaluate.COMPARISONS | {comparison: other}


MUTANTS = {
    "forbids ignored": (page, "negation", broken_negation),
    "the sealed are shown": (page, "_branches", without(forbid="F-SEALED")),
    "the privileged are shown": (page, "_branches", without(forbid="F-PRIVILEGED")),
    "releases live for ever": (page, "_branches", without(forbid="F-RELEASE")),
    "victim services are open": (page, "_branches", without(forbid="F-READ-VICTIM")),
    "youth programs are open": (page, "_branches", without(forbid="F-READ-YOUTH")),
    "criminal justice content is shown": (page, "_branches", without(forbid="F-CJI")),
    "bank data is shown": (page, "_branches", without(forbid="FI-ANY-01")),
    "the end counts as within": (evaluate, "COMPARISONS", swapped("less", "<=")),
    "the start counts as before": (evaluate, "COMPARISONS", swapped("less_eq", "<")),
    "one given field opens all": (evaluate.Evaluator, "all_of", lambda self, left, right: self.any_of(left, right)),
    "a set is never looked into": (evaluate.Evaluator, "exists", lambda self, members, items: evaluate.Sql("TRUE")),
    "equality is ignored": (evaluate.Evaluator, "equal", lambda self, left, right: evaluate.Sql("TRUE")),
}


@pytest.mark.parametrize("mutant", MUTANTS.values(), ids=MUTANTS.keys())
def test_a_broken_compiler_is_noticed(mutant, world, monkeypatch):
    where, name, wrong = mutant
    monkeypatch.setattr(where, name, wrong)
    assert differences(world) != []


def rows_of(reader: Principal, **wanted: object) -> list[Listed]:
    rules = LawInForce(rules=law.rules_in_force(reader.now))
    return listed(principal=reader, fields=ENVELOPE, purpose=PURPOSE, law=rules, wanted=Wanted("near miss", **wanted))


def test_pages_follow_each_other_without_gap_or_repeat(world, acting):
    intake = acting("intake-alder")
    everything = rows_of(intake, limit=ROUNDS)
    assert len(everything) > 20
    assert [row for start in range(0, len(everything), 7) for row in rows_of(intake, limit=7, offset=start)] == everything


def test_newest_first_when_everything_is_asked_for(world, acting):
    moments = [row.order for row in rows_of(acting("coordinator-alder"), open_only=False, limit=ROUNDS)]
    assert len(moments) > 30
    assert moments == sorted(moments, reverse=True)


def test_what_is_done_leaves_the_open_list(world, acting):
    Record.objects.filter(kind="near miss").update(due_at=None)
    assert rows_of(acting("coordinator-alder"), limit=ROUNDS) == []
    assert rows_of(acting("coordinator-alder"), open_only=False, limit=ROUNDS) != []


def test_a_rule_that_cannot_be_rendered_empties_the_list(world, acting, monkeypatch):
    def cannot(*_):
        raise evaluate.CannotCompile("nothing")

    assert rows_of(acting("coordinator-alder")) != []
    monkeypatch.setattr(evaluate.Evaluator, "condition", cannot)
    assert rows_of(acting("coordinator-alder")) == []


def test_a_list_for_a_county_holds_that_county_alone(world, acting, county):
    coordinator = acting("coordinator-alder")
    assert len(rows_of(coordinator, county=county("Alder County").pk)) == 25
    assert rows_of(coordinator, county=county("Juniper County").pk) == []
