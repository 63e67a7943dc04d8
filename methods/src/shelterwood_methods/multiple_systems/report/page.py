"""A result as one page of HTML: no script, no outside file, printed as it is."""

from copy import deepcopy
from html import escape
from typing import TYPE_CHECKING

from ..card import QUESTIONS
from ..consistency import internal_consistency
from ..errors import MissingCard
from ..interval import WORDS
from ..plots import of_fit
from ..plots.chart import Chart
from ..sensitivity.highest_order import highest_order_curve
from ..sensitivity.lists import drop_one, merge_two
from ..sensitivity.trajectory import resampling_trajectory
from ..table import CountTable
from .text import REACH, people

if TYPE_CHECKING:
    from ..comparison import Comparison
    from ..estimator import Estimator

REPLICATES = 1_000
STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0;width:100%}caption{text-align:left;font-weight:600}
th,td{border-bottom:1px solid #a9aeb1;padding:.3rem .6rem;text-align:left;vertical-align:top}
.verdict{border-left:.4rem solid #1b1b1b;padding:.6rem 1rem;background:#f0f0f0;font-size:1.1rem}
svg{max-width:100%;height:auto}figure{margin:1.5rem 0}details{margin:.5rem 0}
"""


def shell(title: str, body: str) -> str:
    """The page around the content."""
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>{body}</main></body></html>\n"
    )


def card_table(table: CountTable) -> str:
    """The definition card; raises MissingCard where there is none, so no page is made without it."""
    if table.card is None:
        raise MissingCard("No report is made without a definition card.", "Say who is counted, where, when, which ages, which lists, how linked.")
    rows = "".join(f'<tr><th scope="row">{escape(QUESTIONS[name])}</th><td>{escape(text)}</td></tr>' for name, text in table.card.to_dict().items())
    return f"<table><caption>What is counted</caption><tbody>{rows}</tbody></table>"


def figure(chart: Chart) -> str:
    """A chart, its sentence and its numbers."""
    return (
        f"<figure><h2>{escape(chart.title)}</h2>{chart.svg()}<figcaption>{escape(chart.alternative)}</figcaption>"
        f"<details><summary>The numbers</summary>{chart.table()}</details></figure>"
    )


def footer(result: dict[str, object]) -> str:
    """What made the page."""
    return f"<p>{escape(REACH)}</p><p><small>Seed {result['seed']}, version {result['version']}, data sha256 {result['data_sha256']}</small></p>"


def fit_page(fitted: "Estimator") -> str:
    """The page of one estimator."""
    card = card_table(fitted.table_)
    result = fitted.to_dict()
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in result["warnings"])
    charts = {chart.title: chart for chart in (fitted.plot(), of_fit.overlaps(fitted.table_, fitted.unseen_))}
    curve = of_fit.sensitivity(highest_order_curve(fitted))
    body = (
        f'<p class="verdict">{escape(fitted.verdict_.sentence)}</p>{card}'
        f"<p>{result['observed']:,} people seen on at least one list. Whole population: <strong>{people(result['estimate'])}</strong>, "
        f"{escape(fitted.shown_interval().sentence())}.</p><p>Assumes: {escape(fitted.assumes)}</p>"
        f"{'<p>Model ' + escape(result['model']) + '</p>' if result['model'] else ''}<ul>{notes}</ul>{''.join(map(figure, (*charts.values(), curve)))}{footer(result)}"
    )
    return shell(fitted.title, body)


def comparison_page(found: "Comparison") -> str:
    """The page of a panel: verdict, card, methods, charts, what each method assumes."""
    card = card_table(found.table)
    rows, names, lows, highs = [], [], [], []
    for name, fit in found.fits.items():
        interval = fit.shown_interval().to_dict()
        names.append(name)
        lows.append(interval["low"])
        highs.append(interval["high"])
        cells = [
            name,
            people(fit.estimate_),
            people_or(interval["low"]),
            people_or(interval["high"]),
            str(WORDS.get(str(interval["kind"]))),
            fit.assumes,
        ]
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("method", "population", "from", "to", "kind of interval", "assumes"))
    refused = "".join(f"<li>{escape(name)}: {escape(why)}</li>" for name, why in found.refused.items())
    chosen = found.fits.get("stepwise") or next(iter(found.fits.values()))
    again = lighter(chosen)
    charts = [
        of_fit.forest("Methods side by side", names, [fit.estimate_ for fit in found.fits.values()], lows, highs),  # type: ignore[arg-type]
        of_fit.overlaps(found.table),
        *([of_fit.all_models(found.fits["exhaustive"])] if "exhaustive" in found.fits else []),
        chosen.plot(),
        *([found.fits["decomposable"].plot("posterior")] if "decomposable" in found.fits else []),
        *([of_fit.residuals(chosen)] if hasattr(chosen, "residuals") else []),
        *([of_fit.leave_one_out(drop_one(again, found.table), chosen)] if len(found.table.lists) > 3 else []),
        *([of_fit.leave_one_out(merge_two(again, found.table), chosen, "With two lists taken as one")] if len(found.table.lists) > 3 else []),
        of_fit.trajectory(resampling_trajectory(lighter(chosen, 0), found.table, draws=20)),
        of_fit.sensitivity(highest_order_curve(chosen)),
    ]
    body = (
        f'<p class="verdict">{escape(found.verdict.sentence)}</p>{card}'
        f"<p>{found.table.observed:,} people seen on at least one list. Methods give from {people(found.spread.lowest)} to {people(found.spread.highest)}.</p>"
        f"<table><caption>Methods</caption><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        f"{'<h2>Without an answer</h2><ul>' + refused + '</ul>' if refused else ''}{consistency_table(again, found.table)}{''.join(map(figure, charts))}{footer(found.to_dict())}"
    )
    return shell("How many people are on no list", body)


def lighter(fitted: "Estimator", replicates: int = REPLICATES) -> "Estimator":
    """The same method unfitted, with a bootstrap that can be repeated for many changed tables."""
    copy = deepcopy(fitted)
    copy._forget()
    return copy.set_params(bootstrap=replicates) if "bootstrap" in copy.get_params() else copy


def consistency_table(estimator: "Estimator", table: CountTable) -> str:
    """Whether the other lists find each list, whose size is known; nothing where no list is large enough to ask."""
    checks = internal_consistency(table, estimator)
    if not checks:
        return ""
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("list", "people on it", "what the other lists say", "interval holds it"))
    rows = ""
    for check in checks:
        held = "no estimate" if check.covered is None else "yes" if check.covered else "no"
        cells = (check.name, f"{check.size:,}", people(check.estimate), held)
        rows += "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
    caption = f"Do the other lists find each list? ({escape(estimator.title)})"
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def people_or(value: object) -> str:
    """A limit, or that there is none."""
    return people(value) if isinstance(value, float) else "no limit"
