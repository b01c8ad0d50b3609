// Each choice of a ballot is saved as soon as it is made; the foot of the page says what counts now, or that nothing
// was saved, and the receipt which line of the log holds it.
export function ballot(form) {
  const counted = form.querySelector("[data-ballot-counted]");
  const left = form.querySelector("[data-ballot-state]");
  const chosen = form.querySelector("[data-ballot-chosen]");
  const line = document.querySelector("[data-ballot-line]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  let saved = boxes.filter((box) => box.checked).map((box) => box.value);
  // Whether something was chosen that no request carries yet, and whether one is on its way.
  let waiting = false;
  let running = false;

  function say(text, state) {
    counted.dataset.state = state;
    counted.textContent = text;
  }

  /** Ticks what the server counts, unless more was chosen since: that is about to be sent. */
  function show(choices) {
    saved = choices;
    if (waiting) return;
    for (const box of boxes) box.checked = choices.includes(box.value);
  }

  function list(titles) {
    chosen.replaceChildren(...titles.map((title) => {
      const item = document.createElement("li");
      item.lang = "fr";
      item.textContent = title;
      return item;
    }));
  }

  /** Puts a sentence in the place of what the page told of the ballot that was replaced. */
  function tell(place, text) {
    const [first, ...others] = document.querySelectorAll(`[${place}]`);
    const sentence = document.createElement("p");
    sentence.className = "help";
    sentence.setAttribute(place, "");
    sentence.textContent = text;
    first?.replaceWith(sentence);
    for (const other of others) other.remove();
  }

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
      });
    } catch {
      // Nothing tells what the server has: what is ticked stays so, and the button sends it again.
      return say(form.dataset.failed, "bad");
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      if (form.elements.vu.value !== String(told.numero)) {
        line.textContent = told.ligne;
        tell("data-ballot-receipt", told.recepisse);
        tell("data-ballot-history", told.historique);
      }
      form.elements.vu.value = told.numero;
      show(told.choix);
      list(told.titres);
      left.textContent = told.reste;
      return say(told.message, "ok");
    }
    // Somebody else changed it: the page that comes says so, and keeps what is ticked.
    if (answer.status === 409) return form.submit();
    // These choices are refused; where the server itself failed they may be saved, or be sent again.
    if (answer.status === 422) show(saved);
    say(told.detail ?? form.dataset.failed, "bad");
  }

  // One after the other, each with all that is ticked when it leaves: the last choice made is the last that is saved,
  // and none that was made while a slow answer was awaited is lost.
  async function saveAll() {
    if (running) return;
    running = true;
    while (waiting) {
      waiting = false;
      await save();
    }
    running = false;
  }

  form.addEventListener("change", () => {
    waiting = true;
    saveAll();
  });
}

/** The warning before the closing, on a page that stays open until then. */
export function lastMinutes(place) {
  const wait = Number(place.dataset.warnIn) * 1000;
  // What a timer holds: a page that stays open longer than three weeks is loaded again before.
  if (!(wait > 0 && wait < 2 ** 31)) return;
  setTimeout(() => {
    const sentence = document.createElement("p");
    sentence.textContent = place.dataset.sentence;
    place.className = "notice notice-wait";
    place.append(sentence);
  }, wait);
}
