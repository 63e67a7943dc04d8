"""What an organization may change in a protocol that it adopts, and what it may not.

Free: wording, who does it, order, more steps, shorter limits. Not free: a step that guards the report, a child from being treated as
one who did wrong, from further harm, from danger, or confidentiality; the limits of the law; the do-nots.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from shelterwood.prevent.protocols.rules.model import Clock, ClockBasis, Guard, Protocol, Step, Text, Unit
from shelterwood.prevent.protocols.rules.ways import certain

WHY = {
    Guard.DANGER: Text("it keeps people safe", "protege a las personas"),
    Guard.REPORT: Text("it is the report that the law asks", "es la denuncia que pide la ley"),
    Guard.CHILD_NOT_CHARGED: Text("a minor who was exploited is a victim", "un menor explotado es una víctima"),
    Guard.NO_HARM: Text("it keeps further harm away", "evita más daño"),
    Guard.PRIVACY: Text("it keeps what was told in confidence", "guarda lo que se confió"),
}
REASONS = {
    "removed": Text("This step cannot be taken out: {why}.", "Este paso no se puede quitar: {why}."),
    "avoidable": Text("A way now leads around this step: {why}.", "Ahora un camino evita este paso: {why}."),
    "not_first": Text("This step stays the first: {why}.", "Este paso sigue siendo el primero: {why}."),
    "words": Text("These words cannot be changed: {why}.", "Estas palabras no se pueden cambiar: {why}."),
    "narrowed": Text("This step may not wait for more: {why}.", "Este paso no puede esperar más condiciones: {why}."),
    "guard": Text("The protection of this step stays: {why}.", "La protección de este paso se mantiene: {why}."),
    "who": Text("The report is the person's own and is not handed on.", "La denuncia es propia de la persona y no se delega."),
    "basis": Text("The law on which this step rests stays named.", "La ley en que se basa este paso se sigue nombrando."),
    "law_clock": Text("A time limit of the law is not changed here.", "Un plazo de la ley no se cambia aquí."),
    "longer": Text("This time limit may become shorter, not longer: {why}.", "Este plazo puede ser más corto, no más largo: {why}."),
    "record": Text("What is recorded here may grow, not shrink.", "Lo que se anota aquí puede crecer, no disminuir."),
    "choice": Text("No choice of this decision is taken away: {why}.", "No se quita ninguna opción de esta decisión: {why}."),
    "never": Text("The list of what not to do may grow, not shrink.", "La lista de lo que no se debe hacer puede crecer, no disminuir."),
    "head": Text("Id, sector and kind stay those of the library.", "El nombre, el sector y el tipo siguen siendo los de la biblioteca."),
    "version": Text(
        "The version is the library's with a mark of your own after +.", "La versión es la de la biblioteca con su propia marca después de +."
    ),
    "review": Text("The review may come sooner, not later.", "La revisión puede ser antes, no después."),
}
MINUTES = {Unit.NOW: 0, Unit.MINUTES: 1, Unit.HOURS: 60, Unit.DAYS: 24 * 60}


@dataclass(frozen=True)
class Refusal:
    """One change that may not be made. `step` is empty where it concerns the whole."""

    step: str
    rule: str
    guard: Guard | None = None

    @property
    def text(self) -> Text:
        words, why = REASONS[self.rule], WHY.get(self.guard, Text("", "")) if self.guard else Text("", "")
        return Text(words.en.format(why=why.en), words.es.format(why=why.es))


def refusals(library: Protocol, adapted: Protocol) -> tuple[Refusal, ...]:
    """Why an adaptation cannot be adopted; none where it can. Both were checked before."""
    return (*_head(library, adapted), *(each for step in library.steps for each in _step(step, adapted)), *_ways(library, adapted))


def may_change(step: Step) -> tuple[str, ...]:
    """The fields of a step that an organization may change, for the form in which it does."""
    if step.guards is None:
        return ("who", "name", "what", "say", "clock", "when", "record", "next", "choices", "remove")
    words = () if step.fixed_words else ("name", "what", "say")
    own = () if step.guards is Guard.REPORT else ("who",)
    return (*own, *words, *(("clock",) if step.clock is None or step.clock.basis is not ClockBasis.LAW else ()), "record", "next")


def _head(library: Protocol, adapted: Protocol) -> Iterator[Refusal]:
    if (library.id, library.sector, library.kind) != (adapted.id, adapted.sector, adapted.kind):
        yield Refusal("", "head")
    if adapted.version != library.version and not adapted.version.startswith(f"{library.version}+"):
        yield Refusal("", "version")
    if set(library.never) - set(adapted.never):
        yield Refusal("", "never")
    if adapted.review_months > library.review_months:
        yield Refusal("", "review")


def _step(step: Step, adapted: Protocol) -> Iterator[Refusal]:
    mine = next((each for each in adapted.steps if each.id == step.id), None)
    if mine is None:
        if step.guards:
            yield Refusal(step.id, "removed", step.guards)
        return
    yield from (Refusal(step.id, rule, step.guards) for rule in _clock(step, mine))
    if step.guards:
        yield from (Refusal(step.id, rule, step.guards) for rule in _guarded(step, mine))


def _guarded(step: Step, mine: Step) -> Iterator[str]:
    if mine.guards is not step.guards or (step.fixed_words and not mine.fixed_words):
        yield "guard"
    if step.fixed_words and (mine.name, mine.what, mine.say, mine.say_when) != (step.name, step.what, step.say, step.say_when):
        yield "words"
    if set(mine.when.terms) - set(step.when.terms):
        yield "narrowed"
    if step.guards is Guard.REPORT and mine.who != step.who:
        yield "who"
    if set(step.basis) - set(mine.basis):
        yield "basis"
    if set(step.record) - set(mine.record):
        yield "record"
    if {choice.id for choice in step.choices} - {choice.id for choice in mine.choices}:
        yield "choice"


def _clock(step: Step, mine: Step) -> Iterator[str]:
    if step.clock == mine.clock or step.clock is None:
        return
    if step.clock.basis is ClockBasis.LAW:
        yield "law_clock"
    elif step.guards and (mine.clock is None or _longer(step.clock, mine.clock)):
        yield "longer"


def _longer(clock: Clock, mine: Clock) -> bool:
    """Whether more time is given, or the same from another moment; a grant's number is not ours to compare."""
    if clock.starts != mine.starts or clock.unit is None or mine.unit is None:
        return True
    return _length(mine) > _length(clock)


def _length(clock: Clock) -> timedelta:
    return timedelta(minutes=(clock.value or 0) * MINUTES[clock.unit or Unit.NOW])


def _ways(library: Protocol, adapted: Protocol) -> Iterator[Refusal]:
    """What came in any case still does, and a guarded beginning stays the beginning."""
    kept = {step.id for step in adapted.steps}
    lost = certain(library) - certain(adapted)
    yield from (Refusal(step.id, "avoidable", step.guards) for step in library.steps if step.guards and step.id in lost & kept)
    first = library.steps[0]
    if first.guards and first.id in kept and adapted.steps[0].id != first.id:
        yield Refusal(first.id, "not_first", first.guards)
