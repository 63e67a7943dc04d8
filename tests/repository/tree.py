"""The repository as these tests see it: what git tracks, and the parsed source."""

import ast
import subprocess
import tomllib
from functools import cache
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
SRC = HOME / "src" / "shelterwood"
METHODS = HOME / "methods" / "src" / "shelterwood_methods"
TESTS = HOME / "tests"


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the repository that exists, relative to its root."""
    done = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=HOME, capture_output=True, text=True, check=True)
    return tuple(Path(name) for name in done.stdout.split("\0") if name and (HOME / name).is_file())


@cache
def text_of(file: Path) -> str:
    """The text of a tracked file; what is no UTF-8 reads with gaps."""
    return (HOME / file).read_text(encoding="utf-8", errors="replace")


@cache
def modules() -> tuple[Path, ...]:
    """The platform's own modules, without migrations."""
    return tuple(sorted(path for path in SRC.rglob("*.py") if "migrations" not in path.parts))


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted(SRC.rglob("templates/**/*.html")))


@cache
def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def strings(tree: ast.AST) -> list[str]:
    """Every string of some code but docstrings; of an f-string its fixed parts."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings]


@cache
def project() -> dict:
    """pyproject.toml."""
    return tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def layers() -> tuple[str, ...]:
    """The floors and rooms, top first, as the import contract of pyproject.toml names them."""
    contracts = project()["tool"]["importlinter"]["contracts"]
    return tuple(next(contract["layers"] for contract in contracts if contract["id"] == "floors"))


def layer_of(module: str) -> str | None:
    """The layer in which a module lies."""
    return next((layer for layer in layers() if module == layer or module.startswith(layer + ".")), None)


def dotted(file: Path) -> str:
    """The name under which a module of the platform is imported."""
    parts = file.relative_to(SRC.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
