"""Words in braces that the facts and the organization fill: whom to call, what the law asks in this state, the step's own time limit.

No author types a telephone number or a limit; both change, and differ from state to state. Where nothing is known, the words say so
and point to a person.
"""

import re
from collections.abc import Mapping
from datetime import date

from shelterwood_methods.statutes.duties import Duty
from shelterwood_methods.statutes.terms import DeadlineKind, DeadlineUnit, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.body.rules import EMERGENCY, MISSING_CHILDREN, STATES, TRAFFICKING_HOTLINE, Helpline, helplines, state_lines
from shelterwood.prevent.protocols.rules.sources import duties

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")

# What an author may write, and what stands there afterwards.
PLACEHOLDERS = {
    "emergency": "the emergency number",
    "child_abuse_line": "name and number of the line that takes reports of child abuse here",
    "trafficking_hotline": "name and number of the national trafficking hotline",
    "missing_children_line": "name and number of the national line for missing children",
    "runaway_line": "name and number of the line for young people away from home",
    "crisis_line": "name and number of the line for people in distress",
    "hhs_line": "number of the federal office that is told of a child from abroad",
    "state": "the name of the state",
    "report_deadline": "by when the law asks the report here",
    "report_to": "to whom the law asks it here, such as child protection or police",
    "written_report": "a sentence on the written report, where the law asks one",
    "clock": "the step's own time limit, in words",
    "organization": "what this school, hotel or agency is called",
    "designated_person": "whom staff tell inside the organization",
    "advocate_line": "the number that brings an advocate, day and night",
    "advocacy_center": "the children's advocacy center of the area",
    "manager_on_duty": "who is in charge of the place right now",
    "legal_counsel": "the organization's own lawyer",
    "interpreter_line": "the number that brings an interpreter",
    "team_contact": "who calls the agencies of a case together",
}
# What the body or the organization says of itself; until it does, these words stand.
OWN = {
    "en": {
        "organization": "your organization",
        "designated_person": "the person named for concerns",
        "advocate_line": "the advocate line of your county",
        "advocacy_center": "the children's advocacy center",
        "manager_on_duty": "the manager on duty",
        "legal_counsel": "your lawyer",
        "interpreter_line": "your interpreter line",
        "team_contact": "the team's contact person",
    },
    "es": {
        "organization": "su organización",
        "designated_person": "la persona nombrada para esto",
        "advocate_line": "la línea de defensores de su condado",
        "advocacy_center": "el centro de defensa del menor",
        "manager_on_duty": "la persona encargada del turno",
        "legal_counsel": "su asesoría legal",
        "interpreter_line": "su línea de intérpretes",
        "team_contact": "la persona de contacto del equipo",
    },
}
RECEIVERS = {
    "en": {Sector.CHILD_WELFARE: "child protection", Sector.LAW_ENFORCEMENT: "police", Sector.TRIBAL: "the tribe", Sector.STATE_AGENCY: "the state"},
    "es": {Sector.CHILD_WELFARE: "protección de menores", Sector.LAW_ENFORCEMENT: "la policía", Sector.TRIBAL: "la tribu",
           Sector.STATE_AGENCY: "el estado"},
}  # fmt: skip
WORDING = {
    "en": {
        "within": "at once, and never later than {value} hours",
        "at_once": "at once",
        "nothing_known": "at once; the law of your state may set a limit",
        "nobody_known": "child protection or police",
        "or": " or ",
        "written": "The law here also asks a report in writing within {value} hours, weekends and holidays not counted.",
        "no_written": "Ask on the call whether a report in writing must follow.",
        "no_line": "the child protection line of your county",
        "state": "your state",
        "no_clock": "as soon as you can",
    },
    "es": {
        "within": "de inmediato, y nunca después de {value} horas",
        "at_once": "de inmediato",
        "nothing_known": "de inmediato; la ley de su estado puede fijar un plazo",
        "nobody_known": "protección de menores o la policía",
        "or": " o ",
        "written": "Aquí la ley pide además una denuncia escrita en {value} horas, sin contar fines de semana ni feriados.",
        "no_written": "Pregunte en la llamada si debe seguir una denuncia por escrito.",
        "no_line": "la línea de protección de menores de su condado",
        "state": "su estado",
        "no_clock": "lo antes posible",
    },
}


def values(language: str, *, sector: str, state: str = "", clock: str = "", own: Mapping[str, str] | None = None) -> dict[str, str]:
    """What stands in place of each placeholder.

    `clock`: the step's limit in words, from `clocks.in_words`. `own`: what the body or organization says of itself; it wins.
    """
    words = WORDING[language]
    report, written = _duty(state, sector, Kind.REPORT), _duty(state, sector, Kind.WRITTEN_REPORT)
    return {
        "emergency": helplines()[EMERGENCY].phone,
        "child_abuse_line": next((_line(each, language) for each in state_lines(state) if each.phone), words["no_line"]),
        "trafficking_hotline": _line(helplines()[TRAFFICKING_HOTLINE], language),
        "missing_children_line": _line(helplines()[MISSING_CHILDREN], language),
        "runaway_line": _line(helplines()["US-RUNAWAY"], language),
        "crisis_line": _line(helplines()["US-988"], language),
        "hhs_line": duties().by_id["US-HHS-01"].report_to_phone,
        "state": STATES.get(state, words["state"]),
        "report_deadline": _deadline(report, words, known=bool(duties().of(state, sector))),
        "report_to": _receivers(report, language) if report else words["nobody_known"],
        "written_report": words["written"].format(value=written.deadline_value) if written else words["no_written"],
        "clock": clock or words["no_clock"],
        **OWN[language],
        **(own or {}),
    }


def fill(text: str, filled: Mapping[str, str]) -> str:
    """The text with every placeholder replaced."""
    return PLACEHOLDER.sub(lambda found: filled.get(found[1], found[0]), text)


def _line(line: Helpline, language: str) -> str:
    name = line.names[language].partition(" (")[0]
    return name if line.phone in name else f"{name}, {line.phone}"


def _duty(state: str, sector: str, kind: Kind) -> Duty | None:
    """The main duty of a sector in a state: the first that binds it, has no end, and rests on more than own knowledge."""
    binding = (each for each in duties().of(state, sector) if each.kind is kind and each.modality is Modality.MUST)
    return next((each for each in binding if not each.weak and each.prompts and not isinstance(each.effective_to, date)), None)


def _deadline(duty: Duty | None, words: Mapping[str, str], *, known: bool) -> str:
    """Where the state's law is known to set this sector no limit, none is hinted at."""
    if duty is None:
        return words["at_once"] if known else words["nothing_known"]
    if duty.deadline_kind is DeadlineKind.OUTER_LIMIT and duty.deadline_unit is not DeadlineUnit.DAYS:
        return words["within"].format(value=duty.deadline_value)
    return words["at_once"]


def _receivers(duty: Duty, language: str) -> str:
    *others, last = [RECEIVERS[language][each] for each in duty.receivers if each in RECEIVERS[language]]
    return f"{', '.join(others)}{WORDING[language]['or']}{last}" if others else last
