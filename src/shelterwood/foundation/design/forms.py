"""Forms as the design system draws them, and their protection against other sites."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware


class Renderer(TemplatesSetting):
    """Every form of the site, field by field: label, hint, error, control, tied together for screen readers."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


class Tick(forms.CheckboxInput):
    """A checkbox whose label stands beside it."""

    template_name = "django/forms/widgets/checkbox.html"

    def __init__(self, label: Any) -> None:
        super().__init__()
        self.words = label

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, dict(attrs or {}))
        context["widget"]["label"] = self.words
        return context


class CsrfForSessions(CsrfViewMiddleware):
    """Django's protection wherever somebody is signed in.

    A view marked `without_account` must also work for somebody whose browser keeps no cookie, or whose sign-in ended
    while they typed. There is no session to ride on then; what another site could still do is to begin a form for
    them, so a sending that the browser says comes from elsewhere is refused.
    """

    def process_view(self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any) -> Any:
        if getattr(callback, "without_account", False) and not request.user.is_authenticated:
            return self._reject(request, "From another site.") if from_elsewhere(request) else None  # type: ignore[attr-defined]  # Django's own
        return super().process_view(request, callback, callback_args, callback_kwargs)


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site's page made this browser send a form (Fetch Metadata, W3C); old browsers do not say."""
    return request.method == "POST" and request.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")


def without_account[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Mark a view that people without an account use."""
    view.without_account = True  # type: ignore[attr-defined]
    return view


def form_errors(form: BaseForm) -> list[tuple[str, str]]:
    """Each error with the id of its field, for the summary whose links lead there."""
    found = []
    for name, errors in form.errors.items():
        identifier = _first_control(form[name]) if name in form.fields else ""
        found += [(identifier, str(error)) for error in errors]
    return found


def _first_control(field: BoundField) -> str:
    """The id that a link can reach: a group of choices is reached at its first."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.id_for_label)
