/* Plays one course. The place, the answers and the score live in the learning system alone (SCORM 1.2). */
"use strict";

const course = window.course;
const main = document.getElementById("main");
const last = course.pages.length; // the final check stands after the last page

/* --- the learning system --- */

function findApi(from) {
  for (let frame = from, hops = 0; frame && hops < 10; hops += 1) {
    if (frame.API) return frame.API;
    if (frame.parent === frame) break;
    frame = frame.parent;
  }
  return null;
}

const api = findApi(window) || (window.opener ? findApi(window.opener) : null);
const began = Date.now();
let open = Boolean(api) && String(api.LMSInitialize("")) === "true";

function ask(name) {
  return open ? api.LMSGetValue(name) : "";
}

function tell(name, value) {
  if (open) api.LMSSetValue(name, String(value));
}

/* What is kept: language, page, choices by scenario, form of the check, answers given. Below the 4,096 characters that are granted. */
const fresh = { l: "en", p: 0, s: {}, f: 0, a: "", d: false };

function restore() {
  try {
    return Object.assign({}, fresh, JSON.parse(ask("cmi.suspend_data") || "{}"));
  } catch (problem) {
    return Object.assign({}, fresh);
  }
}

const kept = restore();
if (!ask("cmi.suspend_data") && navigator.language.startsWith("es")) kept.l = "es";

function keep() {
  if (JSON.stringify(kept).length > 4000) kept.s = {}; // a way through a story can be walked again
  tell("cmi.suspend_data", JSON.stringify(kept));
  tell("cmi.core.lesson_location", kept.p);
  if (open) api.LMSCommit("");
}

function sessionTime() {
  const seconds = Math.round((Date.now() - began) / 1000);
  const pair = (number) => String(number).padStart(2, "0");
  return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${pair(Math.floor(seconds / 60) % 60)}:${pair(seconds % 60)}`;
}

function leave() {
  if (!open) return;
  tell("cmi.core.session_time", sessionTime());
  tell("cmi.core.exit", kept.d ? "" : "suspend");
  keep();
  api.LMSFinish("");
  open = false;
}

/* --- pieces of a page --- */

function say(name, values) {
  return course.words[kept.l][name].replace(/\{(\w+)\}/g, (all, key) => (values && key in values ? values[key] : all));
}

function element(tag, content, attributes) {
  const made = document.createElement(tag);
  if (content) made.innerHTML = content; // our own course, rendered without raw HTML
  return Object.assign(made, attributes);
}

function button(name, does) {
  return element("button", say(name), { type: "button", className: "act", onclick: does });
}

function show(title, ...parts) {
  main.replaceChildren(element("h1", title, { tabIndex: -1 }), ...parts);
  main.querySelector("h1").focus();
}

/* A question with its answers as radio buttons; `answered` gets the place of the one that was chosen. */
function question(html, options, name, answered) {
  const form = element("form");
  const group = element("fieldset");
  group.append(element("legend", html));
  options.forEach((option, place) => {
    const label = element("label");
    label.append(element("input", "", { type: "radio", name: "answer", value: place }), element("span", option.html[kept.l]));
    group.append(label);
  });
  const complaint = element("p", "", { role: "alert" });
  form.append(group, complaint, element("button", say(name), { type: "submit", className: "act" }));
  form.onsubmit = (event) => {
    event.preventDefault();
    const chosen = form.querySelector(":checked");
    if (chosen) answered(Number(chosen.value), form);
    else complaint.textContent = say("choose");
  };
  return form;
}

/* --- lessons and scenarios --- */

function showLesson(page) {
  const body = element("div", page.html[kept.l]);
  if (kept.p === 0) body.prepend(element("p", open ? say("heavy") : say("noLms")));
  show(page.title[kept.l], body);
}

/* The way so far is the list of choices; it leads to the scene where somebody stopped. */
function sceneAfter(page, way) {
  return [...way].reduce((scene, choice) => page.scenes[page.scenes[scene].options[Number(choice)].to] ? page.scenes[scene].options[Number(choice)].to : "end", page.first);
}

function showScene(page) {
  const way = kept.s[kept.p] || "";
  const scene = page.scenes[sceneAfter(page, way)];
  const again = button("again", () => { kept.s[kept.p] = ""; keep(); showPage(); });
  if (!scene || scene.options.length === 0) {
    show(page.title[kept.l], element("p", scene ? scene.html[kept.l] : say("end")), again);
    return;
  }
  show(page.title[kept.l], question(scene.html[kept.l], scene.options, "check", (place, form) => {
    const option = scene.options[place];
    form.querySelectorAll("input, button").forEach((each) => { each.disabled = true; });
    const reason = element("div", "", { tabIndex: -1 });
    reason.append(element("p", `<strong>${say(option.right ? "right" : "wrong")}</strong> ${option.reason[kept.l]}`));
    reason.append(button("on", () => { kept.s[kept.p] = way + place; keep(); showPage(); }));
    form.after(reason);
    reason.focus();
  }));
}

/* --- the final check --- */

function form() {
  return course.forms[kept.f % course.forms.length].map((each) => {
    const item = course.items[each.item];
    return { item, options: each.order.map((place) => item.options[place]) };
  });
}

function showCheck() {
  const asked = form();
  if (kept.a.length === asked.length) return showResult(asked);
  if (kept.a === "" && !kept.begun) {
    const intro = element("p", say("finalIntro", { questions: asked.length, right: course.rightToPass }));
    return show(say("final"), intro, button("start", () => { kept.begun = true; showPage(); }));
  }
  const now = asked[kept.a.length];
  const title = say("question", { question: kept.a.length + 1, questions: asked.length });
  return show(title, question(now.item.html[kept.l], now.options, "answer", (place) => {
    kept.a += place;
    if (kept.a.length === asked.length) report(asked);
    keep();
    showPage();
  }));
}

function rightOnes(asked) {
  return asked.filter((each, place) => each.options[Number(kept.a[place])].right);
}

function report(asked) {
  const right = rightOnes(asked).length;
  const passed = right >= course.rightToPass;
  const before = Number(ask("cmi.interactions._count") || 0);
  asked.forEach((each, place) => {
    const entry = `cmi.interactions.${before + place}`;
    const chosen = each.item.options.indexOf(each.options[Number(kept.a[place])]);
    tell(`${entry}.id`, each.item.id);
    tell(`${entry}.type`, "choice");
    tell(`${entry}.student_response`, "abcde"[chosen]);
    tell(`${entry}.correct_responses.0.pattern`, "abcde"[each.item.options.findIndex((option) => option.right)]);
    tell(`${entry}.result`, each.options[Number(kept.a[place])].right ? "correct" : "wrong");
  });
  tell("cmi.core.score.min", 0);
  tell("cmi.core.score.max", 100);
  tell("cmi.core.score.raw", Math.round((100 * right) / asked.length));
  kept.d = kept.d || passed;
  tell("cmi.core.lesson_status", kept.d ? "passed" : "failed");
}

function showResult(asked) {
  const right = rightOnes(asked);
  const passed = right.length >= course.rightToPass;
  const parts = [element("p", say(passed ? "passed" : "failed", { right: right.length, questions: asked.length, needed: course.rightToPass }), { role: "status" })];
  if (right.length < asked.length) {
    const list = element("ul");
    asked.forEach((each, place) => {
      const chosen = each.options[Number(kept.a[place])];
      if (!chosen.right) list.append(element("li", `${each.item.html[kept.l]}<br><em>${chosen.html[kept.l]}</em><br>${chosen.reason[kept.l]}`));
    });
    parts.push(element("h2", say("reasons")), list);
  }
  if (!passed) parts.push(button("retry", () => { kept.f += 1; kept.a = ""; kept.begun = true; keep(); showPage(); }));
  show(say("final"), ...parts);
}

/* --- from page to page --- */

function showPage() {
  document.documentElement.lang = kept.l;
  document.title = course.title[kept.l];
  document.getElementById("language").textContent = say("language");
  document.getElementById("language").lang = kept.l === "en" ? "es" : "en";
  document.getElementById("place").textContent = say("place", { page: kept.p + 1, pages: last + 1 });
  const back = document.getElementById("back");
  const next = document.getElementById("next");
  back.textContent = say("back");
  next.textContent = say("next");
  back.hidden = kept.p === 0;
  next.hidden = kept.p === last;
  const page = course.pages[kept.p];
  if (!page) showCheck();
  else if (page.scenes) showScene(page);
  else showLesson(page);
}

function go(step) {
  kept.p = Math.min(last, Math.max(0, kept.p + step));
  keep();
  showPage();
}

document.getElementById("back").onclick = () => go(-1);
document.getElementById("next").onclick = () => go(1);
document.getElementById("language").onclick = () => {
  kept.l = kept.l === "en" ? "es" : "en";
  keep();
  showPage();
};
window.addEventListener("pagehide", leave);
window.addEventListener("hashchange", () => { // a link from one lesson to another
  const place = course.pages.findIndex((page) => page.id === location.hash.slice(1));
  if (place >= 0) go(place - kept.p);
});

if (["", "not attempted"].includes(ask("cmi.core.lesson_status"))) tell("cmi.core.lesson_status", "incomplete");
keep();
showPage();
