"""Every question of this room. Runs pass the gate; what an organization counts of itself is asked by its own people."""

from shelterwood.prevent.protocols.queries.adopting import in_force
from shelterwood.prevent.protocols.queries.counting import Readiness, readiness_counts
from shelterwood.prevent.protocols.queries.running import my_tasks, runs_about

__all__ = ["Readiness", "in_force", "my_tasks", "readiness_counts", "runs_about"]
