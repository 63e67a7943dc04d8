from django.apps import AppConfig
from django.core.checks import Error, register


class AwarenessConfig(AppConfig):
    name = "shelterwood.prevent.awareness"
    label = "awareness"

    def ready(self) -> None:
        register(check_the_signs)
        register(check_the_guides)


def check_the_signs(**_: object) -> list[Error]:
    """A malformed row of signs stops the start, with file, line and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.prevent.awareness.rules import warning_signs

    try:
        warning_signs()
    except FactsError as problem:
        return [Error(str(problem), hint="Mend the row, or put back the file of this version.", id="awareness.E001")]
    return []


def check_the_guides(**_: object) -> list[Error]:
    """A sentence without its other language or its source stops the start, with file and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.prevent.awareness.guides import GuideError, guidance

    try:
        guidance()
    except (GuideError, FactsError) as problem:
        return [Error(str(problem), hint="Mend the file, or put back the one of this version.", id="awareness.E002")]
    return []
