// Drafts save themselves: 1.2 s after the last key and when a field is left. What the server has not confirmed stays
// on this device, and comes back after a cut line, a closed window or an expired session.
const delay = 1200, retry = 8000;

/** Keeps one draft: `form[data-autosave="address"]`, its sentences in data-saving, -saved, -failed, -restored. */
export function autosave(form) {
  // By the token of the draft, whatever the language of the page.
  const key = `coporter:${form.dataset.autosave.split("/").at(-1)}`;
  const hidden = (name) => form.elements[name];
  const places = () => document.querySelectorAll("[data-save-state]");
  const kept = /^(hidden|password|file|submit|button)$/;
  let timer, running, again = false, confirmed = content(), spoken;

  // Read out once: the same sentence, its time apart, is not announced at each save.
  function say(state, values = {}) {
    const pattern = values.message ?? form.dataset[state] ?? "";
    const text = pattern.replace("{time}", values.time ?? "");
    const quiet = spoken === state || state === "saving";
    if (state !== "saving") spoken = state;
    for (const place of places()) {
      place.setAttribute("aria-live", quiet ? "off" : "polite");
      place.dataset.state = { saved: "ok", saving: "wait" }[state] ?? "bad";
      place.textContent = text;
    }
  }

  /** What was typed, as text: pairs of name and value, without hidden fields (tokens) and files. */
  function content() {
    const named = [...form.elements].filter((field) => field.name && !kept.test(field.type));
    return JSON.stringify(named.filter((field) => !/radio|checkbox/.test(field.type) || field.checked)
      .map((field) => [field.name, field.value]));
  }

  /**
   * Keeps what was typed with what it was typed upon (the version, the marks of its answers, this window), or forgets
   * it (null).
   */
  function keep(text, submitted = false) {
    const copy = JSON.stringify({
      text, submitted, version: form.dataset.version ?? "", base: hidden("base")?.value, window: hidden("fenetre")?.value,
    });
    try { text === null ? localStorage.removeItem(key) : localStorage.setItem(key, copy); } catch { /* no storage */ }
  }

  /** The version that the page has seen, wherever a form of it says so. */
  function see(version) {
    form.dataset.version = version;
    for (const field of document.querySelectorAll("input[name=revision]")) field.value = version;
  }

  function restore() {
    let copy, pairs;
    try { copy = JSON.parse(localStorage.getItem(key)); pairs = JSON.parse(copy.text); } catch { return; }
    // The server names the window that saved last: what was sent from there has arrived.
    const taken = copy.submitted && copy.version !== (form.dataset.version ?? "")
      && (!copy.window || copy.window === hidden("fenetre")?.dataset.savedFrom);
    if (taken || copy.text === confirmed) return keep(null);
    // Saved upon what it was typed upon: what others have written meanwhile is then seen.
    if (copy.window && hidden("fenetre")) {
      hidden("fenetre").value = copy.window;
      hidden("base").value = copy.base ?? "";
      see(copy.version);
    }
    for (const field of form.elements) {
      if (!field.name || kept.test(field.type)) continue;
      const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
      if (/radio|checkbox/.test(field.type)) field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    say("restored");
  }

  async function save() {
    clearTimeout(timer);
    const text = content();
    if (text === confirmed) return;
    if (running) { again = true; return; }
    running = true;
    // Beside a conflict the sentence stays: nothing moves under the finger that chooses.
    if (form.querySelector("[data-conflict]")?.hidden ?? true) say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: body(), headers: { Accept: "application/json" },
        credentials: "same-origin", redirect: "error",
      });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) {
        say("failed", { message: answer.status < 500 ? told.detail : undefined });
        const conflict = form.querySelector("[data-conflict]");
        if (answer.status === 409 && conflict) {
          // The server keeps what was typed beside the draft: from now on it is found there.
          conflict.hidden = false;
          if (content() === text) keep(null);
        }
      } else {
        confirmed = text;
        if (told.version !== undefined) see(told.version);
        if (told.base !== undefined && hidden("base")) hidden("base").value = told.base;
        if (content() === text) keep(null); else keep(content());
        say("saved", { message: told.message, time: clock() });
      }
    } catch {
      say("failed");
      timer = setTimeout(save, retry);
    }
    running = false;
    if (again) { again = false; timer = setTimeout(save, delay); }
  }

  /** Saves now what is not saved yet, for what leads away and needs it. */
  form.saveNow = async () => {
    while (running) await new Promise((done) => setTimeout(done, 50));
    await save();
  };

  function body() {
    return new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  }

  function clock() {
    return new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format();
  }

  for (const link of form.querySelectorAll("[data-saves-first]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      await form.saveNow();
      location.assign(link.href);
    });
  }
  form.addEventListener("input", () => {
    const text = content();
    if (text !== confirmed) keep(text);
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  });
  form.addEventListener("focusout", save);
  // Sent, but perhaps not received: the copy goes when a later version of the draft comes back.
  form.addEventListener("submit", () => { clearTimeout(timer); keep(content(), true); });
  addEventListener("online", save);
  for (const place of places()) {
    if (place.textContent.trim() || !form.dataset.resting) continue;
    // Not announced: nothing has happened yet.
    Object.assign(place.dataset, { state: "wait" });
    place.setAttribute("aria-live", "off");
    place.textContent = form.dataset.resting;
  }
  restore();
}
