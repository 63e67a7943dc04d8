"""Who must report what to whom by when: dated provisions evaluated on facts, three-valued, each with its citation.

Law is data here (rows of facts/reporting_duties.csv, typed in facts/reporting_duties_typed.csv). Unknown is a value: what the
rows or the facts at hand do not settle stays open and goes to a person. Terms are those of the statutes and of the disclosure
vocabulary (facts/disclosure_vocabulary.md). Nothing here asks about force, movement or a third party: for a person under 18
none of them need be shown (22 USC 7102). What it answers is candidate law until a body's counsel signed the row, and never a
report.
"""

from shelterwood_methods.statutes.answers import FALLBACK, Answer, DutyAnswer, Question, Standing, ask, mandates, permissions
from shelterwood_methods.statutes.duties import Duties, Duty, load
from shelterwood_methods.statutes.truth import Truth

__all__ = [
    "FALLBACK",
    "Answer",
    "Duties",
    "Duty",
    "DutyAnswer",
    "Question",
    "Standing",
    "Truth",
    "ask",
    "load",
    "mandates",
    "permissions",
]
