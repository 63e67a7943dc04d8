"""The first page, the pages about the site itself, and the pages for what cannot be shown."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_GET, require_POST

from shelterwood.demo.queries import parts_to_play
from shelterwood.foundation.accounts.acting import while_waiting
from shelterwood.foundation.accounts.services import step_out
from shelterwood.foundation.body.context import body as frame
from shelterwood.foundation.body.queries import counties
from shelterwood.foundation.design.forms import without_account
from shelterwood.foundation.design.uploads import UploadRefused
from shelterwood.prevent.awareness.queries import lines_to_call


@without_account
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    places = [lines_to_call(county) for county in counties()] or [lines_to_call(None)]
    parts = parts_to_play() if settings.DEMONSTRATION else []
    return render(request, "project/home.html", {"places": places, "parts": parts})


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "project/about.html")


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "project/privacy.html")


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "project/accessibility.html", {"call": lines_to_call(None)})


@while_waiting
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    step_out(request, at=datetime.now(UTC))
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@while_waiting
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Quick exit of somebody signed in: the session ends on the way out. No other site can send a browser here with its session."""
    step_out(request, at=datetime.now(UTC))
    response = redirect(frame(request)["exit_url"])
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What cannot be read; a refused file is told where it belongs."""
    template = "project/no_files.html" if isinstance(exception, UploadRefused) else "project/bad_request.html"
    return render(request, template, {"places": _numbers()}, status=400)


def not_shown(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Forbidden and missing look and answer alike, so that a refusal tells nothing."""
    return render(request, "project/not_shown.html", {"places": _numbers()}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Rendered without the request: what broke may be the database, and this page must not ask it anything."""
    return HttpResponse(render_to_string("project/broken.html"), status=500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "project/csrf.html", {"places": _numbers()}, status=403)


def _numbers() -> list[object]:
    return [lines_to_call(county) for county in counties()] or [lines_to_call(None)]
