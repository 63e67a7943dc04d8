"""`shelterwood doctor`: what is unsafe or missing, how to mend it, and whether the site may stand as it is."""

import json
from dataclasses import asdict
from datetime import UTC, datetime


def tell(*, as_json: bool) -> int:
    """Print every finding; 1 where something is unsafe."""
    from django.db import DatabaseError

    from shelterwood.foundation.wall.context import acting
    from shelterwood.foundation.wall.rules import Purpose
    from shelterwood.project.doctor.looking import look
    from shelterwood.project.doctor.rules import Finding, Level, findings, in_words

    try:
        with acting(Purpose.UPKEEP):
            found = findings(look(now=datetime.now(UTC)))
    except DatabaseError:
        found = [Finding("database", Level.UNSAFE, "The database does not answer, or holds no tables yet.", "Start it; then: shelterwood prepare")]
    print(json.dumps([asdict(each) for each in found], indent=2) if as_json else "\n".join(in_words(found)))
    return int(any(each.level is Level.UNSAFE for each in found))
