"""Becoming a real body by the real command: from answers to a first concern at the desk, and what stops on the way."""

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import tomllib
import urllib.error
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from shelterwood.foundation.body.rules import STATES
from shelterwood.project.setup.census import census

from .test_start import HOME, environment, of_site, shelterwood, until

pytestmark = pytest.mark.skipif("SHELTERWOOD_DATABASE" in os.environ, reason="run with the suite on SQLite")
HOST = "help.county.example"
PRODUCTION = {"SHELTERWOOD_MODE": "production", "SHELTERWOOD_HOSTS": HOST}
EXAMPLE = (HOME / "docs/reference/answers-format.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A data folder whose tables and static files stand, to be copied: building it takes longest."""
    folder = tmp_path_factory.mktemp("built")
    assert shelterwood(folder, "prepare", **PRODUCTION).returncode == 0
    return folder


@dataclass
class Founded:
    """A body that was set up from the handbook's answers, and what the command printed."""

    data: Path
    printed: str


@pytest.fixture(scope="module")
def once(built, tmp_path_factory) -> Founded:
    folder = tmp_path_factory.mktemp("once")
    shutil.copytree(built, folder / "data")
    file = folder / "answers.toml"
    file.write_text(EXAMPLE.replace("smtps://notices:change-this@mail.county.example", "none"), encoding="utf-8")
    done = shelterwood(folder / "data", "setup", "--answers", str(file), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    return Founded(folder / "data", done.stdout)


@pytest.fixture
def founded(once, tmp_path) -> Founded:
    shutil.copytree(once.data, tmp_path / "founded")
    return Founded(tmp_path / "founded", once.printed)


@pytest.fixture
def data(built, tmp_path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(built, folder)
    return folder


@pytest.fixture
def answers(tmp_path):
    def write(text: str = EXAMPLE) -> str:
        file = tmp_path / "answers.toml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return write


def rows(data: Path, sql: str) -> list[tuple]:
    with closing(sqlite3.connect(data / "shelterwood.sqlite3")) as database:
        return database.execute(sql).fetchall()


# --- from a file --------------------------------------------------------------------------------------------------


def test_the_answers_of_the_handbook_make_a_body_and_what_is_secret_is_shown_once(data, answers):
    done = shelterwood(data, "setup", "--answers", answers(), **PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("One-time code:") == 2
    assert done.stdout.count("Recovery key of this site") == 1
    assert rows(data, "SELECT name FROM body_body") == [("Pine Rivers Coordinating Council",)]
    assert rows(data, "SELECT name, fips FROM body_county") == [("Cass County", "27021")]
    assert rows(data, "SELECT count(*) FROM concerns_intakepoint") == [(2,)]
    assert rows(data, "SELECT count(*) FROM accounts_organization WHERE sharing_on") == [(0,)], "sharing waits for each agency's counsel"
    assert rows(data, "SELECT count(*) FROM law_rulepack") == [(0,)], "nobody signed anything"
    code = done.stdout.split("One-time code: ")[1].split()[0]
    assert code.encode() not in (data / "shelterwood.sqlite3").read_bytes()
    assert stat.S_IMODE((data / "mail_server").stat().st_mode) == 0o600
    again = shelterwood(data, "setup", "--answers", answers(), **PRODUCTION)
    assert (again.returncode, "One-time code" in again.stdout, "nothing of it is changed" in again.stdout) == (0, False, True)
    assert rows(data, "SELECT count(*) FROM accounts_person") == [(2,)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('phone = "218-555-0101"', 'phone = "12"', "answers.toml, line 3: phone: Write the number"),
        ("[body]", "[body", "answers.toml, line 1: cannot be read as TOML"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_written(data, answers, old, new, said):
    done = shelterwood(data, "setup", "--answers", answers(EXAMPLE.replace(old, new, 1)), **PRODUCTION)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert rows(data, "SELECT count(*) FROM body_body") == [(0,)]
    assert not (data / "mail_server").exists()


def test_a_file_that_is_not_there_or_no_text_is_said_in_one_line(data, tmp_path):
    done = shelterwood(data, "setup", "--answers", str(tmp_path / "nowhere.toml"), **PRODUCTION)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    (tmp_path / "latin.toml").write_bytes(b'[body]\nname = "Ni\xf1os"\n')
    done = shelterwood(data, "setup", "--answers", str(tmp_path / "latin.toml"), **PRODUCTION)
    assert (done.returncode, "not written in UTF-8" in done.stderr) == (1, True)


def test_the_demonstration_is_not_set_up(data, answers):
    done = shelterwood(data, "setup", "--answers", answers())
    assert (done.returncode, "This is the demonstration" in done.stderr) == (1, True)


def test_the_census_knows_every_state(built):
    found = census(built / "assets")
    assert set(STATES) <= set(found)
    assert found["MN"]["Cass"] == ("27021",)
    assert sum(len(codes) for state in STATES for codes in found[state].values()) > 3_100


# --- on a terminal ------------------------------------------------------------------------------------------------

TYPED = [
    "Pine Rivers Council", "218-555-0101", "weekdays",
    "MN", "Cass County", "America/Chicago", "yes", "no",
    "Cass Child Protection", "child_welfare", "Cass County", "218-555-0110", "yes", "no",
    "no",
    "Cass County", "Cass Child Protection", "no",
    "no",
    "none", "notices@county.example",
    "Ada Fernwood", "ada@county.example",
    "no",
]  # fmt: skip


def on_a_terminal(data: Path, lines: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "shelterwood", "setup"]
    typed = "".join(f"{line}\n" for line in lines)
    return subprocess.run(command, cwd=HOME, env=environment(data, **PRODUCTION), input=typed, capture_output=True, text=True, timeout=120)


def test_an_interruption_writes_nothing_and_the_next_start_asks_what_is_left(data):
    first = on_a_terminal(data, TYPED[:10])
    assert (first.returncode, "What was answered is kept" in first.stderr) == (1, True)
    assert rows(data, "SELECT count(*) FROM body_body") == [(0,)]
    assert stat.S_IMODE((data / "setup.json").stat().st_mode) == 0o600
    second = on_a_terminal(data, TYPED[10:])
    assert second.returncode == 0, second.stderr
    assert rows(data, "SELECT name, phone FROM accounts_organization ORDER BY name") == [
        ("Cass Child Protection", "218-555-0110"),
        ("Pine Rivers Council", "218-555-0101"),
    ]
    assert not (data / "setup.json").exists(), "the answers, a password among them, are removed"


# --- running ------------------------------------------------------------------------------------------------------


@contextmanager
def serving(data: Path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "shelterwood", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=HOME, env=environment(data, **PRODUCTION), stdout=subprocess.DEVNULL, start_new_session=True)
    site = f"http://127.0.0.1:{port}"
    try:
        until(lambda: process.poll() is None and open_at(site))
        yield site
    finally:
        for left in of_site(data):
            os.kill(left, signal.SIGKILL)
        process.wait(timeout=20)


def open_at(site: str) -> bool:
    try:
        return "Numbers to call" in asked(site, "/")
    except OSError:
        return False


def asked(site: str, path: str, **typed: str) -> str:
    """A page as the proxy asks for it."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    body = urllib.parse.urlencode(typed).encode() if typed else None
    with urllib.request.urlopen(urllib.request.Request(site + path, body, headers), timeout=20) as page:
        return str(page.read().decode())


def send_first_concern(site: str) -> str:
    """What a neighbor tells without an account and without scripts."""
    token = asked(site, "/concern").split('name="token" value="')[1].split('"')[0]
    typed = {"token": token, "danger": "no", "kind": "sexual", "words": "Heron seen twice."}
    page = asked(site, "/concern", step="what", go="next", **typed)
    found = re.search(r'<(?:option|input)[^>]*value="([0-9a-f-]{36})"', page)
    assert found, page
    typed |= {"county": found[1], "when": "unknown", "under_18": "unknown", "missing": "unknown", "role": "public", "conflict": "unknown"}
    return asked(site, "/concern", step="check", go="send", **typed)


def test_a_first_concern_without_an_account_is_received_by_the_desk(founded):
    data, code = founded.data, founded.printed.split("One-time code: ")[2].split()[0]
    with serving(data) as site:
        answer = send_first_concern(site)
        assert "Write down this number" in answer, answer[:3000]
        where = "SELECT o.name, r.state FROM concerns_route r JOIN accounts_organization o ON o.id = r.organization_id"
        assert rows(data, where) == [("Pine Rivers Coordinating Council", "sent")], "it waits at the desk; nobody else was told"
        assert rows(data, "SELECT address FROM notify_notice") == [("ben@county.example",)], "the duty officer is told that something waits"
        assert rows(data, "SELECT count(*) FROM disclosure_release") == [(0,)], "no law is signed, so nothing is shared"
        assert signed_in(site, code) == (302, True)
        assert signed_in(site, code) == (422, False), "a code works once"
        assert signed_in(site, "AAAA-BBBB-CCCC-DDDD") == (422, False)
        until(lambda: rows(data, "SELECT count(*) FROM jobs_scheduledrun") != [(0,)])  # the worker's first round
        report = shelterwood(data, "doctor", "--json", **PRODUCTION)
        levels = {each["check"]: each["level"] for each in json.loads(report.stdout)}
    assert levels["worker"] == "good"
    assert {name for name, level in levels.items() if level == "unsafe"} == {"https", "mail", "backup"}
    assert (levels["law"], report.returncode) == ("missing", 1)


class Stay(urllib.request.HTTPRedirectHandler):
    """Look at the answer itself, and go nowhere."""

    def redirect_request(self, *_: object) -> None:
        return None

    def http_error_302(self, request, answer, code, message, headers):
        return answer


def signed_in(site: str, code: str) -> tuple[int, bool]:
    """The status of the answer, and whether it carries a session that leads on, which a browser sends over HTTPS alone."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https"}
    body = urllib.parse.urlencode({"code": code.lower().replace("-", " ")}).encode()
    request = urllib.request.Request(site + "/sign-in/code", body, headers)
    try:
        answer = urllib.request.build_opener(Stay).open(request, timeout=20)
    except urllib.error.HTTPError as refusal:
        # its cookie holds the challenge for a passkey, and opens nothing
        asked_again = urllib.request.Request(site + "/desk", headers={**headers, "Cookie": refusal.headers["Set-Cookie"].partition(";")[0]})
        return refusal.code, urllib.request.build_opener(Stay).open(asked_again, timeout=20).headers["Location"] != "/sign-in?first=yes"
    cookies = answer.headers.get_all("Set-Cookie") or []
    return answer.status, any(each.startswith("__Host-session=") and "Secure" in each for each in cookies)


# --- refusals -----------------------------------------------------------------------------------------------------


def test_a_weak_secret_stops_a_production_site(data):
    (data / "secret_key").write_text("a" * 60)
    done = shelterwood(data, "serve", "--port", "0", **PRODUCTION)
    assert (done.returncode, "signing secret" in done.stderr) == (1, True)


def test_the_demonstration_does_not_open_a_real_body(founded):
    """Its role picker would let anybody be anyone."""
    done = shelterwood(founded.data, "run", "--port", "0")
    assert (done.returncode, "holds a real body" in done.stderr) == (1, True)


def test_a_mail_server_that_cannot_be_read_stops_the_start_and_says_what_to_write(data):
    done = shelterwood(data, "prepare", **PRODUCTION, SHELTERWOOD_MAIL="mail.county.example")
    assert (done.returncode, "write smtps://" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


def test_a_lost_code_is_printed_anew_and_the_old_one_ends(founded):
    first = founded.printed.split("One-time code: ")[1].split()[0]
    done = shelterwood(founded.data, "entry-code", "ADA@county.example", **PRODUCTION)
    assert (done.returncode, "One-time code:" in done.stdout, first in done.stdout) == (0, True, False)
    assert rows(founded.data, "SELECT count(*) FROM accounts_entrycode") == [(2,)]
    done = shelterwood(founded.data, "entry-code", "nobody@county.example", **PRODUCTION)
    assert (done.returncode, "Name the person" in done.stderr) == (1, True)


def test_the_doctor_of_an_empty_place_says_where_to_begin(tmp_path):
    done = shelterwood(tmp_path, "doctor", **PRODUCTION)
    assert (done.returncode, "shelterwood prepare" in done.stdout, "Traceback" in done.stderr) == (1, True, False)


def test_the_example_of_the_handbook_names_no_real_number():
    values = tomllib.loads(EXAMPLE)
    assert {row["phone"].split("-")[1] for part in ("agency", "line") for row in values[part]} == {"555"}
