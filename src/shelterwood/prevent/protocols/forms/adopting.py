"""Making a protocol one's own: a step in both languages, one more step, the words in braces, the signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.design.revisions import Revised
from shelterwood.prevent.protocols.forms.fields import day, line, words
from shelterwood.prevent.protocols.rules.adapting import may_change
from shelterwood.prevent.protocols.rules.editing import mark
from shelterwood.prevent.protocols.rules.model import LANGUAGES, ClockBasis, Condition, Protocol, Step, Text, Unit
from shelterwood.prevent.protocols.rules.placeholders import OWN
from shelterwood.prevent.protocols.rules.vocabulary import vocabulary

LABELS = {"name": (_("Name, in English"), _("Name, in Spanish")), "what": (_("What to do, in English"), _("What to do, in Spanish")),
          "say": (_("Words to say, in English"), _("Words to say, in Spanish"))}  # fmt: skip
UNITS = [(str(Unit.MINUTES), _("minutes")), (str(Unit.HOURS), _("hours")), (str(Unit.DAYS), _("days"))]
BOTH = _("Every text stands in both languages. Write this one too.")


def roles() -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(name, role.of(language)) for name, role in vocabulary().roles.items()]


class StepForm(forms.Form):
    """One step of a draft, with those fields that may be changed. `shipped`: the library's step; None for one's own."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, step: Step, shipped: Step | None, protocol: Protocol, clock_on: bool, **kwargs: Any) -> None:
        self.step, self.protocol = step, protocol
        self.free = may_change(shipped) if shipped else ("who", "name", "what", "say", "clock", "when", "record", "next", "choices", "remove")
        super().__init__(*args, **kwargs)
        self.initial["seen"] = mark(step)
        self._words()
        if "who" in self.free:
            self.fields["who"] = forms.ChoiceField(label=_("Who does it"), choices=roles(), initial=step.who)
        self._clock(clock_on)
        self._lists()
        self._choices()

    def _words(self) -> None:
        for name, labels in LABELS.items():
            text = getattr(self.step, name)
            if name not in self.free or (name == "say" and text is None):
                continue
            for language, label in zip(LANGUAGES, labels, strict=True):
                initial = text.of(language)
                field = line(label, needed=BOTH, longest=120, initial=initial) if name == "name" else words(label, needed=BOTH, initial=initial)
                self.fields[f"{name}_{language}"] = field

    def _clock(self, clock_on: bool) -> None:
        """A limit of the law always runs and is not changed; a grant's number stands in its row."""
        clock = self.step.clock
        if clock is None or clock.basis is ClockBasis.LAW:
            return
        self.fields["clock_on"] = forms.ChoiceField(
            label=_("Does this time limit run?"), choices=[("yes", _("Yes, we adopt it")), ("no", _("No, it is shown and does not run"))],
            widget=forms.RadioSelect, initial="yes" if clock_on else "no",
        )  # fmt: skip
        if "clock" in self.free and clock.unit not in (None, Unit.NOW):
            self.fields["clock_value"] = forms.IntegerField(label=_("Within how many"), min_value=1, max_value=999, initial=clock.value)
            self.fields["clock_unit"] = forms.ChoiceField(label=_("Unit"), choices=UNITS, initial=str(clock.unit))

    def _lists(self) -> None:
        language, known = get_language() or "en", vocabulary()
        if "when" in self.free and self.step.when.terms:
            kept = [(name, known.answers[name].of(language)) for name, _ in self.step.when.terms]
            self.fields["when"] = _many(_("Only where this is so (take a mark away: it always applies)"), kept, [name for name, _ in kept])
        if "record" in self.free:
            records = [(name, text.of(language)) for name, text in known.records.items()]
            self.fields["record"] = _many(_("What is written down"), records, list(self.step.record))
        if "next" in self.free and not self.step.decides:
            steps = [(each.id, each.name.of(language)) for each in self.protocol.steps if each.id != self.step.id] + [("end", _("the end"))]
            self.fields["next"] = _many(_("What follows (no mark: the next step of the list)"), steps, list(self.step.next))

    def _choices(self) -> None:
        if "choices" in self.free:
            for choice in self.step.choices:
                for language, label in zip(LANGUAGES, (_("Choice, in English"), _("Choice, in Spanish")), strict=True):
                    self.fields[f"choice_{choice.id}_{language}"] = line(label, needed=BOTH, longest=200, initial=choice.text.of(language))

    @property
    def clock_on(self) -> bool | None:
        return self.cleaned_data["clock_on"] == "yes" if "clock_on" in self.fields else None

    def changes(self) -> dict[str, Any]:
        """Field of the step to its new value."""
        return dict(self._changes())

    def _changes(self) -> Iterator[tuple[str, Any]]:
        said = self.cleaned_data
        for name in LABELS:
            if f"{name}_en" in said:
                yield name, Text(_tidy(said[f"{name}_en"]), _tidy(said[f"{name}_es"]))
        if "who" in said:
            yield "who", said["who"]
        if said.get("clock_value") and self.step.clock:
            yield "clock", replace(self.step.clock, value=said["clock_value"], unit=Unit(said["clock_unit"]))
        if "when" in self.fields:
            yield "when", Condition(tuple((name, wanted) for name, wanted in self.step.when.terms if name in said["when"]))
        for name in ("record", "next"):
            if name in self.fields:
                yield name, tuple(each for each, _ in self.fields[name].choices if each in said[name])  # type: ignore[attr-defined]
        if any(name.startswith("choice_") for name in self.fields):
            yield (
                "choices",
                tuple(
                    replace(each, text=Text(_tidy(said[f"choice_{each.id}_en"]), _tidy(said[f"choice_{each.id}_es"]))) for each in self.step.choices
                ),
            )


def _many(label: Any, choices: list[tuple[str, Any]], initial: list[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, initial=initial, required=False, widget=forms.CheckboxSelectMultiple)


def _tidy(text: str) -> str:
    """One line, as a file keeps it."""
    return " ".join(text.split())


class AddStep(forms.Form):
    """One more step of one's own."""

    after = forms.ChoiceField(label=_("After which step"))
    who = forms.ChoiceField(label=_("Who does it"))
    name_en = line(LABELS["name"][0], needed=BOTH)
    name_es = line(LABELS["name"][1], needed=BOTH)
    what_en = words(LABELS["what"][0], needed=BOTH)
    what_es = words(LABELS["what"][1], needed=BOTH)

    def __init__(self, *args: Any, protocol: Protocol, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        self.fields["after"].choices = [(step.id, step.name.of(language)) for step in protocol.steps]  # type: ignore[attr-defined]
        self.fields["who"].choices = roles()  # type: ignore[attr-defined]

    def step(self) -> dict[str, Any]:
        said = {name: _tidy(value) for name, value in self.cleaned_data.items()}
        return {
            "after": said["after"], "who": said["who"], "name": Text(said["name_en"], said["name_es"]), "what": Text(said["what_en"], said["what_es"])
        }  # fmt: skip


OWN_LABELS = {
    "designated_person": _("Whom staff tell inside the organization"),
    "advocate_line": _("The number that brings an advocate"),
    "advocacy_center": _("The children's advocacy center"),
    "manager_on_duty": _("Who is in charge of the place"),
    "legal_counsel": _("Your lawyer"),
    "interpreter_line": _("The number that brings an interpreter"),
    "team_contact": _("Who calls the agencies together"),
}


class Head(Revised):
    """The words in braces, and the review. Posts and lines, no private data."""

    def __init__(self, *args: Any, used: list[str], own: dict[str, dict[str, str]], months: int, longest: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.used = [name for name in OWN_LABELS if name in used]
        for name in self.used:
            for language, tongue in zip(LANGUAGES, (_("in English"), _("in Spanish")), strict=True):
                label = _("%(what)s, %(tongue)s") % {"what": OWN_LABELS[name], "tongue": tongue}
                hint = _("Empty: %(words)s") % {"words": OWN[language][name]}
                self.fields[f"{name}_{language}"] = line(label, longest=120, help_text=hint, initial=own.get(name, {}).get(language, ""))
        self.fields["review_months"] = forms.IntegerField(
            label=_("Read it again after how many months"), min_value=1, max_value=longest, initial=months,
            error_messages={"max_value": _("The review may come sooner, not later: at most %(limit_value)s months.")},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in self.used:
            given = [bool(cleaned.get(f"{name}_{language}", "").strip()) for language in LANGUAGES]
            if any(given) and not all(given):
                self.add_error(f"{name}_{LANGUAGES[given.index(False)]}", BOTH)
        return cleaned

    def own(self) -> dict[str, dict[str, str]]:
        return {name: {language: _tidy(self.cleaned_data[f"{name}_{language}"]) for language in LANGUAGES} for name in self.used}


class Sign(forms.Form):
    """The signature: a typed name, a post, a day."""

    seen = forms.CharField(widget=forms.HiddenInput)
    name = line(_("Your name, typed as you sign"), needed=_("Type your name."))
    post = line(_("Your post"), needed=_("Write your post."))
    on = day(_("Day"), needed=_("Enter the day."))

    def clean_on(self) -> Any:
        on = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Sign on the day on which you sign."))
        return on


class Retire(forms.Form):
    why = words(_("Why is it retired?"), needed=_("Say why it is retired."), longest=300)
