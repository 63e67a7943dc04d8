"""A comparison as plain text: the verdict first, then a line a method."""

from textwrap import fill
from typing import TYPE_CHECKING

from ..interval import WORDS
from ..table.disclosure import shown
from .text import REACH, WIDTH, card_lines, people, wrapped

if TYPE_CHECKING:
    from ..comparison import Comparison


def comparison_text(comparison: "Comparison") -> str:
    """The whole comparison."""
    table = comparison.table
    lines = ["How far methods agree", "=" * 21]
    lines += [wrapped("Lists", ", ".join(f"{name} ({shown(table.size_of(name), table.smallest_shown)})" for name in table.lists))]
    lines += card_lines(table.card)
    lines += [wrapped("Seen", f"{table.observed:,} people on at least one list"), ""]
    lines += [wrapped("Verdict", comparison.verdict.sentence), ""]
    lines += [f"{'method':<18}{'population':>12}{'from':>12}{'to':>12}  model, kind of interval"]
    for name, fit in comparison.fits.items():
        interval = fit.shown_interval().to_dict()
        what = ", ".join(part for part in (fit.model_, WORDS.get(str(interval["kind"]))) if part)
        limits = [interval["low"], interval["high"]]
        ends = [people(value) if isinstance(value, float) else "no limit" for value in limits]
        lines += [f"{name:<18}{people(fit.estimate_):>12}{ends[0]:>12}{ends[1]:>12}  {what}"]
    spread = comparison.spread
    lines += [
        "",
        wrapped("Spread", f"{people(spread.lowest)} to {people(spread.highest)}, {spread.ratio:.1f} times; agreement {spread.agreement:.0%}"),
    ]
    lines += [wrapped("", "bounds (chao) are shown and not part of the spread"), "", "What each assumes"]
    lines += [fill(f"{name}: {fit.assumes}", WIDTH, initial_indent="  ", subsequent_indent="    ") for name, fit in comparison.fits.items()]
    if comparison.refused:
        lines += ["", "Without an answer"]
        lines += [fill(f"{name}: {why}", WIDTH, initial_indent="  ", subsequent_indent="    ") for name, why in comparison.refused.items()]
    lines += ["", wrapped("Reach", REACH), ""]
    result = comparison.to_dict()
    lines += [f"seed {comparison.seed}, version {result['version']}, data sha256 {result['data_sha256']}"]
    return "\n".join(lines)
