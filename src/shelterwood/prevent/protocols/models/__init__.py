"""What an organization adopted and signed, what runs under it and who has which step to do, and what it counts of itself."""

from shelterwood.prevent.protocols.models.adopting import Adoption, Draft
from shelterwood.prevent.protocols.models.counting import CardInUse, Filling, Session
from shelterwood.prevent.protocols.models.running import Answered, Entry, Run, Task, new_reference

__all__ = ["Adoption", "Answered", "CardInUse", "Draft", "Entry", "Filling", "Run", "Session", "Task", "new_reference"]
