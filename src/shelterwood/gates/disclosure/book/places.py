"""Where in a file of the rule book a fault stands: Cedar's own errors name no line."""

import re
from collections.abc import Callable, Iterator

import cedarpy

RULE = re.compile(r'^@id\("([^"]*)"\)', re.MULTILINE)


def place_of(name: str, text: str, holds: Callable[[str], bool]) -> str:
    """File, line and id of the first policy of the text that does not hold by itself; the file alone where each does."""
    starts = list(RULE.finditer(text))
    if len(starts) < 2:  # an assembled row: its name says its line
        return name
    for start, end in zip(starts, [*(each.start() for each in starts[1:]), len(text)], strict=True):
        if not holds(text[start.start() : end]):
            return f"{name}, line {_line(text, start.start())} ({start[1]})"
    return name


def place_in_schema(name: str, text: str, problem: str) -> str:
    """File and line of the first declaration that does not parse, or of the name that leads nowhere."""
    for line, declaration in _declarations(text):
        try:
            cedarpy.Schema.from_str(declaration)
        except ValueError as fault:
            if "parsing" in str(fault):
                return f"{name}, line {line}"
    lost = re.search(r"resolve \w+: (\w+)", problem)
    found = re.search(rf"\b{lost[1]}\b", text) if lost else None
    return f"{name}, line {_line(text, found.start())}" if found else name


def _declarations(text: str) -> Iterator[tuple[int, str]]:
    """Each declaration with the line on which it begins."""
    start = 0
    for end in (match.end() for match in re.finditer(r";\s*$", text, re.MULTILINE)):
        words = text[start:end].lstrip()
        yield _line(text, end - len(words)), words
        start = end


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
