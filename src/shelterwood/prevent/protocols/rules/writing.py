"""A protocol as a text again, so that what an organization changed in a form can be kept, read and compared like any file."""

import json
from collections.abc import Iterator

from shelterwood.prevent.protocols.rules.model import Clock, Condition, Protocol, Step, Text


def write(protocol: Protocol) -> str:
    """The file. Reading it gives the same protocol."""
    return "\n".join([*_head(protocol), *(line for step in protocol.steps for line in _step(step))]) + "\n"


def _head(protocol: Protocol) -> Iterator[str]:
    for name in ("id", "version", "sector", "kind"):
        yield f"{name} = {_quoted(str(getattr(protocol, name)))}"
    yield f"review_months = {protocol.review_months}"
    yield f"never = {_list(protocol.never)}"
    yield from _text("title", protocol.title)
    yield from _text("purpose", protocol.purpose)
    yield from _text("scope", protocol.scope)


def _step(step: Step) -> Iterator[str]:
    yield from ("", "[[step]]", f"id = {_quoted(step.id)}", f"who = {_quoted(step.who)}", f"basis = {_list(step.basis)}")
    yield from _condition("when", step.when)
    if step.clock:
        yield f"clock = {_clock(step.clock)}"
    if step.guards:
        yield f"guards = {_quoted(step.guards)}"
    if step.fixed_words:
        yield "fixed_words = true"
    if step.record:
        yield f"record = {_list(step.record)}"
    if step.marks:
        yield f"marks = {_quoted(step.marks)}"
    if step.measure:
        yield f"measure = {_quoted(step.measure)}"
    if step.minutes:
        yield f"minutes = {step.minutes}"
    if step.next:
        yield f"next = {_list(step.next)}"
    yield from _text("name", step.name)
    yield from _text("what", step.what)
    if step.say:
        yield from _text("say", step.say)
    yield from _condition("say_when", step.say_when)
    for choice in step.choices:
        yield from ("", "[[step.choice]]", f"id = {_quoted(choice.id)}")
        if choice.next:
            yield f"next = {_list(choice.next)}"
        yield from _text("text", choice.text)


def _clock(clock: Clock) -> str:
    parts = [f"basis = {_quoted(clock.basis)}"]
    if clock.duties:
        parts.append(f"duties = {_list(clock.duties)}")
    if clock.source:
        parts.append(f"source = {_quoted(clock.source)}")
    if clock.value:
        parts.append(f"value = {clock.value}")
    if clock.unit:
        parts.append(f"unit = {_quoted(clock.unit)}")
    return f"{{ {', '.join([*parts, f'from = {_quoted(clock.starts)}'])} }}"


def _condition(name: str, condition: Condition) -> Iterator[str]:
    if condition.terms:
        yield f"{name} = {_quoted(str(condition))}"


def _text(name: str, text: Text) -> Iterator[str]:
    yield f"{name}.en = {_quoted(text.en)}"
    yield f"{name}.es = {_quoted(text.es)}"


def _list(words: tuple[str, ...]) -> str:
    return f"[{', '.join(_quoted(each) for each in words)}]"


def _quoted(text: str) -> str:
    """A basic string: JSON writes it as TOML reads it, but for the delete character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
