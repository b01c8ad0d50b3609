// Each choice of a ballot is saved as soon as it is made; the page says what counts now, or that nothing was saved.
export function ballot(form) {
  const place = form.querySelector("[data-ballot-state]");
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  let saved = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let running = Promise.resolve();

  function say(text, state) {
    place.dataset.state = state;
    place.textContent = text;
  }

  /** Shows what the server counts: never more than that. */
  function show(choices) {
    saved = new Set(choices);
    for (const box of boxes) box.checked = saved.has(box.value);
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
      return say(told.message, "ok");
    }
    show(saved);
    say(told.detail ?? form.dataset.failed, "bad");
  }

  // One after the other, so that the last choice made is the last that is saved.
  form.addEventListener("change", () => { running = running.then(save); });
}
