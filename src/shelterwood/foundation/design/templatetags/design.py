"""Small pieces that every page uses."""

from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.times import day_in_words, in_words

register = template.Library()

# word, icon of the sprite, look; shown as word + icon + edge, so that color says nothing alone
STATUSES: dict[str, tuple[Any, str, str]] = {
    "running": (_("Running"), "schedule", "plain"),
    "half_gone": (_("Half gone"), "schedule", "plain"),
    "due_soon": (_("Due soon"), "hourglass_empty", "amber"),
    "overdue": (_("Overdue"), "error", "clay"),
    "met": (_("Met"), "check_circle", "moss"),
    "met_late": (_("Met late"), "check_circle", "moss"),
    "now": (_("Now"), "error", "amber"),
    "not_confirmed": (_("Not confirmed"), "help", "dotted"),
    "not_confirmed_by_counsel": (_("Not confirmed by counsel"), "help", "dotted"),
    "confirmed": (_("Signed by counsel"), "check_circle", "moss"),
    "governs_later": (_("Governs later"), "schedule", "lake"),
    "changed": (_("Changed, not signed"), "hourglass_empty", "amber"),
    "typed": (_("Typed as a policy"), "check_circle", "moss"),
    "statement": (_("Typed, with a person's statement"), "flag", "lake"),
    "clock_alone": (_("A clock alone"), "schedule", "plain"),
    "not_encoded": (_("Not encoded"), "cancel", "plain"),
    "product_rule": (_("Rule of the product"), "info", "lake"),
    "demonstration": (_("Demonstration signature"), "info", "lake"),
    "restricted": (_("Restricted"), "lock", "dashed"),
    "sent": (_("Sent"), "send", "lake"),
    "acknowledged": (_("Received"), "flag", "lake"),
    "screened_in": (_("Accepted"), "flag", "moss"),
    "screened_out": (_("Not accepted"), "cancel", "plain"),
    "skipped": (_("Skipped"), "cancel", "plain"),
    "refused": (_("Refused"), "lock", "dashed"),
    "waiting": (_("Waiting"), "schedule", "amber"),
    "answered": (_("Answered"), "check_circle", "moss"),
    "danger": (_("Danger"), "error", "clay"),
    "read": (_("Read"), "check_circle", "moss"),
    "done": (_("Completed"), "check_circle", "moss"),
    "revoked": (_("Taken back"), "cancel", "plain"),
    "valid": (_("Valid"), "check_circle", "moss"),
    "up": (_("Hangs"), "check_circle", "moss"),
    "check_due": (_("Look again"), "schedule", "amber"),
    "missing": (_("Does not hang"), "error", "amber"),
    "taken_down": (_("Taken down"), "cancel", "plain"),
    "late": (_("Late"), "error", "clay"),
    "later": (_("Later"), "schedule", "plain"),
    "maybe": (_("It depends"), "help", "dotted"),
    "not_needed": (_("Not needed"), "cancel", "plain"),
    "recorded": (_("Done"), "check_circle", "moss"),
    "recorded_late": (_("Done late"), "check_circle", "amber"),
    "not_done": (_("Could not be done"), "cancel", "amber"),
    "missed": (_("Missed"), "error", "clay"),
    "open": (_("Going on"), "schedule", "lake"),
    "paused": (_("Paused"), "hourglass_empty", "amber"),
    "finished": (_("Finished"), "check_circle", "moss"),
    "ended": (_("Ended"), "cancel", "plain"),
    "in_force": (_("In force"), "check_circle", "moss"),
    "replaced": (_("Replaced"), "cancel", "plain"),
    "retired": (_("Retired"), "cancel", "plain"),
    "draft": (_("Draft"), "info", "lake"),
    "partly": (_("Partly"), "hourglass_empty", "amber"),
    "not_met": (_("Not there"), "cancel", "plain"),
    "unknown": (_("Not known"), "help", "dotted"),
    "gone": (_("Left"), "cancel", "plain"),
    "corrected": (_("Corrected"), "info", "lake"),
    "taken_back": (_("Withdrawn by the writer"), "cancel", "plain"),
    "held": (_("On hold"), "lock", "amber"),
    "sealed": (_("Sealed"), "lock", "dashed"),
    "withdrawn": (_("Withdrawn"), "cancel", "plain"),
    "mapping": (_("Columns to be chosen"), "help", "amber"),
    "checking": (_("Being checked"), "schedule", "lake"),
    "checked": (_("Checked, waits for you"), "schedule", "amber"),
    "applied": (_("Applied"), "check_circle", "moss"),
    "undone": (_("Undone"), "cancel", "plain"),
    "discarded": (_("Discarded"), "cancel", "plain"),
    "failed": (_("Cannot be read"), "error", "clay"),
    "expired": (_("Ran out"), "cancel", "plain"),
    "due": (_("Due now"), "hourglass_empty", "amber"),
    "not_yet_due": (_("Not yet due"), "schedule", "plain"),
    "exempt": (_("Exempt"), "info", "plain"),
    "not_proof": (_("Good training, not legal proof"), "flag", "amber"),
    "writing": (_("Being written"), "schedule", "plain"),
    "review": (_("Waits for review"), "hourglass_empty", "amber"),
    "own_copy": (_("Own copy of the organization"), "info", "lake"),
    "faults": (_("Has faults"), "error", "amber"),
    "no_faults": (_("No faults"), "check_circle", "moss"),
    "read_again": (_("Read this item again"), "error", "amber"),
    "sound": (_("Works"), "check_circle", "moss"),
    "active": (_("May come in"), "check_circle", "moss"),
    "invited": (_("Invited"), "schedule", "amber"),
    "not_invited": (_("No code yet"), "help", "dotted"),
    "access_ended": (_("Access ended"), "cancel", "plain"),
    "too_few": (_("Too few answers"), "help", "dotted"),
}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A symbol of the sprite; always beside a word, so hidden from screen readers."""
    return format_html('<svg class="usa-icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag
def status(word: str) -> SafeString:
    """A state as word, icon and edge. What an invented counsel signed never looks signed."""
    if word == "confirmed" and settings.DEMONSTRATION:
        word = "demonstration"
    label, symbol, look = STATUSES[word]
    return format_html('<span class="status status--{}">{} {}</span>', look, icon(symbol), label)


@register.filter
def day(at: date | datetime | None) -> str:
    return day_in_words(at) if at else ""


@register.filter
def moment(at: datetime | None, zone: str = "America/Chicago") -> str:
    return in_words(at, zone) if at else ""


@register.filter
def dial(phone: str) -> str:
    """The `tel:` address of a number as it is written in the United States."""
    digits = "".join(letter for letter in phone if letter.isdigit())
    if len(digits) == 10:
        digits = "1" + digits
    return "tel:" + (digits if len(digits) < 7 else "+" + digits)


@register.simple_tag
def phone(number: str, label: str = "") -> SafeString:
    """A number as a link and as text, so that a desktop can read it out."""
    return format_html('<a class="phone" href="{}">{}{}</a>', dial(number), f"{label} " if label else "", number)


@register.simple_tag
def numbered(page: Page[Any]) -> list[Any]:
    """The numbers of the pages around one: the first, the last, and those beside it."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def other_language(context: template.Context, address: str = "") -> str:
    """The address of the same page in the other language; `address` where the page stands at another than was asked."""
    path: str = address or (context["request"].get_full_path() if "request" in context else "/")
    path = "/" + path.lstrip("/")  # two slashes would name another host
    if get_language() == "es":
        return "/" + path.removeprefix("/es").lstrip("/")
    return "/es" + path


@register.simple_tag(takes_context=True)
def here(context: template.Context, name: str) -> SafeString:
    """`aria-current` for the link of the page one stands on."""
    return SafeString('aria-current="page"') if context["request"].path == reverse(name) else SafeString("")
