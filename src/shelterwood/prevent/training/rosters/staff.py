"""What a roster would do to the learners of an organization: new, changed, left, the same, or refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from shelterwood_methods.formats.delimited import NoTable, Record, Table
from shelterwood_methods.formats.roster import DAYS, Staff, staff
from shelterwood_methods.formats.rows import Fault

from shelterwood.foundation.accounts.queries import sites_by_name
from shelterwood.prevent.training.models import ImportedLearner, Learner, Post
from shelterwood.prevent.training.rosters.checking import BATCH, Check, rows_of
from shelterwood.prevent.training.rules.importing import MOST_NEW_POSTS, Action, Kind

type Read = tuple[Staff | None, str, list[Fault]]
REFUSED, STAGED, SAME = range(3)  # how the first row of a number ended


@dataclass
class Known:
    """What one check of a roster knows of the organization and of the rows before."""

    run: Check
    today: date
    sites: dict[str, UUID]
    posts: dict[str, Post]
    titles: dict[str, str] = field(default_factory=dict)  # of posts that stand in no list yet
    seen: dict[str, list[int]] = field(default_factory=dict)  # number to its line and how that row ended
    twice: dict[str, int] = field(default_factory=dict)  # number to the line of its second row

    @property
    def package(self) -> bool:
        return self.run.imported.kind == Kind.ONEROSTER


def check_staff(run: Check) -> None:
    """Stage the rows of a roster. Raises Overtaken, and NoTable for a file that is none."""
    organization = run.imported.organization
    posts = {each.title.casefold(): each for each in Post.objects.filter(organization=organization)}
    known = Known(run, run.imported.uploaded_at.date(), sites_by_name(organization), posts)
    for file, line, code in run.imported.unreadable:
        run.counts["unread"] += 1
        run.refuse([Fault(line, file, "", code)])
    for batch in rows_of(run, lambda table: _read(known, table), DAYS):
        _stage(known, batch)
    _refuse_doubles(known)
    if run.imported.everybody:
        _stage_left(known)


def _read(known: Known, table: Table) -> Iterator[Read]:
    columns, width = known.run.imported.columns, len(table.header)
    for record in table:
        if known.package:  # the line is that of the package's own file
            record = Record(int(record.cells[0]), record.cells, record.fault)
        yield staff(
            record, columns, width, today=known.today, day_first_elsewhere=known.run.day_first_elsewhere, name_needed=not known.package
        )  # fmt: skip


def _stage(known: Known, batch: list[Read]) -> None:
    numbers = [row.number for row, _, _ in batch if row]
    there = {each.number: each for each in Learner.objects.filter(organization=known.run.imported.organization, number__in=numbers)}
    fresh: list[str] = []
    for row, number, faults in batch:
        ended = _ended(known, row, number, faults, there, fresh)
        if number and number not in known.seen:
            known.seen[number] = [row.line if row else faults[0].line, ended]
    without_number = Learner.objects.filter(organization=known.run.imported.organization, number="", name__in=fresh)
    known.run.counts["namesakes"] += without_number.count() if fresh else 0


def _ended(known: Known, row: Staff | None, number: str, faults: list[Fault], there: dict[str, Learner], fresh: list[str]) -> int:
    """Stage, count or refuse one row; how it ended."""
    if row is None:
        known.run.counts["unread"] += not number
        known.run.refuse(faults)
        return REFUSED
    if number in known.seen:
        known.twice.setdefault(number, row.line)
        known.run.refuse([Fault(row.line, "number", number, "twice", str(known.seen[number][0]))])
        return REFUSED
    was = there.get(number)
    faults = [] if row.name or was else [Fault(row.line, "name", "", "needed")]
    site = known.sites.get(row.site.casefold())
    if row.site and site is None:
        if known.package:  # a school that is no site of ours: its people come in without one
            known.run.counts["without_site"] += 1
        else:
            faults.append(Fault(row.line, "site", row.site[:80], "site_unknown"))
    staged = _learner(known, row, site, was)
    if staged.hired_on and staged.left_on and staged.left_on < staged.hired_on:
        faults.append(Fault(row.line, "left_on", staged.left_on.isoformat(), "left_before_hired", staged.hired_on.isoformat()))
    if faults:
        known.run.refuse(faults)
        return REFUSED
    if was is None:
        fresh.append(row.name)
    elif _unchanged(staged, was):
        known.run.counts["same"] += 1
        return SAME
    known.run.counts[staged.action] += 1
    known.run.stage(staged)
    return STAGED


def _learner(known: Known, row: Staff, site: UUID | None, was: Learner | None) -> ImportedLearner:
    """The learner as the row has them. What it does not say stays as it was."""
    title = _title(known, row.post)
    post = known.posts.get(title.casefold())
    if was is None:
        return ImportedLearner(
            imported=known.run.imported, action=Action.NEW, line=row.line, learner_id=uuid4(), number=row.number, name=row.name, title=title,
            post=post, site_id=site, hired_on=row.hired_on, left_on=row.left_on,
        )  # fmt: skip
    # a package knows when a role began, which is a hire only where none is known
    hired_on = (was.hired_on or row.hired_on) if known.package else (row.hired_on or was.hired_on)
    left_on = row.left_on if row.left_said else None if known.run.imported.everybody else was.left_on
    return ImportedLearner(
        imported=known.run.imported, action=Action.LEFT if left_on and not was.left_on else Action.CHANGED, line=row.line, learner=was,
        number=row.number, name=row.name or was.name, title=title, post_id=(post.pk if post else None) if title else was.post_id,
        site_id=site or was.site_id, hired_on=hired_on, left_on=left_on, **before(was),
    )  # fmt: skip


def before(was: Learner) -> dict[str, object]:
    return {"was_name": was.name, "was_post_id": was.post_id, "was_site_id": was.site_id, "was_hired_on": was.hired_on, "was_left_on": was.left_on}


def _title(known: Known, title: str) -> str:
    """The title as the list of posts spells it, or as the first row did."""
    key = title.casefold()
    if not title or key in known.posts:
        return known.posts[key].title if title else ""
    if key not in known.titles and len(known.titles) == MOST_NEW_POSTS:
        raise NoTable("many_posts")
    return known.titles.setdefault(key, title)


def _unchanged(staged: ImportedLearner, was: Learner) -> bool:
    new_post = staged.title and staged.post_id is None
    return not new_post and (staged.name, staged.post_id, staged.site_id, staged.hired_on, staged.left_on) == (
        was.name, was.post_id, was.site_id, was.hired_on, was.left_on,
    )  # fmt: skip


def _refuse_doubles(known: Known) -> None:
    """Where a number stands twice nobody can say which row is right: the first is refused too."""
    run = known.run
    run.write()
    for number, second in known.twice.items():
        line, ended = known.seen[number]
        if ended == REFUSED:
            continue
        staged = run.imported.learners.filter(number=number).first()
        run.counts[staged.action if staged else "same"] -= 1
        if staged:
            staged.delete()
        run.refuse([Fault(line, "number", number, "twice", str(second))])
        run.beat()
    run.write()


def _stage_left(known: Known) -> None:
    """Whoever is in no row has left; but not while some row names nobody that can be read."""
    run = known.run
    if run.counts["unread"]:
        return
    here = Learner.objects.filter(organization=run.imported.organization, left_on=None).exclude(number="").order_by("pk")
    last: UUID | None = None
    while page := list((here.filter(pk__gt=last) if last else here)[:BATCH]):
        last = page[-1].pk
        for was in page:
            if was.number not in known.seen:
                run.counts["left"] += 1
                run.stage(_gone(known, was))
        run.write()


def _gone(known: Known, was: Learner) -> ImportedLearner:
    left_on = max(known.today, was.hired_on or known.today)
    return ImportedLearner(
        imported=known.run.imported, action=Action.LEFT, line=0, learner=was, number=was.number, name=was.name, post_id=was.post_id,
        site_id=was.site_id, hired_on=was.hired_on, left_on=left_on, **before(was),
    )  # fmt: skip
