from django.apps import AppConfig
from django.core.checks import Error, register


class ProtocolsConfig(AppConfig):
    name = "shelterwood.prevent.protocols"
    label = "protocols"

    def ready(self) -> None:
        register(check_the_library)


def check_the_library(**_: object) -> list[Error]:
    """A malformed file of the library stops the start, with file, line and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.prevent.protocols.rules.faults import ProtocolError
    from shelterwood.prevent.protocols.rules.library import library

    try:
        library()
    except (FactsError, ProtocolError) as problem:
        return [Error(str(problem), hint="Mend the file, or put back the one of this version.", id="protocols.E001")]
    return []
