"""A result as plain text: the number last, after what it counts and what it assumes."""

from textwrap import fill
from typing import TYPE_CHECKING

from ..card import DefinitionCard
from ..table.disclosure import shown

if TYPE_CHECKING:
    from ..estimator import Estimator

WIDTH = 100
REACH = (
    "This counts people who could have come onto at least one of the lists. Anyone who never could is outside every number here, "
    "and a list without ages says nothing about minors in particular."
)


def people(value: float | None) -> str:
    """A number of people, or a dash."""
    return "-" if value is None else f"{value:,.0f}"


def wrapped(label: str, text: str) -> str:
    """A labelled paragraph."""
    return fill(f"{label:<12} {text}", WIDTH, subsequent_indent=" " * 13)


def card_lines(card: DefinitionCard | None) -> list[str]:
    """What is counted, or that nobody has said."""
    if card is None:
        return [wrapped("Definition", "not stated: without a definition card no report may be made of this number")]
    return [wrapped(name.capitalize(), value) for name, value in card.to_dict().items()]


def summary(estimator: "Estimator") -> str:
    """The result of one estimator."""
    result = estimator.to_dict()
    interval = estimator.shown_interval()
    lines = [estimator.title, "=" * len(estimator.title)]
    lines += [
        wrapped("Lists", ", ".join(f"{name} ({shown(estimator.table_.size_of(name), estimator.table_.smallest_shown)})" for name in result["lists"]))
    ]
    lines += card_lines(estimator.table_.card)
    lines += [wrapped("Assumes", estimator.assumes)]
    if result["model"]:
        criteria = [f"{name.upper()} {result[name]:.2f}" for name in ("aic", "bic") if result[name] is not None]
        lines += [wrapped("Model", f"{result['model']}  {'  '.join(criteria)}")]
    if result["existence"]:
        lines += [wrapped("Existence", f"{result['existence']['code']}: {result['existence']['sentence']}")]
    lines += ["", wrapped("Seen", f"{result['observed']:,} people on at least one list")]
    lines += [wrapped("Unseen", f"{people(result['unseen'])} people estimated on none")]
    lines += [wrapped("Population", f"{people(result['estimate'])} people, {interval.sentence()}")]
    if result["posterior"]:
        lines += [wrapped("Posterior", posterior_line(result["posterior"]))]
    lines += ["", wrapped("Verdict", estimator.verdict_.sentence)]
    lines += [wrapped("Warning", warning) for warning in result["warnings"]]
    lines += [wrapped("Reach", REACH), ""]
    seed = f"seed {result['seed']}, " if result["seed"] is not None else ""
    lines += [f"{seed}version {result['version']}, data sha256 {result['data_sha256']}"]
    return "\n".join(lines)


def posterior_line(posterior: dict[str, object]) -> str:
    """Quantiles and how well the chains agree."""
    quantiles = posterior["quantiles"]
    assert isinstance(quantiles, dict)
    parts = [f"{name} {people(value)}" for name, value in quantiles.items()]
    parts += [f"{name} {posterior[name]:.3g}" for name in ("rhat", "ess") if posterior.get(name) is not None]
    return ", ".join(parts)
