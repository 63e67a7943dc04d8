"""What stands between a protocol and its users: unknown words, broken ways, numbers in texts, wording that harms, reports that wait."""

import re
from collections.abc import Iterator

from shelterwood.prevent.protocols.rules.faults import Fault
from shelterwood.prevent.protocols.rules.model import END, LANGUAGES, Clock, ClockBasis, Guard, Kind, Measure, Protocol, Step, Text
from shelterwood.prevent.protocols.rules.placeholders import PLACEHOLDER, PLACEHOLDERS
from shelterwood.prevent.protocols.rules.sources import is_duty, is_known
from shelterwood.prevent.protocols.rules.vocabulary import Vocabulary, is_fact_of_law, vocabulary
from shelterwood.prevent.protocols.rules.ways import circle, reached, ways

ADULT = "18"  # the one number that is no time limit, count or telephone: who is a minor (22 USC 7102)
NUMBER_TYPED = re.compile(r"(\S+) is typed into the text")  # how a fault names the number, for a page that says it in its own words
NUMBER = re.compile(r"\d+")
BRACES = re.compile(r"\{[^}]*\}")
SENTENCE = re.compile(r"[^.!?:;\n]+")
# Acts that a protocol about a child never tells anybody to do; a sentence may only say that they are not done.
HARM = {
    "en": re.compile(
        r"\b(?:(?:arrest|handcuff|interrogat|detain)(?:e?s|e?d|ing|e)?"
        r"|into custody|under arrest|in (?:handcuffs|detention|a cell)"
        r"|(?:book|charge|cite|punish|prosecute)s? (?:the |a |this |that )?(?:young|child|minor|youth|student|patient|him\b|her\b|them\b))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(?:arrest\w+|espos(?:e|en|ar)\b|deten(?:er|ga|gan|ida|ido)\b|interrog\w+|castig\w+|fich(?:ar|e|en)\b"
        r"|bajo (?:arresto|custodia)|en (?:detención|una celda)"
        r"|acus(?:e|en|ar) (?:al?|a la) (?:menor|joven|persona joven|niñ[ao]|adolescente))",
        re.IGNORECASE,
    ),
}
NOT_DONE = {
    "en": re.compile(r"\b(?:no|not|never|nobody|nor|neither|without|instead|bars?|cannot|rather than)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|ni|nadie|sin|tampoco|prohíbe|en vez de|en lugar de)\b", re.IGNORECASE),
}


def check(protocol: Protocol) -> list[Fault]:
    """Every fault of a protocol that could be read."""
    words = vocabulary()
    faults = [Fault(protocol.file, 1, reason) for reason in _head(protocol, words)]
    for step in protocol.steps:
        faults += [Fault(protocol.file, step.line, f"{step.id}: {reason}") for reason in _step(protocol, step, words)]
    if not faults and protocol.steps:
        faults += _ways(protocol)
    return faults


def _head(protocol: Protocol, words: Vocabulary) -> Iterator[str]:
    if not protocol.steps:
        yield "has no steps; write at least one [[step]]."
    for never in protocol.never:
        if never not in words.nevers:
            yield f"{never!r} is no do-not of vocabulary.toml."
    for name, text in (("title", protocol.title), ("purpose", protocol.purpose), ("scope", protocol.scope)):
        yield from (f"{name}: {reason}" for reason in text_faults(text))
    ids = [step.id for step in protocol.steps]
    yield from (f"two steps are called {each!r}." for each in sorted({each for each in ids if ids.count(each) > 1}))


def _step(protocol: Protocol, step: Step, words: Vocabulary) -> Iterator[str]:
    if step.id == END:
        yield f"no step may be called {END!r}; that is where a run ends."
    if step.who not in words.roles:
        yield f"{step.who!r} is no role of vocabulary.toml."
    if not step.basis:
        yield "has no basis; name a source, a duty, or HOUSE for own practice."
    for basis in step.basis:
        if not is_known(basis):
            yield f"{basis!r} is no source, no duty and no mandate."
    for answer, _ in (*step.when.terms, *step.say_when.terms):
        if answer not in words.answers:
            yield f"{answer!r} is no answer of vocabulary.toml."
    for record in step.record:
        if record not in words.records:
            yield f"{record!r} is nothing to record; see vocabulary.toml."
    if step.marks and step.marks not in words.moments:
        yield f"{step.marks!r} is no moment of vocabulary.toml."
    yield from _guards(step)
    yield from _shape(protocol, step)
    if step.clock:
        yield from _clock(step, step.clock, words)
    if step.clock is None and "clock" in PLACEHOLDER.findall(step.what.en):
        yield "names {clock} and has none."
    for text in (step.name, step.what, *(choice.text for choice in step.choices), *([step.say] if step.say else [])):
        yield from text_faults(text)


def _guards(step: Step) -> Iterator[str]:
    """A report waits for no answer of its own: only for what the law's row itself depends on, and never for age."""
    if step.fixed_words and step.guards is None:
        yield "fixed_words is for steps that guard something; say what in guards."
    if step.guards is Guard.REPORT:
        if not any(is_duty(each) for each in step.basis):
            yield "guards the report and names no row of reporting_duties.csv in basis."
        for answer, _ in step.when.terms:
            if not is_fact_of_law(answer):
                yield f"a report may not wait for {answer!r}; only facts that the law's rows name may stand before it, and never age."


def _shape(protocol: Protocol, step: Step) -> Iterator[str]:
    known = {each.id for each in protocol.steps} | {END}
    if step.choices and step.next:
        yield "a decision goes on by its choices; drop next."
    if step.choices and step.when.terms:
        yield "a decision always stands; put the condition on the steps behind it."
    if len(step.choices) == 1:
        yield "a decision has at least two choices."
    if len({choice.id for choice in step.choices}) != len(step.choices):
        yield "two choices have one id."
    for to in (*step.next, *(to for choice in step.choices for to in choice.next)):
        if to not in known:
            yield f"leads to {to!r}, which is no step here."
    if step.say_when.terms and step.say is None:
        yield "say_when has nothing to say; write say.en and say.es."
    if step.measure and protocol.kind is not Kind.CHECKLIST:
        yield "measure is for checklists only."
    if step.measure is None and protocol.kind is Kind.CHECKLIST:
        yield f"an item of a checklist needs measure = one of: {', '.join(Measure)}."
    if step.minutes and protocol.kind is not Kind.SESSION:
        yield "minutes are for sessions only; a time limit is a clock."
    if step.minutes is None and protocol.kind is Kind.SESSION:
        yield "a part of a session needs minutes."


def _clock(step: Step, clock: Clock, words: Vocabulary) -> Iterator[str]:
    if clock.starts not in words.moments:
        yield f"the clock starts from {clock.starts!r}, which is no moment of vocabulary.toml."
    for duty in clock.duties:
        if not is_duty(duty):
            yield f"{duty!r} is no row of reporting_duties.csv."
        elif duty not in step.basis:
            yield f"the clock rests on {duty}; name it in basis too."
    if clock.basis is ClockBasis.PRACTICE and clock.source not in step.basis:
        yield f"the clock rests on {clock.source!r}; name it in basis too."
    if is_duty(clock.source):
        yield f"{clock.source} is law or a grant's criterion; name it in duties of such a clock."
    if step.marks == clock.starts:
        yield f"its clock starts from {clock.starts!r}, which only its own end marks."


def text_faults(text: Text) -> list[str]:
    """Numbers, placeholders and wording of one text, in both languages."""
    found = []
    for language in LANGUAGES:
        words = text.of(language)
        for name in PLACEHOLDER.findall(words):
            if name not in PLACEHOLDERS:
                found.append(f"{language}: {{{name}}} is no placeholder; use one of: {', '.join(PLACEHOLDERS)}.")
        bare = BRACES.sub("", words)
        if "{" in bare or "}" in bare:
            found.append(f"{language}: a brace that is never closed.")
        for number in NUMBER.findall(bare):
            if number != ADULT:
                found.append(f"{language}: {number} is typed into the text; limits and telephone numbers come from the facts through a placeholder.")
        found += [f"{language}: {each}" for each in harm_in(words, language)]
    if set(PLACEHOLDER.findall(text.en)) != set(PLACEHOLDER.findall(text.es)):
        found.append("the two languages have different placeholders.")
    return found


def harm_in(words: str, language: str) -> list[str]:
    """Sentences that tell somebody to arrest, question hard or charge, which no protocol about a child may."""
    return [
        f"{each.strip()!r} tells somebody to treat a child as one who did wrong; a minor victim is never arrested or charged."
        for each in SENTENCE.findall(words)
        if HARM[language].search(each) and not NOT_DONE[language].search(each)
    ]


def _ways(protocol: Protocol) -> Iterator[Fault]:
    """Every step can be reached, and from every step the end."""
    after, first = reached(protocol), protocol.steps[0].id
    for step in protocol.steps:
        if step.id != first and step.id not in after[first]:
            yield Fault(protocol.file, step.line, f"{step.id}: no way leads here; name it in some next, or take it out.")
        elif END not in after[step.id]:
            yield Fault(protocol.file, step.line, f"{step.id}: from here the run can never end; let one choice lead out.")
        else:
            yield from (Fault(protocol.file, step.line, f"{step.id}: {reason}") for reason in _circle(protocol, step))


def _circle(protocol: Protocol, step: Step) -> Iterator[str]:
    """A step to which the way comes back: one way at a time, no condition, and a decision that can lead out."""
    round_trip = circle(protocol, step.id)
    if not round_trip:
        return
    if not _somebody_leaves(protocol, round_trip):
        yield "the way comes back here and nobody decides; add a decision with a choice that leads out."
    if step.when.terms:
        yield "the way comes back here, so it always stands; put the condition on a step outside the circle."
    if any(len(each) > 1 for each in (step.next, *(choice.next for choice in step.choices))):
        yield "the way comes back here, so each step or choice leads to one place."


def _somebody_leaves(protocol: Protocol, round_trip: frozenset[str]) -> bool:
    """Whether some decision in the circle has a choice all of whose ways leave it, and nothing else leads back past it."""
    plain = {(way.start, way.to) for way in ways(protocol) if way.start in round_trip and way.to in round_trip and not way.choice}
    deciders = {way.start for way in ways(protocol) if way.choice and way.start in round_trip and way.to not in round_trip}
    return bool(deciders) and not _turns(plain, round_trip)


def _turns(plain: set[tuple[str, str]], nodes: frozenset[str]) -> bool:
    """Whether steps that nobody decides on form a circle among themselves."""
    left = set(nodes)
    while True:
        ends = {node for node in left if not any(start == node and to in left for start, to in plain)}
        if not ends:
            return bool(left)
        left -= ends
