"""Words of closed lists on the pages of what is brought in."""

from typing import Any

from django import template

from shelterwood.prevent.training.rosters.wording import PROOFS

register = template.Library()


@register.filter
def proof_kind(word: str) -> Any:
    """A kind of proof in words."""
    return PROOFS[word]  # type: ignore[index]  # a word of Proof is its text
