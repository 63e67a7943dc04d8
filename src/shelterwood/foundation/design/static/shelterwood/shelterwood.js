// Comfort only: every page works without it.
"use strict";
(() => {
  const exit = document.getElementById("quick-exit");
  const LEFT = "left"; // set by Quick exit in this tab, until somebody clicks here again: Back then shows nothing
  const home = document.querySelector(".masthead__name");
  const show_nothing = () => {
    document.body.replaceChildren();
    document.title = "";
  };
  const lost = new Set(); // forms whose answers are nowhere but in this page
  const savers = []; // each keeps one form as a draft
  let leaving = false;
  const leave = () => {
    leaving = true; // nobody in a hurry is asked
    savers.forEach((saver) => saver.at_once());
    sessionStorage.setItem(LEFT, "1");
    show_nothing();
    location.replace(exit.href);
  };
  addEventListener("pageshow", () => {
    if (!sessionStorage.getItem(LEFT) || location.pathname === home.pathname) return;
    show_nothing();
    location.replace(home.href);
  });
  document.addEventListener("click", () => sessionStorage.removeItem(LEFT), { capture: true });
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); }); // after the capture above, so the mark stays

  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (shifts.length === 3) leave();
  });
  document.querySelector("[data-focus]")?.focus();

  // The browser's Back within the steps is the page's own: a page that came from a form would else be lost.
  const back = document.querySelector("form[data-keep] button[name=go][value=back]");
  if (back) {
    const guard = () => history.pushState(null, "");
    addEventListener("pointerdown", guard, { once: true, capture: true }); // browsers skip entries that nobody's hand made
    addEventListener("keydown", guard, { once: true, capture: true });
    addEventListener("popstate", () => back.click());
  }

  addEventListener("beforeunload", (event) => { if (lost.size && !leaving) event.preventDefault(); });

  // Without a network the answers stay in the open page and are sent when it returns.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const note = form.querySelector("[data-offline]");
    if (!note || form.querySelector("[data-draft]")) continue; // a draft looks after itself, below
    let typed = false;
    form.addEventListener("input", () => { typed = true; });
    addEventListener("offline", () => { if (typed) { note.hidden = false; lost.add(form); } });
    addEventListener("online", () => { note.hidden = true; lost.delete(form); });
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      note.hidden = false;
      note.focus();
      lost.add(form);
      const button = event.submitter;
      addEventListener("online", () => form.requestSubmit(button), { once: true });
    });
  }

  // Somebody with an account: what is typed is kept on the server as a draft, some seconds after each change.
  const PAUSE = 3000;
  const keep_draft = (box) => {
    const form = box.closest("form"), button = box.querySelector("button"), said = box.querySelector("[data-draft-said]");
    const not_sent = box.querySelector("[data-draft-lost]").innerHTML;
    let timer = 0, saving = null, changed = false, sending = false;
    const ask = (options) => fetch(button.getAttribute("formaction"), {
      method: "POST", headers: { "X-Draft": "yes" }, body: new URLSearchParams(new FormData(form, button)), redirect: "error", ...options,
    });
    const save = async () => {
      clearTimeout(timer);
      if (saving || sending) return;
      changed = false;
      saving = new AbortController();
      try {
        if (!navigator.onLine) throw new Error("no network");
        const answer = await ask({ signal: saving.signal });
        const plain = answer.headers.get("Content-Type")?.startsWith("text/plain"); // anything else is a page that refuses
        said.textContent = plain ? await answer.text() : not_sent;
        if (answer.ok && plain) lost.delete(form); else lost.add(form);
      } catch {
        if (!sending) { said.textContent = not_sent; lost.add(form); changed = true; }
      }
      saving = null;
      if (changed && !sending) timer = setTimeout(save, PAUSE * (lost.has(form) ? 5 : 1));
    };
    form.addEventListener("input", () => {
      changed = true;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    form.addEventListener("keydown", (event) => { if (event.ctrlKey && event.key === "Enter") { event.preventDefault(); save(); } });
    addEventListener("online", () => { if (lost.has(form)) save(); });
    button.addEventListener("click", (event) => { event.preventDefault(); save(); });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) { // it stays, is said to stay, and goes when the network is back
        event.preventDefault();
        said.textContent = not_sent;
        lost.add(form);
        const pressed = event.submitter;
        addEventListener("online", () => form.requestSubmit(pressed), { once: true });
        return;
      }
      sending = true; // a saving that comes after the sending would bring the draft back
      clearTimeout(timer);
      saving?.abort();
      lost.delete(form);
    });
    const at_once = () => { // while the page closes
      if (!changed || sending || !navigator.onLine) return;
      changed = false;
      ask({ keepalive: true }).catch(() => {});
    };
    savers.push({ form, waits: () => changed && !sending, save, at_once });
  };
  document.querySelectorAll("[data-draft]").forEach(keep_draft);
  addEventListener("pagehide", () => savers.forEach((saver) => saver.at_once()));
  // Another form of the page, such as signing out, waits until the draft is kept.
  document.addEventListener("submit", async (event) => {
    const waiting = savers.filter((saver) => saver.form !== event.target && saver.waits());
    if (!waiting.length || event.target.dataset.waited) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { target, submitter } = event;
    await Promise.all(waiting.map((saver) => saver.save()));
    target.dataset.waited = "yes";
    target.requestSubmit(submitter);
  }, { capture: true });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
