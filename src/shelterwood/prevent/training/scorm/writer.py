"""A course as a SCORM 1.2 package: one zip with a manifest, a page, our own player script, and the course as data.

The package asks nothing of any other address and runs no inline script. Numbers and law are filled for one state when it is
made, so a package is made anew when they change. SCORM 1.2 marks in the browser: whoever can read scripts can read the key. It
is training, not an examination.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from shelterwood.prevent.training.rules.citations import citation
from shelterwood.prevent.training.rules.final_check import Drawn, draw
from shelterwood.prevent.training.rules.html import for_role, html, inline, sources_of
from shelterwood.prevent.training.rules.model import LANGUAGES, Course, Lesson, Option, Question, Scenario
from shelterwood.prevent.training.rules.placeholders import values
from shelterwood.prevent.training.scorm.wording import WORDING

PLAYER = Path(__file__).resolve().parent / "player"
START = next(PLAYER.glob("*.html")).name
MANIFEST = "imsmanifest.xml"
IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
FORMS = 8  # checks drawn beforehand; a second try gets another one
MADE = (2000, 1, 1, 0, 0, 0)  # the same course makes the same bytes


def write(course: Course, *, state: str | None = None, role: str | None = None, own: Mapping[str, str] | None = None) -> bytes:
    """The package. `role`: whose passages it holds besides those for everybody; `own`: as for the placeholders."""
    files = {each.name: each.read_bytes() for each in PLAYER.iterdir()}
    data = json.dumps(_course(course, state, role, own or {}), ensure_ascii=False, separators=(",", ":"))
    files["course.js"] = f"window.course = {data};\n".encode()
    files[MANIFEST] = manifest(course, sorted(files))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(files, key=lambda name: (name != MANIFEST, name)):
            package.writestr(zipfile.ZipInfo(name, MADE), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def manifest(course: Course, files: list[str]) -> bytes:
    """One organization with one item: the whole course is one sharable object."""
    ElementTree.register_namespace("", IMSCP)  # each time: other libraries of the process take the empty prefix for themselves
    ElementTree.register_namespace("adlcp", ADLCP)
    root = ElementTree.Element(f"{{{IMSCP}}}manifest", identifier=f"shelterwood-{course.id}", version=course.version)
    metadata = _child(root, "metadata")
    _child(metadata, "schema").text = "ADL SCORM"
    _child(metadata, "schemaversion").text = "1.2"
    organizations = _child(root, "organizations", default="course")
    organization = _child(organizations, "organization", identifier="course")
    _child(organization, "title").text = course.titles[LANGUAGES[0]]
    item = _child(organization, "item", identifier="player", identifierref="content")
    _child(item, "title").text = course.titles[LANGUAGES[0]]
    check = course.final_check
    ElementTree.SubElement(item, f"{{{ADLCP}}}masteryscore").text = str(100 * check.right_to_pass // check.questions)
    resources = _child(root, "resources")
    resource = _child(resources, "resource", identifier="content", type="webcontent", href=START, **{f"{{{ADLCP}}}scormtype": "sco"})
    for name in files:
        _child(resource, "file", href=name)
    ElementTree.indent(root)
    out = io.BytesIO()
    ElementTree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue() + b"\n"


def _child(parent: ElementTree.Element, tag: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{IMSCP}}}{tag}", attributes)


def _course(course: Course, state: str | None, role: str | None, own: Mapping[str, str]) -> dict[str, Any]:
    filled = {language: values(language, sector=course.sector, state=state, own=own) for language in LANGUAGES}
    places = {item.question.id: place for place, item in enumerate(course.items)}
    scenarios = {scenario.id: scenario for scenario in course.scenarios}
    pages: list[dict[str, Any]] = []
    for lesson in course.lessons:
        pages.append(_lesson(course, lesson, role, filled))
        pages += [_scenario(scenarios[name], filled) for name in lesson.scenarios]
    return {
        "title": course.titles,
        "words": WORDING,
        "pages": pages,
        "items": [_question(item.question, filled) for item in course.items],
        "forms": [_form(draw(course, f"{course.id}-{course.version}-{form}"), places) for form in range(FORMS)],
        "rightToPass": course.final_check.right_to_pass,
    }


def _lesson(course: Course, lesson: Lesson, role: str | None, filled: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    bodies = {}
    for language, page in lesson.pages.items():
        named = sources_of(page)
        listed = "".join(f"<li>{inline(citation(course, name, language), {})}</li>" for name in named)
        sources = f"<details><summary>{WORDING[language]['sources']}</summary><ol>{listed}</ol></details>"
        bodies[language] = html(for_role(page, role), language, filled[language], named) + sources
    return {"id": lesson.id, "title": {language: page.title for language, page in lesson.pages.items()}, "html": bodies}


def _scenario(scenario: Scenario, filled: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {"title": scenario.titles, "first": scenario.scenes[0].id, "scenes": {scene.id: _question(scene, filled) for scene in scenario.scenes}}


def _question(question: Question, filled: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    return {
        "id": question.id,
        "html": {language: inline(text, filled[language]) for language, text in question.texts.items()},
        "options": [_option(option, filled) for option in question.options],
    }


def _option(option: Option, filled: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    texts = {language: inline(text, filled[language]) for language, text in option.texts.items()}
    reasons = {language: inline(text, filled[language]) for language, text in option.reasons.items()}
    return {"html": texts, "reason": reasons, "right": option.right, "to": option.leads_to}


def _form(drawn: tuple[Drawn, ...], places: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"item": places[each.item.question.id], "order": each.order} for each in drawn]
