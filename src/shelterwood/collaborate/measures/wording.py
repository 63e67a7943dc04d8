"""The one table of definitions: what each count of readiness counts, in words for the page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shelterwood.collaborate.measures.rules import Measure

NAMES: dict[Measure, Any] = {
    Measure.ADOPTED: _("Organizations with a protocol"),
    Measure.TRAINED: _("People in date"),
    Measure.POSTERS: _("Sites with their notices up"),
}

DEFINITIONS: dict[Measure, Any] = {
    Measure.ADOPTED: _("Organizations with at least one protocol or policy that was signed and whose review is not overdue, of all that take part."),
    Measure.TRAINED: _(
        "People who completed a training in the last 24 months, here or elsewhere with proof, and who are not late under any law; of all staff on the rosters."
    ),
    Measure.POSTERS: _(
        "Sites where every notice that the law asks for, or may ask for, hangs and was looked at in time; of all sites where it asks one."
    ),
}

WITHHELD: dict[Measure, Any] = {
    Measure.ADOPTED: _("Withheld: fewer than 3 organizations, or one that could be computed from the total."),
    Measure.TRAINED: _("Withheld: fewer than 11 people, or a group that could be computed from the total."),
    Measure.POSTERS: _("Withheld: fewer than 3 sites, or one that could be computed from the total."),
}
