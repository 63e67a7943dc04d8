"""Starting and stopping, by the real command in a process of its own: what is wrong is said in one place with the way out."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

# these processes choose their own database, so that once is enough
pytestmark = pytest.mark.skipif("SHELTERWOOD_DATABASE" in os.environ, reason="run with the suite on SQLite")

HOME = Path(__file__).resolve().parents[3]
FACTS = "shelterwood_methods/facts/"
POLICIES = "shelterwood/gates/disclosure/policies/"


def environment(data: Path, **settings: str) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("SHELTERWOOD_")}
    plain |= {"SHELTERWOOD_MODE": "demonstration", "SHELTERWOOD_DATA": str(data), "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings"}
    return plain | settings


def shelterwood(data: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shelterwood", *words]
    return subprocess.run(command, cwd=HOME, env=environment(data, **settings), capture_output=True, text=True, timeout=120)


# --- malformed files -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sources(tmp_path_factory) -> Path:
    """A copy of the code whose files a test may spoil."""
    folder = tmp_path_factory.mktemp("sources")
    nothing = shutil.ignore_patterns("__pycache__", "locale", "static", "templates")
    shutil.copytree(HOME / "src/shelterwood", folder / "shelterwood", ignore=nothing)
    shutil.copytree(HOME / "methods/src/shelterwood_methods", folder / "shelterwood_methods", ignore=nothing)
    return folder


@pytest.mark.parametrize(
    ("file", "line", "written", "said"),
    [
        (FACTS + "reporting_duties.csv", 4, "US-FED-01,US", "reporting_duties.csv, line 4"),
        (FACTS + "reporting_duties_typed.csv", 3, "US-FED-02,rport", "reporting_duties_typed.csv, line 3"),
        (FACTS + "disclosure_rules_typed.csv", 5, "SC-CW-01,attestation", "disclosure_rules_typed.csv, line 5"),
        (FACTS + "warning_signs.csv", 2, "WS-1,teacher", "warning_signs.csv, line 2"),
        (FACTS + "helplines_shown.csv", 2, "XX-NOWHERE,a,b,c,d,e", "helplines_shown.csv, line 2"),
        (POLICIES + "general.cedar", 5, "forbidd(principal, action, resource)", "general.cedar, line 3 (F-MFA)"),
        (POLICIES + "schema.cedarschema", 1, "entity = ;", "schema.cedarschema, line 1"),
    ],
)
@pytest.mark.parametrize("verb", ["prepare", "serve"])
def test_a_malformed_file_stops_the_start_with_file_line_and_reason(sources, tmp_path, file, line, written, said, verb):
    whole = (sources / file).read_text()
    lines = whole.splitlines(keepends=True)
    lines[line - 1] = written + "\n"
    (sources / file).chmod(0o600)
    (sources / file).write_text("".join(lines))
    try:
        done = shelterwood(tmp_path, verb, "--port", "0", PYTHONPATH=str(sources))
    finally:
        (sources / file).write_text(whole)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


# --- what is missing or taken ----------------------------------------------------------------------------------


def test_a_taken_port_is_said_in_one_line_with_the_way_out(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = shelterwood(tmp_path, "run", "--port", str(port))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {port} is taken. Stop the other program, or start here with another: ./run --port {port + 1}\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SHELTERWOOD_MODE": "prodution"}, "SHELTERWOOD_MODE is 'prodution'; write one of"),
        ({"SHELTERWOOD_MODE": "production"}, "SHELTERWOOD_HOSTS is empty; name the addresses"),
        ({"SHELTERWOOD_DATABASE": "mysql://here"}, "SHELTERWOOD_DATABASE is not usable; write".replace(";", ":")),
        ({"SHELTERWOOD_CONCERNS_BEFORE_PAUSE": "many"}, "SHELTERWOOD_CONCERNS_BEFORE_PAUSE is 'many'; write a whole number"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_to_write(tmp_path, settings, said):
    done = shelterwood(tmp_path, "prepare", **settings)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_djangos_own_commands_say_what_is_wrong_without_a_traceback(tmp_path):
    done = shelterwood(tmp_path, "manage", "check", SHELTERWOOD_MODE="production")
    assert (done.returncode, "SHELTERWOOD_HOSTS is empty" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_production_takes_neither_the_demonstration_nor_its_data(tmp_path):
    production = {"SHELTERWOOD_MODE": "production", "SHELTERWOOD_HOSTS": "help.county.example"}
    done = shelterwood(tmp_path, "demo", **production)
    assert (done.returncode, "takes no invented people" in done.stderr) == (1, True)
    assert shelterwood(tmp_path, "demo").returncode == 0
    done = shelterwood(tmp_path, "serve", "--port", "0", **production)
    assert (done.returncode, "This database holds the demonstration" in done.stderr) == (1, True)


def test_a_lost_or_foreign_key_stops_the_start_and_is_never_replaced(tmp_path):
    assert shelterwood(tmp_path, "demo").returncode == 0
    key = tmp_path / "keys" / "root.key"
    assert key.stat().st_mode & 0o777 == 0o600
    right = key.read_bytes()
    key.unlink()
    done = shelterwood(tmp_path, "prepare")
    assert (done.returncode, "cannot be read. Put it back from its safe copy" in done.stderr) == (1, True)
    assert not key.exists()
    key.write_bytes(bytes(32))
    done = shelterwood(tmp_path, "serve", "--port", "0")
    assert (done.returncode, "does not open this database" in done.stderr) == (1, True)
    key.write_bytes(right)
    assert shelterwood(tmp_path, "prepare").returncode == 0


# --- running ---------------------------------------------------------------------------------------------------


@pytest.fixture
def running(tmp_path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """`shelterwood run` on a free port, open."""
    port = free_port()
    command = [sys.executable, "-m", "shelterwood", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=HOME, env=environment(tmp_path), stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        until(lambda: process.poll() is None and is_open(port))
        until(lambda: len(of_site(tmp_path)) >= 3)  # the command, its web process and its worker
        yield process, port
    finally:
        for left in of_site(tmp_path):
            os.kill(left, signal.SIGKILL)
        process.wait(timeout=20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/", timeout=5) as page:
            return page.status == 200
    except OSError:
        return False


def of_site(data: Path) -> set[int]:
    """Processes of this machine that carry this data folder in their environment."""
    found = set()
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdecimal() and str(data).encode() in (folder / "environ").read_bytes():
                found.add(int(folder.name))
        except OSError:
            continue
    return found


def until(holds, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "This did not come about in time."
        time.sleep(0.2)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are counted through /proc, which this system has not")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=["Ctrl+C", "stop", "killed"])
def test_server_and_worker_end_together(running, tmp_path, how):
    process, port = running
    os.kill(process.pid, how)
    until(lambda: not of_site(tmp_path) or (process.poll() is not None and not (of_site(tmp_path) - {process.pid})), 45)
    assert not is_open(port)


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="processes are counted through /proc, which this system has not")
def test_a_start_that_was_interrupted_is_simply_started_again(tmp_path):
    command = [sys.executable, "-m", "shelterwood", "prepare"]
    process = subprocess.Popen(command, cwd=HOME, env=environment(tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    process.wait(timeout=120)  # a busy machine may have gone on to the end
    done = shelterwood(tmp_path, "demo")
    assert done.returncode == 0, done.stderr
