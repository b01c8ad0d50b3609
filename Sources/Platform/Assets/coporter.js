// What helps when there is a script. Every page works without it; every sentence comes from data- attributes.
import { attach } from "./attachments.js";
import { autosave, confirm } from "./autosave.js";
import { ballot, lastMinutes } from "./ballot.js";
import { desk } from "./desk.js";
import { receipt } from "./receipt.js";
import { similar } from "./similar.js";
import { suggest } from "./suggest.js";

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// The menu "acting for" closes on Escape and on a click outside.
for (const menu of all("details.acting")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
}

const number = new Intl.NumberFormat(document.documentElement.lang);

// Counters: <p data-counter="field-id" data-text="{count} / {limit}">, shown only; the limit is in the field's help.
for (const counter of all("[data-counter]")) {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) continue;
  const limit = Number(counter.dataset.limit || field.maxLength);
  const show = () => {
    const count = [...field.value].length;
    // Said once it matters: below half of the limit, a number would only worry.
    counter.hidden = count * 2 < limit;
    counter.textContent = (counter.dataset.text || "{count}")
      .replace("{count}", number.format(count)).replace("{limit}", number.format(limit));
    counter.classList.toggle("over", limit > 0 && count > limit);
  };
  field.addEventListener("input", show);
  show();
}

// What to do when nothing comes: opened after a while, unless one is typing (the focus stays where it is).
for (const place of all("details[data-opens-after]")) {
  setTimeout(() => { place.open = true; }, Number(place.dataset.opensAfter) * 1000);
}

// A title is one line, however many it takes to show it: Enter sends, as in an input.
for (const line of all("textarea[data-line]")) {
  line.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    line.form?.requestSubmit(line.form.querySelector("[type=submit]"));
  });
}

// A file of this device read into a text, so that no file is sent: <div data-reads-into="field-id" hidden> with its input.
for (const place of all("[data-reads-into]")) {
  place.hidden = false;
  place.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    const text = document.getElementById(place.dataset.readsInto);
    if (!file || !text) return;
    text.value = await file.text();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// A refused form: the summary takes the focus.
document.querySelector(".error-summary")?.focus();
// What was refused stops being red once it is typed anew; its sentence keeps its place, so that nothing moves.
for (const field of all("[aria-invalid=true]")) {
  field.addEventListener("input", () => {
    field.removeAttribute("aria-invalid");
    document.getElementById(`${field.name}-erreur`)?.classList.add("past");
  }, { once: true });
}

// A page that answers a deposit confirms it: the copy kept on this device by autosave.js has done its work.
for (const place of all("[data-draft-confirmed]")) {
  confirm(place.dataset.draftConfirmed);
}

all("form[data-attach]").forEach((form) => attach(form));
all("form[data-autosave]").forEach((form) => autosave(form));
all("form[data-ballot]").forEach((form) => ballot(form));
all("[data-warn-in]").forEach((place) => lastMinutes(place));
all("[data-desk]").forEach((place) => desk(place));
all("[data-receipt]").forEach((place) => receipt(place));
all("[data-similar]").forEach((place) => similar(place));
all("input[data-suggest]").forEach((input) => suggest(input));
