// Drafts save themselves: 1.2 s after the last key and when a field is left. What the server has not confirmed stays
// on this device, and comes back after a cut line, a closed window or an expired session: a copy for each window, since
// two of them may hold different texts of one draft.
const delay = 1200, retry = 8000;

/** Takes a window's name for as long as this page lives; false where another page has it. */
function claim(name) {
  return new Promise((done) => {
    if (!navigator.locks) return done(true);
    navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      done(lock !== null);
      return lock && new Promise(() => {});
    });
  });
}

/** The copies of a draft that are on this device, the newest first: `[key, copy]`. */
function copies(draft) {
  const found = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key !== draft && !key.startsWith(`${draft}:`)) continue;
      try { found.push([key, JSON.parse(localStorage.getItem(key))]); } catch { localStorage.removeItem(key); }
    }
  } catch { /* no storage */ }
  return found.sort(([, one], [, other]) => (other.at ?? 0) - (one.at ?? 0));
}

function forget(key) {
  try { localStorage.removeItem(key); } catch { /* no storage */ }
}

/** Forgets the copies of a draft, once it is published. */
export function confirm(token) {
  for (const [key] of copies(`coporter:${token}`)) forget(key);
}

/** Keeps one draft: `form[data-autosave="address"]`, its sentences in data-saving, -saved, -failed, -restored. */
export function autosave(form) {
  const hidden = (name) => form.elements[name];
  // By the token of the draft, whatever the language of the page, and by the window.
  const draft = `coporter:${form.dataset.autosave.split("/").at(-1)}`;
  let key = `${draft}:${hidden("fenetre")?.value ?? ""}`;
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
      text, submitted, at: Date.now(),
      version: form.dataset.version ?? "", base: hidden("base")?.value, window: hidden("fenetre")?.value,
    });
    try { text === null ? localStorage.removeItem(key) : localStorage.setItem(key, copy); } catch { /* no storage */ }
  }

  /** The version that the page has seen, wherever a form of it says so. */
  function see(version) {
    form.dataset.version = version;
    for (const field of document.querySelectorAll("input[name=revision]")) field.value = version;
  }

  /** What closed windows have left: the newest comes back into the form, the others are sent as they are. */
  async function restore() {
    const shown = form.dataset.version ?? "", before = confirmed;
    await claim(key);
    let isFilled = false;
    for (const [name, copy] of copies(draft)) {
      // A window that is open keeps its own.
      if (name === key || !await claim(name)) continue;
      // The server names the window that saved last: what was sent from there has arrived.
      const taken = copy.submitted && copy.version !== shown
        && (!copy.window || copy.window === hidden("fenetre")?.dataset.savedFrom);
      if (taken || copy.text === before) forget(name);
      else if (isFilled || content() !== before) await send(name, copy);
      else { isFilled = true; fill(name, copy); }
    }
  }

  function fill(name, copy) {
    const pairs = JSON.parse(copy.text);
    key = name;
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

  /** Saves the copy of a window that was closed, in its own name: the server keeps it beside the draft where it must. */
  async function send(name, copy) {
    const fields = body();
    for (const field of new Set([...fields.keys()])) {
      const element = form.elements[field];
      if (!(element instanceof RadioNodeList) && kept.test(element?.type)) continue;
      fields.delete(field);
    }
    for (const [field, value] of JSON.parse(copy.text)) fields.append(field, value);
    fields.set("revision", copy.version ?? "");
    fields.set("base", copy.base ?? "");
    fields.set("fenetre", copy.window ?? "");
    try {
      const answer = await post(fields);
      if (answer.ok || answer.status === 409) forget(name);
      if (answer.status === 409) contested();
    } catch { /* the line is cut: it stays for the next time */ }
  }

  function post(fields) {
    return fetch(form.dataset.autosave, {
      method: "POST", body: fields, headers: { Accept: "application/json" },
      credentials: "same-origin", redirect: "error",
    });
  }

  function contested() {
    const conflict = form.querySelector("[data-conflict]");
    if (conflict) conflict.hidden = false;
    return conflict !== null;
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
      const answer = await post(body());
      const told = await answer.json().catch(() => ({}));
      if (!answer.ok) {
        say("failed", { message: answer.status < 500 ? told.detail : undefined });
        // The server keeps what was typed beside the draft: from now on it is found there.
        if (answer.status === 409 && contested() && content() === text) keep(null);
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
