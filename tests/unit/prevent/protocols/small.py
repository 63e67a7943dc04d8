"""A protocol small enough to see whole: a fork, a decision with a way back, and one clock of each basis."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from shelterwood.prevent.protocols.rules.clocks import Setting
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.running import Act, Event, Run

NOON = datetime(2026, 3, 2, 18, tzinfo=UTC)  # a Monday, noon in Chicago
CHICAGO = ZoneInfo("America/Chicago")
MINNESOTA = Setting("MN", CHICAGO)
TEXT = """
id = "small"
version = "1.0.0"
sector = "child_welfare"
kind = "protocol"
review_months = 12
never = ["confront"]
title.en = "Small"
title.es = "Pequeño"
purpose.en = "To try."
purpose.es = "Para probar."
scope.en = "Tests."
scope.es = "Pruebas."

[[step]]
id = "safe"
who = "anyone"
basis = ["HOUSE"]
guards = "danger"
name.en = "Safe?"
name.es = "¿Seguro?"
what.en = "Call {emergency} in danger."
what.es = "Llame al {emergency} en peligro."
next = ["report", "advocate"]

[[step]]
id = "report"
who = "child_welfare_worker"
basis = ["MN-RPT-06", "TX-RPT-06"]
clock = { basis = "law", duties = ["MN-RPT-06", "TX-RPT-06"], from = "knew" }
guards = "report"
fixed_words = true
marks = "report_made"
name.en = "Report"
name.es = "Denunciar"
what.en = "Report {clock}."
what.es = "Denuncie {clock}."
next = ["tell"]

[[step]]
id = "advocate"
who = "advocate"
basis = ["LA-FRP"]
clock = { basis = "practice", source = "LA-FRP", value = 90, unit = "minutes", from = "start" }
guards = "no_harm"
name.en = "Advocate"
name.es = "Defensora"
what.en = "Come within {clock}."
what.es = "Llegue en {clock}."
say.en = "You are not under arrest."
say.es = "No estás bajo arresto."
say_when = "law_bars_arrest"
next = ["tell"]

[[step]]
id = "tell"
who = "child_welfare_worker"
basis = ["NCMEC-CST"]
when = "child_missing"
name.en = "Tell"
name.es = "Avisar"
what.en = "Tell others."
what.es = "Avise."

[[step]]
id = "look"
who = "child_welfare_worker"
basis = ["NCMEC-CST"]
name.en = "Look"
name.es = "Buscar"
what.en = "Look."
what.es = "Busque."

[[step]]
id = "found"
who = "child_welfare_supervisor"
basis = ["HOUSE"]
name.en = "Found?"
name.es = "¿Apareció?"
what.en = "A person looks."
what.es = "Una persona mira."
[[step.choice]]
id = "again"
next = ["look"]
text.en = "Look again."
text.es = "Buscar otra vez."
[[step.choice]]
id = "back"
next = ["welcome"]
text.en = "Back."
text.es = "Regresó."

[[step]]
id = "welcome"
who = "caregiver"
basis = ["UK-RHI"]
name.en = "Welcome"
name.es = "Bienvenida"
what.en = "Be glad."
what.es = "Alégrese."
"""


def small() -> Protocol:
    return parse(TEXT, "small.toml")


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if words in line)


def run(**more: object) -> Run:
    return replace(Run(small(), NOON, MINNESOTA, moments={"knew": NOON}), **more)  # type: ignore[arg-type]


def done(step: str, minutes: int = 1, choice: str = "") -> Event:
    return Event(step, NOON + timedelta(minutes=minutes), choice=choice)


def not_done(step: str, reason: str = "no answer") -> Event:
    return Event(step, NOON + timedelta(minutes=1), Act.NOT_DONE, reason=reason)
