"""The normal way in: a declared panel of methods, how far apart they are, and whether any number may be reported.

`panel` says which methods and fits them, `spread` measures how far they agree, `verdict` judges the whole.
"""

from .panel import PANEL, Comparison, compare

__all__ = ["PANEL", "Comparison", "compare"]
