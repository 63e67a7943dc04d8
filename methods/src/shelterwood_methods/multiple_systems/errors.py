"""What the package says when it must not answer: one sentence on what is wrong and one on what can still be done."""


class PrevalenceError(ValueError):
    """The data or the question cannot carry an estimate.

    problem: what is wrong, in words that a practitioner understands. remedy: what can still be estimated, or what to change.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        super().__init__(f"{problem} {remedy}".strip())
        self.problem = problem
        self.remedy = remedy


class UnusableTable(PrevalenceError):
    """The table itself cannot be read or used."""


class NoEstimate(PrevalenceError):
    """The method has no estimate on this table; `code` is the existence code where there is one (see `existence`)."""

    def __init__(self, problem: str, remedy: str = "", *, code: int | None = None, model: str | None = None) -> None:
        super().__init__(problem, remedy)
        self.code = code
        self.model = model


class NotFitted(PrevalenceError):
    """An answer was asked of an estimator that has seen no data."""


class MissingCard(PrevalenceError):
    """A report was asked for without saying what is counted."""
