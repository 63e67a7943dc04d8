"""Every word that a duty can put on a page has its words."""

from shelterwood_methods.statutes.conditions import EXCEPTIONS, FACTS

from shelterwood.gates.law import wording
from shelterwood.gates.law.rules import duties, text_hashes


def test_every_fact_on_which_a_duty_can_depend_has_words():
    named = {name for duty in duties().by_id.values() for name, _ in duty.condition.terms}
    assert named - EXCEPTIONS.keys() <= wording.FACTS.keys()
    assert wording.FACTS.keys() == FACTS.keys()  # counsel may write a row on any of them


def test_every_duty_has_a_heading_and_names_its_receivers_in_words():
    for duty in duties().by_id.values():
        assert duty.kind in wording.KINDS or duty.modality in wording.MODALITIES, duty.id
        assert set(duty.receivers) <= wording.RECEIVERS.keys(), duty.id


def test_every_duty_can_be_signed_with_its_text_and_its_typing():
    assert {row for kind, row in text_hashes() if kind == "duty"} == duties().by_id.keys()
