"""How many people nobody has on a list: capture-recapture (multiple systems) estimation from overlapping lists.

Lists of different agencies overlap, and how they overlap carries information on the people whom none of them knows. The number it yields
rests on assumptions that no data can check, and different sound methods often give answers several times apart. So the normal way in is
`compare`, which shows that spread, what each method assumes, and whether any number may be reported at all.

    from shelterwood_methods.multiple_systems import read_csv, Stepwise, compare

    table = read_csv("lists.csv")
    fit = Stepwise().fit(table)
    print(fit.summary())
    print(compare(table).summary())

Terms (list, overlap, model, unseen) are those of Bird and King (2018) and of Chan, Silverman and Vincent (2021). The methods are in
`registry`; every module opens with the question it answers. Nothing compiled is imported before it is used.
"""

from importlib import import_module
from typing import Any

PUBLIC = {
    "CountTable": "table.counts",
    "Strata": "table.counts",
    "read_csv": "table.reading",
    "DefinitionCard": "card",
    "Estimator": "estimator",
    "Interval": "interval",
    "Existence": "existence",
    "Verdict": "verdict",
    "PrevalenceError": "errors",
    "UnusableTable": "errors",
    "NoEstimate": "errors",
    "running": "runs",
    "LincolnPetersen": "lists.two",
    "Chapman": "lists.two",
    "ChaoBound": "lists.chao",
    "MainEffects": "loglinear.estimators",
    "LogLinear": "loglinear.estimators",
    "Stepwise": "loglinear.estimators",
    "Greedy": "loglinear.estimators",
    "Exhaustive": "loglinear.estimators",
    "SampleCoverage": "sample_coverage.estimator",
    "DecomposableAveraging": "decomposable.estimator",
    "LatentClass": "latent_class.estimator",
    "Thresholding": "thresholding.estimator",
    "People": "covariates.people",
    "ConditionalLikelihood": "covariates.conditional",
    "DoublyRobust": "covariates.doubly_robust",
    "Register": "one_register.zero_truncated",
    "ZeroTruncated": "one_register.zero_truncated",
    "SharedStrata": "stratified.shared",
    "StratifiedFit": "stratified.total",
    "fit_strata": "stratified.total",
    "Comparison": "comparison.panel",
    "compare": "comparison.panel",
    "highest_order_curve": "sensitivity.highest_order",
    "odds_ratio_bounds": "sensitivity.two_lists",
    "drop_one": "sensitivity.lists",
    "merge_two": "sensitivity.lists",
    "resampling_trajectory": "sensitivity.trajectory",
    "Trajectory": "sensitivity.trajectory",
    "linkage_sensitivity": "sensitivity.linkage",
    "internal_consistency": "consistency",
    "simulate_coverage": "simulated_coverage",
}

__all__ = list(PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in PUBLIC:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    return getattr(import_module(f"{__name__}.{PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *PUBLIC})
