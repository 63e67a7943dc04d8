"""Forms as the design system draws them, and their protection against other sites."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware


class Renderer(TemplatesSetting):
    """Every form of the site, field by field: label, hint, error, control, tied together for screen readers."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"


class CsrfForSessions(CsrfViewMiddleware):
    """Django's protection wherever there is a session to ride on.

    A view marked `without_account` must also work for somebody whose browser keeps no cookie. Without a session
    another site gains nothing by posting for them, so the check is left out there, and only there.
    """

    def process_view(self, request: HttpRequest, callback: Callable[..., HttpResponseBase], callback_args: Any, callback_kwargs: Any) -> Any:
        if getattr(callback, "without_account", False) and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)


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
