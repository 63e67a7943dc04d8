"""A page as plain text, for whoever measures it."""

import re
from collections.abc import Mapping

from shelterwood.prevent.training.rules.model import Page
from shelterwood.prevent.training.rules.placeholders import fill

MARKS = re.compile(r"[*_`]+|\[([^\]]*)\]\([^)]*\)")


def plain_text(page: Page, filled: Mapping[str, str]) -> str:
    """Every word of a page, one line a block."""
    lines = [page.title, *(block.text for block in page.blocks)]
    return "\n".join(MARKS.sub(r"\1", fill(line, filled)) for line in lines)
