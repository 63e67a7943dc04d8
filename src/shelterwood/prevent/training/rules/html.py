"""A lesson as a reader gets it: passages for a role, placeholders filled. Raw HTML is never let through."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from markdown_it import MarkdownIt

from shelterwood.prevent.training.rules.model import Block, Box, Kind, Page
from shelterwood.prevent.training.rules.placeholders import fill

LABELS = {
    "en": {Box.DO: "What to do", Box.DONT: "What not to do", Box.EXAMPLE: "Example, invented"},
    "es": {Box.DO: "Qué hacer", Box.DONT: "Qué no hacer", Box.EXAMPLE: "Ejemplo, inventado"},
}
LESSON = re.compile(r'href="lesson:([\w-]+)"')


class _Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802 (the library's own name)
        """Only links between lessons are links; any other is shown as text."""
        return url.startswith("lesson:")


@cache
def _markdown() -> MarkdownIt:
    return _Markdown("commonmark", {"html": False}).disable(["image", "heading", "lheading", "fence", "code", "reference"])


def for_role(page: Page, role: str | None) -> tuple[Block, ...]:
    """What somebody in this role reads; without a role everything that is for everybody."""
    return tuple(block for block in page.blocks if not block.roles or role in block.roles)


def inline(text: str, filled: Mapping[str, str], lessons_at: str = "#") -> str:
    """A sentence as HTML. A link to a lesson leads to its id after `lessons_at`."""
    return LESSON.sub(rf'href="{lessons_at}\1"', str(_markdown().renderInline(fill(text, filled))))


def html(blocks: Sequence[Block], language: str, filled: Mapping[str, str], sources: Sequence[str], lessons_at: str = "#") -> str:
    """Blocks as HTML; each reference is the number of its source in the list given."""
    parts = []
    for box, group in groupby(blocks, key=lambda block: block.box):
        body = "".join(_runs(tuple(group), filled, sources, lessons_at))
        label = LABELS[language].get(box) if box else None
        parts.append(f'<div class="{box}"><h2>{label}</h2>{body}</div>' if label else body)
    return "".join(parts)


def _runs(blocks: Sequence[Block], filled: Mapping[str, str], sources: Sequence[str], lessons_at: str) -> Iterator[str]:
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        tag = {Kind.HEADING: "h2", Kind.TEXT: "p", Kind.ENTRY: "li"}[kind]
        inner = "".join(f"<{tag}>{inline(block.text, filled, lessons_at)}{_numbers(block, sources)}</{tag}>" for block in run)
        yield f"<ul>{inner}</ul>" if kind is Kind.ENTRY else inner


def _numbers(block: Block, sources: Sequence[str]) -> str:
    numbers = [str(sources.index(each) + 1) for each in block.sources if each in sources]
    return f' <sup class="sources">{", ".join(numbers)}</sup>' if numbers else ""


def sources_of(page: Page) -> tuple[str, ...]:
    """The sources of a page in the order in which they are first named."""
    return tuple(dict.fromkeys(source for block in page.blocks for source in block.sources))
