"""Schemathesis tries every API with hostile input; as soon as there is one, it must be among the test packages."""

import ast

from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from packaging.requirements import Requirement

from .tree import dotted, modules, parsed, project

ANSWERS_IN_JSON = {"JsonResponse", "application/json", "application/fhir+json"}


def speaks_json(tree: ast.AST) -> bool:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} | {
        node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)
    }
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return bool((names | words) & ANSWERS_IN_JSON)


def addresses(patterns: list, before: str = "") -> list[str]:
    """Every address of the site as it is written in the URL configuration."""
    found = []
    for each in patterns:
        here = before + str(each.pattern)
        found += addresses(each.url_patterns, here) if isinstance(each, URLResolver) else [here] if isinstance(each, URLPattern) else []
    return found


def test_an_api_comes_with_its_hostile_tests():
    apis = [dotted(file) for file in modules() if speaks_json(parsed(file)) or file.stem == "api"]
    apis += [address for address in addresses(get_resolver().url_patterns) if "api/" in address]
    tried = {Requirement(each).name for each in project()["dependency-groups"]["test"]}
    assert not apis or "schemathesis" in tried, (
        f"{', '.join(apis)}: this is an API. Add schemathesis to the test group of pyproject.toml, lock it, and let it try every operation "
        "of the API's description in tests/integration; then this test passes."
    )


def test_an_api_would_be_noticed():
    assert speaks_json(ast.parse("from django.http import JsonResponse\nanswer = JsonResponse({})"))
    assert speaks_json(ast.parse("HttpResponse(text, content_type='application/json')"))
    assert not speaks_json(ast.parse("render(request, 'x.html')"))
    assert "receipt" in addresses(get_resolver().url_patterns)
