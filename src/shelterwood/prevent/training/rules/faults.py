"""What is wrong with files that people write, always with the file and the line to mend."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class At:
    """A line of a file."""

    file: str
    line: int

    def fault(self, reason: str) -> "Fault":
        return Fault(self.file, self.line, reason)


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class Faulty(Exception):
    """Files cannot be used. Names every fault found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(each) for each in self.faults))


class CourseError(Faulty):
    """The files cannot be read as a course."""
