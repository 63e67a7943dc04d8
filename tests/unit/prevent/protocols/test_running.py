"""A run: whose turn, by when, what an answer changes and what it never changes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.rules.checks import check
from shelterwood.prevent.protocols.rules.clocks import Quiet, Setting, in_words
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import END, Choice, Condition, Kind, Protocol, Text
from shelterwood.prevent.protocols.rules.running import (
    SETTLED,
    Act,
    Event,
    Run,
    State,
    answers_to_ask,
    event_fault,
    finished,
    moments_to_ask,
    next_tasks,
    plan,
    progress,
    with_event,
)
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary
from shelterwood.prevent.protocols.rules.ways import certain, ways
from tests.unit.prevent.protocols.small import CHICAGO, MINNESOTA, NOON, done, not_done, run, small

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
HOUR = timedelta(hours=1)


def states(of: Run, now=NOON) -> dict[str, State]:
    return {each.step.id: each.state for each in progress(of, now)}


def the(step: str, of: Run, now=NOON):
    return next(each for each in progress(of, now) if each.step.id == step)


def test_a_run_begins_with_its_first_step_and_with_what_the_law_has_started():
    assert states(run()) == {
        "safe": State.NOW,
        "report": State.NOW,  # its clock runs from the moment somebody knew
        "advocate": State.LATER,
        "tell": State.LATER,
        "look": State.LATER,
        "found": State.LATER,
        "welcome": State.MAYBE,
    }


def test_the_law_of_the_state_gives_the_moment():
    assert the("report", run()).limit.due == NOON + 24 * HOUR  # Minn. Stat. 260E.03 subd. 9: as soon as possible, within 24 hours
    texas = run(setting=Setting("TX", CHICAGO))
    assert the("report", texas).limit.rests_on == "TX-RPT-06"
    assert the("report", texas).limit.due == NOON + 24 * HOUR  # Tex. Fam. Code 261.101(b)


def test_a_state_without_a_row_says_at_once_and_computes_nothing():
    limit = the("report", run(setting=Setting("WY", CHICAGO))).limit
    assert (limit.due, limit.quiet, limit.at_once) == (None, Quiet.NO_ROW, True)


def test_a_law_clock_waits_for_its_moment():
    assert the("report", run(moments={})).limit.quiet is Quiet.NOT_STARTED


def test_the_protocols_own_clock_is_off_until_adopted():
    assert the("advocate", run()).limit.quiet is Quiet.NOT_ADOPTED
    adopted = run(setting=replace(MINNESOTA, clocks_on=frozenset({"advocate"})))
    assert the("advocate", adopted).limit.due == NOON + timedelta(minutes=90)


def test_a_grants_criterion_is_off_until_adopted():
    protocol = library()["police-first-response"]
    begun = Run(protocol, NOON, MINNESOTA, moments={"case_opened": NOON})
    assert the("center", begun).limit.quiet is Quiet.NOT_ADOPTED
    adopted = replace(begun, setting=replace(MINNESOTA, clocks_on=frozenset({"center"})))
    assert the("center", adopted).limit.due == NOON + 72 * HOUR  # 34 USC 20304(c)(2)(C)


def test_a_weak_row_computes_nothing_until_counsel_signed_it():
    weak = next(duty for duty in ("MN-RPT-13",))
    protocol = small()
    step = replace(protocol.step("report"), basis=(weak,), clock=replace(protocol.step("report").clock, duties=(weak,)))
    mine = replace(protocol, steps=tuple(step if each.id == "report" else each for each in protocol.steps))
    assert the("report", run(protocol=mine)).limit.quiet is Quiet.NOT_CONFIRMED
    signed = run(protocol=mine, setting=replace(MINNESOTA, signed=frozenset({weak})))
    assert the("report", signed).limit.due == NOON + 24 * HOUR
    assert the("report", signed).limit.confirmed


def test_answers_choose_among_the_rows_of_the_law():
    """26 Tex. Admin. Code 749.503: at once for a child of special concern, two hours from 6 to 12, six hours from 13 on."""
    begun = Run(library()["missing-from-care"], NOON, Setting("TX", CHICAGO), moments={"missing_known": NOON})
    assert set(answers_to_ask(begun.protocol, "TX")) >= {"child_aged_6_to_12", "child_aged_13_or_more", "no_special_concern"}
    younger = replace(begun, answers={"child_aged_6_to_12": YES, "child_aged_13_or_more": NO, "no_special_concern": YES})
    assert the("tell-agency", younger).limit.due == NOON + 2 * HOUR
    older = replace(begun, answers={"child_aged_6_to_12": NO, "child_aged_13_or_more": YES, "no_special_concern": YES})
    assert the("tell-agency", older).limit.due == NOON + 6 * HOUR
    assert the("tell-agency", begun).limit.due == NOON + 2 * HOUR  # nothing known: the shorter of what may apply


def test_two_hours_for_the_register_of_missing_persons():
    begun = Run(library()["missing-from-care"], NOON, MINNESOTA, events=(done("police", 30),))
    assert the("entry", begun).limit.due == NOON + timedelta(minutes=30) + 2 * HOUR  # 34 USC 41308


def test_a_clock_in_words():
    assert in_words(small().step("report").clock, "MN").en == "24 hours"
    assert in_words(small().step("advocate").clock, "MN").es == "90 minutos"
    assert in_words(library()["school-response"].step("written-report").clock, "MN").en == "72 hours, weekends and holidays not counted"
    assert in_words(small().step("report").clock, "WY") is None


def test_a_step_is_late_when_its_clock_ran_out_even_behind_other_work():
    assert states(run(), NOON + 25 * HOUR)["report"] is State.LATE
    assert next(each.step.id for each in next_tasks(run(), NOON + 25 * HOUR)) == "report"


def test_a_fork_opens_both_ways_and_they_join():
    after = run(events=(done("safe"),))
    assert states(after)["advocate"] is State.NOW
    assert states(run(events=(done("safe"), done("report"))))["tell"] is State.NOW


def test_unknown_keeps_a_step_in_sight_and_says_why_and_holds_nothing_up():
    after = run(events=(done("safe"), done("report")))
    tell = the("tell", after)
    assert (tell.applies, tell.open_answers, tell.state) == (UNKNOWN, ("child_missing",), State.NOW)
    assert states(after)["look"] is State.NOW


def test_no_takes_a_step_out_and_the_way_goes_on():
    after = run(events=(done("safe"), done("report")), answers={"child_missing": NO})
    assert states(after)["tell"] is State.NOT_NEEDED
    assert states(after)["look"] is State.NOW
    assert "tell" not in [each.step.id for each in plan(after)]


def test_only_a_person_decides():
    after = run(events=(done("safe"), done("report"), done("tell"), done("look")))
    welcome = the("welcome", after)
    assert (welcome.state, welcome.open_decisions) == (State.MAYBE, ("found",))
    decided = with_event(after, done("found", 5, "back"))
    assert states(decided)["welcome"] is State.NOW


def test_a_way_back_opens_each_step_again_when_it_is_come_to():
    after = run(answers={"child_missing": YES}, events=tuple(done(each) for each in ("safe", "report", "tell", "look")))
    again = with_event(after, done("found", 5, "again"))
    assert (states(again)["look"], the("look", again).round) == (State.NOW, 2)
    assert (states(again)["welcome"], the("welcome", again).open_decisions) == (State.MAYBE, ("found",))
    assert states(again)["report"] is State.DONE
    looked = with_event(again, done("look", 9))
    assert (states(looked)["look"], states(looked)["found"]) == (State.DONE, State.NOW)
    ended = replace(looked, events=(*looked.events, done("found", 10, "back"), done("welcome", 11), done("advocate", 12)))
    assert finished(ended, NOON)


def test_what_could_not_be_done_needs_a_reason_and_lets_the_run_go_on():
    assert event_fault(run(), not_done("safe", " ")).es == "Diga por qué no se pudo hacer."
    after = with_event(run(), not_done("safe"))
    assert states(after)["safe"] is State.NOT_DONE
    assert states(after)["advocate"] is State.NOW


@pytest.mark.parametrize(
    "event",
    [done("found", 1, ""), done("found", 1, "perhaps"), done("safe", 1, "back"), done("nothing"), Event("safe", NOON - HOUR)],
    ids=["no choice", "an unknown choice", "a choice where none is", "an unknown step", "before the run"],
)
def test_an_event_that_cannot_be_kept_is_refused(event):
    with pytest.raises(ValueError):
        with_event(run(), event)


def test_the_words_to_a_child_are_said_only_where_they_are_known_to_be_true():
    assert not the("advocate", run()).says
    assert not the("advocate", run(answers={"law_bars_arrest": NO})).says
    assert the("advocate", run(answers={"law_bars_arrest": YES})).says


def test_who_starts_a_run_is_asked_for_the_moments_that_no_step_marks():
    assert moments_to_ask(small()) == ("knew",)
    assert moments_to_ask(library()["missing-from-care"]) == ("missing_known", "identified")


def way_out(protocol: Protocol, step: str) -> str:
    """The choice from which the end is nearest."""
    near = {END: 0}
    while True:
        known = len(near)
        for way in ways(protocol):
            if way.to in near:
                near[way.start] = min(near.get(way.start, 99), near[way.to] + 1)
        if len(near) == known:
            break
    return min((near.get(way.to, 99), way.choice) for way in ways(protocol) if way.start == step)[1]


# --- properties, over every shipped protocol ---------------------------------------------------------------------

PROTOCOLS = [each.id for each in library().values() if each.kind is not Kind.CHECKLIST]
ANSWERS = st.dictionaries(st.sampled_from(sorted(vocabulary().answers)), st.sampled_from(Truth))
MANY = settings(max_examples=60, deadline=None)


def walked(name, answers, data, steps: int) -> Run:
    """A run in which somebody does, leaves or decides this many times, in any order that is offered."""
    here = Run(library()[name], NOON, Setting(data.draw(st.sampled_from(["MN", "TX", "WY"])), CHICAGO), answers, {"knew": NOON})
    for minute in range(steps):
        open_now = next_tasks(here, NOON)
        if not open_now:
            break
        step = data.draw(st.sampled_from(open_now)).step
        at = NOON + timedelta(minutes=minute)
        if step.decides:
            event = Event(step.id, at, choice=data.draw(st.sampled_from([choice.id for choice in step.choices])))
        else:
            event = Event(step.id, at, data.draw(st.sampled_from(Act)), reason="because")
        here = with_event(here, event)
    return here


@MANY
@given(st.sampled_from(PROTOCOLS), ANSWERS, st.data())
def test_every_run_ends_when_people_take_the_way_out(name, answers, data):
    here = walked(name, answers, data, steps=data.draw(st.integers(0, 12)))
    for turn in range(3 * len(here.protocol.steps) + 3):
        open_now = next_tasks(here, NOON)
        if not open_now:
            break
        step = open_now[0].step
        choice = way_out(here.protocol, step.id) if step.decides else ""
        here = with_event(here, Event(step.id, NOON + timedelta(hours=1, minutes=turn), choice=choice))
    assert finished(here, NOON)


@MANY
@given(st.sampled_from(PROTOCOLS), ANSWERS, ANSWERS, st.data())
def test_adding_an_answer_never_removes_a_done_step(name, answers, more, data):
    here = walked(name, answers, data, steps=data.draw(st.integers(0, 15)))
    settled = {each.step.id: each.event for each in progress(here, NOON) if each.state in SETTLED}
    later = replace(here, answers={**answers, **more})
    assert {each.step.id: each.event for each in progress(later, NOON) if each.state in SETTLED} == settled
    assert set(settled) <= {each.step.id for each in plan(later)}


@MANY
@given(st.sampled_from(PROTOCOLS), ANSWERS, st.data())
def test_not_knowing_never_hides_what_an_answer_would_show(name, answers, data):
    here = walked(name, answers, data, steps=data.draw(st.integers(0, 8)))
    hidden = data.draw(st.sets(st.sampled_from(sorted(vocabulary().answers))))
    less = replace(here, answers={name: value for name, value in answers.items() if name not in hidden})
    assert {each.step.id for each in plan(here)} <= {each.step.id for each in plan(less)}


@MANY
@given(st.sampled_from(PROTOCOLS), ANSWERS, st.data())
def test_a_run_always_has_something_to_do_until_it_is_finished_and_the_order_is_by_urgency(name, answers, data):
    here = walked(name, answers, data, steps=data.draw(st.integers(0, 15)))
    found = next_tasks(here, NOON + 1000 * HOUR)
    late = [each.state is State.LATE for each in found]
    assert late == sorted(late, reverse=True)
    waiting = [each for each in progress(here, NOON) if each.state is State.LATER]
    assert not waiting or found


# --- properties, over protocols made at random -------------------------------------------------------------------


@st.composite
def made_up(draw) -> Protocol:
    """A protocol of up to eight steps with any ways between them, sound or not."""
    ids = [f"s{number}" for number in range(draw(st.integers(2, 7)))]
    steps = []
    for place, each in enumerate(ids):
        onward = st.sampled_from([*ids[place + 1 :], END])
        step = replace(small().step("welcome"), id=each)
        if draw(st.booleans()):
            anywhere = draw(st.sampled_from([*ids, END]))
            step = replace(step, choices=(Choice("a", Text("A", "A"), (anywhere,)), Choice("b", Text("B", "B"), ())))
        else:
            ways_on = draw(st.sampled_from([0, 0, 1, 2]))
            more = tuple(draw(st.lists(onward, min_size=ways_on, max_size=ways_on, unique=True))) if place + 1 < len(ids) else ()
            step = replace(step, next=more, when=draw(st.sampled_from([Condition(), Condition(), Condition((("child_missing", True),))])))
        steps.append(step)
    return replace(small(), steps=tuple(steps))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(made_up(), st.sampled_from(Truth), st.data())
def test_a_sound_protocol_can_always_be_ended(protocol, missing, data):
    """Whatever was done before: from there, doing what is next and taking the way out ends the run."""
    assume(check(protocol) == [])
    here = Run(protocol, NOON, MINNESOTA, {"child_missing": missing})
    for turn in range(data.draw(st.integers(0, 10)) + 12 * len(protocol.steps)):
        open_now = next_tasks(here, NOON)
        if not open_now:
            break
        step = open_now[0].step if turn > 10 else data.draw(st.sampled_from(open_now)).step
        choice = data.draw(st.sampled_from([each.id for each in step.choices])) if turn <= 10 and step.decides else ""
        choice = choice or (way_out(protocol, step.id) if step.decides else "")
        here = with_event(here, Event(step.id, NOON + timedelta(minutes=turn), choice=choice))
    assert finished(here, NOON)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(made_up())
def test_what_is_certain_comes_whatever_is_decided(protocol):
    """Two ways of asking agree: trying every combination, and the ways that are open before anybody decided."""
    assume(check(protocol) == [])
    begun = {each.step.id: each for each in progress(Run(protocol, NOON, MINNESOTA, {"child_missing": YES}), NOON)}
    assert {step for step, each in begun.items() if each.applies is YES} <= certain(protocol)
    assert certain(protocol) <= {step for step, each in begun.items() if each.applies is not NO}


def test_entering_a_circle_further_down_is_no_second_round():
    """start, then the step at the end of the circle, then the decision above it in the file."""
    steps = [replace(small().step("welcome"), id=each) for each in ("start", "decide", "work")]
    steps[0] = replace(steps[0], next=("work",))
    steps[1] = replace(steps[1], choices=(Choice("go", Text("Go", "Ir"), ("work",)), Choice("out", Text("Out", "Salir"), (END,))))
    steps[2] = replace(steps[2], next=("decide",))
    protocol = replace(small(), steps=tuple(steps))
    assert check(protocol) == []
    here = Run(protocol, NOON, MINNESOTA, events=(done("start"), done("work")))
    assert [each.step.id for each in next_tasks(here, NOON)] == ["decide"]
    again = with_event(here, done("decide", 2, "go"))
    assert [each.step.id for each in next_tasks(again, NOON)] == ["work"]
    assert finished(with_event(with_event(again, done("work", 3)), done("decide", 4, "out")), NOON)
