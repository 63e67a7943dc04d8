"""The page of evidence: counts of a class, for those who answer for it, and never one person's answers."""

import csv
import io

import pytest
from django.test import Client

from shelterwood.demo.classes import COURSE, PEOPLE
from shelterwood.prevent.training import services
from shelterwood.prevent.training.evidence.queries import evidence
from shelterwood.prevent.training.library import shipped_courses
from shelterwood.prevent.training.models import Attempt, Completion, Learner
from shelterwood.prevent.training.rules.evidence import FEWEST_ANSWERS, FEWEST_PEOPLE, Advice
from shelterwood.prevent.training.rules.final_check import as_drawn, score

pytestmark = pytest.mark.django_db
TAUGHT = shipped_courses()[COURSE]
ADDRESS = f"/training/{COURSE}/evidence"


def test_the_coordinator_sees_the_whole_region_and_the_flawed_items(person, now):
    found = evidence(TAUGHT, by=person("coordinator-alder"), today=now.date())
    assert found.shown.people == PEOPLE - PEOPLE % FEWEST_PEOPLE
    assert found.shown.score_changed.low > 0
    flawed = {each.item: each.advice for each in found.shown.items if each.advice}
    assert Advice.BACKWARDS in flawed[TAUGHT.items[0].question.id]
    assert Advice.EASY in flawed[TAUGHT.items[1].question.id]
    shown = [each for each in found.shown.items if each.figures]
    assert len(shown) > len(found.shown.items) / 2
    assert all(each.answers >= FEWEST_ANSWERS for each in shown)
    assert found.refreshed.held > 0


@pytest.mark.parametrize("address", [ADDRESS, ADDRESS + "/table"])
@pytest.mark.parametrize("key", ["teacher-alder", "driver-alder", "duty-alder", "counsel-alder", "intake-juniper"])
def test_whoever_answers_for_nobody_sees_nothing(key, address, signed_in):
    assert signed_in(key).get(address).status_code == 404


def test_a_manager_sees_the_own_people_alone_and_few_of_them_not_at_all(signed_in, person, now):
    found = evidence(TAUGHT, by=person("principal-alder"), today=now.date())
    assert (found.shown.people, found.attempts, found.refreshed.people) == (None, None, None)
    page = signed_in("principal-alder").get(ADDRESS).content.decode()
    assert f"Fewer than {FEWEST_PEOPLE} people" in page
    assert str(PEOPLE) not in page


def class_of(organization, people: int, now, *, right: int) -> None:
    """So many people of an organization who took the schools check, each with this many right."""
    course = shipped_courses()["schools"]
    edition = services.edition_of(course, now)
    for number in range(people):
        learner = Learner.objects.create(organization=organization, number=f"T-{number}", name=f"Invented {number}")
        names = [item.question.id for item in course.items[: course.final_check.questions]]
        keys = {item.question.id: item.question.key for item in course.items}
        answers = {name: keys[name] if place < right else (keys[name] + 1) % 3 for place, name in enumerate(names)}
        result = score(course, as_drawn(course, "s", names), answers)
        Attempt.objects.create(
            learner=learner, course="schools", version=course.version, edition=edition, kind="final", seed="s", items=names, answers=answers,
            language="en", started_at=now, finished_at=now, right=result.right, passed=result.passed,
        )  # fmt: skip


@pytest.mark.parametrize(("people", "told"), [(FEWEST_PEOPLE - 2, None), (FEWEST_PEOPLE, FEWEST_PEOPLE)])
def test_the_threshold_counts_people(people, told, signed_in, person, now):
    class_of(person("sergeant-alder").organization, 30, now, right=3)  # another organization's people count for nobody else
    school = person("principal-alder").organization
    Attempt.objects.filter(learner__organization=school).exclude(learner__person=person("principal-alder")).update(course="elsewhere")
    class_of(school, people, now, right=15)
    found = evidence(shipped_courses()["schools"], by=person("principal-alder"), today=now.date())
    assert found.shown.people == told  # of twelve with the principal's own the first eleven


def test_names_and_single_answers_stand_nowhere(signed_in):
    client = signed_in("coordinator-alder")
    text = client.get(ADDRESS).content.decode() + client.get(ADDRESS + "/table").content.decode()
    names = set(Learner.objects.filter(number__startswith="TR-").values_list("name", flat=True)) - {"Coordinator"}
    own = client.get("/training").content.decode()
    assert [name for name in names if name in text and name not in own] == []
    assert "TR-0001" not in text


def test_the_table_holds_one_row_a_choice_and_its_shares_add_up(signed_in):
    answer = signed_in("coordinator-alder").get(ADDRESS + "/table")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    shares = {}
    for row in (row for row in rows if row["share"]):
        shares[row["item"]] = shares.get(row["item"], 0) + float(row["share"])
    assert {row["item"] for row in rows} == {item.question.id for item in TAUGHT.items}
    assert {row["item"] for row in rows} - shares.keys() == {row["item"] for row in rows if int(row["answers"]) < FEWEST_ANSWERS}
    assert all(share == pytest.approx(1, abs=0.01) for share in shares.values())


def test_a_formula_in_a_question_is_text_in_the_table():
    from shelterwood_methods.formats.cells import safe_cell

    assert [safe_cell(each) for each in ("=1+1", "@x", "-2", -0.2, "plain")] == ["'=1+1", "'@x", "'-2", -0.2, "plain"]


def test_pages_of_twenty_five_and_an_unknown_version_falls_back(signed_in):
    client = signed_in("coordinator-alder")
    first, second = (client.get(ADDRESS, {"page": number}).content.decode() for number in (1, 2))
    assert first.count('<section class="item">') == 25
    assert 0 < second.count('<section class="item">') <= 25
    assert client.get(ADDRESS, {"version": "99", "page": "x"}).status_code == 200


def test_the_demonstrations_class_is_as_the_verbs_would_have_made_it(db):
    for attempt in Attempt.objects.filter(learner__number__startswith="TR-").select_related("edition")[:40]:
        result = score(TAUGHT, as_drawn(TAUGHT, attempt.seed, attempt.items), attempt.answers)
        assert (attempt.right, attempt.passed) == (result.right, result.passed)
        assert attempt.edition.digest == TAUGHT.digest
    assert not Completion.objects.filter(learner__number__startswith="TR-", attempt__passed=False).exists()
    assert Client().get("/courses/transport").status_code == 200
