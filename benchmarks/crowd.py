"""Many people at once at the real server, from a process of their own: how long their pages take, and how many a second it gives.

Read by benchmarks/body. Each user is one session on one kept connection, as a browser's; scripts and pictures are not fetched.
"""

import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class User:
    """A session, and the pages that this person may open, by the name under which their times are counted."""

    cookie: str
    pages: Mapping[str, Sequence[str]]


def crowd(port: int, users: Sequence[User], *, seconds: float, pause: float) -> dict[str, list[float]]:
    """Seconds that each page took, by its name. Each user asks, waits for the answer, then pauses about `pause` seconds."""
    told = {"port": port, "users": [{"cookie": each.cookie, "pages": dict(each.pages)} for each in users], "seconds": seconds, "pause": pause}
    command = [sys.executable, str(Path(__file__).resolve())]
    done = subprocess.run(command, input=json.dumps(told), capture_output=True, text=True, check=True)
    times: dict[str, list[float]] = json.loads(done.stdout)
    return times


def one_user(number: int, user: Mapping[str, object], told: Mapping[str, float], times: dict[str, list[float]]) -> None:
    dice, end = random.Random(number), time.monotonic() + told["seconds"]
    connection = http.client.HTTPConnection("127.0.0.1", int(told["port"]), timeout=60)
    headers = {"Host": "localhost", "Cookie": str(user["cookie"])}
    time.sleep(dice.random() * told["pause"])
    while time.monotonic() < end:
        what, addresses = dice.choice(list(user["pages"].items()))  # type: ignore[attr-defined]
        begun = time.monotonic()
        connection.request("GET", dice.choice(addresses), headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{what} answered {answer.status}.")
        times[what].append(time.monotonic() - begun)
        time.sleep(told["pause"] * (0.5 + dice.random()))


def main() -> None:
    told = json.load(sys.stdin)
    times: dict[str, list[float]] = defaultdict(list)
    threads = [threading.Thread(target=one_user, args=(number, user, told, times)) for number, user in enumerate(told["users"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    json.dump(times, sys.stdout)


if __name__ == "__main__":
    main()
