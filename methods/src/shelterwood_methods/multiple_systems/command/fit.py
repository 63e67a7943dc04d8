"""`prevalence fit`: one method on one table."""

import argparse
import json
import sys

from ..runs import running
from ..simulated_coverage import attach_coverage
from .inputs import estimator_of, require_card, table_of
from .progress import Printer, say_if_compiling


def fit(given: argparse.Namespace) -> int:
    """Fit, and print the result in the format asked for."""
    estimator = estimator_of(given)
    table = table_of(given)
    if given.format == "html":
        require_card(table)
    if not given.quiet:
        say_if_compiling([given.method])
    with running(progress=None if given.quiet else Printer(), checkpoint=given.resume):
        estimator.fit(table)
        estimator.ask(level=given.level, kind=given.interval)
        if given.coverage:
            attach_coverage(estimator, table, given.coverage, given.seed)
        if given.format == "json":
            answer = estimator.to_dict()
            answer["seed"] = given.seed
            print(json.dumps(answer, indent=2, ensure_ascii=False, allow_nan=False))
        elif given.format == "html":
            from ..report.page import fit_page

            sys.stdout.write(fit_page(estimator))
        else:
            print(estimator.summary())
    return 0
