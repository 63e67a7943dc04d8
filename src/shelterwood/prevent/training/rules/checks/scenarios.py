"""Scenarios branch, and every branch leads on to an end."""

from collections.abc import Iterator

from shelterwood.prevent.training.rules.faults import Fault
from shelterwood.prevent.training.rules.model import END, LANGUAGES, Course, Scenario

FEWEST_QUESTIONS = 12


def enough_questions(course: Course) -> Iterator[Fault]:
    found = sum(len(scenario.questions) for scenario in course.scenarios)
    if found < FEWEST_QUESTIONS:
        yield course.at.fault(f"has {found} scenario questions; a course has at least {FEWEST_QUESTIONS}.")


def every_scenario_is_played(course: Course) -> Iterator[Fault]:
    played = {name for lesson in course.lessons for name in lesson.scenarios}
    for scenario in course.scenarios:
        if scenario.id not in played:
            yield scenario.at.fault(f"no lesson plays {scenario.id!r}; name it under scenarios of a lesson in course.toml.")


def every_way_leads_on(course: Course) -> Iterator[Fault]:
    for scenario in course.scenarios:
        yield from _dead_ways(scenario)
        yield from _never_reached(scenario)
        if all(len({option.leads_to for option in scene.options}) == 1 for scene in scenario.questions):
            yield scenario.at.fault("does not branch: no choice changes what happens next.")


def every_choice_has_its_reason(course: Course) -> Iterator[Fault]:
    for scenario in course.scenarios:
        for scene in scenario.questions:
            if not any(option.right for option in scene.options):
                yield scene.at["en"].fault(f"{scene.id!r} has no right answer; mark one with [x].")
            if len(scene.options) < 2:
                yield scene.at["en"].fault(f"{scene.id!r} offers no choice.")
            for option in scene.options:
                yield from (option.at[each].fault("has no reason; write one under it with >.") for each in LANGUAGES if not option.reasons[each])


def _dead_ways(scenario: Scenario) -> Iterator[Fault]:
    known = {scene.id for scene in scenario.scenes} | {END}
    for scene in scenario.questions:
        for option in scene.options:
            if option.leads_to not in known:
                yield option.at["en"].fault(f"leads to {option.leads_to or 'nothing'!r}; write -> and a scene of this file, or -> {END}.")


def _never_reached(scenario: Scenario) -> Iterator[Fault]:
    """Scenes to which no way leads, and scenes from which none leads to an end."""
    ways = {scene.id: {option.leads_to for option in scene.options} or {END} for scene in scenario.scenes}
    reached, waiting = set[str](), [scene.id for scene in scenario.scenes[:1]]
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += [each for each in ways.get(here, ()) if each]
    ending = {END}
    while grown := {here for here, on in ways.items() if here not in ending and on & ending}:
        ending |= grown
    for scene in scenario.scenes:
        if scene.id not in reached:
            yield scene.at["en"].fault(f"no choice leads to {scene.id!r}.")
        if scene.id not in ending:
            yield scene.at["en"].fault(f"from {scene.id!r} no way leads to an end.")
