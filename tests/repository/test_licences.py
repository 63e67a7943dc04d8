"""Every package that runs on a body's machine may be used there: its licence stands in its own metadata and in this list."""

import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.markers import Marker

from .test_lock import LOCKED_LINE
from .tree import HOME

# SPDX ids. Weak copyleft is allowed for what is used as it came; nothing here is changed or linked into a binary.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU",
    "MPL-1.1", "MPL-2.0", "PSF-2.0", "Python-2.0", "Unlicense", "Zlib", "LLVM-exception",
}  # fmt: skip
# older metadata says it in words
IN_WORDS = {
    "mit": "MIT", "mit license": "MIT", "bsd license": "BSD-3-Clause", "bsd-3-clause": "BSD-3-Clause", "bsd": "BSD-3-Clause",
    "apache software license": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "python software foundation license": "PSF-2.0", "isc license (iscl)": "ISC",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only", "gnu library or lesser general public license (lgpl)": "LGPL-3.0-only",
}  # fmt: skip
# where classifiers list alternatives, of which the package's own text lets the user choose one
CHOICES = {"pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1"}
# where metadata names nothing but a file: how such a file begins
BY_TITLE = {r"\s*Apache License\s+Version 2\.0": "Apache-2.0", r"\s*(?:The )?MIT License": "MIT"}
# web packages whose metadata points at a file: what that file must say
IN_A_FILE = {"@uswds/uswds": ("public domain", "CC0", "Open Font License", "MIT")}


def licence(metadata: Distribution) -> str:
    """The licence as an SPDX expression: the new field, else the classifiers, else the old field, else the title of the file."""
    if expression := metadata.metadata.get("License-Expression"):
        return expression
    if choice := CHOICES.get(metadata.name):
        return choice
    classifiers = [each.rpartition(" :: ")[2] for each in metadata.metadata.get_all("Classifier", []) if each.startswith("License :: ")]
    words = [each for each in classifiers if each != "OSI Approved"] or [metadata.metadata.get("License") or by_title(metadata)]
    return " AND ".join(IN_WORDS.get(each.strip().lower(), each.strip()) for each in words)


def by_title(metadata: Distribution) -> str:
    """What the first licence file of a package is, by how it begins."""
    for name in metadata.metadata.get_all("License-File", []):
        text = metadata.read_text(f"licenses/{name}") or ""
        return next((licence for title, licence in BY_TITLE.items() if re.match(title, text)), "not stated")
    return "not stated"


def allowed(expression: str) -> bool:
    """Whether every part is allowed, or of alternatives one."""
    plain = expression.replace("(", " ").replace(")", " ")
    return any(all(part.strip() in ALLOWED for part in re.split(r" AND | WITH ", way)) for way in plain.split(" OR "))


def installed(name: str) -> list[tuple[str, str]]:
    """Package and licence for each line of a lock file that holds on this machine."""
    found = []
    for line in (HOME / f"requirements/{name}.txt").read_text(encoding="utf-8").splitlines():
        locked = LOCKED_LINE.fullmatch(line)
        if locked and (not locked["marker"] or Marker(locked["marker"]).evaluate()):
            try:
                found.append((locked["name"], licence(distribution(locked["name"]))))
            except PackageNotFoundError:
                found.append((locked["name"], "not installed"))
    return found


@pytest.mark.parametrize(("package", "expression"), installed("run"), ids=lambda each: each.replace(" ", "-"))
def test_a_package_at_run_time_has_an_allowed_licence(package, expression):
    assert allowed(expression), f"{package} is under {expression}. Choose another package, or have the licence read and add it to the list."


def test_a_web_package_at_run_time_has_an_allowed_licence():
    lock = json.loads((HOME / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    refused = {}
    for path, package in lock.items():
        name = path.rpartition("node_modules/")[2]
        if path and not package.get("dev") and not allowed(package["license"]):
            text = "".join(file.read_text(encoding="utf-8") for file in (HOME / path).glob("LICENSE*"))
            if not text or [word for word in IN_A_FILE.get(name, ("no such entry",)) if word.lower() not in text.lower()]:
                refused[name] = package["license"]
    assert refused == {}


def test_the_house_has_one_licence_of_its_own():
    assert "Apache License" in (HOME / "LICENSE").read_text(encoding="utf-8")[:200]
    for file in ("pyproject.toml", "methods/pyproject.toml"):
        assert 'license = "Apache-2.0"' in (HOME / file).read_text(encoding="utf-8")
    assert json.loads((HOME / "package.json").read_text(encoding="utf-8"))["license"] == "Apache-2.0"


@pytest.mark.parametrize(
    ("expression", "may"),
    [("MIT", True), ("GPL-3.0-only", False), ("MIT AND GPL-2.0-only", False), ("GPL-2.0-only OR Apache-2.0", True), ("not stated", False),
     ("Apache-2.0 WITH LLVM-exception", True)],
)  # fmt: skip
def test_what_is_allowed(expression, may):
    assert allowed(expression) is may
