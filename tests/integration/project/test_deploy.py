"""docs/how-to/deploy.md, followed step by step in a temporary place on a PostgreSQL of its own.

Each block marked `sh` is run as it stands, with the folders of the document moved. A block with the mark
`<!-- not run: why -->` before it needs root or the network; it is named and passed over.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest

from .test_setup import EXAMPLE, HOME

pytestmark = [
    pytest.mark.skipif("SHELTERWOOD_DATABASE" in os.environ, reason="run with the suite on SQLite"),
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="systemd and its folders are Linux's"),
]
DOCUMENT = HOME / "docs/how-to/deploy.md"
BLOCK = re.compile(r"(?:<!-- not run: (?P<why>[^>]+) -->\n\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
UNITS = sorted((HOME / "ops/systemd").glob("shelterwood*"))


@dataclass(frozen=True)
class Step:
    text: str
    why_not: str


STEPS = [Step(found["text"], found["why"] or "") for found in BLOCK.finditer(DOCUMENT.read_text(encoding="utf-8")) if found["kind"] == "sh"]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A temporary machine: its folders, and a server that takes the passwords of the document unseen."""
    sys.path.insert(0, str(HOME / "ops"))
    from postgres import Cluster

    folder = tmp_path_factory.mktemp("machine")
    with Cluster() as address:
        yield folder, address.partition("@")[2].partition("/")[0]


def moved(text: str, folder: Path, socket: str) -> str:
    """The same commands with the folders and the server of the temporary machine."""
    for there in ("/etc/shelterwood", "/var/lib/shelterwood", "/var/backups/shelterwood"):
        text = text.replace(there, str(folder / there.rpartition("/")[0].strip("/").replace("/", "-")))
    text = text.replace("/opt/shelterwood", str(HOME)).replace("@localhost:5432/shelterwood", f"@{socket}/of_the_body")
    return text.replace("sudo -u postgres psql", f"psql --host {unquote(socket)} --username shelterwood --dbname postgres")


def test_the_document_followed_step_by_step_ends_with_a_body_and_a_backup(place):
    folder, socket = place
    shown, environment = [], ""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SHELTERWOOD_", "DJANGO_"))}
    for step in STEPS:
        if step.why_not:
            print(f"not run, {step.why_not}: {step.text.splitlines()[0]}")
            continue
        script = moved(step.text, folder, socket)
        if "set -a" in script:  # settings of the shell in which the later steps are given
            environment = script
            continue
        if "setup --answers" in script:
            (folder / "etc" / "answers.toml").write_text(EXAMPLE, encoding="utf-8")
        done = subprocess.run(["sh", "-euc", environment + "\n" + script], cwd=folder, env=clean, capture_output=True, text=True, timeout=240)
        assert done.returncode == int("doctor" in script), f"{script}\n{done.stdout}\n{done.stderr}"
        shown.append(done.stdout)
    told = "\n".join(shown)
    assert told.count("One-time code:") == 2
    unsafe = {line.split(":")[0].split()[1] for line in told.splitlines() if line.startswith("UNSAFE")}
    assert unsafe == {"https", "mail", "worker"}, "what this place cannot have: a proxy, a mail server, a running worker"
    backups = folder / "var-backups"
    assert {each.name for each in backups.iterdir()} == {"first.backup", "first.backup.keys"}
    assert not (folder / "etc" / "answers.toml").exists()
    assert (folder / "etc" / "site.env").stat().st_mode & 0o077 == 0


def test_every_step_that_is_not_run_says_why():
    assert [step.why_not for step in STEPS if step.why_not and len(step.why_not) < 10] == []
    assert 0 < len([step for step in STEPS if step.why_not]) < len(STEPS) / 2


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_the_units(unit):
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(unit)], capture_output=True, text=True, timeout=60)
    here = [line for line in done.stderr.splitlines() if unit.name in line and "is not executable" not in line]
    assert here == []


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not on this machine")
def test_the_site_can_do_little_to_its_machine():
    """systemd's own measure of exposure: 10 is everything, and below 2 is its word for well kept."""
    unit = str(HOME / "ops/systemd/shelterwood.service")
    done = subprocess.run(["systemd-analyze", "security", "--offline=true", "--threshold=20", unit], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout[-400:]


@pytest.mark.parametrize("word", ["NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "UMask=0077", "LimitCORE=0", "User=shelterwood"])
def test_both_services_are_held_as_tight(word):
    assert [unit.name for unit in UNITS if unit.suffix == ".service" and word not in unit.read_text().splitlines()] == []


def test_the_container_says_that_nobody_built_it():
    text = (HOME / "ops/Containerfile").read_text(encoding="utf-8")
    assert text.startswith("# Unbuilt")
    assert "USER shelterwood" in text
