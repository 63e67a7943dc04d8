from django.apps import AppConfig
from django.core.checks import Error, register


class TrainingConfig(AppConfig):
    name = "shelterwood.prevent.training"
    label = "training"

    def ready(self) -> None:
        register(check_the_courses)


def check_the_courses(**_: object) -> list[Error]:
    """A malformed course stops the start, with file, line and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.prevent.training.library import shipped_courses
    from shelterwood.prevent.training.rules.faults import CourseError

    try:
        shipped_courses()
    except CourseError as problem:
        return [Error(str(fault), hint="Mend the file, or put back the one of this version.", id="training.E001") for fault in problem.faults]
    except FactsError as problem:  # a row that a course names; its own room tells of it too
        return [Error(str(problem), hint="Mend the row, or put back the file of this version.", id="training.E002")]
    return []
