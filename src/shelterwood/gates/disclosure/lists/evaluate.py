"""Partial evaluation of Cedar expressions: what is known becomes a value, the rest becomes SQL.

Three kinds of values meet here. *Known* values come from the person and the request. A *Row* is the record, the
release or an organization that a column points at. *Sql* is a fragment with its parameters. Anything the compiler
has no sure rendering for raises CannotCompile, and the list is empty: a denial.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cedarpy import pst

from shelterwood.gates.disclosure.lists.columns import ATTRIBUTES, TABLES, Absent, Column, SubTable


class CannotCompile(Exception):
    """An expression has no sure rendering in SQL."""


@dataclass(frozen=True)
class Uid:
    """A known entity. Enum words carry the word as id, persons and organizations their UUID."""

    type: str
    id: str


@dataclass(frozen=True)
class Entity:
    """A known entity with its known attributes; a missing key means that the attribute is absent."""

    uid: Uid
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Sql:
    text: str
    params: tuple[Any, ...] = ()
    kind: str = "bool"
    entity: str = ""


@dataclass(frozen=True)
class Row:
    """A table row by its alias; `point` is set for an organization that a column points at."""

    type: str
    alias: str
    point: Sql | None = None


@dataclass(frozen=True)
class Members:
    """A set attribute of a row."""

    sub: SubTable
    alias: str


Adapt = Callable[[str, Any], Any]  # kind of column and value to what the database driver takes

COMPARISONS = {"less": "<", "less_eq": "<=", "greater": ">", "greater_eq": ">="}
KNOWN_COMPARISONS = {"less": operator.lt, "less_eq": operator.le, "greater": operator.gt, "greater_eq": operator.ge}


@dataclass(frozen=True)
class Evaluator:
    """Evaluates expressions for one person and one request against one shape of rows."""

    principal: Entity
    action: Uid
    context: Mapping[str, Any]  # known values, and `release` as a Row where the branch has one
    adapt: Adapt
    fence: str = ""  # ends a sub-query so that PostgreSQL looks into it row by row, and does not join whole tables for a short page
    resource: Row = Row("Record", "rec")

    def condition(self, template: pst.Template) -> bool | Sql:
        """The policy's condition: all `when` hold and no `unless` does."""
        result: bool | Sql = True
        for clause in template.clauses:
            value = self.boolean(clause.expr)
            result = conjunction(result, value if isinstance(clause, pst.When) else negation(value))
            if result is False:
                return False
        return result

    def boolean(self, expr: pst.Expr) -> bool | Sql:
        value = self.value(expr)
        if isinstance(value, bool) or (isinstance(value, Sql) and value.kind == "bool"):
            return value
        raise CannotCompile(f"not a truth value: {expr}")

    def value(self, expr: pst.Expr) -> Any:
        match expr:
            case pst.BoolLit(value=value) | pst.LongLit(value=value) | pst.StringLit(value=value):
                return value
            case pst.EntityLit(value=uid):
                return Uid(str(uid.type), uid.id)
            case pst.Var(name="principal"):
                return self.principal
            case pst.Var(name="action"):
                return self.action
            case pst.Var(name="resource"):
                return self.resource
            case pst.Var(name="context"):
                return self.context
            case pst.Set(elements=elements):
                return frozenset(self.value(element) for element in elements)
            case pst.HasAttr(base=base, attrs=(attribute,)):
                return self.has(self.value(base), attribute)
            case pst.GetAttr(base=base, attr=attribute):
                return self.get(self.value(base), attribute)
            case pst.UnaryOp(op="not", arg=arg):
                return negation(self.boolean(arg))
            case pst.UnaryOp(op="is_empty", arg=arg):
                return self.is_empty(self.value(arg))
            case pst.UnaryOp(op="duration", arg=pst.StringLit(value=text)):
                return duration(text)
            case pst.BinaryOp():
                return self.binary(expr)
        raise CannotCompile(f"no rendering for {type(expr).__name__}")

    def has(self, base: Any, attribute: str) -> bool | Sql:
        if isinstance(base, Mapping):
            return attribute in base
        if isinstance(base, Entity):
            return attribute in base.attributes
        if isinstance(base, Row):
            match ATTRIBUTES[base.type].get(attribute):
                case Absent():
                    return False
                case Column(optional=True) as column:
                    return Sql(f"{self.column(base, column).text} IS NOT NULL")
                case Column() | SubTable():
                    return True
        raise CannotCompile(f"has {attribute}")

    def get(self, base: Any, attribute: str) -> Any:
        if isinstance(base, Mapping) and attribute in base:
            return base[attribute]
        if isinstance(base, Entity) and attribute in base.attributes:
            return base.attributes[attribute]
        if isinstance(base, Sql) and base.entity == "Organization":
            base = Row("Organization", "org", base)
        if isinstance(base, Row):
            match ATTRIBUTES[base.type].get(attribute):
                case Column() as column:
                    return self.column(base, column)
                case SubTable() as sub:
                    return Members(sub, base.alias)
        raise CannotCompile(f"attribute {attribute}")

    def column(self, row: Row, column: Column) -> Sql:
        if row.point is None:
            return Sql(f"{row.alias}.{column.name}", (), column.kind, column.entity)
        text = f"(SELECT {row.alias}.{column.name} FROM {TABLES[row.type]} {row.alias} WHERE {row.alias}.id = {row.point.text})"
        return Sql(text, row.point.params, column.kind, column.entity)

    def binary(self, expr: pst.BinaryOp) -> Any:
        if expr.op == "and":
            left = self.boolean(expr.left)
            return False if left is False else conjunction(left, self.boolean(expr.right))
        if expr.op == "or":
            left = self.boolean(expr.left)
            return True if left is True else disjunction(left, self.boolean(expr.right))
        left, right = self.value(expr.left), self.value(expr.right)
        match expr.op:
            case "eq":
                return self.equal(left, right)
            case "not_eq":
                return negation(self.equal(left, right))
            case "less" | "less_eq" | "greater" | "greater_eq":
                return self.compare(expr.op, left, right)
            case "contains":
                return self.contains(left, right)
            case "contains_any":
                return self.any_of(left, right)
            case "contains_all":
                return self.all_of(left, right)
            case "offset" if isinstance(left, datetime) and isinstance(right, timedelta):
                return left + right
            case "in" if isinstance(left, Uid):
                return left == right if isinstance(right, Uid) else left in right
        raise CannotCompile(f"operator {expr.op}")

    def equal(self, left: Any, right: Any) -> bool | Sql:
        if isinstance(left, Sql) or isinstance(right, Sql):
            one, other = (left, right) if isinstance(left, Sql) else (right, left)
            term = self.term(other, one)
            return Sql(f"{one.text} = {term.text}", one.params + term.params)
        return bool(known(left) == known(right))

    def compare(self, op: str, left: Any, right: Any) -> bool | Sql:
        if isinstance(left, Sql) or isinstance(right, Sql):
            guide = left if isinstance(left, Sql) else right
            first, second = self.term(left, guide), self.term(right, guide)
            return Sql(f"{first.text} {COMPARISONS[op]} {second.text}", first.params + second.params)
        return bool(KNOWN_COMPARISONS[op](left, right))

    def term(self, value: Any, guide: Sql) -> Sql:
        """A value as an operand beside `guide`, whose column kind says how the driver takes it."""
        if isinstance(value, Sql):
            return value
        if isinstance(value, Row) and value.point is None:
            return Sql(f"{value.alias}.id", (), "uuid", value.type)
        value = known(value)
        if isinstance(value, Uid):
            if guide.entity != value.type:
                raise CannotCompile(f"{value.type} beside {guide.entity}")
            value = UUID(value.id) if guide.kind == "uuid" else value.id
        return Sql("%s", (self.adapt(guide.kind, value),), guide.kind)

    def contains(self, group: Any, item: Any) -> bool | Sql:
        if isinstance(group, Members):
            return self.exists(group, [known(item)])
        if isinstance(item, Sql):
            members = [self.term(member, item) for member in sorted(group, key=str)]
            if not members:
                return False
            return Sql(f"{item.text} IN ({', '.join(member.text for member in members)})", item.params + sum((m.params for m in members), ()))
        return known(item) in {known(member) for member in group}

    def any_of(self, left: Any, right: Any) -> bool | Sql:
        members, group = (left, right) if isinstance(left, Members) else (right, left)
        if isinstance(members, Members) and not isinstance(group, Members):
            return self.exists(members, sorted(group, key=str)) if group else False
        if isinstance(members, Members):
            raise CannotCompile("a set of one row against a set of another")
        return bool({known(a) for a in left} & {known(b) for b in right})

    def all_of(self, left: Any, right: Any) -> bool | Sql:
        if isinstance(right, Members):
            raise CannotCompile("whether a known set holds all of a row's set")
        if isinstance(left, Members):
            result: bool | Sql = True
            for item in sorted(right, key=str):
                result = conjunction(result, self.exists(left, [item]))
            return result
        return {known(a) for a in left} >= {known(b) for b in right}

    def exists(self, members: Members, items: list[Any]) -> Sql:
        sub = members.sub
        guide = Sql("", (), sub.kind, sub.entity)
        terms = [self.term(item, guide) for item in items]
        text = (
            f"EXISTS (SELECT 1 FROM {sub.table} WHERE {sub.table}.{sub.key} = {members.alias}.id "
            f"AND {sub.table}.{sub.member} IN ({', '.join(term.text for term in terms)}){self.fence})"
        )
        return Sql(text, sum((term.params for term in terms), ()))

    def is_empty(self, group: Any) -> bool | Sql:
        if isinstance(group, Members):
            sub = group.sub
            return Sql(f"NOT EXISTS (SELECT 1 FROM {sub.table} WHERE {sub.table}.{sub.key} = {group.alias}.id{self.fence})")
        return not group


def known(value: Any) -> Any:
    """An entity compares by what it is, not by what it has."""
    if isinstance(value, Entity):
        return value.uid
    if isinstance(value, (Row, Members, Sql)):
        raise CannotCompile("a row where a known value is needed")
    return value


def conjunction(left: bool | Sql, right: bool | Sql) -> bool | Sql:
    if left is False or right is False:
        return False
    if left is True:
        return right
    if right is True:
        return left
    assert isinstance(left, Sql)
    assert isinstance(right, Sql)
    return Sql(f"({left.text} AND {right.text})", left.params + right.params)


def disjunction(left: bool | Sql, right: bool | Sql) -> bool | Sql:
    if left is True or right is True:
        return True
    if left is False:
        return right
    if right is False:
        return left
    assert isinstance(left, Sql)
    assert isinstance(right, Sql)
    return Sql(f"({left.text} OR {right.text})", left.params + right.params)


def negation(value: bool | Sql) -> bool | Sql:
    """NOT as two-valued logic has it: what SQL calls unknown counts as not true."""
    return not value if isinstance(value, bool) else Sql(f"(({value.text}) IS NOT TRUE)", value.params)


def duration(text: str) -> timedelta:
    units = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
    number, unit = text[:-1], text[-1:]
    if unit not in units or not number.isdigit():
        raise CannotCompile(f"duration {text}")
    return timedelta(**{units[unit]: int(number)})
