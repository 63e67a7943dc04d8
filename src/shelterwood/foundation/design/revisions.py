"""Two people change one thing: the second saving is refused, both values are shown, and nobody's words vanish.

A form carries the mark of what its person had before them. The verb locks the row, compares, and only then writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

STALE = gettext_lazy(
    "Somebody changed this meanwhile. Nothing was overwritten: both stand here. Change yours if you wish, and send again to keep it."
)


class Stale(Exception):
    """What stands there is not what the person had before them."""


def mark(values: Mapping[str, Any]) -> str:
    """A short mark of what stands somewhere: equal for equal values, and telling nothing of them."""
    return sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()[:24]


def check_seen(values: Mapping[str, Any], seen: str | None) -> None:
    """Raise Stale unless `seen` is the mark of these values. None: no form was seen, as in the set-up and an import."""
    if seen is not None and mark(values) != seen:
        raise Stale


def alone[Row: Model](row: Row) -> Row:
    """The row as it stands now, locked until the transaction ends, so that nobody saves between the look and the writing."""
    return type(row)._base_manager.select_for_update(of=("self",)).get(pk=row.pk)


class Revised(forms.Form):
    """A form for something that another person may change too. Its initial values are what stands there now.

    `seen`: the mark of what stands there; it rides along, and the verb compares.
    """

    def __init__(self, *args: Any, seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=seen)

    @property
    def seen(self) -> str:
        """The mark of what the person had before them; only after `is_valid`."""
        return str(self.cleaned_data["seen"])

    def set_beside(self) -> list[tuple[str, str, str]]:
        """After Stale: label, what stands there now, what was typed, for each field in which they differ.

        Sent once more, the form is meant for what stands there now.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # what a request was sent with
        data[self.add_prefix("seen")] = self.get_initial_for_field(self.fields["seen"], "seen")
        self.data = data
        return beside(self)


def beside(form: forms.Form) -> list[tuple[str, str, str]]:
    """Label, what stands there now, what was typed, for each field in which they differ; as `Revised.set_beside` says."""
    found = []
    for name, field in form.fields.items():
        now, typed = _in_words(field, form.get_initial_for_field(field, name)), _in_words(field, form[name].value())
        if now != typed and name != "seen":
            found.append((str(form[name].label), now, typed))
    return found


def _in_words(field: forms.Field, value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        labels = {str(key): str(label) for key, label in choices if not isinstance(label, list | tuple)}
        values = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(labels.get(str(each), "") for each in values if each not in (None, ""))
    shown = field.prepare_value(value)
    return "" if shown is None else str(field.widget.format_value(shown) or "") if not isinstance(shown, str) else shown
