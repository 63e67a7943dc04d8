"""What in a free text may tell who a child is: names, birth dates, addresses, numbers, online names. Rules of our own, no model.

It warns and never decides: a person changes the words or says why they stay. Why rules, and how well they do:
docs/decisions/0022-names-are-found-by-rules.md.
"""

from shelterwood.respond.consultations.identifying.find import Found, Sort, identifying

__all__ = ["Found", "Sort", "identifying"]
