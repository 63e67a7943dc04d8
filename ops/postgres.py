"""A throw-away PostgreSQL server for tests and benchmarks, from the system's own programs."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

SETTINGS = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c listen_addresses='' -c max_connections=60"

ROLES = "CREATE ROLE owner LOGIN CREATEDB; CREATE ROLE site LOGIN; GRANT site TO owner"  # the tests' owner makes their database


class Cluster:
    """`with Cluster() as address:` gives the address of an empty database and removes everything afterwards.

    PostgreSQL refuses to run as root, so root starts it as the account `postgres` of the system's package.
    `durable` keeps the disk settings of a real server, for benchmarks.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.options = "-c listen_addresses='' -c max_connections=60" if durable else SETTINGS
        self.programs = _programs()
        self.folder = Path(tempfile.mkdtemp(prefix="shelterwood-postgres-"))

    def __enter__(self) -> str:
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)
        self._run(
            "initdb",
            "--pgdata",
            str(self.folder / "data"),
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C.UTF-8",
            "--username",
            "shelterwood",
        )
        options = f"{self.options} -c unix_socket_directories='{self.folder}'"
        self._run("pg_ctl", "--pgdata", str(self.folder / "data"), "--log", str(self.folder / "log"), "--wait", "--options", options, "start")
        self._run("psql", "--host", str(self.folder), "--username", "shelterwood", "--dbname", "postgres", "--command", ROLES)
        self._run("createdb", "--host", str(self.folder), "--username", "shelterwood", "--owner", "owner", "shelterwood")
        return self.address("shelterwood")

    def address(self, role: str) -> str:
        """The same database for another role: `shelterwood` may do everything, `owner` owns the tables, `site` serves."""
        return f"postgresql://{role}@{str(self.folder).replace('/', '%2F')}/shelterwood"

    def environment(self) -> dict[str, str]:
        """What a site with two roles is told."""
        return {"SHELTERWOOD_DATABASE": self.address("site"), "SHELTERWOOD_DATABASE_OWNER": self.address("owner")}

    def restart(self) -> None:
        """Stop and start the server, as after an update of the system: every connection breaks."""
        self._run("pg_ctl", "--pgdata", str(self.folder / "data"), "--log", str(self.folder / "log"), "--mode", "immediate", "--wait", "restart")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._run("pg_ctl", "--pgdata", str(self.folder / "data"), "--mode", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "--user", self.user, "--", *command]
        done = subprocess.run(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            raise SystemExit(f"PostgreSQL could not be started for the tests ({program}):\n{done.stdout[-2000:]}")


def _programs() -> Path:
    """Where the server's programs lie: Debian keeps them outside the path, others in it."""
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), *map(Path, os.get_exec_path())]
    for folder in folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "createdb")):
            return folder
    raise SystemExit("PostgreSQL's server programs are missing: apt-get install postgresql")
