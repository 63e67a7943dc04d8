"""A file of questions: scenes of a scenario, or items of the bank. The same shape for both.

    ## scene-or-item-id
    What happens, or the stem.
    Sources: ID, ID
    - [x] An answer that is right. -> next-scene
      > Why.
    - [ ] One that is not. -> other-scene
      > Why not.

The English file holds what decides: sources, key and ways on. The other language repeats ids, marks and ways, so that a slip of
a translator shows.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shelterwood.prevent.training.rules.faults import At, Fault
from shelterwood.prevent.training.rules.model import LANGUAGES, Option, Question

HEADING = re.compile(r"## +(?P<id>[a-z0-9][a-z0-9-]*)")
MARK = re.compile(r"- \[(?P<mark>[ xX])\] +(?P<text>\S.*)")
WAY = re.compile(r"[a-z0-9-]+")
SOURCES = "Sources:"


@dataclass
class Written:
    """A question, or one of its options, as it stands in one file; filled line by line."""

    at: At
    name: str = ""  # of a question its id, of an option the way on
    right: bool = False
    text: str = ""
    reason: str = ""
    sources: list[str] = field(default_factory=list)
    options: list["Written"] = field(default_factory=list)


def read_questions(file: str, text: str, faults: list[Fault]) -> tuple[str, list[Written]]:
    """Title and questions of one file. What cannot be read is added to the faults."""
    title, questions = "", list[Written]()
    for number, line in enumerate(text.splitlines(), 1):
        at = At(file, number)
        if line.startswith("## "):
            if found := HEADING.fullmatch(line.rstrip()):
                questions.append(Written(at, found["id"]))
            else:
                faults.append(at.fault("an id has small letters, digits and hyphens only, such as ## new-phone."))
                questions.append(Written(at, line[3:].strip()))
        elif line.startswith("# "):
            title = line[2:].strip()
        elif line.strip():
            _read_line(line, at, questions, faults)
    for question in questions:
        _split_ways(question)
    return title, questions


def _read_line(line: str, at: At, questions: list[Written], faults: list[Fault]) -> None:
    question = questions[-1] if questions else None
    words = line.strip()
    if question is None:
        faults.append(at.fault("stands before the first question; begin one with ## and its id."))
    elif found := MARK.fullmatch(line.rstrip()):
        question.options.append(Written(at, right=found["mark"] != " ", text=found["text"]))
    elif line.startswith("- "):
        faults.append(at.fault("an answer begins with - [ ] or, where it is right, - [x]."))
    elif words.startswith(SOURCES):
        question.sources += [each.strip() for each in words.removeprefix(SOURCES).split(",") if each.strip()]
    elif words.startswith(">"):
        if question.options:
            question.options[-1].reason = f"{question.options[-1].reason} {words[1:].strip()}".strip()
        else:
            faults.append(at.fault("a reason stands under an answer."))
    elif question.options:
        option = question.options[-1]
        option.text = f"{option.text} {words}"
    else:
        question.text = f"{question.text} {words}".strip()


def _split_ways(question: Written) -> None:
    for option in question.options:
        text, arrow, to = option.text.rpartition("->")
        if arrow and WAY.fullmatch(to.strip()):
            option.text, option.name = text.rstrip(), to.strip()


def merge(written: Mapping[str, list[Written]], files: Mapping[str, str], faults: list[Fault]) -> tuple[Question, ...]:
    """Both languages as one; where they differ, the fault names the file that is not English."""
    english = written[LANGUAGES[0]]
    others = {language: {each.name: each for each in written[language]} for language in LANGUAGES[1:]}
    _refuse_repeats(english, faults)
    for found in others.values():
        for orphan in found.keys() - {each.name for each in english}:
            faults.append(found[orphan].at.fault(f"{orphan!r} does not stand in the English file {files[LANGUAGES[0]]}."))
    merged = []
    for question in english:
        versions = {LANGUAGES[0]: question}
        for language, found in others.items():
            if question.name not in found:
                faults.append(question.at.fault(f"{question.name!r} is not translated; add it to {files[language]}."))
            elif _agree(question, found[question.name], faults):
                versions[language] = found[question.name]
        if len(versions) == len(LANGUAGES):
            merged.append(_question(versions))
    return tuple(merged)


def _refuse_repeats(questions: list[Written], faults: list[Fault]) -> None:
    seen: dict[str, At] = {}
    for question in questions:
        if question.name in seen:
            faults.append(question.at.fault(f"repeats the id {question.name!r} of line {seen[question.name].line}."))
        seen.setdefault(question.name, question.at)


def _agree(english: Written, other: Written, faults: list[Fault]) -> bool:
    """Whether the translation has the same answers in the same order, with the same key and the same ways on."""
    before = len(faults)
    if len(english.options) != len(other.options):
        faults.append(other.at.fault(f"{other.name!r} has {len(other.options)} answers, in English it has {len(english.options)}."))
        return False
    for one, two in zip(english.options, other.options, strict=True):
        if one.right != two.right:
            faults.append(two.at.fault(f"is marked otherwise than line {one.at.line} of the English file; one of them has the wrong key."))
        if one.name != two.name:
            faults.append(two.at.fault(f"leads to {two.name or 'nothing'!r}, in English to {one.name or 'nothing'!r}."))
    return len(faults) == before


def _question(versions: Mapping[str, Written]) -> Question:
    english = versions[LANGUAGES[0]]
    options = tuple(
        Option(
            texts={language: each.options[place].text for language, each in versions.items()},
            reasons={language: each.options[place].reason for language, each in versions.items()},
            right=option.right,
            leads_to=option.name or None,
            at={language: each.options[place].at for language, each in versions.items()},
        )
        for place, option in enumerate(english.options)
    )
    return Question(
        id=english.name,
        texts={language: each.text for language, each in versions.items()},
        options=options,
        sources=tuple(english.sources),
        at={language: each.at for language, each in versions.items()},
    )
