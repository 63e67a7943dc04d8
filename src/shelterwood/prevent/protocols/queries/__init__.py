"""Every question of this room. Runs pass the gate; what an organization counts of itself is asked by its own people."""

from shelterwood.prevent.protocols.queries.adopting import adoption_in_force, draft_mark, in_force, step_mark
from shelterwood.prevent.protocols.queries.counting import Readiness, readiness_counts
from shelterwood.prevent.protocols.queries.running import my_tasks, runs_about, steps_of, to_begin

__all__ = [
    "Readiness",
    "adoption_in_force",
    "draft_mark",
    "in_force",
    "my_tasks",
    "readiness_counts",
    "runs_about",
    "step_mark",
    "steps_of",
    "to_begin",
]
