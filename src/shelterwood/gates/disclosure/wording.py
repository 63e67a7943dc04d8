"""The words of the rule book's pages. What a rule itself says stays in its own English."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.gates.disclosure.book.reading import Typing
from shelterwood.gates.law.packs.wording import EVERY_SECTOR

# who tells, as disclosure_rules.csv spells it beside the sectors
GROUPS: dict[str, Any] = EVERY_SECTOR | {
    "any": _("Anybody"),
    "any business or member of the public": _("Any business or person"),
    "federal_land_professional": _("Professionals on federal land"),
    "government_official": _("Government officials"),
    "platform": _("This site"),
    "product": _("Rules of the product"),
}

# the status word of each state of typing, and what it means
TYPINGS: dict[Typing, Any] = {
    Typing.TYPED: _("The gate decides by it. It stands below as the policy that is run."),
    Typing.STATEMENT: _("The gate decides by it once a person has stated what no machine can know. The statements stand below."),
    Typing.CLOCK: _("It shares nothing. Its duty and its clock stand with the rows of law."),
    Typing.NOT_ENCODED: _("No policy is made of it, so it grants nothing. Why, the note below says."),
    Typing.PRODUCT: _("It rests on this product and not on one statute. It holds always and needs no signature."),
}
EFFECTS: dict[str, Any] = {"permit": _("Permits"), "forbid": _("Forbids"), "": _("Decides nothing")}

LAW: dict[str, Any] = {
    "from_condition": _("Where the sender"),
    "to_sector": _("To whom"),
    "data_category": _("What"),
    "effect": _("What the law says"),
    "effect_note": _("Note on that"),
    "legal_basis": _("Legal basis"),
    "conditions": _("Conditions"),
    "consent_of": _("Consent of"),
    "notice_to_subject": _("Notice to the person"),
    "redisclosure_or_use_limit": _("Limit on further use"),
    "deadline_trigger": _("Time limit from"),
    "deadline_note": _("Note on the time limit"),
    "state_variation": _("Differs by state"),
    "evidence": _("How far it was checked"),
    "evidence_note": _("Note on that check"),
    "confidence": _("Confidence"),
}
TYPED: dict[str, Any] = {
    "sender_kinds": _("Senders"),
    "sender_regimes": _("Laws that bind the sender"),
    "recipient_kinds": _("Recipients"),
    "category": _("Compartment"),
    "subcategories": _("Kinds of record"),
    "action": _("Acts"),
    "attestations": _("Statements a person must make"),
    "needs": _("Also needed"),
    "fields_limit": _("Nothing beyond these fields"),
    "carries_notice": _("Notice that travels with it"),
    "duty_id_hint": _("Clock"),
    "encoding_note": _("Note on the typing"),
}
