"""Posters with numbers to call, as PDF for a wall: in the size, type and languages that a notice asks, or in any other.

Their words are this project's own. Where a law prescribes words, the body enters them as that law gives them, or the poster leaves
the space. No photograph, no picture of anybody, nothing from the network. Terms: `shelterwood_methods.statutes.training`.
"""

from shelterwood.prevent.awareness.posters.making import make
from shelterwood.prevent.awareness.posters.poster import LETTER, TABLOID, Poster, PosterError, sheets

__all__ = ["LETTER", "TABLOID", "Poster", "PosterError", "make", "sheets"]
