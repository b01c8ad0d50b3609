// What is published and resembles what one writes, under its title: asked for once the typing rests, never in the way.
// <div data-similar="/address" data-similar-title="field's id"></div>, filled with the section of the page at that address.
const delay = 400;

export function similar(place) {
  const title = document.getElementById(place.dataset.similarTitle);
  const voice = document.createElement("p");
  let timer, request, asked = title.value.trim();

  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  place.after(voice);

  async function ask() {
    const typed = title.value.trim();
    if (typed === asked) return;
    asked = typed;
    request?.abort();
    request = new AbortController();
    const address = new URL(place.dataset.similar, location.href);
    address.searchParams.set("titre", typed);
    try {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "error", signal: request.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(page.querySelector(".similar"));
    } catch { /* the preview shows the same */ }
  }

  /** Puts the section in its place, unless somebody is in it; says how many there are, once. */
  function show(section) {
    if (place.contains(document.activeElement)) return;
    place.replaceChildren(...(section ? [document.adoptNode(section)] : []));
    const said = section?.dataset.said ?? "";
    if (voice.textContent !== said) voice.textContent = said;
  }

  // What leads away takes along what was typed: it is saved first.
  place.addEventListener("click", async (event) => {
    const link = event.target.closest("a:not([target])");
    if (!link || !title.form?.saveNow || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    await title.form.saveNow();
    location.assign(link.href);
  });
  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, delay);
  });
}
