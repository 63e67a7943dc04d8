from django.urls import path, register_converter
from django.urls.converters import StringConverter

from shelterwood.prevent.protocols.views import adopting, counting, library, running


class RunReference(StringConverter):
    """A run's random number; anything else is no address of this site."""

    regex = "P-[0-9A-Z]{6}"


register_converter(RunReference, "run")

urlpatterns = [
    path("protocols", library.protocols, name="protocols"),
    path("protocols/<slug:name>", library.protocol, name="protocol"),
    path("protocols/<slug:name>/card", counting.card, name="protocol-card"),
    path("organization/protocols", adopting.organization, name="organization-protocols"),
    path("organization/protocols/<slug:name>", adopting.adopted, name="adopted-protocol"),
    path("organization/protocols/<slug:name>/review", adopting.review, name="protocol-review"),
    path("organization/protocols/<slug:name>/retire", adopting.retire, name="protocol-retire"),
    path("organization/protocols/<slug:name>/draft", adopting.draft, name="protocol-draft"),
    path("organization/protocols/<slug:name>/draft/<slug:step>", adopting.step, name="protocol-step"),
    path("organization/protocols/<slug:name>/sign", adopting.sign, name="protocol-sign"),
    path("organization/protocols/<slug:name>/versions/<int:number>", adopting.version, name="protocol-version"),
    path("organization/protocols/<slug:name>/adherence", counting.adherence, name="adherence"),
    path("organization/protocols/<slug:name>/adherence.csv", counting.adherence_csv, name="adherence-csv"),
    path("organization/checklists/<slug:name>", counting.checklist, name="checklist"),
    path("organization/cards/<slug:name>", counting.sites, name="card-sites"),
    path("organization/cards/<slug:name>/<uuid:row>/away", counting.card_away, name="card-away"),
    path("organization/sessions", counting.sessions, name="sessions"),
    path("organization/sessions/<uuid:row>/withdraw", counting.withdraw, name="session-withdraw"),
    path("runs", running.runs, name="runs"),
    path("runs/begin/<slug:name>", running.begin, name="run-begin"),
    path("runs/<run:run>", running.detail, name="run"),
    path("runs/<run:run>/steps/<slug:step>", running.step, name="run-step"),
    path("runs/<run:run>/steps/<slug:step>/assign", running.assign, name="run-assign"),
    path("runs/<run:run>/entries/<uuid:entry>", running.entry, name="run-entry"),
    path("runs/<run:run>/facts", running.facts, name="run-facts"),
    path("runs/<run:run>/turn", running.turn, name="run-turn"),
    path("runs/<run:run>/note", running.note, name="run-note"),
    path("runs/<run:run>/join", running.join, name="run-join"),
]
