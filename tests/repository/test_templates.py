"""Pages carry nothing inline and load nothing from elsewhere; every template, file, icon and address has a use."""

import ast
import re
from functools import cache
from pathlib import Path

import django.forms
import pytest
from django.urls import get_resolver

from shelterwood.demo.tour import STOPS
from shelterwood.foundation.design.assets import ICONS, _named_files
from shelterwood.foundation.design.templatetags.design import STATUSES

from .tree import HOME, SRC, modules, parsed, strings, templates

STATIC = SRC / "foundation/design/static"
USWDS = HOME / "node_modules/@uswds/uswds/dist"
DJANGO_OWN = Path(django.forms.__file__).parent / "templates"
BASE = "design/base.html"

INLINE = {
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "a style element": r"<style\b",
    "a script in the page": r"<script\b(?![^>]*\bsrc=)",
    "a script in an attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script as address": r"javascript:",
}
LOADS = re.compile(
    r"""<(?:link|script|img|iframe|source|video|audio|object|embed|form|use|image|base)\b[^>]*\b(?:src|href|action|srcset|data|poster)\s*=\s*["']?(?:https?:)?//|url\(["']?(?:https?:)?//|@import""",
    re.IGNORECASE,
)


def markup() -> dict[str, str]:
    """Every template, and every string of code that holds markup."""
    found = {str(file.relative_to(SRC)): file.read_text(encoding="utf-8") for file in templates()}
    for file in modules():
        texts = [text for text in strings(parsed(file)) if "<" in text and ">" in text]
        if texts:
            found[str(file.relative_to(SRC))] = "\n".join(texts)
    return found


# --- nothing inline, nothing from elsewhere ---------------------------------------------------------------------


@pytest.mark.parametrize("what", INLINE)
def test_no_page_holds(what):
    assert [name for name, text in markup().items() if re.search(INLINE[what], text, re.IGNORECASE)] == []


def test_no_page_style_sheet_or_script_loads_from_elsewhere():
    own = {str(file.relative_to(SRC)): file.read_text(encoding="utf-8") for file in STATIC.rglob("*.*")}
    assert [name for name, text in (markup() | own).items() if LOADS.search(text)] == []
    mark = re.compile(r'sessionStorage\.(setItem\(LEFT, "1"\)|getItem\(LEFT\)|removeItem\(LEFT\))')  # that Quick exit was pressed; no answer
    lock = re.compile(r"fetch\((?:address|idle\.dataset\.account)\b")  # of the lock: addresses that the page itself names, checked below
    # one's own form to one's own site, to be kept as a draft; the address stands in the page
    keeping = re.compile(r'fetch\(button\.getAttribute\("formaction"\), \{')
    scripts = [keeping.sub("", lock.sub("", mark.sub("", text))) for name, text in own.items() if name.endswith(".js")]
    assert [
        text for text in scripts if re.search(r"https?:|//\w+\.\w+|fetch\(|XMLHttpRequest|localStorage|sessionStorage|indexedDB|caches\b", text)
    ] == []


def test_the_lock_asks_no_address_but_those_the_page_names():
    """Its addresses come from attributes that are filled by `url`, or from the form that the locked page brought."""
    script = (STATIC / "shelterwood/keys.js").read_text(encoding="utf-8")
    assert set(re.findall(r"\bask\(([\w.]+)", script)) == {"idle.dataset.lock", "idle.dataset.here", "event.target.getAttribute"}
    page = NAMED["design/idle.html"]
    assert set(re.findall(r"data-(lock|here|account)=\"{% url '([\w-]+)' %}\"", page)) == {
        ("lock", "lock"),
        ("here", "still-here"),
        ("account", "account"),
    }


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('<p style="color:red">', "a style attribute"),
        ("<style>p{}</style>", "a style element"),
        ("<script>go()</script>", "a script in the page"),
        ('<button onclick="go()">', "a script in an attribute"),
        ('<a href="javascript:go()">', "a script as address"),
    ],
)
def test_such_a_thing_would_be_found(text, what):
    assert re.search(INLINE[what], text)
    assert not re.search(INLINE[what], '<script src="x.js" defer></script><p class="style"><a href="/only">on = off</a>')


@pytest.mark.parametrize(
    ("text", "loads"),
    [('<img src="https://x.example/a.png">', True), ('<script src="//x.example/a.js">', True), ("a{background:url(https://x.example/a)}", True),
     ('<form method="post" action="https://x.example/">', True), ('<a href="https://x.example/">', False), ('<img src="/static/a.png">', False)],
)  # fmt: skip
def test_what_counts_as_loading(text, loads):
    assert bool(LOADS.search(text)) is loads


# --- templates --------------------------------------------------------------------------------------------------


def name_of(file: Path) -> str:
    """The name by which a template is asked for."""
    return str(file).rpartition("/templates/")[2]


NAMED = {name_of(file): file.read_text(encoding="utf-8") for file in templates()}


def parent_of(text: str) -> str:
    found = re.search(r"{% extends [\"']([^\"']+)", text)
    return found.group(1) if found else ""


@cache
def rendered() -> frozenset[str]:
    """Names of templates in code; where a name is put together, its fixed parts with a star between."""
    plain = {text for file in modules() for text in strings(parsed(file))}
    made = (node for file in modules() for node in ast.walk(parsed(file)) if isinstance(node, ast.JoinedStr))
    plain |= {"".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values) for node in made}
    return frozenset(name for name in plain if name.endswith(".html") and not name.startswith("."))


def is_rendered(name: str) -> bool:
    return any(Path(name).match(pattern) for pattern in rendered())


def is_included(name: str) -> bool:
    return any(re.search(rf"{{% include [\"']{re.escape(name)}[\"']", text) for text in NAMED.values())


def test_every_template_is_used():
    """Rendered by a view, included or extended by another, or in place of one of Django's own."""
    extended = {parent_of(text) for text in NAMED.values()}
    unused = [name for name in NAMED if not (is_rendered(name) or is_included(name) or name in extended or (DJANGO_OWN / name).exists())]
    assert unused == []


def test_every_page_stands_in_the_frame():
    """What is rendered whole extends the base; anything else is a part that pages include or a piece of a form."""
    pieces = {"design/form.html", "design/field.html", "awareness/sheet.html"}  # the last is paper
    outside = []
    for name in NAMED:
        top = name
        while parent_of(NAMED[top]):
            top = parent_of(NAMED[top])
        if top != BASE and not is_included(name) and name not in pieces and not (DJANGO_OWN / name).exists():
            outside.append(name)
    assert outside == []


def test_every_template_that_is_named_is_there():
    wanted = {parent_of(text) for text in NAMED.values()} - {""}
    wanted |= {name for text in NAMED.values() for name in re.findall(r"{% include [\"']([^\"']+)", text)}
    wanted |= {name for name in rendered() if "*" not in name}
    assert {name for name in wanted if name not in NAMED and not (DJANGO_OWN / name).exists()} == set()


# --- static files and icons -------------------------------------------------------------------------------------


def static_names() -> set[str]:
    found = {name for text in NAMED.values() for name in re.findall(r"{% static [\"']([^\"']+)", text)}
    return found | {name for file in modules() for name in re.findall(r"\bstatic\([\"']([^\"']+)", file.read_text(encoding="utf-8"))}


def test_every_static_file_that_is_named_is_there():
    """Our own lie in the repository; the design system's are copied from its package, and the icons are cut from its sprite."""
    sheet = (USWDS / "css/uswds.min.css").read_text(encoding="utf-8")
    copied = {"uswds/css/uswds.min.css", "icons.svg", *(f"uswds/{name}" for name in _named_files(sheet))}
    assert {name for name in static_names() if not (STATIC / name).is_file() and name not in copied} == set()


def test_every_static_file_of_ours_is_named():
    sheets = " ".join(file.read_text(encoding="utf-8") for file in STATIC.rglob("*.css"))
    own = {str(file.relative_to(STATIC)) for file in STATIC.rglob("*") if file.is_file()}
    assert {name for name in own - static_names() if Path(name).name not in sheets} == set()


def test_the_sprite_holds_the_icons_that_pages_use_and_no_other():
    used = {name for text in NAMED.values() for name in re.findall(r"{% icon [\"'](\w+)", text)} | {icon for _, icon, _ in STATUSES.values()}
    assert used == set(ICONS)


# --- addresses --------------------------------------------------------------------------------------------------


def address_names(patterns: list) -> set[str]:
    return {each.name for each in patterns if getattr(each, "name", None)} | {
        name for each in patterns for name in address_names(getattr(each, "url_patterns", []))
    }


def test_every_address_is_led_to():
    """By a link or form of a page, by a redirect, or as a stop of the tour."""
    led = {name for text in NAMED.values() for name in re.findall(r"{% (?:url|here) [\"']([\w-]+)", text)}
    led |= {name for file in modules() for name in re.findall(r"\b(?:redirect|reverse)\([\"']([\w-]+)", file.read_text(encoding="utf-8"))}
    led |= {stop.address for stop in STOPS}
    names = address_names(get_resolver().url_patterns)
    assert names - led == set()
    assert led - names == set()
