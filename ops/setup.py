"""Bring a fresh machine to the point where Shelterwood runs, then hand over to it.

Runs under any Python 3.8 or newer, with nothing installed. Called by `./run` and `./test`.
Every step is skipped when it is already done, so an interrupted run is simply started again.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
BOOTSTRAP = HOME / ".bootstrap"
OLDEST = (3, 12)
PREFERRED = "3.13"
SYSTEM_TOOLS = {"chromium": "chromium", "postgresql": "pg_ctl", "gettext": "xgettext"}


class CannotContinue(Exception):
    """What stops the set-up, in one line that says what to do."""


def say(text):
    print("· " + text, flush=True)


def run(*command, **options):
    quiet = options.pop("quiet", False)
    options.setdefault("cwd", str(HOME))
    if quiet:
        options.update(stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    done = subprocess.run([str(part) for part in command], **options)
    if done.returncode != 0:
        if quiet and done.stdout:
            sys.stderr.write(done.stdout.decode(errors="replace")[-4000:])
        raise CannotContinue("This step failed: %s. Run the command again; finished steps are kept." % " ".join(map(str, command)))


def inside(folder, name):
    return folder / ("Scripts" if os.name == "nt" else "bin") / name


def version_of(python):
    """(major, minor) of an interpreter, or None where it does not start."""
    question = "import sys; print('%d %d' % sys.version_info[:2])"
    try:
        done = subprocess.run([str(python), "-c", question], cwd=str(HOME), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.split()
    return tuple(map(int, words)) if done.returncode == 0 and len(words) == 2 else None


def find_python():
    """An interpreter of 3.12 or newer on this machine, or None."""
    for name in ("python" + PREFERRED, "python3.14", "python3.12", "python3", "python"):
        found = shutil.which(name)
        if found and (version_of(found) or (0, 0)) >= OLDEST:
            return found
    return None


def find_uv():
    """uv from this machine or from its own small environment, installed by hash."""
    found = shutil.which("uv")
    if found and subprocess.run([found, "--version"], cwd=str(HOME), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
        return found
    uv = inside(BOOTSTRAP, "uv")
    if not uv.exists():
        say("Bringing uv, the installer")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(BOOTSTRAP)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if made.returncode != 0:
            raise CannotContinue(
                "Python cannot make environments here: install its venv module (Debian, Ubuntu: apt-get install python3-venv), then run this again."
            )
        run(
            inside(BOOTSTRAP, "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--only-binary",
            ":all:",
            "-r",
            "requirements/uv.txt",
            quiet=True,
        )
    return str(uv)


def fingerprint(*files):
    digest = hashlib.sha256()
    for name in files:
        digest.update((HOME / name).read_bytes())
    return digest.hexdigest()


def stamped(stamp, value):
    return stamp.exists() and stamp.read_text() == value


def ensure_environment(purpose):
    """`.venv` with exactly the locked packages. The test set holds the run set, so a test environment also runs."""
    wanted = {name: fingerprint("requirements/%s.txt" % name, "pyproject.toml", "methods/pyproject.toml") for name in ("run", "test")}
    stamp = VENV / "shelterwood-packages.json"
    have = json.loads(stamp.read_text()) if stamp.exists() else {}
    if have.get("test") == wanted["test"] or (purpose == "run" and have.get("run") == wanted["run"]):
        return
    uv = find_uv()
    python = inside(VENV, "python")
    if (version_of(python) or (0, 0)) < OLDEST:
        found = find_python()
        say("Making the environment with %s" % (found or "a Python that uv fetches"))
        try:
            run(uv, "venv", "--quiet", "--clear", "--python", found or PREFERRED, VENV)
        except CannotContinue:
            raise CannotContinue("No Python 3.12 or newer was found and uv could not fetch one: install Python 3.12 or newer, then run this again.")
    say("Installing the %s packages (locked, checked by hash)" % purpose)
    run(uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", "requirements/%s.txt" % purpose)
    run(uv, "pip", "install", "--quiet", "--python", python, "--no-deps", "--no-build-isolation", "-e", ".", "-e", "methods")
    stamp.write_text(json.dumps({purpose: wanted[purpose]}))


def ensure_node():
    """The npm command, from this machine or from a wheel."""
    found = shutil.which("npm")
    if found:
        return [found]
    node = inside(VENV, "npm")
    if not node.exists():
        say("Bringing Node, which fetches the style sheets")
        run(
            find_uv(), "pip", "install", "--quiet", "--python", inside(VENV, "python"), "--require-hashes", "--no-deps", "-r", "requirements/node.txt"
        )
    return [str(node)]


def ensure_assets(purpose):
    """The U.S. Web Design System (and axe for the tests) as pinned npm packages; never committed, never run at run time."""
    wanted = purpose + fingerprint("package-lock.json")
    stamp = HOME / "node_modules" / ".shelterwood"
    if stamped(stamp, wanted) or (purpose == "run" and stamped(stamp, "test" + wanted[len("run") :])):
        return
    say("Fetching the U.S. Web Design System (npm, pinned)")
    omit = ["--omit=dev"] if purpose == "run" else []
    run(*ensure_node(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *omit, quiet=True)
    stamp.write_text(wanted)


def on_path(program):
    """Whether a system tool is there; PostgreSQL's server programs live outside the path on Debian."""
    return bool(shutil.which(program)) or any(Path("/usr/lib/postgresql").glob("*/bin/" + program))


def ensure_system_tools():
    """PostgreSQL, Chromium and gettext from the system's packages; only the tests need them."""
    missing = [package for package, program in SYSTEM_TOOLS.items() if not on_path(program)]
    if not missing:
        return
    by_hand = "apt-get install " + " ".join(missing)
    if not shutil.which("apt-get"):
        raise CannotContinue("The tests need %s: install them with this system's package manager, then run this again." % ", ".join(missing))
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if root and not shutil.which("sudo"):
        raise CannotContinue("The tests need %s: as root, run: %s" % (", ".join(missing), by_hand))
    say("Installing %s from the system's packages" % ", ".join(missing))
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        run(*root, "apt-get", "update", "-qq", env=quiet, quiet=True)
        run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing, env=quiet, quiet=True)
    except CannotContinue:
        raise CannotContinue("The tests need %s: as root, run: %s" % (", ".join(missing), by_hand))


def main():
    purpose, rest = sys.argv[1], sys.argv[2:]  # run, test, or install: what run needs, without starting anything
    os.chdir(str(HOME))
    needed = "test" if purpose == "test" else "run"
    try:
        ensure_environment(needed)
        ensure_assets(needed)
        if purpose == "test":
            ensure_system_tools()
        if purpose == "install":
            return 0
    except CannotContinue as problem:
        sys.stderr.write("%s\n" % problem)
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("\nStopped. Run the same command again to go on; finished steps are kept.\n")
        return 130
    python = str(inside(VENV, "python"))
    command = [python, "-m", "shelterwood", "run"] if purpose == "run" else [python, "ops/check.py"]
    os.execv(python, command + rest)


if __name__ == "__main__":
    sys.exit(main())
