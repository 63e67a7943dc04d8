"""Whether a number may be reported: usable, usable with caution, or do not report, by rules that are written down here and nowhere else."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .chains.predictive import STRANGE
from .interval import Interval
from .table.disclosure import shown

if TYPE_CHECKING:
    from .estimator import Estimator

USABLE = "usable"
CAUTION = "usable with caution"
DO_NOT_REPORT = "do not report"
WIDEST_RATIO = 10.0
WIDE_RATIO = 3.0
FEWEST_LISTS = 3
HIGHEST_RHAT = 1.01
FEWEST_EFFECTIVE = 400
FEWEST_BEYOND = 10
LARGEST_ERROR = 0.05
LARGEST_FAILED = 0.05
LARGEST_TAIL = 1e-3
SPARSE_OVERLAP = 5
AS_GOOD = 2.0
NOTABLE_RATIO = 1.5
DISAGREE = 1.25


@dataclass(frozen=True)
class Verdict:
    """One of the three words, and a sentence for each reason."""

    word: str
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Word and reasons in a line."""
        return f"{self.word.capitalize()}. {' '.join(self.reasons)}".strip()


def judge(estimator: "Estimator", limits: Interval) -> Verdict:
    """The verdict on one fitted estimator with one interval: the gravest word that any rule asks for."""
    grave = [reason for reason in (*grave_of_table(estimator), *grave_of_limits(limits), *grave_of_posterior(estimator)) if reason]
    if grave:
        return Verdict(DO_NOT_REPORT, tuple(grave))
    mild = [
        reason
        for reason in (*mild_of_limits(limits), *mild_of_posterior(estimator), *mild_of_table(estimator), *mild_of_choice(estimator, limits))
        if reason
    ]
    return Verdict(CAUTION if mild else USABLE, tuple(mild))


def grave_of_table(estimator: "Estimator") -> list[str]:
    """Rules on the table: too few lists, no pair with an overlap."""
    found = []
    if len(estimator.table_.lists) < FEWEST_LISTS:
        found.append("With fewer than three lists, whether the lists depend on one another cannot be checked, and it decides the answer.")
    if not any(estimator.table_.overlaps().values()):
        found.append("No two lists share anybody.")
    if estimator.existence_ and estimator.existence_.code:
        found.append(estimator.existence_.sentence)
    return found


def grave_of_limits(limits: Interval) -> list[str]:
    """Rules on the interval: limits without bound, or more than tenfold apart."""
    if not math.isfinite(limits.low) or not math.isfinite(limits.high):
        return ["The interval has no upper limit: the data do not exclude any large number."]
    if limits.high > WIDEST_RATIO * limits.low:
        return [f"The upper limit is {limits.high / limits.low:.0f} times the lower; beyond ten times the interval says little."]
    return []


def grave_of_posterior(estimator: "Estimator") -> list[str]:
    """Rules on a posterior: mass at the end of the range that was looked at."""
    tail = (estimator.posterior_ or {}).get("mass_beyond")
    if tail is not None and tail > LARGEST_TAIL:
        return [f"{tail:.1%} of the posterior lies at the largest population that was considered, so that bound decides the answer."]
    return []


def mild_of_table(estimator: "Estimator") -> list[str]:
    """Thin overlaps."""
    overlapping = sum(count for size, count in estimator.table_.captures().items() if size > 1)
    thin = (
        f"Only {shown(overlapping, estimator.table_.smallest_shown)} people are on more than one list." if overlapping < 10 * SPARSE_OVERLAP else ""
    )
    return [thin]


def mild_of_limits(limits: Interval) -> list[str]:
    """Wide limits, limits that rest on a few replicates, replicates without an estimate."""
    found = []
    if limits.high > WIDE_RATIO * limits.low:
        found.append(f"The upper limit is {limits.high / limits.low:.1f} times the lower.")
    if limits.replicates:
        beyond = min(limits.low_beyond or 0, limits.high_beyond or 0)
        if beyond < FEWEST_BEYOND:
            found.append(f"A limit rests on the {beyond + 1} most extreme of {limits.replicates:,} replicates.")
        if max(limits.low_mc_error / limits.low, limits.high_mc_error / limits.high) > LARGEST_ERROR:
            found.append("A limit is known only to more than five per cent; more replicates would settle it.")
        if limits.failed > LARGEST_FAILED * limits.replicates:
            found.append(f"{limits.failed / limits.replicates:.0%} of the replicates had no estimate.")
    return found


def mild_of_posterior(estimator: "Estimator") -> list[str]:
    """Chains that disagree, too few effective draws, two modes."""
    posterior = estimator.posterior_ or {}
    found = []
    if (posterior.get("rhat") or 1.0) > HIGHEST_RHAT:
        found.append(f"The chains disagree (R-hat {posterior['rhat']:.2f}, above 1.01).")
    if posterior.get("ess") is not None and posterior["ess"] < FEWEST_EFFECTIVE:
        found.append(f"The draws are worth only {posterior['ess']:.0f} independent ones.")
    if len(posterior.get("modes") or []) > 1:
        found.append(f"The posterior has {len(posterior['modes'])} separate peaks; no single number stands for it.")
    predictive = posterior.get("predictive")
    if predictive and predictive["p"] < STRANGE:
        found.append(f"Tables drawn from the posterior are unlike the one seen (predictive p {predictive['p']:.3f}).")
    return found


def mild_of_choice(estimator: "Estimator", limits: Interval) -> list[str]:
    """A choice that a hair would have turned: models as good with other answers, or two bootstrap intervals that disagree."""
    found = []
    criterion = "aic" if getattr(estimator, "criterion", "") == "aic" else "bic"
    rivals = [row for row in estimator.details_.get("choice", []) if "estimate" in row and criterion in row]
    near = [row["estimate"] for row in rivals if row[criterion] <= rivals[0][criterion] + AS_GOOD]
    if near and max(near) > NOTABLE_RATIO * min(near):
        found.append(f"Models as good by {criterion.upper()} give from {min(near):,.0f} to {max(near):,.0f}.")
    replicates: Any = getattr(estimator, "replicates_", None)
    if limits.kind == "bca" and hasattr(replicates, "interval"):
        other = replicates.interval("percentile", limits.level)
        if max(other.high / limits.high, limits.high / other.high, other.low / limits.low, limits.low / other.low) > DISAGREE:
            found.append(f"The percentile interval of the same replicates is another: {other.low:,.0f} to {other.high:,.0f}.")
    return found
