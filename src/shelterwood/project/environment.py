"""What the machine tells the site: the few settings that come from the environment, each with its error in prose."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from shelterwood.project.rules import CannotRead, MailServer, mail_server

MODES = ("demonstration", "practice", "production")


def mode() -> str:
    """Production unless the environment says otherwise: the strict side is the one reached by forgetting."""
    chosen = os.environ.get("SHELTERWOOD_MODE", "production")
    if chosen not in MODES:
        raise ImproperlyConfigured(f"SHELTERWOOD_MODE is {chosen!r}; write one of: {', '.join(MODES)}.")
    return chosen


def data_folder() -> Path:
    """Where database, keys, mail and built files lie; made at first use, readable by its owner only."""
    folder = Path(os.environ.get("SHELTERWOOD_DATA", "var")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    if mode() == "practice":
        _kept_apart(folder)
    return folder


def _kept_apart(folder: Path) -> None:
    """Practice takes an empty folder and marks it, so that it never works beside the keys of a real body."""
    mark = folder / "practice"
    if mark.exists():
        return
    if any(folder.iterdir()):
        raise ImproperlyConfigured(f"{folder} holds something else already; give practice an empty folder of its own in SHELTERWOOD_DATA.")
    mark.touch(mode=0o600)


def secret_key(folder: Path) -> str:
    """Django's signing secret, generated once beside the data and never in the repository."""
    file = folder / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64))
    return file.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """Django's database settings: PostgreSQL where SHELTERWOOD_DATABASE names one, else SQLite in the data folder.

    SQLite runs in WAL mode and takes the write lock at the start of a transaction, so that
    two writers wait for each other instead of failing half-way.
    """
    address = os.environ.get("SHELTERWOOD_DATABASE", "")
    if address and mode() == "practice":
        raise ImproperlyConfigured("SHELTERWOOD_DATABASE is set; practice keeps its invented people in a folder of its own. Leave it out.")
    if not address:
        pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "shelterwood.sqlite3", "OPTIONS": options}
    return {
        "ENGINE": "django.db.backends.postgresql",
        **connection("SHELTERWOOD_DATABASE", address),
        "CONN_HEALTH_CHECKS": True,
        # a page's statement is short; compiling it first costs thirty times its work
        "OPTIONS": {"options": "-c jit=off", "pool": pool()},
    }


def owner() -> dict[str, Any]:
    """The role that owns the tables, used by the commands that change them; empty where one role does both."""
    address = os.environ.get("SHELTERWOOD_DATABASE_OWNER", "")
    return {**connection("SHELTERWOOD_DATABASE_OWNER", address), "OPTIONS": {"options": "-c jit=off"}} if address else {}


def connection(name: str, address: str) -> dict[str, Any]:
    """Where a server is, from its address."""
    parts = urlsplit(address)
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not database:
        raise ImproperlyConfigured(f"{name} is not usable: write postgresql://user:password@host:port/name, or leave it out for SQLite.")
    return {
        "NAME": database,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


def pool() -> dict[str, Any]:
    """Connections of one process: so many are kept, so many more are opened at most, so long a request waits for one."""
    least, most = number("SHELTERWOOD_CONNECTIONS_KEPT", 2), number("SHELTERWOOD_CONNECTIONS", 20)
    if most < 1 or least > most:
        raise ImproperlyConfigured(
            f"SHELTERWOOD_CONNECTIONS is {most} and SHELTERWOOD_CONNECTIONS_KEPT {least}; keep no more than there may be, and allow one."
        )
    return {"min_size": least, "max_size": most, "timeout": 10, "max_lifetime": 30 * 60}


def processes() -> int:
    """How many web processes serve: SQLite has one writer, so one; else one for each core, at least two and at most four."""
    if not os.environ.get("SHELTERWOOD_DATABASE"):
        return 1
    return max(1, number("SHELTERWOOD_PROCESSES", min(4, max(2, os.cpu_count() or 2))))


def number(name: str, default: int) -> int:
    """A whole number from the environment."""
    written = os.environ.get(name, str(default))
    if not written.isdecimal():
        raise ImproperlyConfigured(f"{name} is {written!r}; write a whole number, such as {default}.")
    return int(written)


def hosts() -> list[str]:
    """The names under which the site answers; whatever stands behind a proxy must say them."""
    named = [name.strip() for name in os.environ.get("SHELTERWOOD_HOSTS", "").split(",") if name.strip()]
    if not named and mode() != "demonstration":
        raise ImproperlyConfigured("SHELTERWOOD_HOSTS is empty; name the addresses of this site, such as: help.county.example")
    return named or ["localhost", "127.0.0.1", "[::1]"]


def passkeys_for(named: list[str]) -> str:
    """The name that passkeys are bound to: that of the site, or a domain above each of its names. Changing it makes every passkey useless; the doctor says where it does not fit."""
    return os.environ.get("SHELTERWOOD_PASSKEYS_FOR", "") or named[0].lstrip(".")


def site_beside(name: str, *, needed: bool) -> str:
    """The address of the other site: practice leads to the real one, and a real one may lead to its practice."""
    written = os.environ.get(name, "").rstrip("/")
    parts = urlsplit(written)
    if (needed and not written) or (written and (parts.scheme != "https" or not parts.hostname or parts.path or parts.query)):
        raise ImproperlyConfigured(f"{name} is {written!r}; write the address of that site, such as https://help.county.example")
    return written


MAIL_FILE = "mail_server"  # in the data folder, written by `shelterwood setup`: the address of the server, and the sender below it


def mail(folder: Path) -> MailServer | None:
    """The server that takes the notices: from the environment, else from the file that the set-up left; None where none is named."""
    file = folder / MAIL_FILE
    kept = file.read_text().splitlines() if file.exists() else []
    address = os.environ.get("SHELTERWOOD_MAIL") or (kept[0] if kept else "")
    sender = os.environ.get("SHELTERWOOD_MAIL_FROM") or (kept[1] if len(kept) > 1 else "")
    if address and mode() == "practice":
        raise ImproperlyConfigured("A mail server is named; practice tells nobody anything. Leave SHELTERWOOD_MAIL out.")
    if not address:
        return None
    try:
        return mail_server(address, sender)
    except CannotRead as problem:
        raise ImproperlyConfigured(f"SHELTERWOOD_MAIL, or the file {file}, is not usable: {problem}") from problem


def mail_kept_in(folder: Path) -> dict[str, Any]:
    """Without a server: messages lie as files in the data folder, and reach nobody."""
    return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(folder / "mail")}}
