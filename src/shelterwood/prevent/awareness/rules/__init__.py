"""Pure rules: which signs may be offered, and when a notice on a wall counts as up."""

from shelterwood.prevent.awareness.rules.signs import KINDS, LEARNING_ONLY, Sign, signs_for, signs_of, warning_signs

__all__ = ["KINDS", "LEARNING_ONLY", "Sign", "signs_for", "signs_of", "warning_signs"]
