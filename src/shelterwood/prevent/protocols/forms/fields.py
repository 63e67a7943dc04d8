"""What several forms share: words without unreadable characters, a day, and a moment that is now or was earlier."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 2000
no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]", _("This holds a character that cannot be read. Type it again without it."), inverse_match=True
)


def words(label: Any, *, needed: Any = "", longest: int = LONGEST, rows: int = 3, **options: Any) -> forms.CharField:
    """A box for a few sentences. `needed`: what is said where it stays empty; without it, it may."""
    return forms.CharField(
        label=label, required=bool(needed), max_length=longest, validators=[no_control_characters], widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": needed} if needed else {}, **options,
    )  # fmt: skip


def line(label: Any, *, needed: Any = "", longest: int = 120, **options: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=bool(needed), max_length=longest, validators=[no_control_characters],
        error_messages={"required": needed} if needed else {}, **options,
    )  # fmt: skip


def day(label: Any, *, needed: Any = "", **options: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=bool(needed), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": needed} if needed else {}, **options,
    )  # fmt: skip


def on_condition[F: forms.Field](field: F) -> F:
    """A field that some answers require and others leave empty: its label does not call it optional."""
    field.on_condition = True  # type: ignore[attr-defined]
    return field


class AtSomeTime(forms.Form):
    """Now, or a day and a time earlier. `happened_at` is the moment. Nothing is filled in beforehand."""

    when = forms.ChoiceField(
        label=_("When was it?"),
        choices=[("now", _("Just now")), ("earlier", _("At another time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say when it was.")},
    )
    happened_on = on_condition(day(_("If at another time: which day?")))
    happened_time = on_condition(
        forms.TimeField(label=_("And at what time?"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    )

    def __init__(self, *args: Any, time_zone: str, not_before: datetime | None = None, **kwargs: Any) -> None:
        self.time_zone, self.not_before = ZoneInfo(time_zone), not_before
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        now = timezone.now()
        cleaned["happened_at"] = now
        if cleaned.get("when") == "earlier":
            for name in ("happened_on", "happened_time"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Say when it was."))
            if self.errors:
                return cleaned
            cleaned["happened_at"] = datetime.combine(cleaned["happened_on"], cleaned["happened_time"], self.time_zone)
        if cleaned["happened_at"] > now + timedelta(minutes=5):
            self.add_error("happened_time", _("This time has not come yet. Enter when it was."))
        elif self.not_before and cleaned["happened_at"] < self.not_before:
            self.add_error("happened_on", _("This is before the run began. Enter when it was."))
        return cleaned
