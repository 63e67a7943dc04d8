"""What must hold before a course is published: one rule, one function, one module a subject.

Each rule takes the course and yields faults, each with file and line; none means that it holds. The limits are those of the
project's training standard: 6 to 10 lessons, 12 scenario questions, a bank of 40.
"""

from collections.abc import Callable, Iterable

from shelterwood.prevent.training.rules.checks import bank, language, scenarios, shape, sources
from shelterwood.prevent.training.rules.faults import Fault
from shelterwood.prevent.training.rules.model import Course

RULES: tuple[Callable[[Course], Iterable[Fault]], ...] = (
    shape.right_number_of_lessons,
    shape.everything_named_exists,
    shape.every_lesson_says_what_to_do_and_not_to_do,
    shape.passages_name_roles_of_the_course,
    shape.languages_match_block_by_block,
    sources.every_source_is_known,
    sources.every_passage_has_its_source,
    sources.own_words_are_few,
    language.every_placeholder_is_known,
    language.no_number_is_typed,
    language.every_lesson_is_plain,
    language.links_lead_to_known_places,
    scenarios.enough_questions,
    scenarios.every_scenario_is_played,
    scenarios.every_way_leads_on,
    scenarios.every_choice_has_its_reason,
    bank.enough_items,
    bank.one_right_answer,
    bank.every_answer_has_its_reason,
    bank.no_two_stems_alike,
    bank.the_key_cannot_be_guessed_by_length,
    bank.the_check_can_be_drawn,
)


def check(course: Course) -> tuple[Fault, ...]:
    """Every fault of a course, in the order of its files."""
    return tuple(sorted({fault for rule in RULES for fault in rule(course)}))
