"""The steps of a concern. Each is one form; the answers of the others ride along in hidden fields."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from shelterwood_methods.statutes.vocabulary import Sector

from shelterwood.foundation.body.rules import STATES
from shelterwood.foundation.body.templatetags.lines import county as county_name
from shelterwood.foundation.design.forms import Tick
from shelterwood.prevent.awareness.rules import LEARNING_ONLY, signs_for, warning_signs
from shelterwood.prevent.awareness.wording import KINDS
from shelterwood.respond.concerns import door_words, wording
from shelterwood.respond.concerns.banks import CONTACTS, stopped
from shelterwood.respond.concerns.doors import ASKED_OF_TRIBES, NO_PROFESSION, PROPERTY, ROLES, YOUNG, Role, roles_at
from shelterwood.respond.concerns.rules import RECEIPT_DIGITS, ScreenOutReason, tidy_receipt

if TYPE_CHECKING:
    from collections.abc import Callable

    from shelterwood.foundation.accounts.throttle import Throttle
    from shelterwood.foundation.body.models import County

LONGEST_TEXT = 4000
OUTSIDE = "outside"
no_control_characters = RegexValidator(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]", _("This holds a character that cannot be read. Type it again without it."), inverse_match=True
)


def text(label: Any, *, help_text: Any = "", longest: int = 300, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=longest, validators=[no_control_characters], **options)


def on_condition[F: forms.Field](field: F) -> F:
    """A field that some answers require and others leave empty: its label does not call it optional."""
    field.on_condition = True  # type: ignore[attr-defined]
    return field


class StepForm(forms.Form):
    """One step, in the words of the role of whoever fills it in."""

    def __init__(self, *args: Any, role: Role, counties: list[County], **kwargs: Any) -> None:
        self.who = role
        self.counties = counties
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fit labels and choices to the person."""

    def clean(self) -> dict[str, Any]:
        """Money stays in the bank: what looks like it is stopped beside the field where it was typed."""
        cleaned = super().clean() or {}
        if self.who.sector == Sector.FINANCIAL_INSTITUTION:
            for name, field in self.fields.items():
                if isinstance(field, forms.CharField) and (found := stopped(cleaned.get(name) or "", contact=name in CONTACTS)):
                    self.add_error(name, door_words.STOPPED[found])
        return cleaned


class Signs(forms.MultipleChoiceField):
    """Any sign that is offered to anybody: who says late what their work is keeps what they marked before."""

    def valid_value(self, value: Any) -> bool:
        return value in warning_signs() and warning_signs()[value].role not in LEARNING_ONLY


class What(StepForm):
    signs = Signs(
        label=_("Signs"),
        help_text=_("One sign alone proves nothing. You do not have to prove anything."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(required=False, max_length=LONGEST_TEXT, validators=[no_control_characters], widget=forms.Textarea(attrs={"rows": 6}))
    kind = forms.ChoiceField(label=_("What may it be about?"), choices=wording.KINDS, initial="unknown", widget=forms.RadioSelect)
    in_person = forms.BooleanField(
        label=door_words.IN_PERSON, widget=Tick(door_words.IN_PERSON),
        error_messages={"required": _("Tick this if it is so. Anything else stays in the bank.")},
    )  # fmt: skip

    def __init__(self, *args: Any, marked: list[str], **kwargs: Any) -> None:
        self.marked = marked
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.who == YOUNG:
            del self.fields["kind"]  # nobody must put a name to what was done to them
        label, hint = wording.WHAT_QUESTIONS.get(self.who.signs, wording.WHAT_QUESTION)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        if self.who.sector != Sector.FINANCIAL_INSTITUTION:
            del self.fields["in_person"]
        language = get_language() or "en"
        groups = [(KINDS[kind], choices) for kind, choices in signs_for(self.who.signs, language).items()]
        listed = {sign for _name, choices in groups for sign, _text in choices}
        others = [(sign, warning_signs()[sign].text(language)) for sign in self.marked if sign in warning_signs() and sign not in listed]
        if others:
            groups.append((_("Marked before"), others))
        if groups:
            self.fields["signs"].choices = groups  # type: ignore[attr-defined]
        else:
            del self.fields["signs"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("words", "").strip() and not cleaned.get("signs"):
            self.add_error("words", _("Write what you saw, or pick one sign."))
        return cleaned


class Place(StepForm):
    county = forms.ChoiceField(label=_("County"))
    outside_state = on_condition(forms.ChoiceField(label=_("If somewhere else: which state?"), required=False, choices=[("", ""), *STATES.items()]))
    place = text(_("Where exactly?"), help_text=_("Address, place, room, stop or website, as far as you know."))
    when = forms.ChoiceField(label=_("When was it?"), choices=wording.WHEN, initial="unknown")
    vehicle = text(_("Vehicle"), help_text=_("Kind, color, plate."))
    name = text(_("Name"), longest=120)
    age = forms.ChoiceField(label=_("Age, about"), choices=wording.AGES, required=False)
    looks = text(_("What they look like"), help_text=_("Clothes, hair, height. Not origin or nationality."))
    school = text(_("School"), longest=120)
    whereabouts = text(_("Where they may be now"))
    other_person = text(_("Other people there"), help_text=_("Whom you saw. Do not ask them anything."))
    under_18 = forms.ChoiceField(label=_("Under 18?"), choices=wording.KNOWN, initial="unknown", widget=forms.RadioSelect)
    missing = forms.ChoiceField(label=_("Missing from home or care?"), choices=wording.KNOWN, initial="unknown", widget=forms.RadioSelect)
    indian_country = on_condition(
        forms.ChoiceField(
            label=_("Did it happen on tribal land, such as a reservation?"),
            choices=wording.KNOWN,
            initial="unknown",
            required=False,  # who says late what their work is was not asked
            widget=forms.RadioSelect,
        )
    )
    indian_child = on_condition(
        forms.ChoiceField(
            label=_("May the child belong to a tribe?"),
            help_text=_("Only what you were told or know from your work. Looks and names say nothing about it."),
            choices=wording.KNOWN,
            initial="unknown",
            required=False,
            widget=forms.RadioSelect,
        )
    )

    def prepare(self) -> None:
        if self.who.sector not in ASKED_OF_TRIBES:
            del self.fields["indian_country"], self.fields["indian_child"]
        counties = [(str(county.pk), f"{county_name(county)}, {STATES.get(county.state, county.state)}") for county in self.counties]
        first = [] if len(counties) == 1 else [("", _("Choose"))]
        self.fields["county"].choices = [*first, *counties, (OUTSIDE, _("Somewhere else"))]  # type: ignore[attr-defined]
        self.fields["county"].error_messages["required"] = _("Choose a county.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("county") == OUTSIDE and not cleaned.get("outside_state"):
            self.add_error("outside_state", _("Choose the state, and we show you its line."))
        return cleaned


class You(StepForm):
    role = forms.ChoiceField(label=_("Who are you?"), initial="public")
    reporter = text(
        _("Your name and how to reach you"),
        help_text=_("You need not give your name here. The hotline may ask for it."),
        longest=200,
    )
    name_may_travel = forms.BooleanField(required=False, label=_("Pass my name on"), widget=Tick(_("Pass my name on to the agencies that are told.")))
    known_when = forms.ChoiceField(
        label=_("When did you first notice or hear it?"),
        help_text=_("The time limit of the law runs from here."),
        choices=[("now", _("Just now")), ("today", _("Earlier today")), ("date", _("On another day"))],
        initial="now",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose when: in your work a time limit of the law may run from there.")},
    )
    known_on = on_condition(
        forms.DateField(label=_("If on another day: which?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    )
    conflict = forms.ChoiceField(
        label=_("Does anyone involved work for one of these agencies?"),
        choices=[("unknown", _("I do not know")), ("no", _("No")), ("yes", _("Yes"))],
        initial="unknown",
        widget=forms.RadioSelect,
    )
    conflict_with = on_condition(forms.MultipleChoiceField(label=_("If yes: which?"), required=False, widget=forms.CheckboxSelectMultiple))

    def __init__(
        self, *args: Any, agencies: list[tuple[str, str]], writer: bool, chooses: bool, at_property: bool, time_zone: str, **kwargs: Any
    ) -> None:
        self.agencies, self.writer, self.chooses, self.at_property = agencies, writer, chooses, at_property
        self.time_zone = time_zone
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.fields["conflict_with"].choices = self.agencies  # type: ignore[attr-defined]
        if self.writer:
            del self.fields["role"], self.fields["name_may_travel"]
            self.fields["reporter"].label = _("Give my name and how to reach me to the agency")
            self.fields["reporter"].help_text = _("Leave blank and the agency learns only where you work. The hotline may ask for your name.")
            return
        if self.who == YOUNG:
            self.fields["reporter"].label, self.fields["reporter"].help_text = wording.YOUNG_REACH
        if self.who == YOUNG or self.who.word in NO_PROFESSION or self.at_property:
            del self.fields["known_when"], self.fields["known_on"]
        if not self.chooses or self.who == YOUNG:
            del self.fields["role"]
            return
        offered = roles_at(PROPERTY) if self.at_property else list(ROLES.values())
        self.fields["role"].choices = [(each.word, door_words.ROLE_NAMES[each.word]) for each in offered]  # type: ignore[attr-defined]
        self.fields["role"].initial = self.who.word

    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role not in ROLES:
            raise ValidationError(_("Choose who you are."))
        return role

    def clean_known_on(self) -> Any:
        day = self.cleaned_data.get("known_on")
        if day and day > timezone.now().astimezone(ZoneInfo(self.time_zone)).date():
            raise ValidationError(_("Choose a day that is not in the future."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("known_when") == "date" and not cleaned.get("known_on") and "known_on" not in self.errors:
            self.add_error("known_on", _("Write the day."))
        if cleaned.get("conflict_with"):
            cleaned["conflict"] = "yes"  # an agency that is ticked is meant, whatever stands beside it
        elif cleaned.get("conflict") == "yes" and "conflict_with" not in self.errors:
            self.add_error("conflict_with", _("Choose the agency, or answer “I do not know”."))
        return cleaned


class Check(StepForm):
    """The last look. Somebody with an account makes the statement that the law asks before it is sent for them."""

    suspicion = forms.BooleanField(label=wording.SUSPICION, required=True)
    required_only = forms.BooleanField(
        label=door_words.REQUIRED_ONLY, widget=Tick(door_words.REQUIRED_ONLY),
        error_messages={"required": _("Tick this if it is so. What the law does not make you report needs the client's written release.")},
    )  # fmt: skip

    def __init__(self, *args: Any, writer: bool, **kwargs: Any) -> None:
        self.writer = writer
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        if self.who.sector != Sector.VICTIM_SERVICES:
            del self.fields["required_only"]
        if not self.writer:
            del self.fields["suspicion"]
            return
        self.fields["suspicion"].widget = Tick(wording.SUSPICION)
        self.fields["suspicion"].error_messages["required"] = _("Tick this if it is so. If you are not sure, call the number below and ask.")


class Receipt(forms.Form):
    receipt = forms.CharField(
        label=_("Your number"),
        help_text=_("Twenty digits. Spaces do not matter."),
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the number that you wrote down.")},
    )

    def clean_receipt(self) -> str:
        digits = tidy_receipt(self.cleaned_data["receipt"])
        if len(digits) != RECEIPT_DIGITS:
            raise ValidationError(_("The number has twenty digits; this has %(count)s. Check each digit.") % {"count": len(digits)})
        return digits

    def find[Thread](self, look: Callable[[str], Thread | None], *, brake: Throttle, source: str) -> Thread | None:
        """What a whole number opens, and None where it is not whole; a wrong one makes the next try wait a little longer."""
        if not self.is_valid():
            return None
        if wait := brake.take(source):
            self.add_error("receipt", _("No message with that number. Check each digit; try again in %(n)s seconds.") % {"n": wait})
            return None
        found = look(self.cleaned_data["receipt"])
        if found is None:
            self.add_error("receipt", _("No message with that number. Check each digit."))
        else:
            brake.give_back(source)
        return found


class LastDigits(forms.Form):
    """The confirm step: the last four digits show that the number was written down."""

    last_four = forms.CharField(
        label=_("Type the last four digits"),
        max_length=10,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Type the last four digits of the number above.")},
    )

    def __init__(self, *args: Any, digits: str, **kwargs: Any) -> None:
        self.digits = digits
        super().__init__(*args, **kwargs)

    def clean_last_four(self) -> str:
        typed = tidy_receipt(self.cleaned_data["last_four"])
        if typed != self.digits[-4:]:
            raise ValidationError(_("These are not the last four digits of the number above. Compare and type them again."))
        return typed


class MoreFacts(forms.Form):
    words = forms.CharField(
        label=_("Add what you saw or heard since"),
        max_length=LONGEST_TEXT,
        validators=[no_control_characters],
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you want to add.")},
    )


class ReportMade(forms.Form):
    """Proof that the report the law asks was made. Nothing is filled in beforehand: one press must not become a proof."""

    when = forms.ChoiceField(
        label=_("When did you call?"),
        choices=[("now", _("Just now")), ("earlier", _("At another time"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Enter when you called.")},
    )
    met_on = on_condition(
        forms.DateField(label=_("If at another time: which day?"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    )
    met_time = on_condition(
        forms.TimeField(label=_("And at what time?"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    )
    method = forms.ChoiceField(
        label=_("How"), choices=[("", _("Choose")), *wording.METHODS], error_messages={"required": _("Choose how the report was made.")}
    )
    reference = text(_("Reference number"), help_text=_("Leave blank if none was given."), longest=40)

    def __init__(self, *args: Any, time_zone: str, not_before: datetime, **kwargs: Any) -> None:
        self.time_zone, self.not_before = ZoneInfo(time_zone), not_before
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        now = timezone.now()
        cleaned["met_at"] = now
        if cleaned.get("when") == "earlier":
            if not cleaned.get("met_on") or not cleaned.get("met_time"):
                for name in ("met_on", "met_time"):
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, _("Enter when you called."))
                return cleaned
            cleaned["met_at"] = datetime.combine(cleaned["met_on"], cleaned["met_time"], self.time_zone)
        if cleaned["met_at"] > now + timedelta(minutes=5):
            self.add_error("met_time", _("This time has not come yet. Enter when you called."))
        elif cleaned["met_at"] < self.not_before - timedelta(minutes=5):
            self.add_error("met_on", _("This is before you knew of it. Enter when you called."))
        return cleaned


class Screening(forms.Form):
    accepted = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Screen in")), ("no", _("Screen out and say why"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    reason = on_condition(forms.ChoiceField(label=_("If screened out: why"), required=False, choices=[("", _("Choose")), *wording.REASONS.items()]))
    note = forms.CharField(
        label=_("Your reason, for your agency only"),
        required=False,
        max_length=LONGEST_TEXT,
        validators=[no_control_characters],
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("accepted") == "no" and not cleaned.get("reason"):
            self.add_error("reason", _("Say why it is not taken up."))
        if cleaned.get("reason") == ScreenOutReason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Write the reason."))
        return cleaned


class ClosedAnswer(forms.Form):
    answer = forms.ChoiceField(
        label=_("Tell the person who gave notice"),
        choices=[("", _("Choose")), *wording.ANSWERS.items()],
        error_messages={"required": _("Choose one.")},
    )


class RouteReview(forms.Form):
    """A duty officer chooses who is told. Nothing is ticked beforehand."""

    recipients = forms.MultipleChoiceField(label=_("Who gets this"), required=False, widget=forms.CheckboxSelectMultiple)
    suspicion = forms.BooleanField(required=False, label=wording.SUSPICION, widget=Tick(wording.SUSPICION))
    no_recipient = on_condition(
        forms.CharField(
            label=_("If nobody: why"), required=False, max_length=600, validators=[no_control_characters], widget=forms.Textarea(attrs={"rows": 3})
        )
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].choices = agencies  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("recipients") and not cleaned.get("no_recipient"):
            self.add_error("recipients", _("Choose a recipient, or say why there is none."))
        if cleaned.get("recipients") and not cleaned.get("suspicion"):
            self.add_error("suspicion", _("Without this statement the law lets you send nothing. Tick it, or choose nobody and say why."))
        return cleaned


class Corrected(forms.Form):
    """What is right instead, and why."""

    text = forms.CharField(
        label=_("What is right"), max_length=LONGEST_TEXT, validators=[no_control_characters], widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is right.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why is it corrected?"), max_length=600, validators=[no_control_characters], widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Those who could read the first words read this too."), error_messages={"required": _("Say why it is corrected.")},
    )  # fmt: skip

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question == "age":
            self.fields["text"] = forms.ChoiceField(label=_("What is right"), choices=wording.AGES, error_messages={"required": _("Choose one.")})
