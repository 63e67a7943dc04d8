"""Web server and worker as one command: started together, watched, stopped together."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from shelterwood.foundation.jobs.parent import PARENT

THREADS = 64  # a phone on a bad network holds one until its answers arrived or it is gone
LOOK_EVERY = 1.0


def serve(address: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until stopped, with as many web processes as settings.PROCESSES says.

    No access log is written anywhere: a reporter's address must not be found on the machine.
    """
    os.environ[PARENT] = str(os.getpid())
    server = Granian(
        "shelterwood.project.wsgi:application",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.PROCESSES,
        blocking_threads=THREADS,
        log_access=False,
        log_level=LogLevels.warning,
    )
    worker = Worker()
    server.on_startup(worker.start)
    server.on_startup(lambda: say(f"Shelterwood is open on http://{'localhost' if address == '127.0.0.1' else address}:{port}  (Ctrl+C stops it)"))
    server.on_shutdown(worker.stop)
    server.serve()


class Worker:
    """The worker process: started anew if it dies, asked to finish its task when the site stops."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._keep, name="worker", daemon=True).start()

    def _keep(self) -> None:
        while not self.stopping.is_set():
            # its own process group, so that Ctrl+C reaches it once, through stop()
            self.process = subprocess.Popen([sys.executable, "-m", "shelterwood", "worker"], start_new_session=True)
            while self.process.poll() is None and not self.stopping.wait(LOOK_EVERY):
                pass

    def stop(self) -> None:
        self.stopping.set()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self.process.kill()
