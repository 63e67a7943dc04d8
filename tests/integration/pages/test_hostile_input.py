"""Wrong, missing, oversized, hostile or repeated input: a message beside the field, what was typed kept, never a 500."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelterwood.foundation.body.models import County
from shelterwood.respond.concerns.models import Concern
from shelterwood.respond.concerns.views import raising, receipt

pytestmark = pytest.mark.django_db
HOSTILE = [
    "",
    "²",
    "\x00",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "\u202e\ud7ff",
    "-1",
    "9" * 400,
    "٣",
    "on",
    "alder",
    "A" * 5000,
    "\r\n\r\n",
    "😀",
]
text = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=300))
relaxed = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

CONCERN_FIELDS = [
    "step", "go", "token", "danger", "signs", "words", "kind", "county", "outside_state", "place", "when", "vehicle", "name", "age", "looks",
    "school", "whereabouts", "other_person", "under_18", "missing", "role", "reporter", "known_when", "known_on", "conflict", "conflict_with", "suspicion",
]  # fmt: skip
STEPS = ["safety", "call", "what", "place", "you", "check", "nonsense"]
GOES = ["next", "back", "stay", "send", "edit-what", "edit-you", "edit-nonsense", "nonsense"]


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """The brakes are tested elsewhere; here they would hide what lies behind."""
    for throttle in (raising.sending, receipt.guessing):
        monkeypatch.setattr(throttle, "free", 10**9)


# what a page itself would send, so that the examples reach behind the first refusal
LIKELY = {
    "danger": ["yes", "no", "unknown"], "kind": ["sexual", "unknown"], "county": ["COUNTY", "outside"], "outside_state": ["WI", "MN"],
    "under_18": ["yes", "no", "unknown"], "missing": ["yes", "no", "unknown"], "words": ["Heron at the gate."], "when": ["unknown", "today"],
    "role": ["public", "school_teacher"], "known_when": ["now", "today", "date"], "known_on": ["2026-11-01", "1899-01-01", "2999-01-01"],
    "conflict": ["unknown", "no", "yes"], "suspicion": ["on"],
}  # fmt: skip


@st.composite
def answers(draw) -> dict[str, str]:
    """Every field as a page would send it, but some left out and some hostile."""
    data = {name: draw(st.sampled_from(values)) for name, values in LIKELY.items()}
    for name in draw(st.lists(st.sampled_from(CONCERN_FIELDS), max_size=4)):
        data[name] = draw(text)
    for name in draw(st.lists(st.sampled_from(sorted(data)), max_size=2)):
        data.pop(name, None)
    county = str(County.objects.first().pk)
    return {name: county if value == "COUNTY" else value for name, value in data.items()}


def forms(fields: list[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(fields), text, max_size=len(fields))


@relaxed
@given(st.one_of(answers(), forms(CONCERN_FIELDS)), st.sampled_from(STEPS), st.sampled_from(GOES), st.sampled_from(["/concern", "/at/LANTERNA"]))
def test_a_concern_without_an_account_never_breaks(data, step, go, path):
    response = Client().post(path, {**data, "step": step, "go": go})
    assert response.status_code in (200, 422, 429)


@relaxed
@given(st.one_of(answers(), forms(CONCERN_FIELDS)), st.sampled_from(STEPS), st.sampled_from(GOES))
def test_a_concern_with_an_account_never_breaks(signed_in, data, step, go):
    response = signed_in("teacher-alder").post("/concern", {**data, "step": step, "go": go})
    assert response.status_code in (200, 302, 422)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("key", ["", "teacher-alder"], ids=["without an account", "with one"])
def test_any_one_answer_missing_or_wrong_at_any_step_never_breaks(signed_in, step, key):
    client = signed_in(key) if key else Client()
    whole = {name: values[0] for name, values in LIKELY.items()} | {"county": str(County.objects.first().pk)}
    for name in whole:
        for value in (None, "", "²", "nonsense", "outside", "\x00"):
            data = {each: said for each, said in whole.items() if each != name} | ({} if value is None else {name: value})
            for go in ("next", "send"):
                assert client.post("/concern", {**data, "step": step, "go": go}).status_code in (200, 302, 422), (name, value, go)


@relaxed
@given(forms(["receipt", "do", "last_four", "words", "met_on", "met_time", "method", "reference"]))
def test_the_receipt_page_never_breaks(data):
    assert Client().post("/receipt", data).status_code == 422


@relaxed
@given(st.sampled_from(["acknowledge", "screen", "answer", "add"]), forms(["accepted", "reason", "note", "answer", "words"]))
def test_the_verbs_of_an_agency_never_break(signed_in, verb, data):
    reference = Concern.objects.filter(routes__organization__name="Juniper County Child Protection").first().reference
    assert signed_in("intake-juniper").post(f"/concerns/{reference}/{verb}", data).status_code in (302, 404, 422)


@relaxed
@given(forms(["recipients", "suspicion", "no_recipient"]))
def test_the_review_of_a_route_never_breaks(signed_in, data):
    reference = Concern.objects.filter(record__writer=None).first().reference
    assert signed_in("duty-alder").post(f"/concerns/{reference}/route", data).status_code in (200, 302, 422)


@relaxed
@given(forms(["met_on", "met_time", "method", "reference"]))
def test_recording_a_report_never_breaks(signed_in, data):
    from shelterwood.gates.law.models import Clock

    clock = Clock.objects.filter(holder__username="officer-alder").first()
    concern = Concern.objects.get(record=clock.record)
    assert signed_in("officer-alder").post(f"/concerns/{concern.reference}/report/{clock.pk}", data).status_code in (302, 422)


@relaxed
@given(
    st.sampled_from(["/concerns", "/law/find", "/law/mn", "/learn/warning-signs", "/desk"]),
    forms(["page", "show", "county", "role", "sector", "state", "tour"]),
)
def test_questions_in_an_address_never_break(signed_in, path, data):
    assert signed_in("intake-alder").get(path, data).status_code in (200, 302, 404)


@relaxed
@given(st.sampled_from(["person", "stop"]), text)
def test_the_role_picker_never_breaks(name, value):
    path = "/demonstration/enter" if name == "person" else "/demonstration/tour"
    assert Client().post(path, {name: value}).status_code in (302, 404)


@pytest.mark.parametrize("path", ["/concerns/{}", "/concerns/{}/route", "/access/{}", "/at/{}", "/call/{}", "/call/{}/card", "/law/{}"])
@pytest.mark.parametrize("value", ["%00", "..%2f..%2fetc", "A" * 300, "%F0%9F%98%80", "'"])
def test_odd_addresses_are_not_shown(signed_in, path, value):
    assert signed_in("intake-alder").get(path.format(value)).status_code == 404


@pytest.mark.parametrize(
    "name", ["photo.jpg", "photo.PNG", "clip.mp4", "files.zip", "run.exe", "harmless.txt"], ids=lambda name: name.rpartition(".")[2]
)
@pytest.mark.parametrize("path", ["/concern", "/receipt", "/at/LANTERNA"])
def test_a_file_is_refused_before_it_is_kept_and_told_where_it_belongs(path, name):
    response = Client().post(path, {"step": "what", "words": SimpleUploadedFile(name, b"\xff\xd8\xff")})
    assert response.status_code == 400
    assert "report.cybertip.org" in response.content.decode()


def test_a_file_is_refused_with_an_account_too(signed_in):
    response = signed_in("teacher-alder").post("/concern", {"step": "what", "words": SimpleUploadedFile("a.jpg", b"\xff\xd8\xff")})
    assert response.status_code == 400


def test_an_oversized_form_is_refused_and_says_what_to_do():
    response = Client().post("/concern", {"step": "what", "danger": "no", "words": "x" * 300_000})
    assert response.status_code == 400
    assert "shorten what you wrote" in response.content.decode()


def test_a_text_that_is_too_long_stays_on_the_page_with_its_message():
    response = Client().post("/concern", {"step": "what", "danger": "no", "words": "y" * 4001, "kind": "unknown", "go": "next"})
    assert response.status_code == 422
    assert "y" * 4001 in response.content.decode()
    assert "4000" in response.content.decode()


def test_what_was_typed_is_shown_as_text_and_never_as_markup():
    response = Client().post("/concern", {"step": "what", "danger": "no", "words": "<b>x</b>", "kind": "nonsense", "go": "next"})
    assert "<b>x</b>" not in response.content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in response.content.decode()
