"""What a response tells, keeps and leaves behind."""

import io
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from shelterwood.respond.concerns.models import Concern

from ..make import CANARY, concern

pytestmark = pytest.mark.django_db
ADDRESS, DEVICE = "203.0.113.77", "Egret-Browser/9.9"

ANSWERS = {"step": "check", "go": "send", "danger": "no", "words": f"Saw {CANARY}.", "kind": "unknown", "when": "unknown", "under_18": "unknown",
           "missing": "unknown", "role": "public", "conflict": "unknown", "token": "privacy test"}  # fmt: skip


def everything_stored() -> str:
    """Every row of every table, as text."""
    text = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            text.append(str([[bytes(cell) if isinstance(cell, memoryview) else cell for cell in row] for row in cursor.fetchall()]))
    return "\n".join(text)


def send(county, **extra) -> Client:
    client = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=DEVICE)
    response = client.post("/concern", {**ANSWERS, "county": str(county("Alder County").pk), **extra})
    assert response.status_code == 200
    client.response = response
    return client


def test_neither_address_nor_device_of_a_reporter_is_stored_anywhere(county, caplog):
    with caplog.at_level(logging.DEBUG):
        send(county)
    stored = everything_stored() + caplog.text
    files = "".join(file.read_text(errors="replace") for file in Path(settings.DATA).rglob("*") if file.is_file())
    for trace in (ADDRESS, DEVICE, "203.0.113"):
        assert trace not in stored
        assert trace not in files


def test_what_was_written_stands_in_clear_nowhere_in_the_database(county):
    send(county)
    assert CANARY not in everything_stored()


def test_the_receipt_number_is_stored_nowhere(county):
    client = send(county)
    digits = client.response.context["digits"]
    assert len(digits) == 20
    stored = everything_stored()
    assert digits not in stored
    assert "privacy test" not in stored  # nor the token it is made from


def test_a_reporter_without_an_account_gets_no_cookie(county):
    assert send(county).cookies == {}
    assert Client().get("/").cookies == {}


def test_a_second_click_shows_the_same_number_and_makes_one_concern(county):
    before = Concern.objects.count()
    first, second = (send(county).response.context["digits"] for _ in range(2))
    assert first == second
    assert Concern.objects.count() == before + 1


def test_a_clerk_gets_an_acknowledgement_and_no_way_back(county):
    client = Client()
    response = client.post("/at/LANTERNA", {**ANSWERS, "role": "hotel_front_desk", "county": str(county("Alder County").pk), "token": "clerk"})
    page = response.content.decode()
    assert "We received this." in page
    assert not {"digits", "receipt"} & response.context.keys()
    assert Concern.objects.latest("received_at").reference not in page


def test_a_hotel_manager_learns_of_no_concern(county, signed_in):
    Client().post("/at/LANTERNA", {**ANSWERS, "role": "hotel_front_desk", "county": str(county("Alder County").pk), "token": "clerk 2"})
    manager = signed_in("hotel-manager-alder")
    before = {path: manager.get(path).content for path in ("/desk", "/duties", "/concerns", "/concerns?show=all")}
    assert b"A-" not in before["/desk"]
    Client().post("/at/LANTERNA", {**ANSWERS, "role": "hotel_front_desk", "county": str(county("Alder County").pk), "token": "clerk 3"})
    after = {path: manager.get(path).content for path in before}
    assert [strip(page) for page in before.values()] == [strip(page) for page in after.values()]


def strip(page: bytes) -> str:
    """Without what changes by the clock and by the session."""
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|\d+:\d\d [ap]\.m\.', "", page.decode())


def test_refused_and_missing_look_alike(signed_in, acting, county, now):
    raised = concern(county("Alder County"), at=now, by=acting("teacher-alder"))
    outsider = signed_in("teller-alder")
    refused, missing = outsider.get(f"/concerns/{raised.reference}"), outsider.get("/concerns/A-NONE99")
    assert (refused.status_code, missing.status_code) == (404, 404)
    assert strip(refused.content).replace(raised.reference, "") == strip(missing.content).replace("A-NONE99", "")


def test_every_page_keeps_to_the_headers_of_the_house(signed_in):
    client = signed_in("intake-alder")
    for path in ("/", "/es/", "/desk", "/concerns", "/concern", "/receipt", "/law/mn", "/call", "/nothing"):
        response = client.get(path)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cache-Control"] == "no-store"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in response["Permissions-Policy"]
        assert "style=" not in response.content.decode()
        assert "<script>" not in response.content.decode()


def test_no_name_receipt_or_search_word_stands_in_an_address():
    """Addresses carry references, codes and words of closed lists; see PAGES.md of the house."""
    allowed = {
        "reference", "code", "sector", "state", "clock", "slug", "name", "attempt", "completion", "audience", "hanging", "poster", "site",
    }  # fmt: skip  # a course and its lesson among them
    allowed |= {"run", "step", "number", "entry", "row"}  # a run's random reference, a step's id, a version, ids of rows
    allowed |= {"upload", "training", "learner"}  # ids of rows
    allowed |= {"county", "measure"}  # the key of a county, and which count
    allowed |= {"post", "mandate"}  # a random key, and the id of a row of law
    allowed |= {"role"}  # one of the closed list of doors
    allowed |= {"line"}  # the number of a telephone line that every page shows
    allowed |= {"key", "session", "provider"}  # ids of rows; another person's are refused
    allowed |= {"person", "proof", "organization", "kind"}  # ids of rows, and which kind of file
    allowed |= {"duty", "rule"}  # ids of rows of law
    allowed |= {"fact", "category"}  # the id of a row, and a category of records
    allowed |= {"question"}  # a random reference
    allowed |= {"draft", "edition", "file"}  # ids of rows, and the name of a file of a course

    def arguments(patterns):
        for pattern in patterns:
            yield from getattr(pattern.pattern, "converters", {})
            yield from arguments(getattr(pattern, "url_patterns", []))

    assert set(arguments(get_resolver().url_patterns)) <= allowed


def test_leaving_clears_the_browser(signed_in):
    client = signed_in("teacher-alder")
    response = client.post("/sign-out")
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/desk").status_code == 302


def test_a_form_of_another_site_is_refused_where_there_is_a_session(person):
    client = Client(enforce_csrf_checks=True)
    client.post("/demonstration/enter", {"person": str(person("teacher-alder").pk)})
    assert client.post("/concern", {"step": "safety", "danger": "no"}).status_code == 403
    assert client.post("/sign-out").status_code == 403
    assert Client(enforce_csrf_checks=True).post("/concern", {"step": "safety", "danger": "no"}).status_code == 200


def test_an_error_is_logged_by_kind_and_place_and_never_with_its_text():
    from shelterwood.project.logs import Line

    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Line())
    logger = logging.getLogger("django.request.test")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        raise ValueError(CANARY)
    except ValueError:
        logger.exception("%s: %s", CANARY, "/concerns/A-99")
    assert "ValueError at test_privacy.py" in out.getvalue()
    assert CANARY not in out.getvalue()


def test_production_refuses_the_demonstration(tmp_path):
    """The role picker, the invented region and its signature stay out of a real body's site."""
    script = (
        "import os, django; django.setup()\n"
        "from shelterwood.project import prepare\n"
        "from django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\n"
        "from shelterwood.foundation.body.models import Body\n"
        "Body.objects.create(name='x', demonstration=True)\n"
        "prepare.refuse_unsafe()\n"
    )
    environment = {"SHELTERWOOD_MODE": "production", "SHELTERWOOD_HOSTS": "help.county.example", "SHELTERWOOD_DATA": str(tmp_path),
                   "DJANGO_SETTINGS_MODULE": "shelterwood.project.settings", "PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path)}  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=60)
    assert "This database holds the demonstration" in done.stderr


def test_production_has_no_role_picker(settings, person):
    settings.DEMONSTRATION = False
    assert Client().post("/demonstration/enter", {"person": str(person("teacher-alder").pk)}).status_code == 404
    assert Client().post("/demonstration/tour", {"stop": "2"}).status_code == 404
    assert b"Step into a role" not in Client().get("/").content


def test_quick_exit_of_somebody_signed_in_ends_the_session(signed_in):
    client = signed_in("teacher-alder")
    assert 'id="quick-exit" href="/leave"' in client.get("/desk").content.decode()
    response = client.get("/leave")
    assert (response.status_code, response["Location"]) == (302, "https://www.weather.gov/")
    assert client.get("/desk").status_code == 302
    assert 'href="https://www.weather.gov/"' in client.get("/").content.decode()
