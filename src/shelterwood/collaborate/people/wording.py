"""The words of people, roles and files of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.people.rules import How, Kind
from shelterwood.foundation.accounts.rules import Kind as Question
from shelterwood.foundation.accounts.rules import Role, Verb
from shelterwood.prevent.training.rosters import wording as rosters

if TYPE_CHECKING:
    from shelterwood.collaborate.people.models import ImportFault

ROLES = {
    Role.WORKER: _("Member of staff"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.MANAGER: _("Organization manager"),
    Role.COUNSEL: _("Counsel of the body"),
    Role.DUTY_OFFICER: _("Duty officer"),
    Role.COORDINATOR: _("Coordinator"),
    Role.AUDITOR: _("Auditor"),
    Role.IT_OPERATOR: _("IT operator"),
    Role.SURVIVOR_ADVISER: _("Survivor adviser"),
}
QUESTIONS = {
    Question.INVITE: _("Who may invite people, and end their access"),
    Question.SEE: _("Who may see"),
    Question.SIGN: _("Who may sign"),
    Question.EXPORT: _("Who may take data away"),
    Question.KEEP: _("Who keeps the house"),
}
VERBS = {
    Verb.INVITE: _("Invite people, and print the code with which they come in"),
    Verb.CHANGE_ROLE: _("Change the role, post or place of people"),
    Verb.END_ACCESS: _("End access at once, and give it back"),
    Verb.VOUCH: _("Record that somebody who lost their key proved who they are"),
    Verb.CONFIRM_IDENTITY: _("Confirm that, as the second person"),
    Verb.IMPORT_PEOPLE: _("Bring in people from a file"),
    Verb.KEEP_ORGANIZATIONS: _("Invite organizations with their first manager, correct them, end their part"),
    Verb.SEE_PEOPLE: _("See who has access"),
    Verb.SEE_TRAINING: _("See who is trained, and who is late"),
    Verb.SEE_REGION: _("See counts of every county"),
    Verb.SEE_HOUSE: _("See which agencies take reports, the numbers of the counties, and the organizations"),
    Verb.SIGN_REVIEW: _("Sign the review of who has access"),
    Verb.SIGN_PROTOCOLS: _("Sign protocols and policies"),
    Verb.SIGN_LAW: _("Sign the law that governs here"),
    Verb.REVIEW_COURSES: _("Let a course go to its learners, as the second reader"),
    Verb.EXPORT_TRAINING: _("Take away proof of training"),
    Verb.EXPORT_REGION: _("Take away the counts of the counties as a table"),
    Verb.KEEP_TRAINING: _("Keep posts, lists of staff and proof of training"),
    Verb.KEEP_WALLS: _("Say how often somebody looks at notices on walls"),
    Verb.KEEP_SITES: _("Add, rename and end places, and give them a new printed code"),
    Verb.WRITE_COURSES: _("Write the courses that everybody reads"),
    Verb.KEEP_ROUTING: _("Say which agency takes the reports of a county"),
    Verb.KEEP_LINES: _("Enter, ring and change the numbers of the counties"),
    Verb.KEEP_RECORDS: _("Say how long records are kept, hold and seal them"),
    Verb.KEEP_CONSULTANTS: _("Name who answers the questions of a county"),
    Verb.KEEP_MAIL: _("Test the mail, and try again what could not be sent"),
    Verb.KEEP_SIGN_IN: _("Enter the sign-ins that organizations have of their own"),
}
HOWS = {
    How.IN_PERSON: _("They stood before me, and I know them or saw a document with a photo"),
    How.VIDEO: _("On a video call, and I know their face"),
    How.CALLED_BACK: _("I called them back at a number that we knew before"),
}
KINDS = {Kind.PEOPLE: _("People from a file"), Kind.SITES: _("Places from a file"), Kind.AGENCIES: _("Organizations from a file")}
COLUMNS = rosters.COLUMNS | {
    "email": _("Mail address"), "role": _("Role"), "language": _("Language"), "address": _("Street and town"), "county": _("County"),
    "state": _("State"), "sector": _("Sector"), "phone": _("Telephone"), "receives": _("Receives reports"), "government": _("Government"),
}  # fmt: skip
FAULTS = rosters.FAULTS | {
    "email_form": (_("This is no mail address."), _("Correct it.")),
    "role_unknown": (
        _("This role is not one that you may give."),
        _("Write worker, supervisor or manager; for people of the body one of its roles."),
    ),
    "elsewhere": (_("Somebody of another organization comes in with this address."), _("Use another address.")),
    "not_yours": (_("The access of this person is not yours to change."), _("Leave the row out.")),
    "language_unknown": (_("This language is not known."), _("Write en or es, or leave the cell empty.")),
    "sector_unknown": (_("This sector is not known."), _("Write the word of a sector, such as schools.")),
    "county_unknown": (_("The body has no county of this name, or two."), _("Write its name as the page of routing has it, and the state.")),
    "yes_no": (_("This is neither yes nor no."), _("Write yes or no, or leave the cell empty.")),
    "phone_form": (_("This is no telephone number with area code."), _("Write it as 218-555-0123.")),
}


def told(fault: ImportFault) -> tuple[str, str, str]:
    """A fault in words: the column, what is wrong, what to do."""
    wrong, mend = FAULTS[fault.code]
    return str(COLUMNS.get(fault.column, fault.column)), str(wrong).format(figure=fault.figure), str(mend)
