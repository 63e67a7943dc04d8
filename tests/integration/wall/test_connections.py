"""A pooled connection carries whom a statement acts for through one transaction and never into the next."""

import os
import sys
import threading
from pathlib import Path

import pytest
from django.db import DatabaseError, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from shelterwood.foundation.wall.context import acting, current
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.project import environment

sys.path.append(str(Path(__file__).resolve().parents[3] / "ops"))
from postgres import Cluster

# these tests start their own server, so that once is enough
pytestmark = pytest.mark.skipif("SHELTERWOOD_DATABASE" in os.environ, reason="run with the suite on SQLite")
ONE, OTHER = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
WHO = "SELECT current_setting('shelterwood.person', true), pg_backend_pid()"


@pytest.fixture(scope="module")
def cluster():
    server = Cluster()
    with server:
        yield server


@pytest.fixture(autouse=True)
def behind_the_wall():
    """Here nobody acts before a test says so."""


@pytest.fixture
def pooled(cluster, django_db_blocker, monkeypatch):
    """The site's own settings of a server, with a pool of one connection: whoever comes next gets the same."""
    monkeypatch.setenv("SHELTERWOOD_DATABASE", cluster.address("site"))
    monkeypatch.setenv("SHELTERWOOD_CONNECTIONS_KEPT", "1")
    monkeypatch.setenv("SHELTERWOOD_CONNECTIONS", "1")
    plain = {**connections["default"].settings_dict, **environment.database(Path("unused")), "CONN_MAX_AGE": 0}
    with django_db_blocker.unblock():
        made = connections["pooled"] = DatabaseWrapper(plain, alias="pooled")
        yield made
        made.close()
        made.close_pool()
        del connections["pooled"]


def who(connection) -> tuple[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(WHO)
        person, backend = cursor.fetchone()
        return person or "", backend


def test_each_statement_says_whom_it_acts_for_in_a_transaction_and_outside_one(pooled):
    with acting(Purpose.REQUEST, person=ONE):
        assert who(pooled)[0] == ONE
        with transaction.atomic(using="pooled"):
            assert who(pooled)[0] == ONE
            with acting(Purpose.REQUEST, person=OTHER):
                assert who(pooled)[0] == OTHER
            assert who(pooled)[0] == ONE


def test_the_next_request_on_the_same_connection_carries_nothing_of_the_last(pooled):
    with acting(Purpose.REQUEST, person=ONE):
        first, backend = who(pooled)
    pooled.close()  # as at the end of a request: back to the pool
    assert who(pooled) == ("", backend)
    with acting(Purpose.REQUEST, person=OTHER):
        assert (first, who(pooled)) == (ONE, (OTHER, backend))


@pytest.mark.parametrize("broken", ["SELECT 1 / 0", "SELECT nothing", None], ids=["error of a value", "error of a name", "error of ours"])
def test_after_an_error_nothing_is_left(pooled, broken):
    def request() -> None:
        with acting(Purpose.REQUEST, person=ONE), transaction.atomic(using="pooled"), pooled.cursor() as cursor:
            assert who(pooled)[0] == ONE
            if broken:
                cursor.execute(broken)
            raise ValueError

    with pytest.raises((ValueError, DatabaseError)):
        request()
    assert current() is None
    assert who(pooled)[0] == ""
    pooled.close()
    assert who(pooled)[0] == ""


def test_a_savepoint_that_goes_back_does_not_change_whom_it_acts_for(pooled):
    with acting(Purpose.REQUEST, person=ONE), transaction.atomic(using="pooled"):
        assert who(pooled)[0] == ONE
        with acting(Purpose.REQUEST, person=OTHER), pytest.raises(ZeroDivisionError), transaction.atomic(using="pooled"):
            1 / (who(pooled)[0] != OTHER)
        assert who(pooled)[0] == ONE


def test_a_list_that_is_read_piece_by_piece_carries_it_too(pooled):
    with acting(Purpose.REQUEST, person=ONE), pooled.chunked_cursor() as cursor:
        cursor.execute("SELECT current_setting('shelterwood.person', true) FROM generate_series(1, 500)")
        assert {row[0] for row in cursor.fetchmany(400)} | {row[0] for row in cursor.fetchall()} == {ONE}


def test_two_connections_at_once_act_each_for_their_own(pooled, cluster, django_db_blocker):
    plain = {**pooled.settings_dict, "OPTIONS": {}}
    turn, done = threading.Barrier(2, timeout=20), {}

    def work(name: str, person: str) -> None:
        mine = connections[name] = DatabaseWrapper(plain, alias=name)
        with acting(Purpose.REQUEST, person=person), transaction.atomic(using=name):
            seen = [who(mine)]
            turn.wait()
            seen.append(who(mine))
            turn.wait()
        mine.close()
        done[person] = {person for person, _ in seen}, seen[0][1]

    threads = [threading.Thread(target=work, args=pair) for pair in (("left", ONE), ("right", OTHER))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {person: seen for person, (seen, _) in done.items()} == {ONE: {ONE}, OTHER: {OTHER}}
    assert done[ONE][1] != done[OTHER][1]


def test_a_restart_of_the_server_is_survived_by_the_next_request(pooled, cluster):
    _, backend = who(pooled)
    pooled.close()
    cluster.restart()
    with acting(Purpose.REQUEST, person=ONE):
        person, then = who(pooled)
    assert (person, then != backend) == (ONE, True)


@pytest.mark.parametrize(("kept", "most"), [("3", "2"), ("0", "0"), ("two", "4"), ("1", "-1")])
def test_sizes_that_cannot_be_are_refused_in_words(monkeypatch, kept, most):
    monkeypatch.setenv("SHELTERWOOD_CONNECTIONS_KEPT", kept)
    monkeypatch.setenv("SHELTERWOOD_CONNECTIONS", most)
    with pytest.raises(environment.ImproperlyConfigured, match="SHELTERWOOD_CONNECTIONS"):
        environment.pool()
