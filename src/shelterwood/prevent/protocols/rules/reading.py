"""A text read as a protocol, strictly: whatever is not as docs/reference/protocol-format.md says is a fault with its line."""

import re

from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.prevent.protocols.rules.checks import check
from shelterwood.prevent.protocols.rules.faults import Fault, ProtocolError
from shelterwood.prevent.protocols.rules.fields import Fields
from shelterwood.prevent.protocols.rules.model import Choice, Clock, ClockBasis, Guard, Kind, Measure, Protocol, Step, Unit
from shelterwood.prevent.protocols.rules.toml import Tables

VERSION = re.compile(r"\d+\.\d+\.\d+(\+[a-z0-9.-]+)?")  # what an organization adapted carries its own mark after +
HEAD = ("id", "version", "sector", "kind", "review_months", "never", "title", "purpose", "scope", "step")
STEP = (
    "id", "who", "when", "clock", "basis", "guards", "fixed_words", "record", "marks", "say_when", "next", "measure", "minutes",
    "name", "what", "say", "choice",
)  # fmt: skip
CLOCK = ("basis", "from", "duties", "source", "unit", "value")


def parse(text: str, file: str = "protocol.toml") -> Protocol:
    """The protocol in this text, checked whole. Raises ProtocolError with every fault."""
    tables = Tables(text, file)
    faults: list[Fault] = []
    head = Fields(tables, (), tables.values, faults)
    protocol = _protocol(head, file)
    faults += check(protocol)
    if faults:
        raise ProtocolError(faults)
    return protocol


def _protocol(head: Fields, file: str) -> Protocol:
    head.only(HEAD)
    version = head.word("version")
    if version and not VERSION.fullmatch(version):
        head.wrong("version", f"{version!r} is no version; write three numbers such as 1.0.0.")
    if "kind" not in head.values:
        head.wrong("kind", f"needs kind = one of: {', '.join(Kind)}.")
    if "review_months" not in head.values:
        head.wrong("review_months", "needs review_months = after how many months it is read again.")
    if head.values.get("sector") not in list(Sector):
        head.wrong("sector", f"{head.values.get('sector')!r} is no sector; use one of: {', '.join(Sector)}.")
    steps = tuple(_step(each) for each in head.tables_of("step"))
    return Protocol(
        id=head.identifier(),
        version=version,
        sector=str(head.values.get("sector", "")),
        kind=head.one_of("kind", Kind) or Kind.PROTOCOL,
        title=head.needed_text("title"),
        purpose=head.needed_text("purpose"),
        scope=head.needed_text("scope"),
        review_months=head.number("review_months") or 1,
        never=head.words("never"),
        steps=steps,
        file=file,
    )


def _step(fields: Fields) -> Step:
    fields.only(STEP)
    return Step(
        id=fields.identifier(),
        who=fields.word("who"),
        name=fields.needed_text("name"),
        what=fields.needed_text("what"),
        basis=fields.words("basis"),
        when=fields.condition("when"),
        clock=_clock(fields),
        guards=fields.one_of("guards", Guard),
        fixed_words=fields.flag("fixed_words"),
        record=fields.words("record"),
        marks=fields.word("marks", needed=False),
        say=fields.text("say", needed=False),
        say_when=fields.condition("say_when"),
        next=fields.words("next"),
        choices=tuple(_choice(each) for each in fields.tables_of("choice")),
        measure=fields.one_of("measure", Measure),
        minutes=fields.number("minutes"),
        line=fields.line,
    )


def _choice(fields: Fields) -> Choice:
    fields.only(("id", "text", "next"))
    return Choice(fields.identifier(), fields.needed_text("text"), fields.words("next"))


def _clock(step: Fields) -> Clock | None:
    """Law and grants name rows and no number; practice names its source and a number."""
    fields = step.table_of("clock")
    if fields is None:
        return None
    fields.only(CLOCK)
    basis, unit, value = fields.one_of("basis", ClockBasis), fields.one_of("unit", Unit), fields.number("value")
    clock = Clock(basis or ClockBasis.PRACTICE, fields.word("from"), fields.words("duties"), fields.word("source", needed=False), unit, value)
    if basis is None:
        fields.wrong("", f"a clock needs basis = one of: {', '.join(ClockBasis)}.")
    elif basis is ClockBasis.PRACTICE:
        if clock.duties or not clock.source:
            fields.wrong("", "a clock of practice names its source, and no duties.")
        if unit is None or (unit is Unit.NOW) != (value is None):
            fields.wrong("", "a clock of practice needs unit = minutes, hours or days with a value, or unit = now without one.")
    else:
        if not clock.duties or clock.source:
            fields.wrong("", f"a clock of {basis} names its rows in duties, and no source.")
        if unit is not None or value is not None:
            fields.wrong("", "the number stands in the row of the facts; drop unit and value.")
    return clock
