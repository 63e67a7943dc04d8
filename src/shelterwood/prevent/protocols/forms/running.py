"""A run: how it begins, what was done with a step, what is known, how it rests or ends."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.revisions import Revised
from shelterwood.prevent.protocols.forms.fields import AtSomeTime, day, on_condition, words
from shelterwood.prevent.protocols.rules.model import Step
from shelterwood.prevent.protocols.rules.running import Act
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary

KNOWN = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))]
PROOF_HINT = _("Time, receiver, reference number: what the step asks to write down. Your organization's people who may read this run see it.")


class StepDone(AtSomeTime):
    """Done, or why not; a decision has its choices (`texts`: each in words), and none is set beforehand."""

    round = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    words = words(_("What to keep, or why it could not be done"), help_text=PROOF_HINT)

    def __init__(self, *args: Any, step: Step, texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        if step.decides:
            choices = [*((f"choice:{each.id}", texts[each.id]) for each in step.choices), (str(Act.NOT_DONE), _("It could not be decided"))]
        else:
            choices = [(str(Act.DONE), _("Done")), (str(Act.NOT_DONE), _("It could not be done"))]
        self.fields["act"] = forms.ChoiceField(
            label=_("What was decided?") if step.decides else _("What became of it?"), choices=choices, widget=forms.RadioSelect,
            error_messages={"required": _("Choose one. Nobody decides for you.")},
        )  # fmt: skip
        self.order_fields(["act", "when", "happened_on", "happened_time", "words", "round"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("act") == Act.NOT_DONE and not cleaned.get("words", "").strip() and "words" not in self.errors:
            self.add_error("words", _("Say why it could not be done."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """The arguments of the verb."""
        act, _, choice = self.cleaned_data["act"].partition(":")
        return {
            "act": Act.DONE if act == "choice" else Act(act),
            "choice": choice,
            "happened_at": self.cleaned_data["happened_at"],
            "words": self.cleaned_data["words"],
        }


class Known(Revised):
    """Each question on which steps depend; unknown is an answer."""

    def __init__(self, *args: Any, answers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        for name, value in answers.items():
            self.fields[name] = forms.ChoiceField(
                label=vocabulary().answers[name].of(language), choices=KNOWN, widget=forms.RadioSelect, initial=value or "unknown"
            )


class Moments(forms.Form):
    """When that happened from which time limits run. Empty: not known."""

    def __init__(self, *args: Any, moments: dict[str, datetime | None], time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names, self.zone = tuple(moments), ZoneInfo(time_zone)
        language = get_language() or "en"
        for name, at in moments.items():
            local = at.astimezone(self.zone) if at else None
            words = vocabulary().moments[name].of(language)
            self.fields[f"{name}_on"] = day(
                _("Day on which %(moment)s") % {"moment": words},
                initial=local.date() if local else None,
                help_text=_("Leave blank what is not known."),
            )
            self.fields[f"{name}_time"] = on_condition(
                forms.TimeField(
                    label=_("Time of that day"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                    initial=local.time().replace(second=0, microsecond=0) if local else None,
                )
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.names:
            on, at = cleaned.get(f"{name}_on"), cleaned.get(f"{name}_time")
            if bool(on) != bool(at is not None) and f"{name}_on" not in self.errors and f"{name}_time" not in self.errors:
                self.add_error(f"{name}_time" if on else f"{name}_on", _("Enter both, the day and the time."))
            elif on and at is not None and datetime.combine(on, at, self.zone) > timezone.now():
                self.add_error(f"{name}_on", _("This time has not come yet. Enter when it was."))
        return cleaned

    def said(self) -> dict[str, datetime]:
        cleaned = self.cleaned_data
        return {name: datetime.combine(cleaned[f"{name}_on"], cleaned[f"{name}_time"], self.zone) for name in self.names if cleaned.get(f"{name}_on")}


class Begin(Moments):
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class Note(forms.Form):
    words = words(_("Add a note"), needed=_("Write the note."))


class Turn(forms.Form):
    """Rest, go on, finish, or end early."""

    do = forms.ChoiceField(label=_("What do you want to do?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")})
    why = on_condition(words(_("Why")))

    def __init__(self, *args: Any, paused: bool, may_finish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finish = [("finish", _("Finish: nothing waits any more"))] if may_finish else []
        rest = ("go_on", _("Go on")) if paused else ("pause", _("Pause, with a reason"))
        self.fields["do"].choices = [*finish, rest, ("end", _("End early, with a reason"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("do") in ("pause", "end") and not cleaned.get("why", "").strip() and "why" not in self.errors:
            self.add_error("why", _("Say why."))
        return cleaned


class Assign(forms.Form):
    to = forms.ChoiceField(label=_("Give this step to"))

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]
