"""The pinned style sheet, fonts, icons and county outlines, taken from npm packages into the data folder.

Nothing of it is committed. The style sheet is left as it is, but for the pointer to its source map; of its files
only those that it names are taken, and the two fonts of printed documents; of the icons only those that pages use.
"""

import re
import shutil
from pathlib import Path

from shelterwood.foundation.design import maps
from shelterwood.foundation.design.paper import FONTS

PACKAGE = Path("node_modules") / "@uswds" / "uswds" / "dist"
SHEET = "css/uswds.min.css"
PRINTED = [f"fonts/source-sans-pro/{name}" for name in FONTS.values()]  # for paper; the style sheet does not name them
COUNTIES = Path("node_modules") / "us-atlas" / "counties-albers-10m.json"
ICONS = ("cancel", "check_circle", "error", "flag", "help", "hourglass_empty", "info", "lock", "phone", "schedule", "send", "visibility")


class AssetsMissing(Exception):
    """An npm package is not there; says how to bring it."""


def build(repository: Path, target: Path) -> None:
    """Fill `target` with the style sheet, the files it names, the cut icon sprite, and the outlines of the counties."""
    source = repository / PACKAGE
    if not (source / SHEET).exists() or not (repository / COUNTIES).exists():
        raise AssetsMissing("The U.S. Web Design System or the county outlines are missing. Run ./run, or: npm ci --ignore-scripts")
    text = (source / SHEET).read_text(encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    sheet = target / "uswds" / SHEET
    sheet.parent.mkdir(parents=True)
    sheet.write_text(re.sub(r"/\*# sourceMappingURL=.*?\*/", "", text), encoding="utf-8")
    for name in [*_named_files(text), *PRINTED]:
        file = target / "uswds" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, file)
    outlines = target / maps.FILE
    outlines.parent.mkdir()
    shutil.copyfile(repository / COUNTIES, outlines)
    (target / "icons.svg").write_text(_cut_sprite((source / "img" / "sprite.svg").read_text(encoding="utf-8")), encoding="utf-8")


def _named_files(sheet: str) -> list[str]:
    return sorted({found.removeprefix("../") for found in re.findall(r"url\((\.\./[^)?#]+)", sheet)})


def _cut_sprite(sprite: str) -> str:
    symbols = []
    for name in ICONS:
        found = re.search(rf'<symbol id="{name}".*?</symbol>', sprite, re.DOTALL)
        if found is None:
            raise AssetsMissing(f"The icon {name} is not in this version of the design system; choose another in design/assets.py.")
        symbols.append(found.group())
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols) + "</svg>"
