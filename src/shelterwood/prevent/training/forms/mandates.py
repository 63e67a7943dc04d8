"""What a manager is asked about posts, places, people and proof, and what a learner signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.training import Reason

from shelterwood.foundation.design.revisions import Revised
from shelterwood.prevent.training import wording

ANSWERS = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
DAY_ERRORS = {"invalid": _("Write a day, such as 11/24/2026.")}


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    errors = {**DAY_ERRORS, "required": _("Choose the day.")}
    return forms.DateField(label=label, required=required, widget=widget, error_messages=errors, help_text=help_text)


class Stated(Revised):
    """Words of the law that fit a post or a place: some chosen, each question answered yes, no or not known."""

    words = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, label: Any, words: Iterable[tuple[str, Any]], questions: Iterable[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["words"]
        chosen.label, chosen.choices = label, list(words)  # type: ignore[attr-defined]
        self.questions = list(questions)
        for name, text in self.questions:
            self.fields[name] = forms.ChoiceField(label=text, choices=ANSWERS, required=False)

    def stated(self) -> dict[str, bool]:
        """Question to yes or no; what is not known is left out."""
        return {name: self.cleaned_data[name] == "yes" for name, _text in self.questions if self.cleaned_data[name]}


def stated_before(words: Iterable[str], stated: dict[str, bool]) -> dict[str, Any]:
    """What such a form shows first."""
    return {"words": list(words), **{name: "yes" if value else "no" for name, value in stated.items()}}


class NewPost(forms.Form):
    title = forms.CharField(label=_("What is the post called?"), max_length=80, error_messages={"required": _("Write what the post is called.")})


class Place(forms.Form):
    """Which post somebody holds, where, and since when."""

    post = forms.ChoiceField(label=_("Post"), required=False)
    site = forms.ChoiceField(label=_("Where do they work?"), required=False)
    hired_on = day_field(_("First day of work"), required=False)
    left_on = day_field(_("Last day of work"), required=False, help_text=_("Leave it empty for somebody who still works here."))

    def __init__(self, *args: Any, posts: Iterable[tuple[str, str]], sites: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("post", posts), ("site", sites)):
            self.fields[name].choices = [("", _("Not said")), *choices]  # type: ignore[attr-defined]


class Exempt(forms.Form):
    word = forms.ChoiceField(label=_("Which exemption of the law?"), error_messages={"required": _("Choose from the list.")})
    why = forms.CharField(label=_("Why does it hold?"), max_length=200, error_messages={"required": _("Say why the exemption holds.")})

    def __init__(self, *args: Any, words: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["word"].choices = [(word, wording.REASONS[Reason(word)]) for word in words]  # type: ignore[attr-defined]


class Approve(forms.Form):
    """An approval of one of our courses under one law."""

    course = forms.ChoiceField(label=_("Which course?"))
    mandate = forms.ChoiceField(label=_("Under which law?"))
    number = forms.CharField(
        label=_("Number of the approval"), max_length=60, help_text=_("As the authority gave it. Without a number a training does not count."),
        error_messages={"required": _("Write the number of the approval.")},
    )  # fmt: skip
    since = day_field(_("Approved since"))
    until = day_field(_("Approved until"), required=False, help_text=_("Leave it empty where no end was set."))

    def __init__(self, *args: Any, courses: Iterable[tuple[str, str]], mandates: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("course", courses), ("mandate", mandates)):
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]


class Fulfil(forms.Form):
    """That a duty of a site was done."""

    done_on = day_field(_("On which day was it done?"))
    proof = forms.CharField(
        label=_("What shows it, and where is that kept?"), max_length=200,
        error_messages={"required": _("Write what shows it and where that is kept.")},
    )  # fmt: skip


class Sign(forms.Form):
    name = forms.CharField(
        label=_("Type your full name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type your name to sign.")},
    )  # fmt: skip
