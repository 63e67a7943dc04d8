from django.urls import path, register_converter
from django.urls.converters import StringConverter

from shelterwood.respond.concerns.views import access, correcting, detail, inbox, raising, receipt, route


class Reference(StringConverter):
    """A concern's random number; anything else is no address of this site."""

    regex = "A-[0-9A-Z]{6}"


class PropertyCode(StringConverter):
    regex = "[0-9A-Za-z -]{4,16}"


register_converter(Reference, "reference")
register_converter(PropertyCode, "code")

urlpatterns = [
    path("concern", raising.concern, name="concern"),
    path("concern/doors", raising.doors, name="concern-doors"),
    path("concern/as/<str:role>", raising.concern_as, name="concern-as"),
    path("support/write", raising.of_oneself, name="support-write"),
    path("at/<code:code>", raising.at_property, name="at-property"),
    path("receipt", receipt.receipt, name="receipt"),
    path("concerns", inbox.inbox, name="concerns"),
    path("concerns/<reference:reference>", detail.detail, name="concern-detail"),
    path("concerns/<reference:reference>/acknowledge", detail.acknowledge, name="concern-acknowledge"),
    path("concerns/<reference:reference>/screen", detail.screen, name="concern-screen"),
    path("concerns/<reference:reference>/answer", detail.answer, name="concern-answer"),
    path("concerns/<reference:reference>/add", detail.add, name="concern-add"),
    path("concerns/<reference:reference>/correct/<uuid:fact>", correcting.correct, name="concern-correct"),
    path("concerns/<reference:reference>/withdraw", correcting.withdraw, name="concern-withdraw"),
    path("concerns/<reference:reference>/report/<uuid:clock>", detail.report, name="concern-report"),
    path("concerns/<reference:reference>/run", detail.begin_run, name="concern-run"),
    path("concerns/<reference:reference>/route", route.route, name="concern-route"),
    path("access/<reference:reference>", access.access, name="access"),
    path("duties", access.duties, name="duties"),
]
