"""Children that end with the command that started them, however it ended."""

import os
import threading
import time

PARENT = "SHELTERWOOD_PARENT"


def end_with_parent() -> None:
    """Leave when the process that started this one is gone.

    A killed parent sends no signal to its children, and a web process left behind would keep the port.
    """
    if PARENT not in os.environ:
        return
    parent = int(os.environ[PARENT])  # not what is the parent now: it may be gone before this line

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(0)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
