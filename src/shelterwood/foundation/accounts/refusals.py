"""What is not there and what may not be seen are refused alike, in time too: waiting for the answer tells nobody which it was."""

import time
from collections.abc import Callable

REFUSED_AFTER = 0.08  # seconds; longer than either refusal takes by itself


def evenly[T](look: Callable[[], T | None]) -> T | None:
    """What `look` finds; where it finds nothing, not before REFUSED_AFTER has passed."""
    begun = time.monotonic()
    found = look()
    if found is None:
        time.sleep(max(0.0, begun + REFUSED_AFTER - time.monotonic()))
    return found
