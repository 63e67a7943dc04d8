"""`python -m shelterwood.prevent.training`: check a course, pack it for another learning system, look at a package from elsewhere.

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
from shelterwood.prevent.training.rules.model import Course
from shelterwood.prevent.training.scorm.reader import Refused, inspect
from shelterwood.prevent.training.scorm.writer import write


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0: no fault; 1: what is wrong is printed."""
    parser = argparse.ArgumentParser(prog="python -m shelterwood.prevent.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="the courses of the house")
    asked = commands.add_parser("check", help="faults with file and line, and the course's figures")
    asked.add_argument("course")
    packed = commands.add_parser("pack", help="a SCORM 1.2 package of a course without faults")
    packed.add_argument("course")
    packed.add_argument("--state", help="two letters; whose numbers and law fill the course")
    packed.add_argument("--role", help="whose passages it holds besides those for everybody")
    packed.add_argument("--out", type=Path, required=True)
    looked_at = commands.add_parser("inspect", help="whether a SCORM package from elsewhere is harmless")
    looked_at.add_argument("package", type=Path)
    words = parser.parse_args(arguments)
    match words.command:
        case "list":
            print(*shipped(), sep="\n")
            return 0
        case "check":
            return _check(_folder(words.course))
        case "pack":
            return _pack(_folder(words.course), words.state, words.role, words.out)
        case _:
            return _inspect(words.package)


def _folder(name: str) -> Path:
    return COURSES / name if name in shipped() else Path(name)


def _sound(folder: Path) -> Course | None:
    """The course, where it has no fault; its faults are printed."""
    try:
        course = load(folder)
        faults = check(course)
    except CourseError as problem:
        course, faults = None, problem.faults
    if course:
        print(*figures(course), sep="\n")
    for fault in faults:
        print(f"{folder.name}/{fault}", file=sys.stderr)
    return None if faults else course


def _check(folder: Path) -> int:
    return 0 if _sound(folder) else 1


def _pack(folder: Path, state: str | None, role: str | None, out: Path) -> int:
    course = _sound(folder)
    if course is None:
        return 1
    if role and role not in {each.id for each in course.roles}:
        print(f"The course has no role {role!r}; it has {', '.join(each.id for each in course.roles)}.", file=sys.stderr)
        return 1
    out.write_bytes(write(course, state=state, role=role))
    print(f"{out}: {out.stat().st_size:,} bytes")
    return 0


def _inspect(package: Path) -> int:
    try:
        print(*inspect(package.read_bytes()), sep="\n")
    except (Refused, OSError) as problem:
        print(f"Refused: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
