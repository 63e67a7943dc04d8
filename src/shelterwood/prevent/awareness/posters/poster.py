"""What a poster is asked to be, and when it cannot be made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from shelterwood_methods.statutes.training import Notice
from shelterwood_methods.statutes.training.terms import Wording
from shelterwood_methods.statutes.truth import Truth

from shelterwood.prevent.awareness.posters.words import WORDS

LETTER, TABLOID = (Decimal("8.5"), Decimal(11)), (Decimal(11), Decimal(17))
LEAST_POINTS = Decimal(14)  # where no law says more: read from two steps away
NARROWEST, WIDEST = Decimal(5), Decimal(48)  # inches


class PosterError(Exception):
    """A poster cannot be made so. The text says why and what to change."""


@dataclass(frozen=True)
class Poster:
    """One sheet. Numbers come from the facts by state; `county` is the body's own line: its name by language, empty where it has none, and its number."""

    state: str
    address: str  # the help page, which the QR code opens
    size: tuple[Decimal, Decimal] = LETTER  # inches
    min_points: Decimal = LEAST_POINTS
    languages: tuple[str, ...] = ("en",)
    county: tuple[Mapping[str, str], str] | None = None
    official: Mapping[str, str] = field(default_factory=dict)  # the text that a law prescribes, by language, as the body entered it
    leaves_space_for: str = ""  # the law for whose text a space stays empty
    by: str = ""  # the body that answers for the poster

    def __post_init__(self) -> None:
        if not self.languages or len(set(self.languages)) != len(self.languages) or not set(self.languages) <= WORDS.keys():
            raise PosterError("Choose English, Spanish, or both, each once.")
        if not all(side.is_finite() and NARROWEST <= side <= WIDEST for side in self.size):
            raise PosterError(f"A side of the sheet is {NARROWEST} to {WIDEST} inches long.")
        if not (self.min_points.is_finite() and 6 <= self.min_points <= 200):
            raise PosterError("The least type size is 6 to 200 points.")
        if not self.address.startswith(("https://", "http://")):
            raise PosterError("The address of the help page begins with https://.")
        if self.official and self.official.keys() != set(self.languages):
            raise PosterError("Enter the official text in each language of the poster.")


def sheets(notice: Notice, **asked: object) -> list[Poster]:
    """The sheets that a notice asks: one, or one for each language where they hang separately.

    What the row establishes is fixed: its size, its least type, its languages. `asked` are the other fields of `Poster`, and those
    that the row leaves open. Raises PosterError where the row fixes something else than was asked.
    """
    fixed = _fixed(notice)
    for name, value in fixed.items():
        if name in asked and asked[name] != value:
            raise PosterError(_fixed_by(notice))
    wanted = {"state": notice.mandate.jurisdiction} | fixed | asked
    if notice.wording is Wording.PRESCRIBED and not wanted.get("official"):
        wanted["leaves_space_for"] = notice.mandate.citation
    languages = wanted.get("languages", ("en",))
    if not isinstance(languages, tuple) or notice.separate is not Truth.YES:
        return [Poster(**wanted)]  # type: ignore[arg-type]
    official = wanted.pop("official", None)
    each = {language: {"official": {language: official[language]}} if isinstance(official, Mapping) and official else {} for language in languages}
    return [Poster(**{**wanted, "languages": (language,), **each[language]}) for language in languages]  # type: ignore[arg-type]


def _fixed(notice: Notice) -> dict[str, object]:
    if notice.letter_height:
        raise PosterError(f"The law asks letters {notice.letter_height} inch high, larger than a poster of ours sets them: order the official sign.")
    fixed: dict[str, object] = {}
    if notice.width and notice.height:
        fixed["size"] = (notice.width, notice.height)
    if notice.min_points:
        fixed["min_points"] = notice.min_points
    if notice.languages:
        fixed["languages"] = notice.languages
    return fixed


def _fixed_by(notice: Notice) -> str:
    size = f"{notice.width} × {notice.height} inches" if notice.width else "no size"
    points = f" in {notice.min_points}-point type" if notice.min_points else ""
    return f"{notice.mandate.citation} asks {size}{points}; what it asks is fixed."
