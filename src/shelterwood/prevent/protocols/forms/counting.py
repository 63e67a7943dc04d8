"""What an organization counts of itself: a checklist, a card at a site, a session."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.protocols.forms.fields import day, line, on_condition
from shelterwood.prevent.protocols.rules.measuring import HOURS_OF_A_WEEK, Reply
from shelterwood.prevent.protocols.rules.model import Measure, Protocol
from shelterwood.prevent.protocols.wording import AGES

HAS = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))]


class Checklist(forms.Form):
    """Each item with the answer of its kind; I do not know is one."""

    def __init__(self, *args: Any, checklist: Protocol, filled: dict[str, str], before: dict[str, Reply], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checklist = checklist
        language = get_language() or "en"
        for step in checklist.steps:
            reply = before.get(step.id)
            known = forms.ChoiceField(
                label=step.name.of(language),
                help_text=filled[step.id],
                choices=HAS,
                widget=forms.RadioSelect,
                initial=reply.yes.value if reply else Truth.UNKNOWN.value,
            )
            self.fields[step.id] = known
            self._more(step.id, step.measure, reply)

    def _more(self, name: str, measure: Measure | None, reply: Reply | None) -> None:
        match measure:
            case Measure.NAMED:
                self.fields[f"{name}_named"] = on_condition(line(_("If yes: which post or unit?"), longest=80, initial=reply.named if reply else ""))
            case Measure.HOURS_A_WEEK:
                self.fields[f"{name}_number"] = self._number(_("If yes: hours a week"), reply.number if reply else None, HOURS_OF_A_WEEK)
            case Measure.SHARE:
                self.fields[f"{name}_number"] = self._number(_("If known: how many"), reply.number if reply else None, 100_000)
                self.fields[f"{name}_of"] = self._number(_("Of how many in all"), reply.of if reply else None, 100_000)
            case Measure.ADOPTED:
                self.fields[f"{name}_day"] = on_condition(day(_("If yes: the day it was signed"), initial=reply.day if reply else None))

    @staticmethod
    def _number(label: Any, initial: int | None, most: int) -> forms.IntegerField:
        return on_condition(forms.IntegerField(label=label, required=False, min_value=0, max_value=most, initial=initial))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for step in self.checklist.steps:
            for part, needed in (("named", _("Write the post or unit.")), ("number", _("Enter the number.")), ("of", _("Enter the number.")),
                                 ("day", _("Enter the day."))):  # fmt: skip
                name = f"{step.id}_{part}"
                if cleaned.get(step.id) == "yes" and name in self.fields and cleaned.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, needed)
            number, of = cleaned.get(f"{step.id}_number"), cleaned.get(f"{step.id}_of")
            if number is not None and of is not None and number > of:
                self.add_error(f"{step.id}_number", _("This cannot be more than there are in all."))
            if (on := cleaned.get(f"{step.id}_day")) and on > timezone.localdate():
                self.add_error(f"{step.id}_day", _("This day has not come yet."))
        return cleaned

    def replies(self) -> dict[str, Reply]:
        """Of each item the reply; what is not known has none."""
        found = {}
        for step in self.checklist.steps:
            answer = Truth(self.cleaned_data[step.id])
            if answer is not Truth.UNKNOWN:
                found[step.id] = self._reply(step.id, answer)
        return found

    def _reply(self, name: str, answer: Truth) -> Reply:
        if answer is Truth.NO:
            whole = self.cleaned_data.get(f"{name}_of") or (1 if f"{name}_of" in self.fields else None)
            return Reply(yes=answer, number=0 if f"{name}_number" in self.fields else None, of=whole)
        said = {part: self.cleaned_data.get(f"{name}_{part}") for part in ("number", "of", "day")}
        return Reply(named=self.cleaned_data.get(f"{name}_named") or "", yes=answer, **said)


class CardForm(forms.Form):
    site = forms.ChoiceField(label=_("Site"), error_messages={"required": _("Choose a site.")})
    since = day(_("Since which day does the card lie there?"), needed=_("Enter the day."))

    def __init__(self, *args: Any, sites: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["site"].choices = [("", _("Choose")), *sites]  # type: ignore[attr-defined]


class SessionForm(forms.Form):
    """A session that was held. There is no box for a name."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    plan = forms.ChoiceField(label=_("Session plan"))
    day = day(_("Day"), needed=_("Enter the day."))
    site = forms.ChoiceField(label=_("Site"), required=False)
    people = forms.IntegerField(
        label=_("How many young people took part"), min_value=1, max_value=2000, help_text=_("A number. Never write who."),
        error_messages={"required": _("Say how many took part."), "invalid": _("Write a whole number.")},
    )  # fmt: skip
    ages = forms.ChoiceField(label=_("Their ages"), choices=[("", _("Choose")), *AGES.items()], error_messages={"required": _("Choose the ages.")})
    minutes = forms.IntegerField(
        label=_("How many minutes"), min_value=5, max_value=1440,
        error_messages={"required": _("Say how many minutes it took."), "invalid": _("Write a whole number.")},
    )  # fmt: skip
    mandate = forms.ChoiceField(label=_("Which law on teaching pupils it is counted for"), required=False)

    def __init__(
        self, *args: Any, plans: list[tuple[str, str]], sites: list[tuple[str, str]], mandates: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].choices = plans  # type: ignore[attr-defined]
        self.fields["site"].choices = [("", _("Another place")), *sites]  # type: ignore[attr-defined]
        if mandates:
            self.fields["mandate"].choices = [("", _("None")), *mandates]  # type: ignore[attr-defined]
        else:
            del self.fields["mandate"]
