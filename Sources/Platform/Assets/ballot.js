// Each choice of a ballot is saved as soon as it is made; the foot of the page says what counts now, or that nothing
// was saved.
export function ballot(form) {
  const counted = form.querySelector("[data-ballot-counted]");
  const left = form.querySelector("[data-ballot-state]");
  const chosen = form.querySelector("[data-ballot-chosen]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  let saved = boxes.filter((box) => box.checked).map((box) => box.value);
  let running = Promise.resolve();

  function say(text, state) {
    counted.dataset.state = state;
    counted.textContent = text;
  }

  /** Shows what the server counts: never more than that. */
  function show(choices) {
    saved = choices;
    for (const box of boxes) box.checked = choices.includes(box.value);
  }

  function list(titles) {
    chosen.replaceChildren(...titles.map((title) => {
      const line = document.createElement("li");
      line.lang = "fr";
      line.textContent = title;
      return line;
    }));
  }

  async function save() {
    const body = new URLSearchParams(new FormData(form));
    let answer;
    try {
      answer = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "error",
      });
    } catch {
      show(saved);
      return say(form.dataset.failed, "bad");
    }
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) {
      show(told.choix);
      list(told.titres);
      left.textContent = told.reste;
      return say(told.message, "ok");
    }
    show(saved);
    say(told.detail ?? form.dataset.failed, "bad");
  }

  // One after the other, so that the last choice made is the last that is saved.
  form.addEventListener("change", () => { running = running.then(save); });
}
