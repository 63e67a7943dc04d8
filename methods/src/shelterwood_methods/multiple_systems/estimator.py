"""What every estimator shares: it stores its options, learns in `fit`, and gives its result in the same words and the same JSON.

The manner is scikit-learn's: the constructor only stores keyword options and checks nothing; data enter in `fit`, which returns the
estimator; everything learnt ends in an underscore. `conf_int`, `summary`, `to_dict`, `to_json`, `to_frame` and `plot` follow statsmodels.
"""

import inspect
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from .errors import NotFitted, PrevalenceError
from .existence import Existence
from .interval import Interval, finite
from .provenance import package_version
from .table import CountTable
from .table.checks import check_estimable
from .table.disclosure import kept_back
from .verdict import Verdict, judge


class Estimator(ABC):
    """Base of the estimators.

    Attributes
    ----------
    table_: the CountTable. observed_: people on at least one list. estimate_: size of the whole population in people, the unseen included.
    model_: the model in brackets, or None. aic_, bic_: information criteria, or None. existence_: Existence, or None where the method
    has no such question. posterior_: quantiles, `rhat` and `ess`, or None. details_: whatever else the method found. warnings_: sentences.
    """

    method: ClassVar[str]
    title: ClassVar[str]
    assumes: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]]
    fewest_lists: ClassVar[int] = 2
    counted: ClassVar[tuple[str, ...]] = ()  # names in `details_` that are counts of people, withheld from exports where small

    def get_params(self) -> dict[str, Any]:
        """The options, by name."""
        return {name: getattr(self, name) for name in inspect.signature(type(self)).parameters}

    def set_params(self, **options: Any) -> Self:
        """Change options; raises PrevalenceError for one that the estimator does not have."""
        known = self.get_params()
        for name, value in options.items():
            if name not in known:
                raise PrevalenceError(f"{type(self).__name__} has no option {name}.", f"Its options are {', '.join(known) or 'none'}.")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.get_params().items())})"

    def fit(self, table: Any) -> Self:
        """Learn from a table; raises UnusableTable or NoEstimate, with what can be done instead."""
        self._forget()
        counted = self._table_of(table)
        check_run(self.get_params())
        check_estimable(counted)
        self.table_ = counted
        self.observed_ = counted.observed
        self.model_: str | None = None
        self.aic_: float | None = None
        self.bic_: float | None = None
        self.existence_: Existence | None = None
        self.posterior_: dict[str, Any] | None = None
        self.details_: dict[str, Any] = {}
        self.warnings_: list[str] = []
        self.intervals_: dict[tuple[float, str], Interval] = {}
        self.estimate_ = float("nan")
        try:
            self._fit(counted)
        except PrevalenceError:
            self._forget()
            raise
        return self

    def _table_of(self, data: Any) -> CountTable:
        """The table in what `fit` was given."""
        if not isinstance(data, CountTable):
            raise PrevalenceError(
                f"fit was given {type(data).__name__}.", "Give it a CountTable: CountTable.from_frame, from_counts, from_records or read_csv."
            )
        return data

    def _forget(self) -> None:
        for name in [name for name in vars(self) if name.endswith("_") and not name.startswith("__")]:
            delattr(self, name)

    @abstractmethod
    def _fit(self, table: CountTable) -> None:
        """Set `estimate_` and what else the method learns."""

    @abstractmethod
    def _interval(self, level: float, kind: str) -> Interval:
        """One interval of a kind in `kinds`."""

    def _ready(self) -> None:
        if not hasattr(self, "estimate_"):
            raise NotFitted(f"{type(self).__name__} has not been fitted.", "Call fit with a table first.")

    @property
    def unseen_(self) -> float:
        """Estimated number of people on none of the lists."""
        self._ready()
        return self.estimate_ - self.observed_

    def conf_int(self, alpha: float = 0.05, kind: str | None = None) -> Interval:
        """Limits for the population at nominal level `1 - alpha`; `kind` is one of `kinds`, the first where not given."""
        self._ready()
        if not 0.0 < alpha < 1.0:
            raise PrevalenceError(f"alpha = {alpha} is not between 0 and 1.", "Use 0.05 for a 95 % interval.")
        wanted = kind or self._default_kind()
        if wanted not in self.kinds:
            raise PrevalenceError(f'{self.title} has no interval of the kind "{wanted}".', f"It has {', '.join(self.kinds)}.")
        key = (round(alpha, 12), wanted)
        if key not in self.intervals_:
            self.intervals_[key] = self._interval(1.0 - alpha, wanted)
        return self.intervals_[key]

    def ask(self, *, level: float = 0.95, kind: str | None = None) -> Self:
        """Which interval the summary, the JSON and the plots show from now on; computed here, so that what it takes is spent here."""
        if not 0.0 < level < 1.0:
            raise PrevalenceError(f"A level of {level} is not between 0 and 1.", "Use 0.95 for a 95 % interval.")
        self.shown_ = (1.0 - level, kind or self._default_kind())
        self.shown_interval()
        return self

    def shown_interval(self) -> Interval:
        """The interval of the summary, the JSON and the plots."""
        self._ready()
        alpha, kind = getattr(self, "shown_", (0.05, self._default_kind()))
        return self.conf_int(alpha, kind)

    def _default_kind(self) -> str:
        return self.kinds[0]

    @property
    def verdict_(self) -> Verdict:
        """Usable, usable with caution, or do not report, with the reasons."""
        self._ready()
        return judge(self, self.shown_interval())

    def to_dict(self) -> dict[str, Any]:
        """The result as plain values, in the shape of the published schema."""
        self._ready()
        interval = self.shown_interval()
        verdict = judge(self, interval)
        return {
            "method": self.method,
            "title": self.title,
            "assumes": self.assumes,
            "observed": self.observed_,
            "lists": list(self.table_.lists),
            "estimate": finite(self.estimate_),
            "unseen": finite(self.unseen_),
            "model": self.model_,
            "aic": None if self.aic_ is None else finite(self.aic_),
            "bic": None if self.bic_ is None else finite(self.bic_),
            "existence": self.existence_.to_dict() if self.existence_ else None,
            "interval": interval.to_dict(),
            "posterior": plain(self.posterior_),
            "details": plain(self._details_shown()),
            "verdict": verdict.word,
            "verdict_reasons": list(verdict.reasons),
            "warnings": list(self.warnings_),
            "definition": self.table_.card.to_dict() if self.table_.card else None,
            "options": {name: plain(value) for name, value in self.get_params().items()},
            "seed": self.get_params().get("seed"),
            "version": package_version(),
            "data_sha256": self.table_.data_sha256,
            "table_sha256": self.table_.canonical_sha256,
        }

    def _details_shown(self) -> dict[str, Any]:
        return {name: kept_back(value, self.table_.smallest_shown) if name in self.counted else value for name, value in self.details_.items()}

    def to_json(self, indent: int | None = 2) -> str:
        """The result as JSON."""
        return json.dumps(self.to_dict(), indent=indent, ensure_ascii=False, allow_nan=False)

    def to_frame(self, backend: str = "polars") -> Any:
        """One row: method, estimate, limits and criteria, as a data frame of the named library."""
        from .table.frames import to_frame

        result = self.to_dict()
        interval = result["interval"]
        row = {key: result[key] for key in ("method", "observed", "estimate", "model", "aic", "bic", "verdict", "seed", "version", "data_sha256")}
        row |= {"interval": interval["kind"], "level": interval["level"], "low": interval["low"], "high": interval["high"]}
        return to_frame({key: [value] for key, value in row.items()}, backend)

    def summary(self) -> str:
        """The result in words, with what the method assumes."""
        from .report.text import summary

        return summary(self)

    def plot(self, kind: str | None = None) -> Any:
        """A chart of the result (see `plots`), with its table and text alternative."""
        from .plots import plot_of

        return plot_of(self, kind)


def check_run(options: Mapping[str, Any]) -> None:
    """Seeds are whole numbers from zero on, and a bootstrap has two replicates or more, or none."""
    seed, bootstrap = options.get("seed", 0), options.get("bootstrap")
    if not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise PrevalenceError(f"The seed {seed} is not a whole number from zero on.", "Use a seed such as 1.")
    if bootstrap is not None and (not isinstance(bootstrap, int) or bootstrap < 0 or bootstrap == 1):
        raise PrevalenceError(f"A bootstrap of {bootstrap} replicates cannot be drawn.", "Use 1000 or more; 0 for none.")


def plain(value: Any) -> Any:
    """A value that JSON knows; numbers without end or meaning are null."""
    if isinstance(value, float):
        return finite(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
