"""Practice beside a real body: the same program, an invented region, and no way from one to the other but a link."""

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from .test_start import HOME, environment, free_port, shelterwood, until

pytestmark = pytest.mark.skipif("SHELTERWOOD_DATABASE" in os.environ, reason="run with the suite on SQLite")

REAL = "https://help.county.example"
PRACTICE = {"SHELTERWOOD_MODE": "practice", "SHELTERWOOD_HOSTS": "practice.county.example", "SHELTERWOOD_REAL_SITE": REAL}


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"SHELTERWOOD_REAL_SITE": ""}, "SHELTERWOOD_REAL_SITE is ''; write the address of that site"),
        ({"SHELTERWOOD_REAL_SITE": "http://help.county.example"}, "write the address of that site"),
        ({"SHELTERWOOD_HOSTS": ""}, "SHELTERWOOD_HOSTS is empty"),
        ({"SHELTERWOOD_DATABASE": "postgresql://site@localhost/shelterwood"}, "practice keeps its invented people in a folder of its own"),
        ({"SHELTERWOOD_MAIL": "smtps://mail.county.example", "SHELTERWOOD_MAIL_FROM": "notices@county.example"}, "practice tells nobody anything"),
    ],
)
def test_what_could_lead_from_practice_to_the_real_house_is_refused(tmp_path, settings, said):
    done = shelterwood(tmp_path, "prepare", **PRACTICE | settings)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_practice_takes_no_folder_that_holds_the_keys_of_a_body(tmp_path):
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "root.key").write_bytes(bytes(32))
    done = shelterwood(tmp_path, "prepare", **PRACTICE)
    assert (done.returncode, "give practice an empty folder of its own" in done.stderr) == (1, True)
    assert [each.name for each in tmp_path.iterdir()] == ["keys"]


def test_a_real_body_is_not_begun_where_practice_was(practice, tmp_path):
    done = shelterwood(tmp_path, "serve", "--port", "0", SHELTERWOOD_MODE="production", SHELTERWOOD_HOSTS="help.county.example")
    assert (done.returncode, "holds the demonstration" in done.stderr) == (1, True)


@pytest.fixture
def practice(tmp_path) -> Iterator[int]:
    """The port of a practice site in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "shelterwood", "run", "--port", str(port)]
    process = subprocess.Popen(command, cwd=HOME, env=environment(tmp_path, **PRACTICE), stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        until(lambda: process.poll() is None and asked(port, "/")[0] == 200)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=45)


def asked(port: int, path: str, method: str = "GET", body: str = "", cookie: str = "") -> tuple[int, str, str]:
    """Status, page and cookie of an answer, as the proxy asks."""
    proxy = {"Host": "practice.county.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "Cookie": cookie}
    form = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://practice.county.example"} if method == "POST" else {}
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request(method, path, body, proxy | form)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(), answer.getheader("Set-Cookie") or ""
    except OSError:
        return 0, "", ""
    finally:
        connection.close()


def test_everybody_is_invented_and_each_page_leads_to_the_real_site(practice):
    for path in ("/", "/concern", "/es/", "/call"):
        status, page, _ = asked(practice, path)
        assert (status, REAL in page, "Alder County" in page or path == "/concern") == (200, True, True), path
    page = asked(practice, "/")[1]
    person = page.split('name="person" value="')[1].split('"')[0]
    status, _, cookie = asked(practice, "/demonstration/enter", "POST", f"person={person}")
    assert status == 302
    session = re.search(r"(__Host-session=\w+);[^,]*Secure", cookie)
    assert session, cookie
    assert "Practice." in asked(practice, "/desk", cookie=session[1])[1]


def test_the_real_site_leads_to_practice_for_whoever_is_signed_in(signed_in, client, settings):
    settings.PRACTICE_SITE = "https://practice.county.example"
    assert "https://practice.county.example" in signed_in("teacher-alder").get("/desk").content.decode()
    assert "practice.county.example" not in client.get("/").content.decode()
