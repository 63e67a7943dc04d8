"""The rule book of the gate in the site: everybody signed in reads it whole; counsel alone signs, and only what was shown."""

import re
from datetime import timedelta

import pytest

from shelterwood.gates.disclosure import reading
from shelterwood.gates.disclosure.book import rule_book
from shelterwood.gates.disclosure.book.assemble import policy
from shelterwood.gates.disclosure.book.reading import Typing, entries, examples
from shelterwood.gates.disclosure.wording import GROUPS
from shelterwood.gates.law import queries as law
from shelterwood.gates.law import services
from shelterwood.gates.law.models import SignedRow
from shelterwood.gates.law.permissions import Forbidden
from shelterwood.gates.law.rules import disclosure_rows

pytestmark = pytest.mark.django_db


def test_every_rule_that_the_gate_runs_and_every_row_of_law_can_be_read():
    assert entries().keys() == rule_book().rules.keys() | disclosure_rows().keys()
    assert {each.id for each in entries().values() if each.policy} == rule_book().rules.keys()
    assert {each.group for each in entries().values()} <= GROUPS.keys()


def test_what_is_shown_as_a_policy_is_what_is_run():
    """The text of a rule, loaded alone, has the effect and the actions of the rule in the book."""
    for each in entries().values():
        if each.policy:
            assert each.policy.startswith(f'@id("{each.id}")')
            assert re.search(rf"^{rule_book().rules[each.id].effect}\b", each.policy, re.MULTILINE), each.id
        if each.policy and each.typed:
            assert each.policy == policy(each.typed, each.law)


def test_what_is_not_encoded_says_why_and_can_not_be_signed():
    bare = [each for each in entries().values() if each.typing is Typing.NOT_ENCODED]
    assert bare
    assert all(each.typed["encoding_note"] and not each.signable and not each.policy for each in bare)


def test_an_example_that_allows_and_one_that_denies_stand_with_their_rule():
    assert len(examples()) == 28
    told = {each.number: each.decision for each in entries()["SC-CW-01"].examples}
    assert told["2"] == "allow"
    assert told["1"] == "deny"
    assert not [each for each in entries()["F-MFA"].examples if "F-MFA" not in each.by + each.missing]


@pytest.mark.parametrize("key", ["teacher-alder", "teller-alder", "coordinator-alder", "counsel-alder", "hotel-manager-alder"])
def test_everybody_signed_in_reads_the_book(key, signed_in):
    client = signed_in(key)
    for address in ("/rules", "/rules?page=3", "/rules/all", "/rules/SC-CW-01", "/rules/F-SHELTER", "/rules/FI-FC-01", "/es/rules/HC-VS-01"):
        assert client.get(address).status_code == 200
    assert client.get("/rules/NOBODY-01").status_code == 404


@pytest.mark.parametrize("key", ["teacher-alder", "coordinator-alder", "duty-alder", "supervisor-alder"])
def test_nobody_but_counsel_is_offered_a_signature_or_gives_one(key, signed_in, person, now):
    page = signed_in(key).get("/rules").content.decode()
    assert 'type="checkbox"' not in page
    assert "/rules/sign" not in page
    with pytest.raises(Forbidden):
        services.sign_pack(name="x", rows=[("rule", "HC-VS-01")], by=person(key), at=now, demonstration=True)
    text_hash = SignedRow.objects.get(row="SC-CW-01").text_hash
    with pytest.raises(Forbidden):
        services.withdraw(kind="rule", row="SC-CW-01", text_hash=text_hash, by=person(key), at=now)
    assert "SC-CW-01" in law.rules_in_force(now)


def test_the_book_is_searched_by_words_sender_and_state_and_no_word_stands_in_an_address(signed_in):
    assert {each.entry.id for each in reading.found(words="FERPA 99.36")} >= {"SC-ANY-01"}
    assert {each.entry.typing for each in reading.found(state="not_encoded")} == {Typing.NOT_ENCODED}
    assert {each.entry.group for each in reading.found(group="hotel")} == {"hotel"}
    signed, unsigned = reading.found(state="signed"), reading.found(state="unsigned")
    assert {each.entry.id for each in signed} == law.signed("rule")
    assert not {each.entry.id for each in unsigned} & law.signed("rule")
    page = signed_in("teacher-alder").post("/rules", {"words": "child", "page": "2"}).content.decode()
    assert "words=" not in page
    assert 'form="search"' in page
    assert 'class="card no-print"' in signed_in("teacher-alder").post("/rules", {"words": "zebra <b>", "group": "x", "state": "x"}).content.decode()


def test_a_rule_is_read_and_signed_and_opens_nothing_before(signed_in, now):
    browser = signed_in("counsel-alder")
    assert "HC-VS-01" not in law.rules_in_force(now)
    page = browser.post("/rules/sign", {"rows": ["HC-VS-01", "SC-CW-01", "F-MFA", "FI-FC-01"]}).content.decode()
    assert re.findall(r'name="rows" value="([\w-]+)"', page) == ["HC-VS-01"]  # signed, of the product and not encoded fall out
    read = re.search(r'name="read" value="(\w{64})"', page)[1]
    assert browser.post("/rules/sign", {"rows": "HC-VS-01", "read": "0" * 64, "name": "x", "confirm": "on"}).status_code == 422
    assert "HC-VS-01" not in law.rules_in_force(now)
    assert browser.post("/rules/sign", {"rows": "HC-VS-01", "read": read, "name": "x", "confirm": "on"}).status_code == 302
    assert "HC-VS-01" in law.rules_in_force(now)
    assert browser.post("/rules/sign", {"rows": "SC-CW-01"}).status_code == 422


def test_a_withdrawn_rule_opens_nothing_from_the_next_question_on(signed_in, acting, county, organization, now):
    from ..make import concern

    browser = signed_in("counsel-alder")
    assert browser.get("/rules/SC-CW-01/withdraw").status_code == 200
    assert "SC-CW-01" in law.rules_in_force(now)
    assert browser.post("/rules/SC-CW-01/withdraw").status_code == 302
    raised = concern(county("Alder County"), at=now - timedelta(hours=1), by=acting("teacher-alder"))
    assert {route.state for route in raised.routes.all()} == {"refused"}
    assert browser.get("/rules/SC-CW-01/withdraw").status_code == 404
