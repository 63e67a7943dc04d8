from django.apps import AppConfig
from django.core.checks import Error, register


class LawConfig(AppConfig):
    name = "shelterwood.gates.law"
    label = "law"

    def ready(self) -> None:
        register(check_the_duties)


def check_the_duties(**_: object) -> list[Error]:
    """A malformed row of law stops the start, with file, line and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.foundation.body.rules import helplines
    from shelterwood.gates.law.rules import duties, mandates

    try:
        duties()
        mandates()
        helplines()
    except FactsError as problem:
        return [Error(str(problem), hint="Mend the row, or put back the file of this version.", id="law.E001")]
    return []
