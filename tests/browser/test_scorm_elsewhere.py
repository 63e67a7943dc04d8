"""Our SCORM packages in a second independent player (vue-scorm-player): it reads the manifest itself and keeps its own run-time.

What it shares with the first is the standard alone. Completion, a failed check, suspending and resuming, in Chromium.
"""

import functools
import http.server
import io
import threading
import zipfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from shelterwood.prevent.training.rules.loading import COURSES, load
from shelterwood.prevent.training.scorm.writer import write

from .test_scorm import HOME, Quiet, answer, course, kept, to_the_check, value

RUNTIME = [HOME / "node_modules/vue/dist/vue.min.js", HOME / "node_modules/vue-scorm-player/ScormPlayer.umd.min.js"]
# A learning system around the player: it starts the package from its manifest and remembers what was set. Some systems give no
# status at first, where the standard says "not attempted"; this one is such. The player also offers the run-time of SCORM 2004,
# which knows no `core` and complains of it in its log; what our package is answered is looked at call by call instead.
SYSTEM = """<!doctype html><title>System</title><script src="vue.min.js"></script><script src="ScormPlayer.umd.min.js"></script>
<div id="app"></div>
<script>
  window.before = JSON.parse(sessionStorage.getItem("cmi") || "null");
  window.errors = [];
  const state = before || { core: {} };
  state.core.entry = before ? "resume" : "ab-initio";
  const keep = (name, value) => {
    const parts = name.split(".").slice(1);
    if (parts[0] === "interactions") return;
    const last = parts.pop();
    parts.reduce((place, part) => (place[part] = place[part] || {}), state)[last] = value;
    sessionStorage.setItem("cmi", JSON.stringify(state));
  };
  new Vue({ render: h => h(ScormPlayer, { props: { path: "course", studentData: state, logLevel: 99 }, on: { "set-value": keep } }) }).$mount("#app");
  for (const name of ["LMSInitialize", "LMSGetValue", "LMSSetValue", "LMSCommit", "LMSFinish"]) {
    const own = window.API[name].bind(window.API);
    window.API[name] = (...given) => {
      const answer = own(...given);
      const code = Number(window.API.LMSGetLastError());
      if (code) window.errors.push(`${name} ${given.join(" ")}: ${code}`);
      return answer;
    };
  }
</script>"""


@pytest.fixture(scope="module", params=["schools", "courts"])
def system(request, tmp_path_factory) -> Iterator[str]:
    """A web server with the learning system and one unpacked course."""
    folder = tmp_path_factory.mktemp("lms")
    (folder / "index.html").write_text(SYSTEM, encoding="utf-8")
    for file in RUNTIME:
        (folder / file.name).write_bytes(file.read_bytes())
    with zipfile.ZipFile(io.BytesIO(write(load(COURSES / request.param), state="TX"))) as package:
        package.extractall(folder / "course")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def page(chromium: Browser, system: str) -> Iterator[Page]:
    """A page that fails the test when the player found an error, anything complained, or another origin was asked."""
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


def test_it_runs_to_completion_with_its_score(page):
    frame = course(page)
    assert value(page, "cmi.core.lesson_status") == "incomplete"
    to_the_check(frame)
    frame.click("main button")
    answer(frame, frame.evaluate("course.forms[0].length"))
    assert value(page, "cmi.core.lesson_status") == "passed"
    assert value(page, "cmi.core.score.raw") == "100"


def test_a_failed_check_may_be_tried_again(page):
    frame = course(page)
    to_the_check(frame)
    frame.click("main button")
    needed = frame.evaluate("course.rightToPass")
    answer(frame, needed - 1)
    assert value(page, "cmi.core.lesson_status") == "failed"
    frame.click("main button")
    answer(frame, needed)
    assert value(page, "cmi.core.lesson_status") == "passed"


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
