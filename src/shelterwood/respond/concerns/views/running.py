"""What of one's own protocols stands beside a concern: the form that begins a run of one, and the runs begun from it."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from shelterwood.gates.disclosure.rules import Principal
from shelterwood.prevent.protocols import queries as protocols
from shelterwood.respond.concerns.queries import View


class BeginRun(forms.Form):
    """Which of one's protocols is begun."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    protocol = forms.ChoiceField(label=_("Which protocol?"), error_messages={"required": _("Choose a protocol.")})

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["protocol"].choices = choices  # type: ignore[attr-defined]


def work_on(view: View, by: Principal) -> dict[str, Any]:
    """For the concern's page: the protocols that can be begun from it, and the runs that were. Nothing where only the envelope is seen."""
    if view.envelope_only:
        return {}
    language = get_language() or "en"
    choices = protocols.to_begin(by.organization.id, language)
    begun = [(run, text.title.of(language), takes_part) for run, text, takes_part in protocols.runs_about(view.concern.record, by=by)]
    return {"begin_run": BeginRun(choices=choices) if choices else None, "runs": begun}
