"""A chart with what stands in for it: the table of its numbers, and a sentence for those who cannot see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

INK = "#1b1b1b"
GREY = "#71767a"
BLUE = "#005ea2"


@dataclass(frozen=True, eq=False)
class Chart:
    """spec: the Altair chart. columns: the numbers drawn, column by column. alternative: what it shows, in a sentence. title: its heading."""

    title: str
    spec: Any
    columns: Mapping[str, Sequence[Any]]
    alternative: str

    def svg(self) -> str:
        """The chart as SVG with title and description for screen readers, and no script."""
        import vl_convert as convert

        drawn = str(convert.vegalite_to_svg(self.spec.to_json()))
        head, _, rest = drawn.partition(">")
        label = f"<title>{escape(self.title)}</title><desc>{escape(self.alternative)}</desc>"
        return f'{head} role="img" aria-label="{escape(self.alternative, quote=True)}">{label}{rest}'

    def table(self) -> str:
        """The numbers as an HTML table."""
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        rows = zip(*self.columns.values(), strict=True)
        body = "".join("<tr>" + "".join(f"<td>{escape(shown(value))}</td>" for value in row) + "</tr>" for row in rows)
        return f"<table><caption>{escape(self.title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _repr_html_(self) -> str:
        return f"<figure>{self.svg()}<figcaption>{escape(self.alternative)}</figcaption></figure>"


def shown(value: Any) -> str:
    """A number with its thousands apart, or the word itself."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if isinstance(value, (int, float)) and abs(value) >= 10 else f"{value:.3g}" if isinstance(value, float) else str(value)


def records(columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Columns as the rows that Altair takes inline."""
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def data(columns: Mapping[str, Sequence[Any]]) -> Any:
    """Inline data of a chart."""
    import altair as alt

    return alt.Data(values=records(columns))  # type: ignore[no-untyped-call]
