// Drafts save themselves: 1.2 s after the last key and when a field is left. What the server has not confirmed stays
// on this device, and comes back after a cut line, a closed window or an expired session.
const delay = 1200, retry = 8000;

/** Keeps one draft: `form[data-autosave="address"]`, its sentences in data-saving, -saved, -failed, -restored. */
export function autosave(form) {
  const key = `coporter:${form.dataset.autosave}`;
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

  /** Keeps what was typed with the version it was typed upon (data-version), or forgets it (null). */
  function keep(text, submitted = false) {
    const copy = JSON.stringify({ text, submitted, version: form.dataset.version ?? "" });
    try { text === null ? localStorage.removeItem(key) : localStorage.setItem(key, copy); } catch { /* no storage */ }
  }

  function restore() {
    let copy, pairs;
    try { copy = JSON.parse(localStorage.getItem(key)); pairs = JSON.parse(copy.text); } catch { return; }
    const taken = copy.submitted && copy.version !== (form.dataset.version ?? "");
    if (taken || copy.text === confirmed) return keep(null);
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
    say("saving");
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: body(), headers: { Accept: "application/json" },
        credentials: "same-origin", redirect: "error",
      });
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) {
        say("failed", { message: answer.status < 500 ? told.detail : undefined });
      } else {
        confirmed = text;
        if (told.version !== undefined) {
          form.dataset.version = told.version;
          if (form.elements.revision) form.elements.revision.value = told.version;
        }
        if (content() === text) keep(null);
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
