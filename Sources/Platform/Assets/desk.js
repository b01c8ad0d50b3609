// The keys of the desk, for whoever switches them on: off until then, each can be changed, and none acts while one
// types or with Ctrl, Alt or Meta (WCAG 2.1.4). What a key acts on bears data-key: a link or a button is pressed, a
// folded form opens and its first field takes the focus; with data-key-asks it only takes the focus, and Enter confirms.
// <div data-desk data-on data-off data-saved data-nothing data-opened data-asks data-same hidden>
const PLACE = "coporter-desk-keys";
const TYPED = "input:not([type=submit], [type=button]), select, textarea, [contenteditable]";
const FIELD = "input:not([type=hidden]), select, textarea";

function kept() {
  try { return JSON.parse(localStorage.getItem(PLACE)) ?? {}; } catch { return {}; }
}

function keep(choice) {
  try { localStorage.setItem(PLACE, JSON.stringify(choice)); } catch { /* for this page alone */ }
}

// Of several decisions of one contribution, the last.
const subject = (act) => [...document.querySelectorAll(`[data-key="${act}"]`)].at(-1);

/** On a list without a next and a previous page of its own, its lines are gone through. */
function move(step) {
  const lines = [...document.querySelectorAll("[data-line-of-queue]")];
  const from = lines.indexOf(document.activeElement);
  const line = from < 0 ? lines.at(step > 0 ? 0 : -1) : lines[from + step];
  line?.focus();
  return line !== undefined;
}

export function desk(place) {
  const sentences = place.dataset;
  const toggle = place.querySelector("[data-desk-switch]");
  const dialog = place.querySelector("dialog");
  const form = dialog.querySelector("form");
  const fields = [...form.querySelectorAll("[data-act]")];
  const error = form.querySelector(".error");
  const voice = place.querySelector("[role=status]");
  let isOn = kept().on === true;
  let keys = {};

  const say = (sentence) => { voice.textContent = sentence; };
  const name = (field) => field.labels[0].textContent.trim();

  function take(chosen) {
    keys = Object.fromEntries(fields.map(({ dataset: { act }, defaultValue }) => {
      const key = chosen?.[act];
      return [act, typeof key === "string" && [...key].length < 2 ? key.toLowerCase() : defaultValue];
    }));
  }

  function show() {
    toggle.setAttribute("aria-pressed", String(isOn));
    document.querySelectorAll("kbd[data-shown]").forEach((mark) => mark.remove());
    for (const [act, key] of Object.entries(keys)) {
      const element = subject(act);
      const label = element?.matches("details") ? element.querySelector("summary") : element;
      label?.removeAttribute("aria-keyshortcuts");
      if (!label || !isOn || !key) continue;
      label.setAttribute("aria-keyshortcuts", key);
      const mark = Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase(), ariaHidden: "true" });
      mark.dataset.shown = "";
      label.append(mark);
    }
  }

  function fill() {
    for (const field of fields) {
      field.value = keys[field.dataset.act];
      field.removeAttribute("aria-invalid");
    }
    error.hidden = true;
  }

  function press(field) {
    const { act } = field.dataset;
    const element = subject(act);
    if (!element) {
      const moves = act === "suivante" ? move(1) : act === "precedente" && move(-1);
      if (!moves) say(sentences.nothing.replace("{act}", name(field)));
    } else if (element.matches("details")) {
      element.open = true;
      (element.querySelector(FIELD) ?? element.querySelector("summary")).focus();
      say(sentences.opened.replace("{act}", name(field)));
    } else if ("keyAsks" in element.dataset) {
      element.focus();
      say(sentences.asks.replace("{act}", name(field)));
    } else {
      element.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (!isOn || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (event.defaultPrevented || dialog.open || event.target.closest?.(TYPED)) return;
    const field = fields.find(({ dataset: { act } }) => keys[act] && keys[act] === event.key.toLowerCase());
    if (!field) return;
    event.preventDefault();
    press(field);
  });

  // In a folded form: Ctrl and Enter send it, Escape leaves its fields for its title.
  document.addEventListener("keydown", (event) => {
    const folded = event.target.closest?.("details[data-key]");
    if (!folded || !event.target.matches(FIELD) || event.isComposing || event.repeat) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit(event.target.form.querySelector("[type=submit]"));
    } else if (event.key === "Escape") {
      folded.querySelector("summary").focus();
    }
  });

  toggle.addEventListener("click", () => {
    isOn = !isOn;
    keep({ on: isOn, keys });
    show();
    say(isOn ? sentences.on : sentences.off);
  });

  place.querySelector("[data-key=aide]").addEventListener("click", () => dialog.showModal());
  place.querySelector("[data-desk-close]").addEventListener("click", () => dialog.close());
  place.querySelector("[data-desk-default]").addEventListener("click", () => {
    for (const field of fields) field.value = field.defaultValue;
  });
  // Closed without saving, it forgets what was typed.
  dialog.addEventListener("close", () => { fill(); show(); });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = fields.map((field) => field.value.trim().toLowerCase());
    const double = typed.findIndex((key, index) => key && typed.indexOf(key) < index);
    for (const field of fields) field.removeAttribute("aria-invalid");
    if (double >= 0) {
      const [first, second] = [fields[typed.indexOf(typed[double])], fields[double]];
      for (const field of [first, second]) field.setAttribute("aria-invalid", "true");
      error.textContent = sentences.same.replace("{key}", typed[double].toUpperCase())
        .replace("{first}", name(first)).replace("{second}", name(second));
      error.hidden = false;
      second.focus();
      return;
    }
    take(Object.fromEntries(fields.map((field, index) => [field.dataset.act, typed[index]])));
    keep({ on: isOn, keys });
    dialog.close();
    say(sentences.saved);
  });

  place.hidden = false;
  take(kept().keys);
  fill();
  show();
}
