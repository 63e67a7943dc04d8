"""Who must be trained, by when and with what proof, and which notice must hang where: dated mandates, three-valued, with citations.

Law is data here (rows of facts/training_mandates.csv, typed in facts/training_mandates_typed.csv and facts/signage_typed.csv).
What the rows do not settle stays unknown, computes no date and goes to a person. It is candidate law until a body's counsel signed
the row. Terms: docs/reference/mandates.md.
"""

from shelterwood_methods.statutes.training.binding import Binding, Where, mandates_for
from shelterwood_methods.statutes.training.changes import Change, ChangeKind, changes
from shelterwood_methods.statutes.training.mandates import Mandate, Mandates, load
from shelterwood_methods.statutes.training.signs import Notice, Notices, load_notices, notices_for
from shelterwood_methods.statutes.training.sites import adopted_once, site_status
from shelterwood_methods.statutes.training.staff import CutOffs, Employee, count, counts_by_site, cut_offs, statuses
from shelterwood_methods.statutes.training.status import Completion, Person, Status, status_of
from shelterwood_methods.statutes.training.terms import SENTENCES, Kind, Place, Proof, Reason, State

__all__ = [
    "SENTENCES",
    "Binding",
    "Change",
    "ChangeKind",
    "Completion",
    "CutOffs",
    "Employee",
    "Kind",
    "Mandate",
    "Mandates",
    "Notice",
    "Notices",
    "Person",
    "Place",
    "Proof",
    "Reason",
    "State",
    "Status",
    "Where",
    "adopted_once",
    "changes",
    "count",
    "counts_by_site",
    "cut_offs",
    "load",
    "load_notices",
    "mandates_for",
    "notices_for",
    "site_status",
    "status_of",
    "statuses",
]
