"""An adaptation made one step at a time, and a newer library under one's own changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelterwood.prevent.protocols.rules.adapting import refusals
from shelterwood.prevent.protocols.rules.checks import check
from shelterwood.prevent.protocols.rules.editing import added, as_file, changed, mark, own_changes, removed, swapped, taken_over
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import Kind, Text
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.writing import write
from tests.unit.prevent.protocols.small import small

NAMES = st.sampled_from(sorted(name for name, protocol in library().items() if protocol.kind not in (Kind.CHECKLIST, Kind.SESSION)))
STEPS = st.integers(0, 60)


def names(protocol) -> list[str]:
    return [step.id for step in protocol.steps]


def one_more(protocol, after: str):
    return added(protocol, after=after, who="anyone", name=Text("Tell", "Avisar"), what=Text("Tell.", "Avise."))


@given(name=NAMES, place=STEPS)
def test_a_step_of_ones_own_behind_any_step_makes_a_whole_protocol_that_may_be_signed(name, place):
    protocol = library()[name]
    step = protocol.steps[place % len(protocol.steps)]
    if step.decides or len(step.next) > 1:
        return  # behind a fork a person says what follows
    more = one_more(protocol, step.id)
    assert names(more).index("own-1") == names(protocol).index(step.id) + 1
    reasons = [fault.reason for fault in check(more)]
    assert not reasons or all("way" in reason or "circle" in reason for reason in reasons)
    if not reasons:
        assert refusals(protocol, more) == ()


@given(name=NAMES, place=STEPS)
def test_added_and_taken_out_again_the_steps_are_those_of_before(name, place):
    protocol = library()[name]
    step = protocol.steps[place % len(protocol.steps)]
    again = removed(one_more(protocol, step.id), "own-1")
    assert names(again) == names(protocol)


def test_what_led_to_a_step_that_is_taken_out_leads_on_to_what_followed_it():
    assert removed(small(), "tell").step("report").next == ("look",)
    assert check(removed(small(), "tell")) == []


def test_what_led_to_a_fork_leads_to_all_of_its_ways():
    assert removed(small(), "report").step("safe").next == ("tell", "advocate")


@pytest.mark.parametrize(("step", "by"), [("safe", -1), ("welcome", 1)], ids=["first", "last"])
def test_at_the_edge_a_step_stays_where_it_is(step, by):
    assert swapped(small(), step, by) == small()


def test_there_and_back_is_where_it_was():
    assert swapped(swapped(small(), "tell", 1), "tell", -1) == small()


def test_the_mark_of_a_step_changes_with_it():
    other = changed(small(), "look", {"name": Text("Look well", "Buscar bien")})
    assert mark(other.step("look")) != mark(small().step("look"))
    assert mark(other.step("tell")) == mark(small().step("tell"))


def test_the_signed_file_bears_its_own_mark_and_reads_as_the_same_protocol():
    signed = parse(as_file(small(), 3, "1.0.0"))
    assert signed.version == "1.0.0+3"
    assert own_changes(small(), signed) == ()


# --- a newer library --------------------------------------------------------------------------------------------

OWN = Text("Look well.", "Busque bien.")
NEWS = Text("Tell all of them.", "Avise a todos.")


def newer(**fields):
    return replace(changed(small(), "tell", fields or {"what": NEWS}), version="1.1.0")


def test_nothing_of_ones_own_gives_the_new_library():
    assert taken_over(small(), small(), newer()).protocol == newer()


@given(name=NAMES, place=STEPS)
def test_a_library_that_did_not_change_gives_ones_own_again(name, place):
    base = library()[name]
    step = base.steps[place % len(base.steps)]
    mine = parse(write(changed(base, step.id, {"minutes": 7})), "x.toml") if step.minutes else changed(base, step.id, {"name": OWN})
    assert taken_over(base, mine, base).protocol == mine


def test_ones_own_words_and_the_news_stand_together():
    found = taken_over(small(), changed(small(), "look", {"what": OWN}), newer())
    assert (found.protocol.step("look").what, found.protocol.step("tell").what, found.protocol.version) == (OWN, NEWS, "1.1.0")
    assert found.both == ()


def test_what_both_changed_stays_ones_own_and_is_said():
    found = taken_over(small(), changed(small(), "tell", {"what": OWN}), newer())
    assert found.protocol.step("tell").what == OWN
    assert [(each.step, each.field) for each in found.both] == [("tell", "what")]


def test_a_change_of_a_step_that_the_library_gave_up_is_left_out():
    mine = changed(small(), "tell", {"what": OWN})
    assert taken_over(small(), mine, replace(removed(small(), "tell"), version="1.1.0")).protocol.steps == removed(small(), "tell").steps


def test_a_step_of_ones_own_and_a_new_one_of_the_library_both_come():
    mine = one_more(small(), "look")
    new = replace(small(), version="1.1.0", steps=(*small().steps, replace(small().step("welcome"), id="after")))
    assert set(names(taken_over(small(), mine, new).protocol)) == {*names(small()), "own-1", "after"}
