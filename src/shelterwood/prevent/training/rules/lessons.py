"""A lesson file: a title, headings, paragraphs and lists, passages in boxes, and references that name the sources.

A reference `[^ID]` covers what stands before it in its paragraph. A paragraph that ends in a colon and a reference covers the
list that follows.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from shelterwood.prevent.awareness.rules import signs_of
from shelterwood.prevent.training.rules.faults import At, Fault
from shelterwood.prevent.training.rules.model import Block, Box, Kind, Page

REFERENCE = re.compile(r"\[\^([A-Za-z0-9-]+)\]")
BOX = re.compile(r"::: *(?P<box>[a-z]+)(?: +(?P<roles>[a-z_, ]+))?")
SIGNS = re.compile(r"\{signs:(?P<role>[a-z_]+)\}")
COVERED = re.compile(rf"{REFERENCE.pattern}[.,;:]?$")  # no sentence after the last reference
ENTRY = re.compile(r"(?:-|\d+\.) +")


def read_page(file: str, language: str, text: str, faults: list[Fault]) -> Page:
    """One lesson in one language. What cannot be read is added to the faults."""
    title, title_at = "", At(file, 1)
    blocks: list[Block] = []
    box: Box | None = None
    roles: tuple[str, ...] = ()
    covering: tuple[str, ...] = ()
    for line, piece in pieces(text):
        at = At(file, line)
        if piece.startswith(":::"):
            box, roles = _box(piece, at, box, faults)
            covering = ()
        elif piece.startswith("# "):
            if title:
                faults.append(at.fault("a lesson has one title; use ## for headings inside it."))
            title, title_at = piece[2:].strip(), at
        elif signs := SIGNS.fullmatch(piece):
            blocks += _signs(signs["role"], language, box, roles, at, faults)
        else:
            block = _block(piece, box, roles, at)
            if block.kind is Kind.TEXT:
                covering = block.sources if block.text.endswith(":") else ()
            elif block.kind is Kind.ENTRY and not block.sources and covering:
                block = replace(block, sources=covering, covered=True)
            blocks.append(block)
    if not title:
        faults.append(title_at.fault("a lesson begins with its title: # and a space before it."))
    if box:
        faults.append(At(file, text.count("\n") + 1).fault(f"the box «{box}» is not closed; write ::: alone on a line."))
    return Page(title, tuple(blocks), title_at)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, list entries, headings and box lines, each with the line in which it begins."""
    begun, gathered = 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        stands_alone = line.startswith(("#", ":::"))
        if gathered and (not line.strip() or stands_alone or ENTRY.match(line)):
            yield begun, gathered
            gathered = ""
        if stands_alone:
            yield number, line.strip()
        elif line.strip():
            begun, gathered = (begun, f"{gathered} {line.strip()}") if gathered else (number, line.strip())
    if gathered:
        yield begun, gathered


def _box(piece: str, at: At, open_box: Box | None, faults: list[Fault]) -> tuple[Box | None, tuple[str, ...]]:
    if piece == ":::":
        if not open_box:
            faults.append(at.fault("closes a box that was never opened."))
        return None, ()
    found = BOX.fullmatch(piece)
    if not found or found["box"] not in set(Box):
        faults.append(at.fault(f"{piece!r} is no box; write one of {', '.join(f'::: {each}' for each in Box)}."))
        return open_box, ()
    if open_box:
        faults.append(at.fault(f"opens a box inside «{open_box}»; close that one first with :::"))
    roles = tuple(each.strip() for each in (found["roles"] or "").split(",") if each.strip())
    if (found["box"] == Box.ROLE) != bool(roles):
        faults.append(at.fault("roles stand after ::: role, and only there."))
    return Box(found["box"]), roles


def _block(piece: str, box: Box | None, roles: tuple[str, ...], at: At) -> Block:
    sources = tuple(dict.fromkeys(REFERENCE.findall(piece)))
    text = REFERENCE.sub("", piece).strip()
    covered = bool(COVERED.search(piece))
    if piece.startswith("#"):
        return Block(Kind.HEADING, text.lstrip("# "), sources, covered, box, roles, at)
    if entry := ENTRY.match(text):
        return Block(Kind.ENTRY, text[entry.end() :], sources, covered, box, roles, at)
    return Block(Kind.TEXT, text, sources, covered, box, roles, at)


def _signs(role: str, language: str, box: Box | None, roles: tuple[str, ...], at: At, faults: list[Fault]) -> Iterator[Block]:
    """The warning signs of a role of the facts, each with its row as source."""
    signs = signs_of(role)
    if not signs:
        faults.append(at.fault(f"warning_signs.csv has no signs for the role {role!r}."))
    for sign in signs:
        yield Block(Kind.ENTRY, sign.text(language), (sign.id,), True, box, roles, at)
