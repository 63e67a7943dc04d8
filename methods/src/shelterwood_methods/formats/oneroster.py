"""A OneRoster package (1EdTech, CSV binding 1.1 and 1.2) sifted down to its staff, before anything of it is kept.

A pupil's row is read past and written nowhere: neither pupils, parents and guardians nor anybody whose role is not on the list
of staff. Whoever also has a pupil's role is a pupil. Of grades, classes, demographics and contacts nothing is opened.
"""

import csv
import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, TextIO

from shelterwood_methods.formats.archives import UNREADABLE, Limits, entries
from shelterwood_methods.formats.archives import Refused as ZipRefused
from shelterwood_methods.formats.delimited import NoTable, Record, Table

LIMITS = Limits(files=40, bytes=2**30, bytes_of_a_file=512 * 2**20, ratio=120)
FILES = frozenset(
    f"{name}.csv"
    for name in [
        "manifest",
        "academicSessions",
        "categories",
        "classes",
        "classResources",
        "courses",
        "courseResources",
        "demographics",
        "enrollments",
        "lineItemLearningObjectiveIds",
        "lineItems",
        "lineItemScoreScales",
        "orgs",
        "resources",
        "resultLearningObjectiveIds",
        "results",
        "resultScoreScales",
        "roles",
        "scoreScales",
        "userProfiles",
        "userResources",
        "users",
    ]
)
VERSIONS = ("1.1", "1.2")
STAFF = {
    "administrator": "Administrator", "aide": "Aide", "counselor": "Counselor", "districtAdministrator": "District administrator",
    "principal": "Principal", "proctor": "Proctor", "siteAdministrator": "Site administrator", "systemAdministrator": "System administrator",
    "teacher": "Teacher",
}  # fmt: skip
PUPIL = "student"  # in capitals too, and as part of a word of one's own such as ext:studentAide
BETWEEN = re.compile(r"[\s,;\"]+")  # numbers in a row that nobody can read
GONE = "tobedeleted"
COLUMNS = ("line", "number", "name", "post", "site", "hired_on", "left_on")  # of what is kept
NEEDED = {
    "orgs.csv": ("sourcedId", "name", "type"),
    "users.csv": ("sourcedId", "givenName", "familyName"),
    "roles.csv": ("userSourcedId", "role", "orgSourcedId"),
}
AT_ONCE = 500
MOST_UNREADABLE = 1_000


class Writer(Protocol):
    """What csv.writer gives."""

    def writerow(self, row: Iterable[object], /) -> object: ...


type Known = Callable[[Collection[str]], Collection[str]]


class NotTaken(Exception):
    """The package is refused. `code` is one of: name, manifest, version, mode, absent, column, table, workbook, broken, or a word of the zip's
    own; `entry` names the file, `detail` what of it."""

    def __init__(self, code: str, entry: str = "", detail: str = "") -> None:
        super().__init__(f"{code}: {entry} {detail}".strip())
        self.code, self.entry, self.detail = code, entry, detail


@dataclass
class Sifted:
    """What was found: whether it lists everybody (`bulk`), how many staff were kept, how many people were read past, and which rows
    could not be read: file and line alone, since a row may be a pupil's."""

    version: str
    everybody: bool
    staff: int = 0
    passed_by: int = 0
    unreadable: dict[tuple[str, int], str] = field(default_factory=dict)


@dataclass
class Post:
    """What the roles say of one member of staff."""

    line: int
    role: str
    org: str
    begins: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)  # "" for a role without an end


def sift(package: BinaryIO, out: TextIO, *, known: Known, today: str) -> Sifted:
    """Write the staff of a package as CSV with COLUMNS. Raises NotTaken.

    `known`: which of these numbers the organization has on its staff already; a change that names no role is kept for those alone,
    since anybody else may be a pupil. `today`: the ISO day on which somebody left whose row does not say when.
    """
    try:
        with zipfile.ZipFile(package) as opened:
            return _sifted(Package(opened), csv.writer(out), known, today)
    except ZipRefused as problem:
        raise NotTaken(problem.code, problem.entry, str(problem.figure or problem.most or "")) from problem
    except NoTable as problem:
        raise NotTaken("table", detail=f"{problem.code} {problem.line}") from problem
    except (*UNREADABLE, zlib.error) as problem:
        raise NotTaken("unreadable") from problem


class Package:
    """The files of an opened package, after its names, sizes and manifest were looked at."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self.opened = opened
        self.names = {entry.filename for entry in entries(opened, LIMITS)}
        if "[Content_Types].xml" in self.names:
            raise NotTaken("workbook")
        if strange := sorted(self.names - FILES):
            raise NotTaken("name", strange[0])
        self.unreadable: dict[tuple[str, int], str] = {}
        self.watched: set[str] = set()
        self.doubtful: set[str] = set()  # of those watched: they stand in a row that nobody can read
        self.manifest = self._manifest()

    def rows(self, name: str) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a file with their lines, cells by header. One that cannot be read as a whole is noted and left out."""
        with self.opened.open(name) as entry:
            table = Table(entry)
            if absent := [each for each in NEEDED.get(name, ()) if each not in table.header]:
                raise NotTaken("column", name, absent[0])
            for record in table:
                if record.fault:
                    self._note(name, record)
                else:
                    yield record.line, _by_name(table.header, record)

    def _note(self, name: str, record: Record) -> None:
        if len(self.unreadable) == MOST_UNREADABLE:
            raise NotTaken("broken", name)
        self.unreadable[name, record.line] = record.fault
        self.doubtful.update(word for cell in record.cells for word in (cell.strip(), *BETWEEN.split(cell)) if word in self.watched)

    def mode(self, name: str) -> str:
        return self.manifest.get(f"file.{name}", "absent")

    def _manifest(self) -> dict[str, str]:
        if "manifest.csv" not in self.names:
            raise NotTaken("manifest")
        found = {row.get("propertyName", "").strip(): row.get("value", "").strip() for _, row in self.rows("manifest.csv")}
        if found.get("oneroster.version") not in VERSIONS:
            raise NotTaken("version", "manifest.csv", found.get("oneroster.version", ""))
        for name in ("users", "orgs", "roles"):
            self._agree(name, found.get(f"file.{name}", "absent"))
        if found.get("file.users", "absent") == "absent" and found.get("file.roles", "absent") == "absent":
            raise NotTaken("absent", "users.csv")
        return found

    def _agree(self, name: str, mode: str) -> None:
        """What the manifest says of a file, and whether it is there, agree."""
        if mode not in ("bulk", "delta", "absent"):
            raise NotTaken("mode", f"{name}.csv", mode)
        if (mode == "absent") is (f"{name}.csv" in self.names):
            raise NotTaken("absent" if mode != "absent" else "mode", f"{name}.csv", mode)


def _sifted(package: Package, out: Writer, known: Known, today: str) -> Sifted:
    posts, pupils = _posts(package)
    schools = _schools(package)
    bulk = package.mode("users") == "bulk" and (package.manifest["oneroster.version"] == "1.1" or package.mode("roles") == "bulk")
    found = Sifted(package.manifest["oneroster.version"], everybody=bulk, unreadable=package.unreadable)
    out.writerow(COLUMNS)
    users = package.rows("users.csv") if package.mode("users") != "absent" else iter(())
    for batch in _batches(users):
        unsaid = [row["sourcedId"] for _, row in batch if row["sourcedId"] not in posts and row["sourcedId"] not in pupils]
        of_staff = set(known(unsaid)) if unsaid and not bulk else set()
        for line, row in batch:
            number = row["sourcedId"]
            post = None if number in pupils else posts.pop(number, None)
            if post is None and number not in of_staff:
                found.passed_by += 1
                continue
            out.writerow(_kept(line, row, post, schools, today))
            found.staff += 1
    rest = [] if bulk else known([number for number in posts if number not in pupils])
    for number in sorted(rest):  # a new role of somebody whose own row did not change
        out.writerow(_kept(posts[number].line, {"sourcedId": number}, posts[number], schools, today))
        found.staff += 1
    found.everybody = bulk and not found.unreadable  # whoever stands in a row that nobody can read has not left
    return found


def _posts(package: Package) -> tuple[dict[str, Post], set[str]]:
    """The staff by number with what their roles say, and which of them are pupils too, or may be: one of their roles stands in a row that
    nobody can read. Read twice, so that no pupil is held in memory.
    """
    posts: dict[str, Post] = {}
    for line, number, role, row in _roles(package):
        if role in STAFF and row.get("status") != GONE:
            post = posts.setdefault(number, Post(line, role, row["orgSourcedId"]))
            if row.get("roleType") == "primary":
                post.role, post.org = role, row["orgSourcedId"]
            post.begins += [row["beginDate"]] if row.get("beginDate") else []
            post.ends.append(row.get("endDate", ""))
    package.watched = set(posts)
    pupils = {number for _, number, role, row in _roles(package) if PUPIL in role.casefold() and number in posts and row.get("status") != GONE}
    return posts, pupils | package.doubtful


def _roles(package: Package) -> Iterator[tuple[int, str, str, dict[str, str]]]:
    """Line, number and role: of roles.csv since 1.2, of users.csv before."""
    if package.manifest["oneroster.version"] == "1.1":
        for line, row in package.rows("users.csv"):
            org = row.get("orgSourcedIds", "").split(",")[0].strip()
            yield line, row["sourcedId"], row.get("role", ""), {"orgSourcedId": org, "status": ""}
    elif package.mode("roles") != "absent":
        for line, row in package.rows("roles.csv"):
            yield line, row["userSourcedId"], row["role"], row


def _schools(package: Package) -> dict[str, str]:
    """The schools by their id. Districts and departments are no place where somebody works."""
    if package.mode("orgs") == "absent":
        return {}
    return {row["sourcedId"]: row["name"] for _, row in package.rows("orgs.csv") if row["type"] == "school"}


def _kept(line: int, row: dict[str, str], post: Post | None, schools: dict[str, str], today: str) -> tuple[object, ...]:
    given = row.get("preferredGivenName") or row.get("givenName", "")
    family = row.get("preferredFamilyName") or row.get("familyName", "")
    school = schools.get(post.org, "") or schools.get(row.get("primaryOrgSourcedId", ""), "") if post else ""
    begins = min(post.begins)[:10] if post and post.begins else ""
    title = STAFF[post.role] if post else ""
    return line, row["sourcedId"], f"{given} {family}".strip(), title, school, begins, _end(row, post, today)


def _end(row: dict[str, str], post: Post | None, today: str) -> str:
    """The day on which somebody left: their row is to be deleted, or every role of theirs has an end."""
    if row.get("status") == GONE:
        return row.get("dateLastModified", "")[:10] or today
    return max(post.ends)[:10] if post and all(post.ends) else ""


def _by_name(header: list[str], record: Record) -> dict[str, str]:
    return dict(zip(header, (cell.strip() for cell in record.cells), strict=False))


def _batches[T](rows: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
