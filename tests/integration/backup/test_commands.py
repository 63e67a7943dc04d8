"""The operator's commands: what they say, what they refuse, and how one goes back."""

import io
import subprocess

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command

from shelterwood.foundation.backup import postgresql, services
from shelterwood.foundation.body.models import Body
from shelterwood.foundation.wall import roles
from shelterwood.foundation.wall.context import acting as acting_for
from shelterwood.foundation.wall.owner import as_owner
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.project import cli, environment, prepare


@pytest.fixture(autouse=True)
def no_static_files(monkeypatch):
    """Style sheets are not what is tested here."""
    monkeypatch.setattr(prepare, "static_files", lambda say: None)


def test_backup_and_restore_are_one_command_each(lived_in, monkeypatch, capsys):
    file = lived_in.house.file.with_name("by-hand.backup")
    assert cli.main(["backup", str(file)]) == 0
    assert "The backup is whole" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(f" {lived_in.key.lower()}\n"))
    assert cli.main(["restore", str(file), "--replace"]) == 0
    assert "Everybody signs in anew" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["backup"], "Name the file of the backup"),
        (["backup", "/nowhere/at/all.backup"], "No such file or directory"),
        (["restore", "/nowhere.backup"], "recovery key"),
        (["recovery-key"], "There is a recovery key already"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(lived_in, monkeypatch, capsys, words, said):
    monkeypatch.setattr("sys.stdin", io.StringIO("no key\n"))
    assert cli.main(words) == 1
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_the_recovery_key_is_shown_once_and_only_its_half_is_kept(house, capsys):
    assert cli.main(["recovery-key"]) == 0
    shown = capsys.readouterr().out
    key = next(line.strip() for line in shown.splitlines() if line.strip().count("-") == 13)
    kept = services.public_half_file().read_text()
    assert services.recovery.public_half(services.recovery.typed(key)).hex() in kept
    assert services.recovery.typed(key).hex() not in kept
    assert services.public_half_file().stat().st_mode & 0o077 == 0


def test_an_upgrade_backs_up_migrates_checks_and_says_how_to_go_back(lived_in, capsys):
    file = lived_in.house.file.with_name("before.backup")
    with as_owner():
        call_command("migrate", "vault", "0001", verbosity=0, interactive=False)
    assert cli.main(["upgrade", str(file)]) == 0
    assert f"shelterwood restore {file} --replace" in capsys.readouterr().out
    assert file.exists()


def test_an_upgrade_that_breaks_off_says_how_to_go_back(lived_in, monkeypatch, capsys):
    def breaks(*_: object, **__: object) -> None:
        raise environment.ImproperlyConfigured("A migration failed.")

    file = lived_in.house.file.with_name("before.backup")
    monkeypatch.setattr(prepare, "everything", breaks)
    assert cli.main(["upgrade", str(file)]) == 1
    shown = capsys.readouterr().err
    assert "broke off" in shown
    assert f"shelterwood restore {file} --replace" in shown


# --- PostgreSQL alone ------------------------------------------------------------------------------------------


@pytest.fixture
def on_postgresql(lived_in):
    if lived_in.house.vendor != "postgresql":
        pytest.skip("roles and other connections are PostgreSQL's")


def test_nothing_is_restored_under_a_running_site(on_postgresql, lived_in, cluster, monkeypatch):
    monkeypatch.setattr(postgresql, "LOOKS", 1)
    address = cluster.address("site").removesuffix("shelterwood") + lived_in.house._name()
    with psycopg.connect(address), pytest.raises(services.NotRestored, match="Stop the site"):
        services.restore(lived_in.house.file, key=lived_in.key, replace=True, say=lambda _: None)
    with acting_for(Purpose.UPKEEP):
        assert Body.objects.exists()


def test_production_refuses_a_role_that_could_take_the_wall_down(house, monkeypatch):
    if house.vendor == "sqlite":
        pytest.skip("roles are PostgreSQL's")
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)
    monkeypatch.setattr(settings, "DEMONSTRATION", False)
    prepare.refuse_unsafe()
    with as_owner(), pytest.raises(prepare.Unsafe, match="SHELTERWOOD_DATABASE_OWNER"):
        prepare.refuse_unsafe()


def test_one_command_makes_both_roles_and_can_be_repeated(cluster):
    socket = cluster.address("x").partition("@")[2].rpartition("/")[0]
    site = environment.connection("", f"postgresql://county_site:o%27ne@{socket}/county%20house")
    owner = environment.connection("", f"postgresql://county_owner:tw%22o@{socket}/county%20house")
    for _ in range(2):
        command = ["psql", "--quiet", "--host", str(cluster.folder), "--username", "shelterwood", "--dbname", "postgres"]
        done = subprocess.run(command, input=roles.script(site, owner), capture_output=True, text=True)
        assert done.returncode == 0, done.stderr

    def connected(role: dict) -> psycopg.Connection:
        return psycopg.connect(host=role["HOST"], user=role["USER"], password=role["PASSWORD"], dbname=role["NAME"], autocommit=True)

    with connected(owner) as connection:
        connection.execute("CREATE TABLE made (id int)")
    with connected(site) as connection:
        for refused in (
            "CREATE TABLE mine (id int)",
            "SELECT * FROM made",
            "CREATE TEMP TABLE accounts_person (id int)",
            "CREATE SCHEMA mine",
            "CREATE ROLE me",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(refused)
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(host=str(cluster.folder), user="site", dbname="county house")


@pytest.mark.parametrize("owner", [{}, {"USER": "site", "NAME": "house"}, {"USER": "owner", "NAME": "other"}])
def test_two_addresses_must_name_two_roles_of_one_database(owner):
    with pytest.raises(roles.OneRole):
        roles.script({"USER": "site", "NAME": "house", "PASSWORD": ""}, owner)
