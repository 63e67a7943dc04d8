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
  const leave = () => {
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

  // Without a network the answers stay in the open page and are sent when it returns.
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const note = form.querySelector("[data-offline]");
    form.addEventListener("submit", (event) => {
      if (navigator.onLine) return;
      event.preventDefault();
      note.hidden = false;
      note.focus();
      const button = event.submitter;
      addEventListener("online", () => { note.hidden = true; form.requestSubmit(button); }, { once: true });
    });
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
})();
