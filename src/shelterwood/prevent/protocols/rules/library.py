"""The protocols that come with the house."""

from collections.abc import Mapping
from functools import cache

from shelterwood.prevent.protocols.rules.faults import Fault, ProtocolError
from shelterwood.prevent.protocols.rules.model import Protocol
from shelterwood.prevent.protocols.rules.reading import parse
from shelterwood.prevent.protocols.rules.vocabulary import FILE, LIBRARY


@cache
def library() -> Mapping[str, Protocol]:
    """Every shipped protocol by id, by sector and kind in the order of their files. Raises ProtocolError."""
    found = {}
    for path in sorted(LIBRARY.glob("*.toml")):
        if path.name == FILE:
            continue
        protocol = parse(path.read_text(encoding="utf-8"), path.name)
        if protocol.id != path.stem:
            raise ProtocolError([Fault(path.name, 1, f"has the id {protocol.id!r}; file and id bear one name.")])
        found[protocol.id] = protocol
    return found
