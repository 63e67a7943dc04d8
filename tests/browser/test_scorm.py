"""Our SCORM packages in an independent player (scorm-again) in Chromium: to completion, suspended, resumed, by keyboard alone."""

import functools
import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from shelterwood.prevent.training.rules.loading import COURSES, load, shipped
from shelterwood.prevent.training.scorm.writer import write

HOME = Path(__file__).resolve().parents[2]
RUNTIME = HOME / "node_modules/scorm-again/dist/scorm12.min.js"
# A learning system in one page: it hands the package an API and remembers what was committed.
SYSTEM = """<!doctype html><title>System</title><script src="scorm12.min.js"></script>
<script>
  window.API = new Scorm12API({ autocommit: false, logLevel: 4, mastery_override: true });
  const before = JSON.parse(sessionStorage.getItem("cmi") || "null");
  if (before) window.API.loadFromJSON(before);
  window.errors = [];
  for (const name of ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
    const own = window.API[name].bind(window.API);
    window.API[name] = (...given) => {
      const answer = own(...given);
      const code = Number(window.API.LMSGetLastError());
      if (code) window.errors.push(`${name} ${given.join(" ")}: ${code}`);
      if (name === "LMSSetValue" || name === "LMSFinish") {
        sessionStorage.setItem("cmi", JSON.stringify(window.API.renderCMIToJSONObject().cmi));
      }
      return answer;
    };
  }
</script>
<iframe title="Course" src="course/index.html" style="width:100%;height:700px"></iframe>"""


@pytest.fixture(scope="module", params=shipped())
def system(request, tmp_path_factory) -> Iterator[str]:
    """A web server with the learning system and one unpacked course."""
    folder = tmp_path_factory.mktemp("lms")
    (folder / "index.html").write_text(SYSTEM, encoding="utf-8")
    (folder / RUNTIME.name).write_bytes(RUNTIME.read_bytes())
    with zipfile.ZipFile(io.BytesIO(write(load(COURSES / request.param), state="MN"))) as package:
        package.extractall(folder / "course")
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()


@pytest.fixture
def page(chromium: Browser, system: str) -> Iterator[Page]:
    """A page that fails the test when anything complained, or asked another origin for anything."""
    complaints: list[str] = []
    context = chromium.new_context(locale="en-US")
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(system) else complaints.append(f"asked {request.url}"))
    page.goto(system)
    yield page
    assert complaints == []
    assert page.evaluate("errors") == []
    context.close()


def course(page: Page) -> Frame:
    page.wait_for_function("frames[0] && frames[0].document.querySelector('h1')")
    return page.frames[1]


def value(page: Page, name: str) -> str:
    return page.evaluate("name => API.LMSGetValue(name)", name)


def kept(page: Page) -> dict:
    return json.loads(value(page, "cmi.suspend_data"))


def to_the_check(frame: Frame) -> None:
    while frame.locator("#next").is_visible():
        frame.click("#next")


def answer(frame: Frame, right: int) -> None:
    """Answer the check that is open: so many rightly, the others not."""
    questions = frame.evaluate("course.forms[kept.f % course.forms.length].length")
    for place in range(questions):
        options = frame.evaluate("form()[kept.a.length].options.map(each => each.right)")
        choice = options.index(True) if place < right else options.index(False)
        frame.locator("input[type=radio]").nth(choice).check()
        frame.click("form button")


def test_it_runs_to_completion_with_its_score(page):
    frame = course(page)
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    to_the_check(frame)
    frame.click("main button")
    questions = frame.evaluate("course.forms[0].length")
    answer(frame, questions)
    assert value(page, "cmi.core.lesson_status") == "passed"
    assert value(page, "cmi.core.score.raw") == "100"
    assert value(page, "cmi.interactions._count") in (questions, str(questions))


def test_a_failed_check_says_why_and_another_may_follow(page):
    frame = course(page)
    to_the_check(frame)
    frame.click("main button")
    questions, needed = frame.evaluate("[course.forms[0].length, course.rightToPass]")
    first = frame.evaluate("form().map(each => each.item.id)")
    answer(frame, needed - 1)
    assert value(page, "cmi.core.lesson_status") == "failed"
    assert frame.locator("main li").count() == questions - needed + 1
    frame.click("main button")
    assert frame.evaluate("form().map(each => each.item.id)") != first
    answer(frame, needed)
    assert value(page, "cmi.core.lesson_status") == "passed"
    assert value(page, "cmi.core.score.raw") == str(round(100 * needed / questions))


def test_it_is_suspended_and_resumed_where_it_was(page):
    frame = course(page)
    frame.click("#language")
    to_the_check(frame)
    frame.click("main button")
    for _ in range(5):
        frame.locator("input[type=radio]").first.check()
        frame.click("form button")
    title, before = frame.text_content("h1"), kept(page)
    page.reload()
    frame = course(page)
    assert page.evaluate("before.core.exit") == "suspend"
    assert frame.text_content("h1") == title
    assert frame.locator("html").get_attribute("lang") == "es"
    assert kept(page) == before
    assert value(page, "cmi.core.lesson_location") == str(before["p"])


def test_a_scenario_keeps_the_way_that_was_taken(page):
    frame = course(page)
    while not frame.evaluate("Boolean((course.pages[kept.p] || {}).scenes)"):
        frame.click("#next")
    opening = frame.text_content("legend")
    frame.locator("input[type=radio]").last.check()
    frame.click("form button")
    frame.click("main div button")
    place = frame.text_content("main")
    assert opening not in place
    page.reload()
    assert course(page).text_content("main") == place


def test_it_works_by_keyboard_alone(page):
    frame = course(page)
    frame.focus("#next")
    while frame.locator("#next").is_visible():
        page.keyboard.press("Tab") if frame.evaluate("document.activeElement.id") != "next" else page.keyboard.press("Enter")
    assert frame.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")  # from the heading to the answers
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert len(kept(page)["a"]) == 3


def test_what_is_kept_stays_far_below_the_limit(page):
    frame = course(page)
    frame.evaluate(
        "course.pages.forEach((each, place) => { if (each.scenes) kept.s[place] = '0123456789'.repeat(90); }); kept.a = '0'.repeat(40); keep()"
    )
    assert len(value(page, "cmi.suspend_data")) < 4096


def test_an_answer_must_be_chosen(page):
    frame = course(page)
    to_the_check(frame)
    frame.click("main button")
    frame.click("form button")
    assert frame.text_content("[role=alert]") == "Choose one answer."
    assert kept(page)["a"] == ""


def test_axe_finds_nothing_in_any_kind_of_page(page):
    frame = course(page)
    axe = (HOME / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
    frame.evaluate(axe)
    for _ in range(frame.evaluate("course.pages.length")):
        found = frame.evaluate("axe.run(document).then(found => found.violations.map(each => each.id))")
        assert found == []
        frame.click("#next")
    frame.click("main button")
    assert frame.evaluate("axe.run(document).then(found => found.violations.map(each => each.id))") == []
