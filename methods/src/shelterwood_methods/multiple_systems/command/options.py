"""The words of the command line."""

import argparse
from collections.abc import Mapping

from ..card import QUESTIONS
from ..registry import METHODS
from ..table.disclosure import SMALLEST_SHOWN

CRITERIA = ("p", "aic", "bic")
INTERVALS = ("bca", "percentile", "studentised", "calibrated", "profile", "multinomial", "lognormal", "exact", "credible")
SCHEMAS = ("result", "comparison", "refusal")
FORMATS = ("text", "json", "html")


def parser() -> argparse.ArgumentParser:
    """The whole grammar."""
    top = argparse.ArgumentParser(
        prog="shelterwood-methods prevalence",
        description="How many people nobody has on a list, from lists that overlap.",
        epilog="TABLE.csv has one 0/1 column a list and a column of counts. Start with compare: methods often disagree several times over.",
    )
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    fit_options(verbs.add_parser("fit", help="fit one method and print its result"))
    compare_options(verbs.add_parser("compare", help="fit a panel of methods and print how far apart they are"))
    verbs.add_parser("methods", help="list the methods")
    schema = verbs.add_parser("schema", help="print the JSON schema of a result")
    schema.add_argument("of", nargs="?", choices=SCHEMAS, default=SCHEMAS[0], help="of fit (result), of compare (comparison), or of a refusal")
    verbs.add_parser("card", help="print a definition card to fill in")
    return top


def table_options(to: argparse.ArgumentParser) -> None:
    """How the table is read and what it counts."""
    to.add_argument("table", metavar="TABLE.csv")
    reading = to.add_argument_group("reading the table")
    reading.add_argument("--count", default="count", metavar="COLUMN", help="column of counts (count)")
    reading.add_argument("--lists", metavar="A,B,C", help="columns that are lists, in this order (all but the count)")
    reading.add_argument("--omit", metavar="A,B", help="lists to leave out")
    reading.add_argument("--merge", action="append", default=[], metavar="A+B", help="lists to take as one; may be repeated")
    reading.add_argument("--records", action="store_true", help="each row is one person and there is no count column")
    reading.add_argument("--person", metavar="COLUMN", help="column that tells people apart, with --records")
    reading.add_argument("--smallest-cell", type=int, default=SMALLEST_SHOWN, metavar="N", help="smaller counts of people are not shown (5)")
    card = to.add_argument_group("definition card, without which no report is written")
    card.add_argument("--card", metavar="CARD.toml", help="file with the six lines (see the verb card); TABLE.card.toml is found by itself")
    for name, question in QUESTIONS.items():
        card.add_argument(f"--{name}-text" if name == "lists" else f"--{name}", dest=f"card_{name}", metavar="TEXT", help=question)


def run_options(to: argparse.ArgumentParser) -> None:
    """How long work is done."""
    work = to.add_argument_group("work")
    work.add_argument("--bootstrap", type=int, metavar="B", help="bootstrap replicates; as many as the limits need where not given, 0 for none")
    work.add_argument("--seed", type=int, default=1, metavar="S", help="seed of every random draw (1)")
    work.add_argument("--resume", metavar="FILE", help="keep finished blocks in this file and go on from it")
    work.add_argument("--level", type=float, default=0.95, help="nominal level of the interval (0.95)")
    work.add_argument("--quiet", action="store_true", help="no progress on standard error")


def fit_options(to: argparse.ArgumentParser) -> None:
    """`fit TABLE.csv --method NAME ...`."""
    table_options(to)
    to.add_argument("--method", required=True, metavar="NAME", help=", ".join(METHODS))
    to.add_argument("--model", metavar='"[12,3]"', help="model in bracket notation or in list names, with --method model")
    to.add_argument("--criterion", choices=CRITERIA, help="what the choice of a model goes by")
    to.add_argument("--threshold", type=float, metavar="P", help="p-value below which stepwise choice adds a term (0.02)")
    to.add_argument("--order", type=int, metavar="K", help="lists in the largest term that may be chosen (2)")
    to.add_argument("--interval", choices=INTERVALS, help="kind of interval")
    to.add_argument("--coverage", type=int, metavar="TABLES", help="simulate how often the interval covers, on this many tables")
    to.add_argument("--format", choices=FORMATS, default="text")
    to.add_argument("--chains", type=int, help="chains of a sampler")
    to.add_argument("--draws", type=int, help="draws of each chain")
    to.add_argument("--max-population", type=float, metavar="N", help="largest population a posterior considers (no bound)")
    run_options(to)


def compare_options(to: argparse.ArgumentParser) -> None:
    """`compare TABLE.csv --report report.html`."""
    table_options(to)
    to.add_argument("--methods", metavar="A,B", help="the panel (main, stepwise, greedy, exhaustive, chao and more)")
    to.add_argument("--report", metavar="REPORT.html", help="write a page with charts; needs the definition card")
    to.add_argument("--format", choices=("text", "json"), default="text")
    run_options(to)


FLAGS: Mapping[str, str] = {
    "model": "model",
    "criterion": "criterion",
    "threshold": "threshold",
    "order": "order",
    "bootstrap": "bootstrap",
    "interval": "interval",
    "chains": "chains",
    "draws": "draws",
    "max_population": "max_population",
}
