"""Versions: what changed, in values and in words; what an organization may change; and a file written is the file read."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelterwood.prevent.protocols.rules.adapting import may_change, refusals
from shelterwood.prevent.protocols.rules.comparing import STEP, Did, apply, compare
from shelterwood.prevent.protocols.rules.library import library
from shelterwood.prevent.protocols.rules.model import Clock, ClockBasis, Condition, Guard, Protocol, Text, Unit
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.telling import FIELDS, tell
from shelterwood.prevent.protocols.rules.writing import write
from tests.unit.prevent.protocols.small import small

ALL = list(library().values())
MANY = settings(max_examples=80, deadline=None)


def with_step(protocol: Protocol, step: str, **changed: object) -> Protocol:
    return replace(protocol, steps=tuple(replace(each, **changed) if each.id == step else each for each in protocol.steps))  # type: ignore[arg-type]


def without(protocol: Protocol, *steps: str) -> Protocol:
    return replace(protocol, steps=tuple(each for each in protocol.steps if each.id not in steps))


# --- differences -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_a_protocol_does_not_differ_from_itself_or_from_its_file_written_anew(protocol):
    assert compare(protocol, protocol) == ()
    assert compare(protocol, parse(write(protocol))) == ()


@MANY
@given(st.sampled_from(sorted(library())), st.sampled_from(sorted(library())), st.data())
def test_changes_applied_give_the_other_version(first, second, data):
    """Over versions made at random: steps taken out, brought in, moved, and fields exchanged."""
    old, other = library()[first], library()[second]
    kept = data.draw(st.lists(st.sampled_from(old.steps), unique_by=lambda step: step.id))
    taken = [
        step for step in data.draw(st.lists(st.sampled_from(other.steps), unique_by=lambda step: step.id)) if step.id not in {s.id for s in kept}
    ]
    fields = data.draw(st.lists(st.sampled_from(STEP)))
    mixed = [replace(step, **{name: getattr(data.draw(st.sampled_from(other.steps)), name) for name in fields}) for step in kept]
    steps = data.draw(st.permutations(mixed + taken))
    new = replace(old, title=other.title, never=other.never, steps=tuple(steps))
    changes = compare(old, new)
    assert apply(old, changes) == new
    for language in ("en", "es"):
        assert len(tell(changes, old, new, language)) >= len(changes) - 1


def test_every_field_has_a_word():
    assert set(STEP) <= FIELDS.keys()


def test_a_change_is_told_in_both_languages():
    new = with_step(small(), "advocate", who="officer", clock=replace(small().step("advocate").clock, value=60))
    new = replace(without(new, "welcome"), steps=(*without(new, "welcome").steps, replace(small().step("welcome"), id="greet", who="advocate")))
    assert tell(compare(small(), new), small(), new, "en") == [
        "Step taken out: Welcome (foster parent or program staff).",
        "Advocate: who does it was victim advocate; now it is officer on scene.",
        "Advocate: its time limit was 90 minutes (LA-FRP), from: the run began; now it is 60 minutes (LA-FRP), from: the run began.",
        "New step: Welcome (victim advocate).",
    ]
    assert tell(compare(small(), new), small(), new, "es")[1] == (
        "Defensora: antes, quién lo hace: defensor o defensora de víctimas; ahora: agente en el lugar."
    )


def test_moving_a_step_is_told_and_making_room_is_not():
    steps = small().steps
    moved = replace(small(), steps=(steps[0], steps[2], steps[1], *steps[3:]))
    assert tell(compare(small(), moved), small(), moved, "en") == ["The steps stand in another order."]
    assert [each.did for each in compare(small(), without(small(), "welcome"))] == [Did.REMOVED, Did.ORDERED]
    assert len(tell(compare(small(), without(small(), "welcome")), small(), without(small(), "welcome"), "en")) == 1


def test_a_condition_is_told_as_its_question():
    new = with_step(small(), "tell", when=Condition((("child_missing", False),)))
    assert tell(compare(small(), new), small(), new, "en") == [
        "Tell: when it applies was The child is missing or ran away; now it is not: The child is missing or ran away."
    ]


# --- adaptation --------------------------------------------------------------------------------------------------

LA = Clock(ClockBasis.PRACTICE, "start", source="LA-FRP", unit=Unit.MINUTES, value=90)
REFUSED = {
    "the report is taken out": (lambda p: without(p, "report"), "report", "removed"),
    "danger is taken out": (lambda p: without(p, "safe"), "safe", "removed"),
    "the report in other words": (lambda p: with_step(p, "report", what=Text("Tell the boss.", "Avise al jefe.")), "report", "words"),
    "the report handed on": (lambda p: with_step(p, "report", who="child_welfare_supervisor"), "report", "who"),
    "the report waits for more": (lambda p: with_step(p, "report", when=Condition((("identified_victim", True),))), "report", "narrowed"),
    "the law's clock dropped": (lambda p: with_step(p, "report", clock=None), "report", "law_clock"),
    "the law's basis dropped": (lambda p: with_step(p, "report", basis=("TX-RPT-06",)), "report", "basis"),
    "no guard any more": (lambda p: with_step(p, "advocate", guards=None), "advocate", "guard"),
    "words no longer fixed": (lambda p: with_step(p, "report", fixed_words=False), "report", "guard"),
    "the advocate comes later": (lambda p: with_step(p, "advocate", clock=replace(LA, value=2, unit=Unit.HOURS)), "advocate", "longer"),
    "the advocate's clock dropped": (lambda p: with_step(p, "advocate", clock=None), "advocate", "longer"),
    "a way around the advocate": (lambda p: with_step(p, "safe", next=("report",)), "advocate", "avoidable"),
    "another beginning": (lambda p: replace(p, steps=(*p.steps[1:], p.steps[0])), "safe", "not_first"),
    "a do-not taken away": (lambda p: replace(p, never=()), "", "never"),
    "another sector": (lambda p: replace(p, sector="hotel"), "", "head"),
    "another version": (lambda p: replace(p, version="2.0.0"), "", "version"),
    "a later review": (lambda p: replace(p, review_months=24), "", "review"),
}
ALLOWED = {
    "a mark of its own": lambda p: replace(p, version="1.0.0+ours.1"),
    "an earlier review": lambda p: replace(p, review_months=6),
    "one more do-not": lambda p: replace(p, never=(*p.never, "blame")),
    "other words where they are free": lambda p: with_step(p, "welcome", what=Text("Soup first.", "Primero, sopa.")),
    "another holder where it is no report": lambda p: with_step(p, "advocate", who="officer"),
    "a shorter limit": lambda p: with_step(p, "advocate", clock=replace(LA, value=60)),
    "a step that guards nothing taken out": lambda p: without(p, "welcome"),
    "a condition dropped": lambda p: with_step(p, "tell", when=Condition()),
    "one more thing to record": lambda p: with_step(p, "report", record=("time",)),
}  # fmt: skip


@pytest.mark.parametrize(("change", "step", "rule"), REFUSED.values(), ids=REFUSED)
def test_such_an_adaptation_is_refused(change, step, rule):
    found = refusals(small(), change(small()))
    assert (step, rule) in [(each.step, each.rule) for each in found]
    assert all(each.text.en and each.text.es and "{" not in each.text.en for each in found)


@pytest.mark.parametrize("change", ALLOWED.values(), ids=ALLOWED)
def test_such_an_adaptation_may_be_adopted(change):
    assert refusals(small(), change(small())) == ()


@pytest.mark.parametrize("protocol", ALL, ids=lambda each: each.id)
def test_no_guarded_step_of_the_library_can_be_taken_out(protocol):
    for step in protocol.steps:
        found = {(each.step, each.rule) for each in refusals(protocol, without(protocol, step.id))} if len(protocol.steps) > 1 else set()
        assert ((step.id, "removed") in found) == (step.guards is not None)


def test_the_form_offers_what_may_be_changed():
    assert "who" not in may_change(small().step("report"))
    assert "what" not in may_change(small().step("report"))
    assert "clock" not in may_change(small().step("report"))
    assert {"who", "what", "clock"} <= set(may_change(small().step("advocate")))
    assert "remove" in may_change(small().step("welcome"))
    assert all("remove" not in may_change(step) for protocol in ALL for step in protocol.steps if step.guards)


# --- files -------------------------------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_characters="{}", exclude_categories=("Cs", "Nd", "Nl", "No", "Cc")), min_size=1).map(
    lambda each: f"Say {each} so that nobody is hurt"
)


@MANY
@given(WORDS, WORDS, st.sampled_from(Guard))
def test_a_file_written_is_the_file_read(en, es, guard):
    text = Text(" ".join(en.split()), " ".join(es.split()))
    mine = with_step(small(), "welcome", what=text, guards=None if guard is Guard.REPORT else guard)
    assert parse(write(mine)) == mine
