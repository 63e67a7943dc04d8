"""Every question of this room. Runs pass the gate; what an organization counts of itself is asked by its own people."""

from shelterwood.prevent.protocols.queries.adopting import adoption_in_force, draft_mark, in_force, step_mark
from shelterwood.prevent.protocols.queries.counting import Readiness, readiness_counts
from shelterwood.prevent.protocols.queries.ending import begun_from, is_going_on, last_change, number_of
from shelterwood.prevent.protocols.queries.running import KIND, my_tasks, runs_about, steps_of, to_begin

__all__ = [
    "KIND", "Readiness", "adoption_in_force", "begun_from", "draft_mark", "in_force", "is_going_on", "last_change", "my_tasks", "number_of",
    "readiness_counts", "runs_about", "step_mark", "steps_of", "to_begin",
]  # fmt: skip
