"""What is asked before a poster is made, where it hangs, why it was taken down, and how often to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.terms import FEDERAL

from shelterwood.prevent.awareness.models import LANGUAGES
from shelterwood.prevent.awareness.rules.walls import FEWEST_MONTHS, MOST_MONTHS, MOST_PLACE
from shelterwood.prevent.awareness.signage import SIZES, size_in_words

if TYPE_CHECKING:
    from shelterwood_methods.statutes.training import Notice

    from shelterwood.foundation.accounts.models import Site
    from shelterwood.prevent.awareness.models import Poster


NO_LAW = _("No law: one still helps")
OTHER_SIZE = "other"


class OfSites(forms.Form):
    """A form about one site of an organization and a notice that the law asks there, or none."""

    site = forms.ChoiceField(label=_("Where will it hang?"))
    notice = forms.ChoiceField(label=_("For which law?"), required=False)
    languages = forms.ChoiceField(label=_("Languages"), choices=LANGUAGES[::-1])

    def __init__(self, *args: Any, sites: Iterable[Site], notices: Mapping[str, Notice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notices = notices
        self.sites = {str(site.pk): site for site in sites}
        laws = [(identifier, f"{notice.mandate.citation} ({identifier})") for identifier, notice in notices.items()]
        self.fields["site"].choices = [(key, site.name) for key, site in self.sites.items()]  # type: ignore[attr-defined]
        self.fields["notice"].choices = [("", NO_LAW), *laws]  # type: ignore[attr-defined]

    def clean_site(self) -> Site:
        return self.sites[self.cleaned_data["site"]]

    def clean(self) -> dict[str, Any]:
        """A law asks its notice in its own state only."""
        cleaned = super().clean() or {}
        site, notice = cleaned.get("site"), self.notices.get(cleaned.get("notice", ""))
        if site and notice and notice.mandate.jurisdiction not in (site.county.state, FEDERAL):
            self.add_error("notice", _("This law does not hold where the site is. Choose another, or none."))
        return cleaned


class PosterAsked(OfSites):
    size = forms.ChoiceField(
        label=_("Sheet"),
        choices=[("letter", _("Letter, 8.5 × 11 inches")), ("tabloid", _("Tabloid, 11 × 17 inches"))],
        help_text=_("Where the law settles size or languages, those are used."),
    )


class WhereItHangs(OfSites):
    """Of a sheet that was made here, what is known of it is filled in."""

    place = forms.CharField(
        label=_("Where within the site?"),
        max_length=MOST_PLACE,
        error_messages={"required": _("Say where within the site.")},
        help_text=_("In words, such as: restroom for guests, ground floor."),
    )
    size = forms.ChoiceField(label=_("Size in inches"))
    on = forms.DateField(
        label=_("Since which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Enter the day."), "invalid": _("Choose a day.")},
    )  # fmt: skip
    field_order = ["site", "place", "notice", "size", "languages", "on"]

    def __init__(self, *args: Any, notices: Mapping[str, Notice], sheet: Poster | None, today: date, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"on": today}
        if sheet:
            initial |= {"site": str(sheet.site_id), "notice": sheet.notice, "size": sheet.size, "languages": sheet.languages}
        super().__init__(*args, notices=notices, initial=initial, **kwargs)
        self.fields["site"].label = _("At which site?")
        settled = {size_in_words((each.width, each.height)) for each in notices.values() if each.width and each.height}
        ours = {size_in_words(size) for size in SIZES.values()} | ({sheet.size} if sheet else set())
        choices = [(size, size) for size in sorted(settled | ours)]
        self.fields["size"].choices = [*choices, (OTHER_SIZE, _("another size"))]  # type: ignore[attr-defined]
        self.fields["place"].widget.attrs["class"] = "usa-input"


class TakenDown(forms.Form):
    why = forms.CharField(label=_("Why does it no longer hang?"), max_length=200, error_messages={"required": _("Say why it no longer hangs.")})


class HowOften(forms.Form):
    months = forms.IntegerField(
        label=_("Look again after how many months?"), min_value=FEWEST_MONTHS, max_value=MOST_MONTHS,
        error_messages={"required": _("Say after how many months."), "invalid": _("Write a whole number.")},
    )  # fmt: skip


def _line(label: Any, help_text: Any = "", *, longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=longest, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


def _lines(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class MissingSheet(forms.Form):
    """What police and NCMEC ask of a missing child. It is printed and never kept. Source: 42 USC 671(a)(35)(B), 34 USC 41308."""

    called = _line(_("Name, and what they are called"))
    born = _line(_("Date of birth, age"))
    looks = _lines(_("Height, weight, hair, eyes"), _("And scars, tattoos, glasses, braces."))
    wore = _line(_("What they wore, what they carry"))
    seen = _lines(_("Last seen: when, where, with whom"))
    phones = _lines(_("Telephone numbers, online names, apps"))
    health = _lines(_("Medicines and health"), _("What they need, and how soon it is dangerous without it. Pregnancy, thoughts of suicide."))
    places = _lines(_("Friends, and places they may go"))
    worry = _lines(_("Why you worry"), _("Older friends, gifts nobody explains, threats, pictures, an earlier time away."))
    money = _line(_("Money, documents, car, tickets"))
    reported = _line(_("Reported to the police: when, to whom, number"))
    ncmec = _line(_("Reported to NCMEC: when, number"))
    reach = _line(_("Who can be reached day and night"))
    agency = _line(_("Agency and worker in charge, telephone"))
    learned = _line(_("When the agency learned of it"), _("The 24 hours of the law run from here."))
    placed = _line(_("Where the child was placed, since when"))

    PARTS = (
        (_("The child"), ("called", "born", "looks", "wore")),
        (_("What happened"), ("seen", "phones", "places", "money")),
        (_("Danger"), ("health", "worry")),
        (_("What was done"), ("reported", "ncmec", "reach")),
        (_("If the child is in care"), ("agency", "learned", "placed")),
    )

    def sections(self) -> list[tuple[Any, list[tuple[Any, str]]]]:
        """What was typed, part by part; a blank stays a line to write on by hand."""
        return [(name, [(self.fields[field].label, self.cleaned_data[field]) for field in fields]) for name, fields in self.PARTS]

    def parts(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields, part by part."""
        return [(name, [self[field] for field in fields]) for name, fields in self.PARTS]
