"""Adopted protocols and runs for tests, through the real verbs."""

from datetime import datetime, timedelta
from uuid import uuid4

from shelterwood.foundation.accounts.models import Person
from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.protocols import services
from shelterwood.prevent.protocols.models import Adoption, Run
from shelterwood.prevent.protocols.queries import draft_mark
from shelterwood.prevent.protocols.rules.running import Act


def signed(protocol: str, *, by: Person, at: datetime, clocks: tuple[str, ...] = ()) -> Adoption:
    """The library's protocol, signed as it is. `clocks`: steps whose own limit runs."""
    draft = services.begin_draft(protocol=protocol, by=by, at=at)
    if clocks:
        draft.clocks_on = list(clocks)
        draft.save()
    return services.sign(draft, seen=draft_mark(draft), name=by.name, post=by.post, on=at.date(), by=by, at=at)


def begun(adoption: Adoption, *, by: Principal, at: datetime, **more: object) -> Run:
    return services.begin(adoption, by=by, at=at, token=uuid4(), **more)  # type: ignore[arg-type]


def done(run: Run, step: str, *, by: Principal, at: datetime, minutes: int = 0, **more: object) -> None:
    services.settle(
        run, step=step, round=more.pop("round", 1), act=more.pop("act", Act.DONE), happened_at=at + timedelta(minutes=minutes), by=by,
        at=at + timedelta(minutes=minutes), **more,
    )  # fmt: skip
