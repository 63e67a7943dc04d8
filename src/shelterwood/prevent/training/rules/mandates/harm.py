"""In which order standings are looked at: what is late first, what is done last."""

from collections.abc import Mapping

from shelterwood_methods.statutes.training import State

# What a manager is shown, the worst first. Nobody stands as not bound: such rows are not kept.
ORDER = (State.OVERDUE, State.NOT_PROOF, State.DUE, State.UNKNOWN, State.NOT_YET_DUE, State.EXEMPT, State.MET)
ASKS_NOW = (State.OVERDUE, State.DUE)  # what a reminder is sent for


def worst_first(counts: Mapping[str, int]) -> tuple[int, ...]:
    """A sorting key: more people overdue before fewer, then the next state, and so on."""
    return tuple(-counts.get(state, 0) for state in ORDER)
