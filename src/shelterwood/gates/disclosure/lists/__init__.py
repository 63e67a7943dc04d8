"""The same policies as one SQL condition, so that a list obeys what each single read obeys.

`evaluate` walks the Cedar tree with everything about the person and the request known and the record (and the
release) left as table columns; `columns` says which column or sub-table stands for which attribute; `page` puts
the surviving permits, each with all forbids repeated, into one statement.
"""

from shelterwood.gates.disclosure.lists.page import Listed, Wanted, listed

__all__ = ["Listed", "Wanted", "listed"]
