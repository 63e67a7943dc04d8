"""The verdict on a panel: the spread of methods counts before the error of any one of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from ..verdict import CAUTION, DO_NOT_REPORT, FEWEST_LISTS, LARGEST_TAIL, USABLE, WIDEST_RATIO, Verdict
from .spread import Spread

WIDE_SPREAD = 3.0
NOTABLE_SPREAD = 1.5
LITTLE_AGREEMENT = 0.5
MOST_REFUSED = 0.5


def judge_panel(
    results: Sequence[Mapping[str, Any]],
    refused: Mapping[str, str],
    spread: Spread,
    lists: int,
    overlapping: int,
    bounds: frozenset[str],
    without_estimate: Sequence[str] = (),
) -> Verdict:
    """Do not report: fewer than three lists, no overlap, a chosen model without an estimate (the methods `without_estimate`), posterior mass at
    the largest population considered, no upper limit or limits tenfold apart over the panel, a spread of three or more, half the methods
    without an answer, or a panel most of whose own verdicts are that. With caution: a spread above one and a half, little agreement, or
    caution on the members. Else usable.
    """
    sized = [result for result in results if result["method"] not in bounds]
    grave, mild = [], []
    if lists < FEWEST_LISTS:
        grave.append("With fewer than three lists nothing shows whether they depend on one another, and that decides the answer.")
    if overlapping == 0:
        grave.append("No two lists share anybody.")
    if without_estimate:
        grave.append(f"The model of {', '.join(without_estimate)} has no estimate on this table.")
    capped = [result["method"] for result in results if ((result["posterior"] or {}).get("mass_beyond") or 0.0) > LARGEST_TAIL]
    if capped:
        grave.append(f"The posterior of {', '.join(capped)} has mass at the largest population that was considered.")
    if spread.ratio >= WIDE_SPREAD:
        grave.append(
            f"Sound methods give from {spread.lowest:,.0f} ({spread.lowest_method}) to {spread.highest:,.0f} ({spread.highest_method}), "
            f"{spread.ratio:.1f} times apart: the choice of method makes the number."
        )
    elif spread.ratio >= NOTABLE_SPREAD:
        mild.append(f"Methods give from {spread.lowest:,.0f} to {spread.highest:,.0f}: report that range, not one number.")
    lows = [result["interval"]["low"] for result in sized if result["interval"]["low"] is not None]
    highs = [result["interval"]["high"] for result in sized]
    if any(high is None for high in highs):
        grave.append("At least one method sets no upper limit.")
    elif lows and max(highs) > WIDEST_RATIO * min(lows):
        grave.append(f"Over the panel the limits run from {min(lows):,.0f} to {max(highs):,.0f}, more than tenfold apart.")
    if len(refused) >= MOST_REFUSED * (len(results) + len(refused)):
        grave.append(f"{len(refused)} of {len(results) + len(refused)} methods have no answer on this table.")
    if sum(result["verdict"] == DO_NOT_REPORT for result in sized) > len(sized) / 2:
        grave.append("Most methods by themselves give a number that should not be reported.")
    if spread.agreement < LITTLE_AGREEMENT:
        mild.append(f"Only {spread.agreement:.0%} of the intervals hold the estimate of another method.")
    if any(result["verdict"] != USABLE for result in sized):
        mild.append("Some of the methods call for caution by themselves.")
    if grave:
        return Verdict(DO_NOT_REPORT, tuple(grave))
    return Verdict(CAUTION if mild else USABLE, tuple(mild))
