// Comfort only: every page works without it.
"use strict";
(() => {
  const exit = document.getElementById("quick-exit");
  const leave = () => {
    document.body.replaceChildren();
    document.title = "";
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });

  let shifts = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") { shifts = []; return; }
    if (event.repeat) return;
    shifts = [...shifts, event.timeStamp].filter((at) => event.timeStamp - at < 1500);
    if (shifts.length === 3) leave();
  });
  // A page brought back from memory after Quick exit shows nothing.
  addEventListener("pageshow", (event) => { if (event.persisted && !document.body.children.length) location.reload(); });

  document.querySelector("[data-focus]")?.focus();

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
