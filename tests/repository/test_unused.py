"""Nothing is kept for later: what src/ defines, src/ uses. Tests do not count as use.

A function or class of a module is used where its own module names it, where another imports it or reaches it through
its module, where a string gives its full dotted name, or, as a tag, where a template names it. A method is used
where its name stands anywhere.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

from .tree import SRC, dotted, modules, parsed, strings, templates

# what is called by name from outside, and by whom
CALLED_FROM_OUTSIDE = {
    r"\w+Config": "Django, when it loads the application",
    r"clean_\w+": "Django's forms, for the field of that name",
    "Meta": "Django's models and forms",
    "file_complete|new_file|receive_data_chunk": "Django, while it reads an upload",
    "get_user": "Django's sign-in",
    r"handle_(?:data|endtag|startendtag)": "the standard library's HTML parser",
    "is_active": "Django's sign-in",
    "readable|readinto": "Python's own readers of streams",
    "valid_value": "Django's forms, for each choice that was ticked",
    "validateLink": "markdown-it, for each link",
}
# what stands before anything calls it, with the reason; empty is best
BEFORE_ITS_CALLER: dict[str, str] = {
    "shelterwood.gates.disclosure.services.stop": "a release that cannot be revoked is none; its page comes with releases between agencies",
}


def exported(tree: ast.Module) -> list[str]:
    """Public functions and classes of a module; those behind @register are tags, which templates name."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    nodes = [node for node in tree.body if isinstance(node, kinds) and not node.name.startswith("_")]
    return [node.name for node in nodes if not any("register" in ast.unparse(each) for each in node.decorator_list)]


def tags(tree: ast.Module) -> list[str]:
    nodes = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [node.name for node in nodes if any(ast.unparse(each).startswith("register.") for each in node.decorator_list)]


def methods(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from (each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.ClassDef) and not each.name.startswith("_"))


def reached(tree: ast.Module) -> set[str]:
    """Full names that a module imports, reaches through a module it imported, or writes out as a string."""
    found, aliases = set(), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                found.add(f"{node.module}.{alias.name}")
                aliases[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
            found.add(f"{aliases[node.value.id]}.{node.attr}")
    return found | {text.replace(":", ".") for text in strings(tree) if text.startswith("shelterwood.")}


def names_in(tree: ast.AST) -> set[str]:
    """Names that code reads: alone, as an attribute, or as the keyword of a call."""
    plain = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return plain | {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@cache
def words_of_templates() -> frozenset[str]:
    return frozenset(word for file in templates() for word in re.findall(r"\w+", file.read_text(encoding="utf-8")))


def excused(name: str) -> bool:
    return any(re.fullmatch(pattern, name.rpartition(".")[2]) for pattern in CALLED_FROM_OUTSIDE) or name in BEFORE_ITS_CALLER


@cache
def unused() -> frozenset[str]:
    """Everything that stands in the code for nobody."""
    everywhere = set().union(*(reached(parsed(file)) for file in modules()))
    read = set().union(*(names_in(parsed(file)) for file in modules())) | words_of_templates()
    found = set()
    for file in modules():
        tree, module = parsed(file), dotted(file)
        inside = names_in(tree)
        found |= {f"{module}.{name}" for name in exported(tree) if name not in inside and f"{module}.{name}" not in everywhere}
        found |= {f"{module}.{name}" for name in tags(tree) if name not in inside | words_of_templates()}
        found |= {f"{module}.{name}" for name in methods(tree) if name not in read}
    return frozenset(found)


def test_everything_that_is_defined_is_used():
    assert {name for name in unused() if not excused(name)} == set()


def test_no_exception_is_kept_for_what_is_used_or_gone():
    assert set(BEFORE_ITS_CALLER) - unused() == set()
    assert [pattern for pattern in CALLED_FROM_OUTSIDE if not any(re.fullmatch(pattern, name.rpartition(".")[2]) for name in unused())] == []


def test_what_nobody_uses_would_be_found():
    tree = ast.parse("def a(): pass\ndef b(): return a()\nclass C:\n    def d(self): pass\n    def e(self): return self.d()")
    assert (exported(tree), list(methods(tree))) == (["a", "b", "C"], ["d", "e"])
    assert names_in(tree) >= {"a", "d"}
    assert not names_in(tree) & {"b", "C", "e"}
    user = ast.parse("from shelterwood.x import services as verbs\nverbs.stop(1)\nHANDLER = 'shelterwood.x.views.broken'")
    assert reached(user) == {"shelterwood.x.services", "shelterwood.x.services.stop", "shelterwood.x.views.broken"}


def test_every_module_is_imported_or_named():
    """A module that nothing imports is loaded by Django under a name of its own, or dead."""
    loaded_by_name = {"apps", "models", "urls", "wsgi", "__main__", "settings", "tasks", "formats", "cli"}
    everywhere = set().union(*(reached(parsed(file)) for file in modules()))
    everywhere |= {name.rpartition(".")[0] for name in everywhere}
    names = {dotted(file) for file in modules() if file.stem != "__init__" and file.stem not in loaded_by_name and file.parent != SRC}
    assert names - everywhere == set()
