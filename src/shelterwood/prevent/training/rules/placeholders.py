"""Words in braces that the facts and the body fill: numbers to call, what the law asks in this state, the school's own people.

No author types a telephone number or a time limit; both change, and differ from state to state. Where nothing is known of a
state, the words say so and point to a person.
"""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from shelterwood_methods import facts, statutes
from shelterwood_methods.statutes.duties import Duty
from shelterwood_methods.statutes.terms import DeadlineKind, DeadlineUnit, Kind, Modality
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.body.rules import EMERGENCY, MISSING_CHILDREN, STATES, TRAFFICKING_HOTLINE, Helpline, helplines, state_lines

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
BEFORE_ARTICLE = re.compile(r"\b([Aa]|[Dd]e) \{([a-z_]+)\}")  # in Spanish a + el is al, de + el is del
TELEPHONE = re.compile(r"\b(?:911|988|(?:1-)?\d{3}-\d{3}-\d{4}|233733)\b")

# What an author may write, and what stands there afterwards.
PLACEHOLDERS = {
    "emergency": "the emergency number",
    "child_abuse_line": "name and number of the line that takes reports of child abuse here",
    "trafficking_hotline": "name and number of the national trafficking hotline",
    "missing_children_line": "name and number of the national line for missing children",
    "tip_line_online": "where sexual exploitation online is reported",
    "runaway_line": "name and number of the line for young people away from home",
    "crisis_line": "name and number of the line for people in distress",
    "state": "the name of the state",
    "report_deadline": "by when the law asks the report here",
    "report_to": "to whom the law asks it here, such as child protection or police",
    "report_law": "the citation, and whether counsel confirmed it",
    "written_report": "a sentence on the written report, where the law asks one",
    "organization": "what this school, hotel or agency is called",
    "designated_person": "whom staff tell inside the organization",
}
# What the body or the organization says of itself; until it does, these words stand.
OWN = {
    "en": {"organization": "your organization", "designated_person": "the designated person"},
    "es": {"organization": "su organización", "designated_person": "la persona designada"},
}
RECEIVERS = {
    "en": {Sector.CHILD_WELFARE: "child protection", Sector.LAW_ENFORCEMENT: "police", Sector.TRIBAL: "the tribe", Sector.STATE_AGENCY: "the state"},
    "es": {Sector.CHILD_WELFARE: "protección de menores", Sector.LAW_ENFORCEMENT: "la policía", Sector.TRIBAL: "la tribu",
           Sector.STATE_AGENCY: "el estado"},
}  # fmt: skip
ARTICLES = {"en": {"": "the "}, "es": {"Línea": "la ", "Centro": "el ", "Registro": "el "}}  # by the first word of a line's name
WORDING = {
    "en": {
        "within": "at once, and never later than {value} hours",
        "at_once": "at once",
        "nothing_known": "at once, as the law of your state says",
        "nobody_known": "child protection or police",
        "or": " or ",
        "law": "{citation} (not confirmed by counsel)",
        "no_law": "the law of your state; ask {designated_person}",
        "written": "After the call, the law here also asks a report in writing within {value} hours, weekends and holidays not counted.",
        "no_written": "Ask on the call whether a report in writing must follow.",
        "no_line": "the child protection line of your county",
        "state": "your state",
    },
    "es": {
        "within": "de inmediato, y nunca después de {value} horas",
        "at_once": "de inmediato",
        "nothing_known": "de inmediato, como dice la ley de su estado",
        "nobody_known": "protección de menores o la policía",
        "or": " o ",
        "law": "{citation} (sin confirmar por la asesoría legal)",
        "no_law": "la ley de su estado; pregunte a {designated_person}",
        "written": "Después de la llamada, aquí la ley pide además una denuncia escrita en {value} horas, sin contar fines de semana ni feriados.",
        "no_written": "Pregunte en la llamada si debe seguir una denuncia por escrito.",
        "no_line": "la línea de protección de menores de su condado",
        "state": "su estado",
    },
}


def values(language: str, *, sector: str, state: str | None = None, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """What stands in place of each placeholder. `own`: what the body or organization says of itself; it wins."""
    words = WORDING[language]
    mine = {**OWN[language], **(own or {})}
    report, written = _duty(state, sector, Kind.REPORT), _duty(state, sector, Kind.WRITTEN_REPORT)
    return {
        "emergency": helplines()[EMERGENCY].phone,
        "child_abuse_line": words["or"].join(_line(each, language) for each in state_lines(state or "") if each.phone) or words["no_line"],
        "trafficking_hotline": _line(helplines()[TRAFFICKING_HOTLINE], language),
        "missing_children_line": _line(helplines()[MISSING_CHILDREN], language),
        "tip_line_online": _row(MISSING_CHILDREN)["text_or_chat"],
        "runaway_line": _line(helplines()["US-RUNAWAY"], language),
        "crisis_line": _line(helplines()["US-988"], language),
        "state": STATES.get(state or "", words["state"]),
        "report_deadline": _deadline(report, words),
        "report_to": receivers(report, language) if report else words["nobody_known"],
        "report_law": words["law"].format(citation=report.citation) if report else words["no_law"].format(**mine),
        "written_report": words["written"].format(value=written.deadline_value) if written else words["no_written"],
        **mine,
    }


def fill(text: str, filled: Mapping[str, str]) -> str:
    """The text with every placeholder replaced. An unknown one stays; the course's check names it."""
    joined = BEFORE_ARTICLE.sub(lambda found: _joined(found[1], filled.get(found[2], "")) or found[0], text)
    return PLACEHOLDER.sub(lambda found: filled.get(found[1], found[0]), joined)


def _joined(word: str, following: str) -> str:
    """`Al Centro` for A and el Centro; empty where nothing is to be joined."""
    return f"{word}l{following.removeprefix('el')}" if following.startswith("el ") else ""


def _line(line: Helpline, language: str) -> str:
    """Name with its article, and number, to stand inside a sentence; a name with a comma is a place or an office, without article."""
    name = line.names[language].partition(" (")[0]
    return ("" if "," in name else ARTICLES[language].get(name.split()[0], ARTICLES[language].get("", ""))) + name_and_number(line, language)


def name_and_number(line: Helpline, language: str) -> str:
    """The name without what stands in brackets after it, and the number where the name does not hold it."""
    name = line.names[language].partition(" (")[0]
    return name if line.phone in name else f"{name}, {line.phone}"


def _row(identifier: str) -> facts.Row:
    return next(row for row in facts.read("helplines") if row["helpline_id"] == identifier)


@cache
def _duties() -> statutes.Duties:
    return statutes.load()


def _duty(state: str | None, sector: str, kind: Kind) -> Duty | None:
    """The main duty of a sector in a state: the first that binds it, has no end, and rests on more than own knowledge."""
    binding = (each for each in _duties().of(state or "", sector) if each.kind is kind and each.modality is Modality.MUST)
    return next((each for each in binding if not each.weak and not isinstance(each.effective_to, date)), None)


def _deadline(duty: Duty | None, words: Mapping[str, str]) -> str:
    if duty is None:
        return words["nothing_known"]
    if duty.deadline_kind is DeadlineKind.OUTER_LIMIT and duty.deadline_unit is not DeadlineUnit.DAYS:
        return words["within"].format(value=duty.deadline_value)
    return words["at_once"]


def receivers(duty: Duty, language: str) -> str:
    """Whom a duty names, as one list in words."""
    *others, last = [RECEIVERS[language][each] for each in duty.receivers if each in RECEIVERS[language]]
    return f"{', '.join(others)}{WORDING[language]['or']}{last}" if others else last
