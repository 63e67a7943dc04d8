"""What was checked becomes what counts, and back: in the running transaction, set by set.

A database that is SQLite has one writer. Row by row, 200,000 rows would hold every other writer up for half a minute, a child's
report among them; as one statement they take seconds. So these are statements over whole tables, some of them written out: Django
has none that inserts what another table holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, models
from django.db.models import F, Q, QuerySet, Subquery

from shelterwood.prevent.training.models import (
    Attempt,
    Completion,
    Exemption,
    Import,
    ImportedLearner,
    ImportedTraining,
    Learner,
    LessonRead,
    Post,
    TrainingElsewhere,
)  # fmt: skip
from shelterwood.prevent.training.rules.importing import Action, Kind
from shelterwood.prevent.training.services import standings

FIELDS = ("name", "post", "site", "hired_on", "left_on")  # what a roster says of a learner, besides the number
EVIDENCE = (LessonRead, Attempt, Completion, TrainingElsewhere, Exemption)  # whoever has any stays


class Stale(Exception):
    """Somebody changed these learners since; what was checked, or applied, is no longer what is there."""


# --- staff -----------------------------------------------------------------------------------------------------


def apply_staff(imported: Import) -> None:
    """Bring in what a roster says. Raises Stale where a learner is no longer as the check found them."""
    rows = imported.learners.all()
    new, others = rows.filter(action=Action.NEW), rows.exclude(action=Action.NEW)
    taken = Learner.objects.filter(organization=imported.organization_id, number__in=Subquery(new.values("number")))
    if others.filter(_as("was_")).count() != others.count() or taken.exists():
        raise Stale
    imported.posts_made = _new_posts(imported)
    copy(Learner, new, {"id": "learner_id", "organization_id": imported.organization_id, **_same("number", *_columns(""))})
    _write(others, "")
    standings.reckon_anew(touched(imported))


def undo_staff(imported: Import) -> None:
    """Put everybody back. Raises Stale where anybody changed since, or has begun to learn."""
    rows = imported.learners.all()
    new = rows.filter(action=Action.NEW)
    if rows.filter(_as("")).count() != rows.count() or _in_use(new):
        raise Stale
    standings.reckon_anew(touched(imported))
    _write(rows.exclude(action=Action.NEW), "was_")
    _delete_learners(new)
    made = Post.objects.filter(pk__in=imported.posts_made, learners=None, roles=[], stated={})
    made.delete()


def touched(imported: Import) -> QuerySet[Learner]:
    """The learners of whom an import says something."""
    rows: models.Manager[Any] = imported.trainings if imported.kind == Kind.ELSEWHERE else imported.learners
    return Learner.objects.filter(pk__in=Subquery(rows.values("learner")))


def _as(prefix: str) -> Q:
    """Rows whose learner is in every field as the row says under this prefix. An empty field equals an empty one."""
    wanted = Q(learner__number=F("number"))
    for name in FIELDS:
        equal = Q(**{f"learner__{name}": F(f"{prefix}{name}")})
        wanted &= equal | Q(**{f"learner__{name}": None, f"{prefix}{name}": None}) if name != "name" else equal
    return wanted


def _in_use(new: QuerySet[ImportedLearner]) -> bool:
    """Whether anybody who came in new has an account by now, or left any evidence."""
    ids = Subquery(new.values("learner"))
    if Learner.objects.filter(pk__in=ids).exclude(person=None, events={}).exists():
        return True
    return any(model.objects.filter(learner__in=ids).exists() for model in EVIDENCE)


def _new_posts(imported: Import) -> list[str]:
    """Enter the titles that stand in no list, and put the posts on the rows."""
    rows = imported.learners.filter(post=None).exclude(title="")
    there = dict(Post.objects.filter(organization=imported.organization_id).values_list("title", "pk"))
    titles = [title for title in rows.order_by("title").values_list("title", flat=True).distinct() if title not in there]
    made = Post.objects.bulk_create([Post(organization_id=imported.organization_id, title=title) for title in titles])
    named = Post.objects.filter(organization=imported.organization_id, title=models.OuterRef("title"))
    rows.update(post=Subquery(named.values("pk")))
    return [str(post.pk) for post in made]


def _write(rows: QuerySet[ImportedLearner], prefix: str) -> None:
    """Write the fields of these rows under this prefix into their learners."""
    quote = connection.ops.quote_name
    learner, row = quote(Learner._meta.db_table), quote(ImportedLearner._meta.db_table)
    chosen, values = rows.order_by().values("pk").query.sql_with_params()
    pairs = ", ".join(f"{quote(to)} = {row}.{quote(of)}" for to, of in _same(*_columns(""), prefix=prefix).items())
    same = f"{row}.{quote('learner_id')} = {learner}.{quote('id')} AND {row}.{quote('id')} IN ({chosen})"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {learner} SET {pairs} FROM {row} WHERE {same}", values)  # noqa: S608 (names of our own tables and columns)


def _delete_learners(rows: QuerySet[ImportedLearner]) -> None:
    """Take out learners and whatever is reckoned of them; evidence there is none."""
    ids = rows.order_by().values("learner")
    for relation in Learner._meta.related_objects:
        if relation.on_delete is models.CASCADE and relation.related_model is not ImportedTraining:
            relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": Subquery(ids)}).delete()
    chosen, values = ids.query.sql_with_params()
    table, key = (connection.ops.quote_name(name) for name in (Learner._meta.db_table, "id"))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE {key} IN ({chosen})", values)  # noqa: S608 (names of our own tables)


def _columns(prefix: str) -> list[str]:
    return [str(ImportedLearner._meta.get_field(f"{prefix}{name}").column) for name in FIELDS]  # type: ignore[union-attr]  # fields of ours


def _same(*names: str, prefix: str = "") -> dict[str, str]:
    return {name: f"{prefix}{name}" for name in names}


# --- trainings -------------------------------------------------------------------------------------------------

OF_A_TRAINING = ("title", "provider", "completed_on", "minutes", "proofs", "approvals", "reference", "kept_where")


def apply_trainings(imported: Import) -> None:
    """Enter the trainings. Raises Stale where one of them was entered meanwhile."""
    rows = imported.trainings.all()
    there = TrainingElsewhere.objects.filter(learner=models.OuterRef("learner"), withdrawn_at=None, **{
        name: models.OuterRef(name) for name in ("title", "provider", "completed_on")
    })  # fmt: skip
    if rows.filter(models.Exists(there)).exists():
        raise Stale
    said = {"id": "training", "entered_by_id": imported.applied_by_id, "entered_at": imported.applied_at}
    copy(TrainingElsewhere, rows, said | _same("learner_id", *OF_A_TRAINING))
    standings.reckon_anew(touched(imported))


def undo_trainings(imported: Import) -> None:
    """Take the trainings out again. Raises Stale where one was withdrawn, or got its document, since."""
    rows = imported.trainings.all()
    entered = TrainingElsewhere.objects.filter(pk__in=Subquery(rows.values("training")))
    if entered.filter(withdrawn_at=None, document=None).count() != rows.count():
        raise Stale
    entered.delete()
    standings.reckon_anew(touched(imported))


# --- a whole set at once ----------------------------------------------------------------------------------------


def copy(model: type[models.Model], rows: QuerySet[Any], values: Mapping[str, Any]) -> None:
    """Insert one row of `model` for each of `rows`.

    `values`: column to a column of the rows (a text that is one), or to one value for all. A column that is not named gets the
    default of its field, so that a field added later needs nothing here.
    """
    quote = connection.ops.quote_name
    of_rows = {field.column for field in rows.model._meta.concrete_fields}
    columns, chosen, given = [], [], []
    for field in model._meta.concrete_fields:
        column = str(field.column)
        columns.append(quote(column))
        value = values.get(column, field.get_default())
        if isinstance(value, str) and column in values and value in of_rows:
            chosen.append(quote(value))
        else:
            cast = field.cast_db_type(connection)
            chosen.append(f"CAST(%s AS {cast})" if connection.vendor == "postgresql" else "%s")
            given.append(field.get_db_prep_save(value, connection))
    inner, parameters = rows.order_by().values("pk").query.sql_with_params()
    table, source = quote(model._meta.db_table), quote(rows.model._meta.db_table)
    into = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(chosen)} FROM {source} WHERE {quote('id')} IN ({inner})"  # noqa: S608 (names of our own)
    with connection.cursor() as cursor:
        cursor.execute(into, [*given, *parameters])
