"""Changes in plain words, in both languages, for whoever signs a new version."""

from collections.abc import Iterable
from typing import Any

from shelterwood.prevent.protocols.rules.comparing import Change, Did, moved
from shelterwood.prevent.protocols.rules.model import Clock, ClockBasis, Condition, Protocol, Text
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary

NOBODY = Text("nothing", "nada")
WORDS = {
    Did.ADDED: Text("New step: {name} ({role}).", "Paso nuevo: {name} ({role})."),
    Did.REMOVED: Text("Step taken out: {name} ({role}).", "Paso eliminado: {name} ({role})."),
    Did.ORDERED: Text("The steps stand in another order.", "Los pasos están en otro orden."),
    Did.CHANGED: Text("{name}: {field} was {before}; now it is {after}.", "{name}: antes, {field}: {before}; ahora: {after}."),
    Did.HEAD: Text("{field}: was {before}; now it is {after}.", "{field}: antes {before}; ahora {after}."),
}
FIELDS = {
    "id": Text("The name of the file", "El nombre del archivo"),
    "version": Text("Version", "Versión"),
    "sector": Text("Sector", "Sector"),
    "kind": Text("Kind", "Tipo"),
    "title": Text("Title", "Título"),
    "purpose": Text("Purpose", "Propósito"),
    "scope": Text("For whom it is", "Para quién es"),
    "review_months": Text("Months until review", "Meses hasta la revisión"),
    "never": Text("What is not to be done", "Lo que no se debe hacer"),
    "who": Text("who does it", "quién lo hace"),
    "name": Text("its name", "su nombre"),
    "what": Text("its wording", "su texto"),
    "basis": Text("its basis", "su fundamento"),
    "when": Text("when it applies", "cuándo corresponde"),
    "clock": Text("its time limit", "su plazo"),
    "guards": Text("why it cannot be taken out", "por qué no se puede quitar"),
    "fixed_words": Text("whether its words are fixed", "si su texto es fijo"),
    "record": Text("what is recorded", "lo que se anota"),
    "marks": Text("what it begins", "lo que inicia"),
    "say": Text("the words to say", "las palabras que se dicen"),
    "say_when": Text("when the words are said", "cuándo se dicen las palabras"),
    "next": Text("what follows", "lo que sigue"),
    "choices": Text("the choices", "las opciones"),
    "measure": Text("how it is answered", "cómo se responde"),
    "minutes": Text("its minutes", "sus minutos"),
}
UNITS = {
    "now": Text("at once", "de inmediato"),
    "minutes": Text("{value} minutes", "{value} minutos"),
    "hours": Text("{value} hours", "{value} horas"),
    "days": Text("{value} days", "{value} días"),
}
BY_LAW = {
    ClockBasis.LAW: Text("as the law says ({rows})", "como dice la ley ({rows})"),
    ClockBasis.GRANT: Text("as the grant asks ({rows})", "como pide la subvención ({rows})"),
}
FROM = Text("{limit}, from: {moment}", "{limit}, desde: {moment}")
NOT = Text("not: {answer}", "no: {answer}")
ALWAYS = Text("always", "siempre")
YES_NO = {True: Text("yes", "sí"), False: Text("no", "no")}


def tell(changes: Iterable[Change], old: Protocol, new: Protocol, language: str) -> list[str]:
    """One sentence a change, in the order of `compare`. Steps that only made room for others are no change of order."""
    return [_sentence(each, old, new, language) for each in changes if each.did is not Did.ORDERED or moved(each)]


def _sentence(change: Change, old: Protocol, new: Protocol, language: str) -> str:
    words = WORDS[change.did].of(language)
    if change.did in (Did.ADDED, Did.REMOVED):
        step = change.after or change.before
        return words.format(name=step.name.of(language), role=_role(step.who, language))
    if change.did is Did.ORDERED:
        return words
    holder = new if change.did is Did.CHANGED else old
    name = holder.step(change.step).name.of(language) if change.step else ""
    before, after = (_value(change.field, each, language) for each in (change.before, change.after))
    return words.format(name=name, field=FIELDS[change.field].of(language), before=before, after=after)


def _role(role: str, language: str) -> str:
    return vocabulary().roles[role].of(language)


def _value(field: str, value: Any, language: str) -> str:
    """A value of the model as people read it."""
    words = vocabulary()
    match value:
        case None | "" | ():
            return NOBODY.of(language)
        case Text():
            return f"“{value.of(language)}”"
        case bool():
            return YES_NO[value].of(language)
        case Condition():
            return "; ".join(_term(each, language) for each in value.terms) or ALWAYS.of(language)
        case Clock():
            return clock_in_words(value, language)
        case tuple() if field == "choices":
            return "; ".join(choice.text.of(language) for choice in value)
        case tuple() if field == "record":
            return "; ".join(words.records[each].of(language) for each in value)
        case tuple() if field == "never":
            return "; ".join(words.nevers[each].text.of(language) for each in value)
        case tuple():
            return ", ".join(value)
        case _ if field == "who":
            return _role(value, language)
        case _ if field == "marks":
            return words.moments[value].of(language)
        case _:
            return str(value)


def _term(term: tuple[str, bool], language: str) -> str:
    question = vocabulary().answers[term[0]].of(language).rstrip(".")
    return question if term[1] else NOT.of(language).format(answer=question)


def clock_in_words(clock: Clock, language: str) -> str:
    """Limit, where it comes from, and from which moment."""
    if clock.unit:
        length = UNITS[clock.unit].of(language).format(value=clock.value)
        length = f"{length} ({clock.source})"
    else:
        length = BY_LAW[clock.basis].of(language).format(rows=", ".join(clock.duties))
    return FROM.of(language).format(limit=length, moment=vocabulary().moments[clock.starts].of(language))
