"""Charts of results as SVG without any script, each with its table and a text alternative, readable in grey.

`chart` is what a chart is, `of_fit` and `of_comparison` draw them. Altair makes them and vl-convert writes the SVG; both are imported here
only when a chart is asked for.
"""

from .of_fit import overlaps, plot_of

__all__ = ["overlaps", "plot_of"]
