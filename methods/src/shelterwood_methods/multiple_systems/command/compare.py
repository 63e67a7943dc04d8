"""`prevalence compare`: a panel of methods on one table, and a page of it."""

import argparse
import sys
from pathlib import Path

from ..comparison import compare as run_panel
from ..comparison.panel import suited
from ..errors import PrevalenceError
from ..runs import running
from .inputs import require_card, table_of, words
from .progress import Printer, say_if_compiling


def compare(given: argparse.Namespace) -> int:
    """Fit the panel, print it, and write the page where one is asked for."""
    table = table_of(given)
    if given.report:
        require_card(table)
    if not given.quiet:
        say_if_compiling(words(given.methods) or suited(len(table.lists)))
    with running(progress=None if given.quiet else Printer(), checkpoint=given.resume):
        found = run_panel(table, words(given.methods) or None, seed=given.seed, bootstrap=given.bootstrap, level=given.level)
    if given.report:
        from ..report.page import comparison_page

        try:
            Path(given.report).write_text(comparison_page(found), encoding="utf-8")
        except OSError as fault:
            raise PrevalenceError(f"The report cannot be written to {given.report}: {fault.strerror}.", "Choose another place.") from None
        print(f"Report written to {given.report}", file=sys.stderr)
    print(found.to_json() if given.format == "json" else found.summary())
    return 0
