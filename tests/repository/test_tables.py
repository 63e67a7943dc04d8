"""Who did something and when are kept together by the database, found by looking at the tables rather than at a list.

A pair is two fields `X_by` and `X_at` (or `X_on`). Where both are always there nothing can come apart. Else a check
constraint names both, or the exception says who acts without an account.
"""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, F, Field, Model, Q

WITHOUT_ACCOUNT = {("disclosure.Attestation", "made"): "a reporter without an account gives their own name: the moment is known, no person is"}
OURS = [model for model in apps.get_models() if model.__module__.startswith("shelterwood.")]


def pairs(model: type[Model]) -> list[tuple[str, Field, Field]]:
    """Each verb with its who and its when."""
    fields = {field.name: field for field in model._meta.get_fields() if isinstance(field, Field)}
    verbs = [name.removesuffix("_by") for name in fields if name.endswith("_by")]
    return [(verb, fields[f"{verb}_by"], fields[f"{verb}_{when}"]) for verb in verbs for when in ("at", "on") if f"{verb}_{when}" in fields]


def named(condition: object) -> set[str]:
    """The fields that a condition speaks of."""
    if isinstance(condition, Q):
        return set().union(*(named(child) for child in condition.children), set())
    if isinstance(condition, tuple):
        return {condition[0].partition("__")[0]} | named(condition[1])
    return {condition.name} if isinstance(condition, F) else set()


def held_together(model: type[Model], who: Field, when: Field) -> bool:
    if not who.null and not when.null:
        return True
    checks = [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    return any({who.name, when.name} <= named(each.condition) for each in checks)


PAIRS = [(model, *pair) for model in OURS for pair in pairs(model)]


@pytest.mark.parametrize(("model", "verb", "who", "when"), PAIRS, ids=lambda each: getattr(getattr(each, "_meta", None), "label", str(each)))
def test_who_and_when_are_held_together(model, verb, who, when):
    assert (model._meta.label, verb) in WITHOUT_ACCOUNT or held_together(model, who, when), (
        f"{model._meta.label} can keep {when.name} without {who.name} or the other way round: add a check constraint that names both."
    )


def test_every_exception_is_still_one():
    found = {(model._meta.label, verb): (model, who, when) for model, verb, who, when in PAIRS}
    assert [each for each in WITHOUT_ACCOUNT if each not in found or held_together(*found[each])] == []


@pytest.mark.parametrize(
    ("optional", "constraints", "holds"),
    [
        (False, [], True),
        (True, [], False),
        (True, [CheckConstraint(condition=Q(closed_at=None), name="a")], False),
        (True, [CheckConstraint(condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False), name="b")], True),
    ],
    ids=["both always there", "neither required", "only one named", "both or none"],
)
def test_what_holds_a_pair(optional, constraints, holds):
    class Options:
        pass

    class Case:
        _meta = Options()

    Case._meta.constraints = constraints
    who, when = models.CharField(null=optional), models.DateTimeField(null=optional)
    who.name, when.name = "closed_by", "closed_at"
    assert held_together(Case, who, when) is holds
