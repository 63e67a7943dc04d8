"""The methods by the names that the command line and the results use, each imported only when it is asked for."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .errors import PrevalenceError
from .table.checks import did_you_mean

if TYPE_CHECKING:
    from .estimator import Estimator

METHODS = {
    "lincoln-petersen": ("lists.two", "LincolnPetersen", "two lists: product of their sizes over the overlap"),
    "chapman": ("lists.two", "Chapman", "two lists, with less bias where the overlap is small"),
    "chao": ("lists.chao", "ChaoBound", "lower bound from the people on one list and on two"),
    "main": ("loglinear.estimators", "MainEffects", "independent lists"),
    "model": ("loglinear.estimators", "LogLinear", 'one given log-linear model, --model "[12,3]"'),
    "stepwise": ("loglinear.estimators", "Stepwise", "terms added one at a time, by p-value, AIC or BIC"),
    "greedy": ("loglinear.estimators", "Greedy", "terms added and taken out one at a time, by AIC or BIC"),
    "exhaustive": ("loglinear.estimators", "Exhaustive", "the best of all models up to an order, by AIC or BIC"),
    "decomposable": ("decomposable.estimator", "DecomposableAveraging", "Bayesian average over decomposable graphs, three to six lists"),
    "latent-class": ("latent_class.estimator", "LatentClass", "Bayesian latent classes, as many as the data ask for"),
    "thresholding": ("thresholding.estimator", "Thresholding", "Bayesian fit of all pairs, small effects set to zero"),
    "sample-coverage": ("sample_coverage.estimator", "SampleCoverage", "Chao and Tsay's sample coverage, from the people on one list only"),
}


def estimator_class(name: str) -> "type[Estimator]":
    """The class behind a method name; raises PrevalenceError with a near name where there is none."""
    if name not in METHODS:
        raise PrevalenceError(f'There is no method "{name}".{did_you_mean(name, list(METHODS))}', f"The methods are {', '.join(METHODS)}.")
    module, attribute, _ = METHODS[name]
    found: Any = getattr(import_module(f"{__package__}.{module}"), attribute)
    return found  # type: ignore[no-any-return]
