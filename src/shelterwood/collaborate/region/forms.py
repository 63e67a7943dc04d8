from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.region.rules import routing_fault
from shelterwood.collaborate.region.wording import PURPOSES, ROUTING_FAULTS
from shelterwood.foundation.design.revisions import Revised

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Person
    from shelterwood.foundation.body.models import County
    from shelterwood.respond.consultations.models import Consultant

PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}|911|988|211|311")
ROWS = 4  # at least; one more than are named now
type Row = tuple[Organization, Organization | None]


class RoutingForm(Revised):
    """The agencies of one county, each with who stands in for it."""

    def __init__(self, data: Any = None, *, agencies: Sequence[Organization], present: Sequence[Organization], seen: str) -> None:
        super().__init__(data, seen=seen)
        self.agencies = {str(each.pk): each for each in agencies}
        choices = [("", "—"), *((str(each.pk), f"{each.name} ({each.county.state})") for each in agencies)]
        self.numbers = range(1, max(ROWS, len(present) + 1) + 1)
        for number in self.numbers:
            now = present[number - 1] if number <= len(present) else None
            self.fields[f"intake_{number}"] = _choice(_("Agency %(number)d") % {"number": number}, choices, now and now.pk)
            alternate = _choice(_("Stands in where somebody involved works there"), choices, now and now.conflict_alternate_id)
            self.fields[f"alternate_{number}"] = alternate
        self.fields["intake_1"].on_condition = True  # type: ignore[attr-defined]  # the page does not call it optional

    def clean(self) -> dict[str, Any]:
        found = [(self._key("intake", number), self._key("alternate", number)) for number in self.numbers]
        if fault := routing_fault(found):
            raise ValidationError(ROUTING_FAULTS[fault])
        return self.cleaned_data

    def rows(self) -> list[Row]:
        """What was chosen, in order."""
        numbers = [number for number in self.numbers if self.cleaned_data[f"intake_{number}"]]
        found = [(self.cleaned_data[f"intake_{number}"], self.cleaned_data[f"alternate_{number}"]) for number in numbers]
        return [(self.agencies[intake], self.agencies.get(alternate)) for intake, alternate in found]

    def _key(self, kind: str, number: int) -> UUID | None:
        written = self.cleaned_data.get(f"{kind}_{number}")
        return UUID(written) if written else None


class ConsultantForm(forms.Form):
    """Who answers a county's questions: an agency, and of its people one person and who stands in. Without a person: whoever is on duty."""

    def __init__(
        self, data: Any, *, agencies: Sequence[Organization], people: Callable[[list[UUID]], list[Person]], present: Consultant | None
    ) -> None:
        super().__init__(data)
        self.agencies = {str(each.pk): each for each in agencies}
        now = present.organization_id if present else None
        choices = [("", _("Nobody")), *((key, f"{each.name} ({each.county.state})") for key, each in self.agencies.items())]
        self.fields["agency"] = _choice(_("Agency"), choices, now)
        agency = self.agencies.get(data.get("agency", "") if data is not None else str(now or ""))
        self.people = {str(each.pk): each for each in people([agency.pk])} if agency else {}
        names = [(key, f"{each.name}, {each.post}") for key, each in self.people.items()]
        self.fields["person"] = _choice(_("Person"), [("", _("Whoever is on duty there")), *names], present and present.person_id)
        self.fields["alternate"] = _choice(_("Stands in"), [("", "—"), *names], present and present.alternate_id)
        for field in self.fields.values():
            field.on_condition = True  # type: ignore[attr-defined]  # the page does not call it optional

    def clean(self) -> dict[str, Any]:
        person, alternate = self.cleaned_data.get("person"), self.cleaned_data.get("alternate")
        if alternate and not person:
            self.add_error("person", _("Choose the person too for whom somebody stands in."))
        if alternate and alternate == person:
            self.add_error("alternate", _("Nobody can stand in for themselves. Choose another person."))
        return self.cleaned_data

    def chosen(self) -> dict[str, Any]:
        """Agency, person and alternate, each None where none was chosen."""
        said = self.cleaned_data
        return {
            "agency": self.agencies.get(said["agency"]), "person": self.people.get(said["person"]), "alternate": self.people.get(said["alternate"]),
        }  # fmt: skip


def _choice(label: Any, choices: list[tuple[str, Any]], now: object) -> forms.ChoiceField:
    widget = forms.Select(attrs={"class": "usa-select"})
    return forms.ChoiceField(label=label, choices=choices, required=False, initial=str(now or ""), widget=widget)


def _text(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text, widget=forms.TextInput(attrs={"class": "usa-input"})
    )


class LineForm(Revised):
    """One telephone line of a county."""

    county = forms.ChoiceField(label=_("County"), widget=forms.Select(attrs={"class": "usa-select"}))
    purpose = forms.ChoiceField(label=_("What it is for"), choices=list(PURPOSES.items()), widget=forms.Select(attrs={"class": "usa-select"}))
    name = _text(_("Name in English"), 120)
    name_es = _text(_("Name in Spanish"), 120, required=False)
    phone = _text(_("Number"), 24, help_text=_("With dashes, such as 218-555-0123."))
    hours = _text(_("When somebody answers, in English"), 80, help_text=_("Such as: 24/7, or weekdays 8 a.m. to 5 p.m."))
    hours_es = _text(_("When somebody answers, in Spanish"), 80, required=False)

    def __init__(self, data: Any = None, *, counties: Sequence[County], **options: Any) -> None:
        super().__init__(data, **options)
        self.counties = {str(each.pk): each for each in counties}
        self.fields["county"].choices = [(key, f"{each.name}, {each.state}") for key, each in self.counties.items()]  # type: ignore[attr-defined]

    def clean_county(self) -> County:
        return self.counties[self.cleaned_data["county"]]

    def clean_phone(self) -> str:
        written: str = re.sub(r"[ ().]+", "-", self.cleaned_data["phone"].strip()).strip("-")
        if not PHONE.fullmatch(written):
            raise ValidationError(_("Write the number with area code, such as 218-555-0123."))
        return written
