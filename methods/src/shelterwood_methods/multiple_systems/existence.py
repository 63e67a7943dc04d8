"""The four findings on whether a model has an estimate on a table, and the sentence for each."""

from dataclasses import dataclass

SENTENCES = {
    0: "The estimate exists and is the only one.",
    1: "The likelihood has no highest point: it keeps rising as some coefficient grows without end, so the model has no estimate here.",
    2: "The model has more terms than these overlaps can tell apart: different answers fit equally well, so none can be given.",
    3: "The likelihood has no highest point, and the model has more terms than these overlaps can tell apart: there is no estimate.",
}


@dataclass(frozen=True)
class Existence:
    """Whether the extended maximum likelihood estimate exists and is identified.

    code: 0 exists, 1 no maximum, 2 not identified, 3 both; the codes of Chan, Silverman and Vincent (2021), whose conditions are those of
    Fienberg and Rinaldo (2012). They depend on the model and on which cells are empty, never on the counts themselves.
    """

    code: int

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return SENTENCES[self.code]

    def to_dict(self) -> dict[str, object]:
        """Code and sentence, as they stand in every result."""
        return {"code": self.code, "sentence": self.sentence}
