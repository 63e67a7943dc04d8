"""The command `shelterwood-methods prevalence`: fit one method, compare a panel, list the methods.

Results go to standard output, progress and complaints to standard error. Exit status 0: done; 2: the input cannot carry an answer, which
is said in a sentence with what can still be done; 130: interrupted, with how to go on.
"""

from .main import main

__all__ = ["main"]
