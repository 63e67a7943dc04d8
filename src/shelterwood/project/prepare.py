"""What must stand before the site serves: keys, texts, static files, tables, and for the demonstration its region."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polib
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, call_command

from shelterwood.foundation.design import assets
from shelterwood.foundation.vault import services as vault
from shelterwood.foundation.wall.build import walls
from shelterwood.foundation.wall.context import acting
from shelterwood.foundation.wall.owner import as_owner
from shelterwood.foundation.wall.roles import too_mighty
from shelterwood.foundation.wall.rules import Purpose
from shelterwood.project.doctor.rules import weak

Say = Callable[[str], None]


ONE_ROLE = (
    "The site would connect to PostgreSQL as a role that can take the second wall down. Name two roles in SHELTERWOOD_DATABASE and "
    "SHELTERWOOD_DATABASE_OWNER, as docs/how-to/run-on-postgresql.md says."
)


class Unsafe(ImproperlyConfigured):
    """A production site holds something of the demonstration, or stands without its second wall."""


def check() -> None:
    """Every facts file and policy is read before anything else: a malformed one stops the start, with file, line and reason."""
    for folder in settings.STATICFILES_DIRS:
        Path(folder).mkdir(exist_ok=True)
    BaseCommand().check()


def everything(say: Say) -> None:
    """Every step is done only where it is not done yet."""
    compile_texts()
    static_files(say)
    say("Bringing the tables up to date")
    with as_owner():
        call_command("migrate", verbosity=0, interactive=False)
    with acting(Purpose.UPKEEP):
        vault.make_ready()


def compile_texts() -> None:
    """Compile each language whose catalogue is newer than its compiled form."""
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/*.po"):
            target = source.with_suffix(".mo")
            if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
                polib.pofile(str(source)).save_as_mofile(str(target))


def static_files(say: Say) -> None:
    """Take the design system's files and collect everything once for each state of the sources."""
    stamp = Path(settings.STATIC_ROOT) / ".state"
    state = _state()
    if stamp.exists() and stamp.read_text() == state:
        return
    say("Collecting style sheets, fonts and icons")
    assets.build(settings.REPOSITORY, settings.DATA / "assets")
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(state)


def _state() -> str:
    """A mark that changes when a static file of ours or the locked design system changes."""
    files = sorted((settings.PACKAGE / "foundation" / "design" / "static").rglob("*.*"))
    lock = settings.REPOSITORY / "package-lock.json"
    return "\n".join(f"{file.name} {file.stat().st_mtime_ns}" for file in [*files, lock] if file.exists())


def is_demonstration() -> bool:
    return bool(settings.DEMONSTRATION)


def demonstration(say: Say) -> None:
    """Load the invented region into an empty database; leave any other as it is."""
    from shelterwood.demo.build import build
    from shelterwood.foundation.body.queries import the_body

    if the_body() is None:
        say("Inventing the demonstration region")
        with acting(Purpose.UPKEEP):
            build(now=datetime.now(UTC))


def repeated(number: int, say: Say) -> None:
    """Bring the demonstration to at least this many concerns; what an interrupted run left stays."""
    from shelterwood.demo.volume import repeat
    from shelterwood.respond.concerns.queries import how_many

    with acting(Purpose.UPKEEP):
        have = how_many()
        if number <= have:
            return
        repeat(number - have, now=datetime.now(UTC), seed=have, progress=lambda done: say(f"{have + done} of {number} concerns"))


def refuse_unsafe() -> None:
    """A site starts only with the key of its database; a production site with a good secret, no invented body and no invented signature."""
    from shelterwood.foundation.body.queries import the_body
    from shelterwood.gates.law.queries import has_demonstration_pack

    with acting(Purpose.UPKEEP):
        vault.make_ready()
    body = the_body()
    if not settings.DEMONSTRATION and ((body and body.demonstration) or has_demonstration_pack()):
        raise Unsafe("This database holds the demonstration. Start a real body with an empty one: set SHELTERWOOD_DATA or SHELTERWOOD_DATABASE.")
    if settings.DEMONSTRATION and body and not body.demonstration:
        raise Unsafe("This database holds a real body; the demonstration would let anybody be anyone of it. Set SHELTERWOOD_MODE=production.")
    if not settings.DEMONSTRATION and weak(settings.SECRET_KEY):
        raise Unsafe(
            f"The signing secret in {settings.DATA / 'secret_key'} is short or easy to guess. Remove the file; the next start makes a new one."
        )
    if not settings.DEMONSTRATION and too_mighty([*walls().behind]):
        raise Unsafe(ONE_ROLE)
