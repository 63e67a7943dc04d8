from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.people.wording import HOWS, ROLES
from shelterwood.foundation.accounts.rules import SECTORS_TO_JOIN
from shelterwood.foundation.design.forms import Tick
from shelterwood.respond.concerns.wording import SECTOR_NAMES

if TYPE_CHECKING:
    from shelterwood.foundation.accounts.models import Organization, Site
    from shelterwood.foundation.accounts.rules import Role
    from shelterwood.foundation.body.models import County

PHONE = re.compile(r"(?:1-)?\d{3}-\d{3}-\d{4}")
LANGUAGES = (("en", "English"), ("es", "Español"))


def _text(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text, widget=forms.TextInput(attrs={"class": "usa-input", "autocomplete": "off"})
    )  # fmt: skip


def _mail(label: Any, *, help_text: Any = "") -> forms.EmailField:
    widget = forms.EmailInput(attrs={"class": "usa-input", "autocomplete": "off"})
    return forms.EmailField(label=label, max_length=80, required=False, help_text=help_text, widget=widget)


def _choice(label: Any, choices: Sequence[tuple[str, Any]] = (), *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=required, widget=forms.Select(attrs={"class": "usa-select"}))


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=Tick(label))


class Access(forms.Form):
    """What somebody does here: post, role and place."""

    post = _text(_("Post"), 120, help_text=_("In words, such as: school nurse."))
    role = _choice(_("Role"))
    site = _choice(_("Place"), required=False)

    def __init__(self, data: Any = None, *, roles: Sequence[Role], places: Sequence[Site], **options: Any) -> None:
        super().__init__(data, **options)
        self.places = {str(each.pk): each for each in places}
        self.fields["role"].choices = [(each.value, ROLES[each]) for each in roles]  # type: ignore[attr-defined]
        self.fields["site"].choices = [("", "—"), *((key, each.name) for key, each in self.places.items())]  # type: ignore[attr-defined]

    def clean_site(self) -> Site | None:
        return self.places.get(self.cleaned_data["site"])


class Invitation(Access):
    """Somebody new."""

    name = _text(_("Name"), 120)
    email = _mail(_("Mail address"), help_text=_("Notices go there. They hold no content."))
    language = _choice(_("Language"), LANGUAGES)
    field_order = ("name", "email", "post", "role", "site", "language")


class Manager(forms.Form):
    """The first manager of an organization."""

    name = _text(_("Name of the manager"), 120)
    email = _mail(_("Mail address of the manager"))
    post = _text(_("Post of the manager"), 120)
    language = _choice(_("Language of the manager"), LANGUAGES)


class Vouch(forms.Form):
    how = forms.ChoiceField(label=_("How did they show who they are?"), choices=list(HOWS.items()), widget=forms.RadioSelect)


class Place(forms.Form):
    name = _text(_("Name of the place"), 160)
    county = _choice(_("County"))
    address = _text(_("Street and town"), 200, required=False, help_text=_("Never a confidential place: what stands here is not protected."))

    def __init__(self, data: Any = None, *, counties: Sequence[County], **options: Any) -> None:
        super().__init__(data, **options)
        self.counties = {str(each.pk): each for each in counties}
        self.fields["county"].choices = [(key, f"{each.name}, {each.state}") for key, each in self.counties.items()]  # type: ignore[attr-defined]

    def clean_county(self) -> County:
        return self.counties[self.cleaned_data["county"]]


class Agency(forms.Form):
    """An organization, what the law names it as, and who stands in for it."""

    name = _text(_("Name of the organization"), 160)
    sector = _choice(_("Sector"))
    county = _choice(_("County"))
    phone = _text(_("Telephone"), 24, required=False, help_text=_("With dashes, such as 218-555-0123."))
    hours = _text(_("When somebody answers, in English"), 80, required=False)
    hours_es = _text(_("When somebody answers, in Spanish"), 80, required=False)
    receives_abuse_reports = _tick(_("The law names it as a receiver of reports"))
    government_entity = _tick(_("It is a government agency"))
    criminal_justice_agency = _tick(_("It is police, a prosecutor or a court"))
    tribal = _tick(_("It is an agency of a tribal nation"))
    conflict_alternate = _choice(_("Stands in where somebody involved works there"), required=False)

    def __init__(self, data: Any = None, *, counties: Sequence[County], alternates: Sequence[Organization], **options: Any) -> None:
        super().__init__(data, **options)
        self.counties, self.alternates = {str(each.pk): each for each in counties}, {str(each.pk): each for each in alternates}
        sectors = [(each.value, SECTOR_NAMES[each]) for each in SECTORS_TO_JOIN if each in SECTOR_NAMES]
        self.fields["sector"].choices = sorted(sectors, key=lambda each: str(each[1]))  # type: ignore[attr-defined]
        self.fields["county"].choices = [(key, f"{each.name}, {each.state}") for key, each in self.counties.items()]  # type: ignore[attr-defined]
        self.fields["conflict_alternate"].choices = [("", "—"), *((key, each.name) for key, each in self.alternates.items())]  # type: ignore[attr-defined]

    def clean_county(self) -> County:
        return self.counties[self.cleaned_data["county"]]

    def clean_conflict_alternate(self) -> Organization | None:
        return self.alternates.get(self.cleaned_data["conflict_alternate"])

    def clean_phone(self) -> str:
        written = re.sub(r"[ ().]+", "-", self.cleaned_data["phone"].strip()).strip("-")
        if written and not PHONE.fullmatch(written):
            raise ValidationError(_("Write the number with area code, such as 218-555-0123."))
        return written


class FirstPlace(forms.Form):
    """The first place of an organization that is invited."""

    name = _text(_("Name of its first place"), 160)
    address = _text(_("Street and town"), 200, required=False)


class Upload(forms.Form):
    file = forms.FileField(label=_("File (CSV)"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
