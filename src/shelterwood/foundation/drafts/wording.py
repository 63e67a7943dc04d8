"""Drafts in words."""

from django.utils.translation import gettext_lazy as _

from shelterwood.foundation.drafts.rules import Kind

KINDS = {
    Kind.CONCERN: _("A concern"),
    Kind.ADDED: _("Something to add to a concern"),
    Kind.DECISION: _("A decision on a concern"),
    Kind.CORRECTION: _("A correction"),
    Kind.ROUTE: _("A route to confirm"),
    Kind.STEP: _("A step of a protocol"),
    Kind.NOTE: _("A note on a protocol"),
    Kind.COURSE: _("A page of a course"),
}
