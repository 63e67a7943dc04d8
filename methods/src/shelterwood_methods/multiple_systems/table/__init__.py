"""The table of overlapping lists: how many people stand on each combination of lists, and what they are.

`counts` is the class; `reading` brings a file, a data frame or records of people into it; `checks` says why a table cannot be used.
"""

from .counts import CountTable, Strata
from .reading import read_csv

__all__ = ["CountTable", "Strata", "read_csv"]
