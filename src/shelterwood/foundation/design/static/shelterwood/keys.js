// Passkeys, and the lock. Every page works without it: then a code is typed, and the server locks by itself.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const told = (made, names) => ({
    id: made.id, rawId: text(made.rawId), type: made.type, clientExtensionResults: {},
    response: Object.fromEntries(names.filter((name) => made.response[name]).map((name) => [name, text(made.response[name])])),
  });
  const ceremonies = {
    async make(options) {
      options.user.id = bytes(options.user.id);
      options.excludeCredentials?.forEach((each) => { each.id = bytes(each.id); });
      return told(await navigator.credentials.create({ publicKey: options }), ["clientDataJSON", "attestationObject"]);
    },
    async show(options) {
      options.allowCredentials?.forEach((each) => { each.id = bytes(each.id); });
      return told(await navigator.credentials.get({ publicKey: options }), ["clientDataJSON", "authenticatorData", "signature", "userHandle"]);
    },
  };
  const offer = () => {
    if (!window.PublicKeyCredential) return;
    for (const part of document.querySelectorAll("[data-passkey-part]")) part.hidden = false;
  };
  offer();
  document.querySelector("form[data-go]")?.requestSubmit();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-passkey]");
    if (!button || button.dataset.done) return;
    event.preventDefault();
    const failed = button.form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const options = JSON.parse(button.dataset.options);
      options.challenge = bytes(options.challenge);
      const answer = await ceremonies[button.dataset.passkey](options);
      button.form.querySelector("[name=answer], [name=unlock_answer]").value = JSON.stringify(answer);
      button.dataset.done = "yes";
      button.form.noValidate = true;
      button.form.requestSubmit(button);
    } catch {
      failed.hidden = false;
    }
  });

  // The lock: what stands in the page waits in its memory, and comes back as it was.
  const idle = document.getElementById("idle");
  if (!idle) return;
  const main = document.getElementById("main");
  const warning = idle.querySelector("[data-warning]");
  const [LOCKS, WARNS] = [idle.dataset.locks * 1000, idle.dataset.warns * 1000];
  const tabs = new BroadcastChannel("lock");
  let last = Date.now(); // when somebody last moved, in any tab
  let sent = 0; // when the server was last told so
  let kept = null;
  const ask = (address, fields, headers = {}) => {
    const body = new URLSearchParams([...fields, ["csrfmiddlewaretoken", idle.querySelector("[name=csrfmiddlewaretoken]").value]]);
    return fetch(address, { method: "POST", body, headers }).catch(() => null);
  };
  const put = (page) => {
    main.replaceChildren(...page.getElementById("main").childNodes);
    offer();
    main.querySelector("[data-focus]")?.focus();
  };
  const say = (which) => {
    main.replaceChildren(idle.querySelector(which).content.cloneNode(true));
    main.querySelector("button")?.addEventListener("click", which === "[data-ended]" ? signed_in_again : ask_for_lock);
  };
  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const ask_for_lock = async () => {
    const answer = await ask(idle.dataset.lock, [["unlock_back", location.pathname + location.search]]);
    if (!kept) return;
    if (!answer || answer.status >= 500) { say("[data-offline-lock]"); return; }
    const page = await read(answer);
    if (page.querySelector("[data-unlock]")) put(page); else say("[data-ended]");
  };
  const lock = () => {
    if (kept) return;
    warning.hidden = true;
    kept = { nodes: document.createDocumentFragment(), title: document.title, focus: document.activeElement, at: scrollY };
    kept.nodes.append(...main.childNodes);
    document.title = idle.dataset.title;
    say("[data-offline-lock]");
    ask_for_lock();
  };
  const open = () => {
    if (!kept) return;
    main.replaceChildren(kept.nodes);
    document.title = kept.title;
    scrollTo(0, kept.at);
    kept.focus?.focus({ preventScroll: true });
    kept = null;
    last = sent = Date.now();
    tabs.postMessage("open");
  };
  const is_open = async () => (await ask(idle.dataset.here, []))?.status;
  const signed_in_again = async () => {
    const page = await read(await fetch(idle.dataset.account));
    const now = page.getElementById("idle");
    if (now?.dataset.person !== idle.dataset.person) return;
    const token = now.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const field of [...kept.nodes.querySelectorAll("[name=csrfmiddlewaretoken]"), ...document.querySelectorAll("[name=csrfmiddlewaretoken]")]) field.value = token;
    open();
  };
  const moved = async () => {
    if (kept) return;
    last = Date.now();
    warning.hidden = true;
    if (last - sent < 60000) return;
    sent = last;
    tabs.postMessage("here");
    if ((await is_open()) === 423) lock();
  };
  const look = () => {
    if (kept) return;
    const quiet = Date.now() - last;
    if (quiet >= LOCKS) { lock(); return; }
    const hide = quiet < LOCKS - WARNS;
    if (warning.hidden !== hide) warning.hidden = hide;
  };
  main.addEventListener("submit", async (event) => {
    if (!kept || !event.target.matches("[data-unlock]")) return;
    event.preventDefault();
    const answer = await ask(event.target.getAttribute("action"), new FormData(event.target, event.submitter), { "X-In-Place": "yes" });
    if (answer?.status === 204) open();
    else if (!answer || answer.status >= 500) say("[data-offline-lock]");
    else {
      const page = await read(answer);
      if (page.querySelector("[data-unlock]")) put(page); else say("[data-ended]");
    }
  });
  tabs.addEventListener("message", async ({ data }) => {
    if (data === "here") { last = Date.now(); look(); }
    if (data === "open" && kept && (await is_open()) === 204) open();
  });
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, (event) => { if (!idle.contains(event.target)) moved(); }, { passive: true, capture: true });
  // once the warning stands, a pointer on its way to the button must not take it away
  for (const kind of ["pointermove", "scroll"]) addEventListener(kind, () => { if (warning.hidden) moved(); }, { passive: true, capture: true });
  idle.querySelector("[data-here]").addEventListener("click", () => { sent = 0; moved(); });
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
  sent = last;
})();
