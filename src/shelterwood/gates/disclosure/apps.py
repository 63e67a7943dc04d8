from django.apps import AppConfig
from django.core.checks import Error, register


class DisclosureConfig(AppConfig):
    name = "shelterwood.gates.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        register(check_the_rule_book)


def check_the_rule_book(**_: object) -> list[Error]:
    """A malformed facts or policy file stops the start, with file and reason."""
    from shelterwood_methods.facts import FactsError

    from shelterwood.gates.disclosure.book import BookError, rule_book

    try:
        rule_book()
    except (BookError, FactsError) as problem:
        return [Error(str(problem), hint="Mend the file, or put back the one of this version.", id="disclosure.E001")]
    return []
