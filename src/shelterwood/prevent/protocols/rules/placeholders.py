"""Words in braces of a protocol: those of a course (training.rules.placeholders) and those that only a step needs.

A step says whom to call and by when, so it names one line, without an article, and hints at no limit where the law is known to
set none. Where nothing is known, the words say so and point to a person.
"""

from collections.abc import Mapping
from datetime import date

from shelterwood_methods.statutes.duties import Duty
from shelterwood_methods.statutes.terms import DeadlineKind, DeadlineUnit, Kind, Modality

from shelterwood.foundation.body.rules import MISSING_CHILDREN, TRAFFICKING_HOTLINE, helplines, state_lines
from shelterwood.prevent.protocols.rules.sources import duties
from shelterwood.prevent.training.rules import placeholders as courses
from shelterwood.prevent.training.rules.placeholders import PLACEHOLDER, fill, name_and_number, receivers

__all__ = ["OWN", "PLACEHOLDER", "PLACEHOLDERS", "fill", "values"]

NOT_IN_A_STEP = {"tip_line_online", "report_law"}
# What an author may write, and what stands there afterwards.
PLACEHOLDERS = {name: said for name, said in courses.PLACEHOLDERS.items() if name not in NOT_IN_A_STEP} | {
    "hhs_line": "number of the federal office that is told of a child from abroad",
    "clock": "the step's own time limit, in words",
    "advocate_line": "the number that brings an advocate, day and night",
    "advocacy_center": "the children's advocacy center of the area",
    "manager_on_duty": "who is in charge of the place right now",
    "legal_counsel": "the organization's own lawyer",
    "interpreter_line": "the number that brings an interpreter",
    "team_contact": "who calls the agencies of a case together",
}
# What the body or the organization says of itself; until it does, these words stand.
OWN = {
    "en": courses.OWN["en"]
    | {
        "designated_person": "the person named for concerns",
        "advocate_line": "the advocate line of your county",
        "advocacy_center": "the children's advocacy center",
        "manager_on_duty": "the manager on duty",
        "legal_counsel": "your lawyer",
        "interpreter_line": "your interpreter line",
        "team_contact": "the team's contact person",
    },
    "es": courses.OWN["es"]
    | {
        "designated_person": "la persona nombrada para esto",
        "advocate_line": "la línea de defensores de su condado",
        "advocacy_center": "el centro de defensa del menor",
        "manager_on_duty": "la persona encargada del turno",
        "legal_counsel": "su asesoría legal",
        "interpreter_line": "su línea de intérpretes",
        "team_contact": "la persona de contacto del equipo",
    },
}
WORDING = {
    "en": courses.WORDING["en"]
    | {
        "nothing_known": "at once; the law of your state may set a limit",
        "written": "The law here also asks a report in writing within {value} hours, weekends and holidays not counted.",
        "no_clock": "as soon as you can",
    },
    "es": courses.WORDING["es"]
    | {
        "nothing_known": "de inmediato; la ley de su estado puede fijar un plazo",
        "written": "Aquí la ley pide además una denuncia escrita en {value} horas, sin contar fines de semana ni feriados.",
        "no_clock": "lo antes posible",
    },
}


def values(language: str, *, sector: str, state: str = "", clock: str = "", own: Mapping[str, str] | None = None) -> dict[str, str]:
    """What stands in place of each placeholder.

    `clock`: the step's limit in words, from `clocks.in_words`. `own`: what the body or organization says of itself; it wins.
    """
    words = WORDING[language]
    report, written = _duty(state, sector, Kind.REPORT), _duty(state, sector, Kind.WRITTEN_REPORT)
    of_a_course = courses.values(language, sector=sector, state=state)
    return {name: of_a_course[name] for name in courses.PLACEHOLDERS if name not in NOT_IN_A_STEP} | {
        "child_abuse_line": next((name_and_number(each, language) for each in state_lines(state) if each.phone), words["no_line"]),
        "trafficking_hotline": name_and_number(helplines()[TRAFFICKING_HOTLINE], language),
        "missing_children_line": name_and_number(helplines()[MISSING_CHILDREN], language),
        "runaway_line": name_and_number(helplines()["US-RUNAWAY"], language),
        "crisis_line": name_and_number(helplines()["US-988"], language),
        "hhs_line": duties().by_id["US-HHS-01"].report_to_phone,
        "report_deadline": _deadline(report, words, known=bool(duties().of(state, sector))),
        "report_to": receivers(report, language) if report else words["nobody_known"],
        "written_report": words["written"].format(value=written.deadline_value) if written else words["no_written"],
        "clock": clock or words["no_clock"],
        **OWN[language],
        **(own or {}),
    }


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
