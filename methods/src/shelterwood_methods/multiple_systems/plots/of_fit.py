"""Charts of one table and of one fitted estimator."""

from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import PrevalenceError
from ..notation import term_name, term_order
from ..table import CountTable
from ..table.disclosure import withheld_cells
from .chart import BLUE, GREY, Chart, data

if TYPE_CHECKING:
    from ..estimator import Estimator
    from ..sensitivity.highest_order import Curve
    from ..sensitivity.lists import Changed
    from ..sensitivity.trajectory import Trajectory

MOST_BARS = 40


def overlaps(table: CountTable, unseen: float | None = None) -> Chart:
    """People by combination of lists, and the cell of no list as an open bar. Counts that are withheld are drawn alike and not told."""
    import altair as alt

    hidden, smallest = withheld_cells(table), table.smallest_shown
    cells = [cell for cell in range(1, table.counts.size) if table.counts[cell]]
    cells.sort(key=lambda cell: (cell in hidden, 0 if cell in hidden else -table.counts[cell], term_order(cell)))
    names = [term_name(cell, table.lists).replace(":", " + ") for cell in cells[:MOST_BARS]]
    drawn = [smallest if cell in hidden else int(table.counts[cell]) for cell in cells[:MOST_BARS]]
    words = ["withheld" if cell in hidden else f"{int(table.counts[cell]):,}" for cell in cells[:MOST_BARS]]
    columns: dict[str, list[Any]] = {
        "lists": [*names, "on no list"],
        "people": [*drawn, unseen],
        "shown": [*words, "not known" if unseen is None else f"about {unseen:,.0f}"],
    }
    columns["kind"] = [*["seen"] * len(names), "unseen"]
    base = alt.Chart(data(columns)).encode(
        y=alt.Y("lists:N", sort=None, title=None), x=alt.X("people:Q", scale=alt.Scale(type="symlog"), title="people, logarithmic")
    )
    bars = base.mark_bar(strokeWidth=1.5).encode(
        fill=alt.Fill("kind:N", scale=alt.Scale(domain=["seen", "unseen"], range=[BLUE, "white"]), title=None), stroke=alt.value(BLUE)
    )
    text = base.mark_text(align="left", dx=4).encode(text="shown:N")
    told = f"{table.observed:,} people on at least one of {len(table.lists)} lists; the largest group is {names[0]}."
    if hidden:
        told += f" Counts below {smallest}, and others from which they would follow, are withheld."
    if len(cells) > MOST_BARS:
        told += f" The {MOST_BARS} largest of {len(cells)} combinations are shown."
    return Chart("Overlaps of the lists", (bars + text).properties(width=520), {k: columns[k] for k in ("lists", "shown")}, told)


def histogram(title: str, values: np.ndarray, marks: dict[str, float], what: str) -> Chart:
    """Estimates or draws as a histogram on a logarithmic scale, with named vertical lines."""
    import altair as alt

    good = values[np.isfinite(values) & (values > 0)]
    counts, edges = np.histogram(np.log10(good), bins=60)
    columns: dict[str, list[Any]] = {"from": (10 ** edges[:-1]).tolist(), "to": (10 ** edges[1:]).tolist(), "number": counts.tolist()}
    scale = alt.Scale(type="log", nice=False)
    bars = (
        alt.Chart(data(columns))
        .mark_bar(color=GREY)
        .encode(x=alt.X("from:Q", scale=scale, title="population, logarithmic"), x2="to:Q", y=alt.Y("number:Q", title=what), y2=alt.datum(0))
    )
    lines: dict[str, list[Any]] = {"at": list(marks.values()), "what": list(marks)}
    rules = (
        alt.Chart(data(lines))
        .mark_rule(strokeWidth=2)
        .encode(x=alt.X("at:Q", scale=scale), strokeDash=alt.StrokeDash("what:N", title=None), color=alt.value(BLUE))
    )
    told = f"{what.capitalize()} run from {good.min():,.0f} to {good.max():,.0f}; " + ", ".join(f"{k} {v:,.0f}" for k, v in marks.items()) + "."
    return Chart(title, (bars + rules).properties(width=520, height=220), columns, told)


def all_models(fitted: "Estimator") -> Chart:
    """Population against the criterion for the best models, so that models as good with other answers are seen."""
    import altair as alt

    rows = [row for row in fitted.details_.get("choice", []) if "estimate" in row]
    if not rows:
        raise PrevalenceError(f"{fitted.title} keeps no list of models.", "Use Exhaustive.")
    criterion = "aic" if "aic" in rows[0] else "bic"
    columns = {key: [row[key] for row in rows] for key in ("model", "estimate", criterion)}
    points = (
        alt.Chart(data(columns))
        .mark_point(filled=True, size=70, color=BLUE)
        .encode(
            x=alt.X(f"{criterion}:Q", scale=alt.Scale(zero=False), title=f"{criterion.upper()}, lower is better"),
            y=alt.Y("estimate:Q", scale=alt.Scale(type="log", nice=False), title="population, logarithmic"),
        )
    )
    low, high = min(columns["estimate"]), max(columns["estimate"])
    told = f"The {len(rows)} best models give from {low:,.0f} to {high:,.0f}; the very best gives {rows[0]['estimate']:,.0f}."
    return Chart("The best models", points.properties(width=520, height=260), columns, told)


def forest(title: str, names: list[str], estimates: list[float | None], lows: list[float | None], highs: list[float | None]) -> Chart:
    """Estimates with their limits, one a line; a missing upper limit runs to the edge."""
    import altair as alt

    known = [value for value in [*estimates, *lows, *highs] if value]
    edge = max(known) * 1.2
    columns: dict[str, list[Any]] = {"what": names, "estimate": estimates, "from": lows, "to": highs}
    drawn = {**columns, "end": [edge if value is None and low else value for value, low in zip(highs, lows, strict=True)]}
    base = alt.Chart(data(drawn)).encode(y=alt.Y("what:N", sort=None, title=None))
    scale = alt.Scale(type="log", nice=False)
    lines = base.mark_rule(strokeWidth=2, color=GREY).encode(x=alt.X("from:Q", scale=scale, title="population, logarithmic"), x2="end:Q")
    points = base.mark_point(filled=True, size=80, color=BLUE).encode(x=alt.X("estimate:Q", scale=scale))
    sized = [value for value in estimates if value]
    told = f"Estimates run from {min(sized):,.0f} to {max(sized):,.0f} over {len(names)} lines; limits from {min(known):,.0f} to {max(known):,.0f}."
    return Chart(title, (lines + points).properties(width=520), columns, told)


def leave_one_out(changes: "list[Changed]", fitted: "Estimator", title: str = "Without each list in turn") -> Chart:
    """The estimate without each list, or with two taken as one, under the one with all of them."""
    interval = fitted.shown_interval()
    names = ["all lists", *(change.change for change in changes)]
    spans = [interval, *(change.interval for change in changes)]
    return forest(
        title,
        names,
        [fitted.estimate_, *(change.estimate for change in changes)],
        [span.to_dict()["low"] if span else None for span in spans],  # type: ignore[misc]
        [span.to_dict()["high"] if span else None for span in spans],  # type: ignore[misc]
    )


def sensitivity(curve: "Curve") -> Chart:
    """Population against a dependence that no data can show."""
    import altair as alt

    columns = {"odds ratio": list(curve.values), "population": list(curve.population)}
    line = (
        alt.Chart(data(columns))
        .mark_line(color=BLUE, point=True)
        .encode(
            x=alt.X("odds ratio:Q", scale=alt.Scale(type="log"), title=curve.what),
            y=alt.Y("population:Q", scale=alt.Scale(type="log", nice=False), title="population, logarithmic"),
        )
    )
    told = f"As the {curve.what} goes from {min(curve.values):.2g} to {max(curve.values):.2g}, the population goes from {min(curve.population):,.0f} to {max(curve.population):,.0f}; no data can say where on this line the truth is."
    return Chart("If the lists depended otherwise", line.properties(width=520, height=240), columns, told)


def residuals(fitted: "Estimator", kind: str = "deviance") -> Chart:
    """How far each combination is from what the model expects; combinations whose counts are withheld are left out."""
    import altair as alt

    find = getattr(fitted, "residuals", None)
    if find is None:
        raise PrevalenceError(f"{fitted.title} has no residuals.", "Use a log-linear method.")
    table = fitted.table_
    hidden = {term_name(cell, table.lists) for cell in withheld_cells(table)}
    values = {name: value for name, value in find(kind).items() if name not in hidden}
    largest = sorted(values, key=lambda name: -abs(values[name]))[:MOST_BARS]
    columns: dict[str, list[Any]] = {"lists": largest, "residual": [values[name] for name in largest]}
    bars = (
        alt.Chart(data(columns))
        .mark_bar(color=GREY)
        .encode(y=alt.Y("lists:N", sort=None, title=None), x=alt.X("residual:Q", title=f"{kind} residual; beyond 2 either way is far"))
    )
    far = sum(abs(value) > 2 for value in values.values())
    told = f"Of {len(values)} combinations shown, {far} lie more than two from what the model expects."
    if largest:
        told += f" The farthest is {largest[0]}, {values[largest[0]]:+.1f}."
    return Chart("How far from the model each combination is", bars.properties(width=520), columns, told)


def trajectory(found: "Trajectory") -> Chart:
    """The estimate from random parts of the people, each divided by its share."""
    import altair as alt

    columns: dict[str, list[Any]] = {
        "share": list(found.shares), "low": list(found.low), "middle": list(found.middle), "high": list(found.high)
    }  # fmt: skip
    base = alt.Chart(data(columns)).encode(x=alt.X("share:Q", axis=alt.Axis(format="%"), title="share of the people seen"))
    scale = alt.Scale(type="log", nice=False)
    line = base.mark_line(color=BLUE, point=True).encode(y=alt.Y("middle:Q", scale=scale, title="population, logarithmic"))
    reach = base.mark_rule(color=GREY).encode(y=alt.Y("low:Q", scale=scale), y2="high:Q")
    known = [(share, value) for share, value in zip(found.shares, found.middle, strict=True) if value is not None]
    told = "No part of the people has an estimate."
    if known:
        told = (
            f"From {known[0][0]:.0%} of the people the middle estimate is {known[0][1]:,.0f}, "
            f"from {known[-1][0]:.0%} of them {known[-1][1]:,.0f}; a line that is not level means that more data would still move the answer."
        )
    return Chart("As people are added at random", (reach + line).properties(width=520, height=220), columns, told)


def plot_of(fitted: "Estimator", kind: str | None = None) -> Chart:
    """The chart that says most about a result: its bootstrap, its posterior, its models; or the kind asked for.

    kind: "bootstrap", "posterior", "models", "overlaps", "residuals" or "sensitivity".
    """
    from ..sensitivity.highest_order import highest_order_curve

    held = vars(fitted)
    usual = "posterior" if fitted.posterior_ else "bootstrap" if "replicates_" in held else "overlaps"
    wanted = kind or usual
    interval = fitted.shown_interval()
    marks = {"estimate": fitted.estimate_, "lower limit": interval.low, "upper limit": interval.high}
    if wanted == "bootstrap" and "replicates_" in held:
        replicates = held["replicates_"]
        if hasattr(replicates, "interval"):
            marks = {"estimate": fitted.estimate_} | limits_of(replicates, interval.level)
        return histogram("Bootstrap estimates", getattr(replicates, "estimates", replicates), marks, "replicates")
    if wanted == "posterior" and "draws_" in held:
        return histogram("Posterior draws", held["draws_"].ravel() + fitted.observed_, marks, "draws")
    if wanted == "posterior" and "distribution_" in held:
        return density(held["distribution_"], marks)
    if wanted == "models":
        return all_models(fitted)
    if wanted == "sensitivity":
        return sensitivity(highest_order_curve(fitted))
    if wanted == "residuals":
        return residuals(fitted)
    if wanted == "overlaps":
        return overlaps(fitted.table_, fitted.unseen_)
    raise PrevalenceError(f'{fitted.title} has no chart "{wanted}".', "Use bootstrap, posterior, models, overlaps, residuals or sensitivity.")


def limits_of(replicates: Any, level: float) -> dict[str, float]:
    """BCa and percentile limits of the same replicates, with the Monte-Carlo error of each."""
    marks = {}
    for kind, name in (("bca", "BCa"), ("percentile", "percentile")):
        found = replicates.interval(kind, level)
        marks[f"{name} low (±{found.low_mc_error:,.0f})"] = found.low
        marks[f"{name} high (±{found.high_mc_error:,.0f})"] = found.high
    return marks


def density(distribution: Any, marks: dict[str, float]) -> Chart:
    """A posterior computed exactly, as a histogram of its probabilities."""
    rng = np.random.default_rng(0)
    draws = rng.choice(distribution.unseen, size=20_000, p=distribution.mass / distribution.mass.sum()) + distribution.observed
    return histogram("Posterior distribution", draws, marks, "draws of the posterior")
