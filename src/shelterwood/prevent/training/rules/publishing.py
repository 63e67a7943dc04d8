"""What stands between a draft and its readers: the checks of every course, and what only a draft can get wrong."""

from collections.abc import Collection, Iterator, Mapping

from shelterwood.prevent.training.rules.checks import check
from shelterwood.prevent.training.rules.faults import CourseError, Fault
from shelterwood.prevent.training.rules.files import MANIFEST, MOST_FILES, Texts
from shelterwood.prevent.training.rules.loading import read_course
from shelterwood.prevent.training.rules.model import Course, Source


def faults_of(texts: Texts, sources: Mapping[str, Source], *, course: str, taken: Collection[str]) -> tuple[Fault, ...]:
    """Every fault of a draft, with file and line. `taken`: the versions that this course had already."""
    try:
        read = read_course(texts, sources)
    except CourseError as problem:
        return problem.faults
    return tuple(sorted({*check(read), *_of_a_draft(read, texts, course, taken)}))


def _of_a_draft(read: Course, texts: Texts, course: str, taken: Collection[str]) -> Iterator[Fault]:
    if read.id != course:
        yield Fault(MANIFEST, _line(texts, "id"), f'needs id = "{course}": the id of a course stays, or its certificates would lose it.')
    if read.version in taken:
        yield Fault(MANIFEST, _line(texts, "version"), f"the version {read.version!r} was published before; write another.")
    if len(read.version) > 20:
        yield Fault(MANIFEST, _line(texts, "version"), "the version is too long; write at most 20 letters, such as 2.")
    for language, title in read.titles.items():
        if len(title) > 120:
            yield Fault(MANIFEST, _line(texts, language), f"the title in «{language}» is too long for a certificate; write at most 120 letters.")
    if len(texts) > MOST_FILES:
        yield Fault(MANIFEST, 1, f"has {len(texts)} files; a course has at most {MOST_FILES}.")
    yield from (Fault(name, 1, "no lesson of course.toml has this id, so nobody would read the file.") for name in _unread(read, texts))


def _unread(read: Course, texts: Texts) -> Iterator[str]:
    lessons = {each.id for each in read.lessons}
    return (name for name in texts if name.startswith("lessons/") and name.removeprefix("lessons/").partition(".")[0] not in lessons)


def _line(texts: Texts, word: str) -> int:
    """The line of the manifest that sets this word."""
    lines = texts.get(MANIFEST, "").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.partition("=")[0].strip() == word), 1)
