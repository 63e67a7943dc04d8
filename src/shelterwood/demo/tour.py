"""The guided tour: eight stops through the main thread, each on a real page as the person whose page it is."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stop:
    """Where the stop is (name of an address), as whom (username; empty: signed out), and what to look at."""

    address: str
    person: str
    text: Any
    code: str = ""


STOPS = (
    Stop("home", "", _("Three doors for people without an account. A link to the numbers stands on every page.")),
    Stop(
        "at-property",
        "",
        _("A night clerk opens the property's printed code on a phone. The first question is whether anyone is in danger."),
        "LANTERNA",
    ),
    Stop(
        "desk",
        "duty-alder",
        _("What came without an account waits at the intake desk. Until a duty officer confirms the route, nobody has been told."),
    ),
    Stop("concerns", "intake-alder", _("Child protection reads what the law lets it have, acknowledges it, and decides with a reason.")),
    Stop(
        "desk",
        "teacher-juniper",
        _("A teacher in Texas: the clock of the law runs from the moment the teacher knew, and the report itself is made by telephone."),
    ),
    Stop(
        "concerns",
        "detective-juniper",
        _("Police see only what a rule permits: what a school wrote is not here, since school records may not come this way."),
    ),
    Stop("desk", "coordinator-alder", _("The coordinator sees number, sector and clocks, and nothing about a child.")),
    Stop("law", "", _("Every duty with its citation, and whether counsel signed it. Look up any state.")),
)


def stop_number(text: str) -> int | None:
    """The number of a stop as an address or a form says it; None for anything else."""
    return {str(number): number for number in range(1, len(STOPS) + 1)}.get(text)
