"""Which methods are set side by side, and what is learnt from doing so."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..errors import NoEstimate, PrevalenceError
from ..estimator import Estimator
from ..provenance import package_version
from ..registry import estimator_class
from ..runs import tell
from ..table import CountTable
from ..table.checks import check_estimable
from ..verdict import Verdict
from .spread import Spread, spread_of
from .verdict import judge_panel

PANEL = ("main", "stepwise", "greedy", "exhaustive", "chao", "sample-coverage", "decomposable", "latent-class", "thresholding")
TWO_LISTS = ("lincoln-petersen", "chapman", "chao")
BOUNDS = frozenset({"chao"})
MOST_LISTS_FOR_ALL = 6


@dataclass(frozen=True, eq=False)
class Comparison:
    """A panel fitted to one table.

    fits: the fitted estimators, by method. refused: the sentence of each method that has no answer here. spread: of those that estimate the
    size; bounds are shown and left out of it.
    """

    table: CountTable
    fits: Mapping[str, Estimator]
    refused: Mapping[str, str]
    spread: Spread
    verdict: Verdict
    seed: int

    def to_dict(self) -> dict[str, Any]:
        """The comparison as plain values."""
        return {
            "observed": self.table.observed,
            "lists": list(self.table.lists),
            "methods": [fit.to_dict() for fit in self.fits.values()],
            "refused": [{"method": name, "reason": reason} for name, reason in self.refused.items()],
            "spread": self.spread.to_dict(),
            "verdict": self.verdict.word,
            "verdict_reasons": list(self.verdict.reasons),
            "definition": self.table.card.to_dict() if self.table.card else None,
            "seed": self.seed,
            "version": package_version(),
            "data_sha256": self.table.data_sha256,
        }

    def to_json(self, indent: int | None = 2) -> str:
        """The comparison as JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)

    def to_frame(self, backend: str = "polars") -> Any:
        """A row a method: estimate, limits, model and verdict."""
        from ..table.frames import to_frame

        rows = [fit.to_dict() for fit in self.fits.values()]
        columns = {key: [row[key] for row in rows] for key in ("method", "estimate", "model", "verdict", "assumes")}
        columns |= {key: [row["interval"][key] for row in rows] for key in ("low", "high", "kind")}
        return to_frame(columns, backend)

    def summary(self) -> str:
        """The spread, what each method assumes, and the verdict, as text."""
        from ..report.compared import comparison_text

        return comparison_text(self)


def suited(lists: int) -> tuple[str, ...]:
    """The panel for a number of lists."""
    if lists == 2:
        return TWO_LISTS
    return PANEL if lists <= MOST_LISTS_FOR_ALL else tuple(name for name in PANEL if name not in ("exhaustive", "decomposable"))


def compare(
    table: CountTable, methods: Sequence[str] | None = None, *, seed: int = 1, bootstrap: int | None = None, level: float = 0.95
) -> Comparison:
    """Fit a panel of methods to one table.

    methods: names from the registry, those suited to the number of lists where None. seed, bootstrap, level: for all of them.
    Raises UnusableTable where nothing can be estimated, NoEstimate where no method has an answer.

    Notes
    -----
    The panel is declared before the data are seen, and every method in it is shown. Methods that agree may share one wrong assumption: all of
    them leave out people who could come onto no list, and none can see a dependence of all lists at once.

    References
    ----------
    Whitehead, Jackson, Balch and Francis (2021) Crime and Delinquency; Binette and Steorts (2022) JRSS A 185; rules in `comparison.verdict`.
    """
    check_estimable(table)
    names = tuple(methods) if methods else suited(len(table.lists))
    fits: dict[str, Estimator] = {}
    refused: dict[str, str] = {}
    without_estimate: list[str] = []
    for done, name in enumerate(names):
        tell(f"methods ({name})", done, len(names))
        estimator = estimator_class(name)()
        known = estimator.get_params()
        wanted = {"seed": seed, "bootstrap": bootstrap}
        estimator.set_params(**{key: value for key, value in wanted.items() if key in known and value is not None})
        try:
            fits[name] = estimator.fit(table).ask(level=level)
        except PrevalenceError as refusal:
            refused[name] = str(refusal)
            if isinstance(refusal, NoEstimate) and refusal.code:
                without_estimate.append(name)
    sized = [fit.to_dict() for name, fit in fits.items() if name not in BOUNDS]
    if not sized:
        raise NoEstimate("No method of the panel has an answer on this table.", " ".join(f"{name}: {why}" for name, why in refused.items()))
    spread = spread_of(sized)
    overlapping = sum(table.overlaps().values())
    verdict = judge_panel([fit.to_dict() for fit in fits.values()], refused, spread, len(table.lists), overlapping, BOUNDS, without_estimate)
    return Comparison(table, fits, refused, spread, verdict, seed)
