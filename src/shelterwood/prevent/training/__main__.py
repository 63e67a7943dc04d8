"""`python -m shelterwood.prevent.training check COURSE`: what stands between a course and its readers.

COURSE is the name of a course of the house, or a folder.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from shelterwood.prevent.training.rules.checks import check
from shelterwood.prevent.training.rules.faults import CourseError
from shelterwood.prevent.training.rules.figures import figures
from shelterwood.prevent.training.rules.loading import COURSES, load, shipped


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0: may be published; 1: has faults, which are printed."""
    parser = argparse.ArgumentParser(prog="python -m shelterwood.prevent.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the courses of the house")
    asked = commands.add_parser("check", help="faults with file and line, and the course's figures")
    asked.add_argument("course")
    words = parser.parse_args(arguments)
    if words.command == "list":
        print(*shipped(), sep="\n")
        return 0
    return _check(_folder(words.course))


def _folder(name: str) -> Path:
    return COURSES / name if name in shipped() else Path(name)


def _check(folder: Path) -> int:
    try:
        course = load(folder)
    except CourseError as problem:
        faults = problem.faults
    else:
        faults = check(course)
        print(*figures(course), sep="\n")
    for fault in faults:
        print(f"{folder.name}/{fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
