"""CSV that leaves the site: the refused rows to mend, and samples to fill in. No cell of it is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override
from shelterwood_methods.formats.cells import safe_cell

from shelterwood.prevent.training.rosters.wording import told

MARK = "\ufeff"  # without it Excel reads UTF-8 as something else


def line(cells: Sequence[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([safe_cell(str(cell)) for cell in cells])
    return out.getvalue()


def of_faults(faults: Iterable[Any], language: str, *, told: Callable[[Any], tuple[str, str, str]] = told) -> Iterator[str]:
    """The refused rows: where, what stands there, what is wrong and what to do. `told`: a fault in words, for another kind of file.

    It is read after the request, whose language is gone by then; so each row sets its own.
    """
    with override(language):
        yield MARK + line([_("Line"), _("Column"), _("What stands there"), _("What is wrong"), _("What to do")])
    for fault in faults:
        with override(language):
            column, wrong, mend = told(fault)
        yield line([fault.line, column, fault.value, wrong, mend])
