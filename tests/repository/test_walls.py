"""Every table stands behind the second wall, or on the list of those that were looked at; and each reason is written."""

import re

import pytest
from django.apps import apps

from shelterwood.foundation.wall.build import reads
from shelterwood.foundation.wall.rules import Walls
from shelterwood.project.walls import WALLS

OF_DJANGO = {"django_migrations"}  # a table without a model
TABLES = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed} | OF_DJANGO
MAY_READ = r"disclosure_\w+|accounts_person|drafts_draft"  # a draft hangs on nothing; its key hangs on it


def unlisted(tables: set[str], walls: Walls) -> set[str]:
    return tables - walls.behind.keys() - walls.open.keys()


def test_every_table_is_on_one_of_the_two_lists():
    assert unlisted(TABLES, WALLS) == set(), "Put it on a list of project/walls.py; the rule stands at its head."
    assert WALLS.behind.keys() & WALLS.open.keys() == set()


def test_no_list_names_a_table_that_is_gone():
    assert (WALLS.behind.keys() | WALLS.open.keys() | WALLS.rights.keys()) - TABLES == set()


def test_a_new_table_would_be_found():
    assert unlisted({*TABLES, "cases_child"}, WALLS) == {"cases_child"}


def test_every_reason_is_written():
    assert [table for table, wall in WALLS.behind.items() if len(wall.reason) < 15] == []
    assert [table for table, reason in WALLS.open.items() if len(reason) < 8] == []


def test_whatever_hangs_on_a_record_is_behind_the_wall():
    """A table with a foreign key to a protected table holds something of it, so it cannot stay open."""
    hanging = {
        model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model._meta.db_table in WALLS.behind
    }
    assert hanging - WALLS.behind.keys() == set()


@pytest.mark.parametrize("table", WALLS.behind)
def test_a_policy_reads_the_gate_the_accounts_and_the_row_it_hangs_on(table):
    """Simple, and a backstop: a policy that reads more becomes a second engine."""
    read = reads(WALLS.behind[table].shows)
    model = next(model for model in apps.get_models() if model._meta.db_table == table)
    parents = {field.related_model._meta.db_table for field in model._meta.concrete_fields if field.related_model}
    assert [each for each in read if not re.fullmatch(MAY_READ, each) and each not in parents] == []
