"""The forms of learning: an answer to one scene, the answers of a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from shelterwood.prevent.training.rules.final_check import Drawn, mixed
from shelterwood.prevent.training.rules.html import inline
from shelterwood.prevent.training.rules.model import Question


def _one_of(question: Question, order: Sequence[int], language: str, filled: Mapping[str, str], stem: str, missed: Any) -> forms.ChoiceField:
    """A question as a field. Course text is Markdown without HTML, so what `inline` gives is safe."""
    words = [(str(place), mark_safe(inline(question.options[place].texts[language], filled))) for place in order]
    label = mark_safe(stem)
    return forms.ChoiceField(label=label, choices=words, widget=forms.RadioSelect, error_messages={"required": missed})


class Scene(forms.Form):
    """One scene of a scenario: what would you do?"""

    def __init__(self, *args: Any, scene: Question, language: str, filled: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"] = _one_of(scene, mixed(scene), language, filled, str(_("What would you do?")), _("Choose one answer."))


class Check(forms.Form):
    """A whole check on one page."""

    def __init__(self, *args: Any, drawn: Sequence[Drawn], language: str, filled: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drawn = drawn
        for number, each in enumerate(drawn, 1):
            question = each.item.question
            stem = f"{number}. {inline(question.texts[language], filled)}"
            missed = gettext("Question %(number)s: choose one answer.") % {"number": number}
            self.fields[question.id] = _one_of(question, each.order, language, filled, stem, missed)

    def chosen(self) -> dict[str, int]:
        """Item to the answer's place in the bank."""
        return {name: int(place) for name, place in self.cleaned_data.items()}


class Revoke(forms.Form):
    why = forms.CharField(label=_("Why?"), max_length=200, error_messages={"required": _("Say why the certificate is taken back.")})
