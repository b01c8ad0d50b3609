// Search as one types: the ARIA pattern of a combobox with a list of suggestions.
// <input data-suggest="/address" data-suggest-value="hidden field's name"
//   data-suggest-adds="parameter's name" data-count-one data-count-many data-count-none>
let number = 0;

export function suggest(input) {
  const list = document.createElement("ul");
  const voice = document.createElement("p");
  const name = input.dataset.suggestValue;
  let hidden = name ? document.getElementsByName(name)[0] : null;
  let timer, request, options = [], active = -1;

  list.className = "suggestions";
  list.id = `suggestions-${++number}`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? input.getAttribute("aria-label") ?? "");
  voice.className = "visually-hidden";
  voice.setAttribute("role", "status");
  input.after(list, voice);
  if (name && !hidden) {
    hidden = Object.assign(document.createElement("input"), { type: "hidden", name });
    input.after(hidden);
  }
  for (const [attribute, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id,
  })) input.setAttribute(attribute, value);

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function move(to) {
    if (!options.length) return;
    active = (to + options.length) % options.length;
    [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  }

  // Chosen one after another: each joins the address of the page, which offers all of them.
  function add(option) {
    const address = new URL(location.href);
    address.searchParams.delete("q");
    address.searchParams.delete("fait");
    address.searchParams.append(input.dataset.suggestAdds, option.value);
    location.assign(address);
  }

  function choose(option) {
    if (input.dataset.suggestAdds) return add(option);
    // For a form, what is chosen is written in it; else it leads to its page.
    if (option.href && !hidden) return location.assign(option.href);
    input.value = option.whole ?? option.label;
    if (hidden) hidden.value = option.value ?? "";
    voice.textContent = "";
    close();
    input.dispatchEvent(new CustomEvent("suggestion", { bubbles: true, detail: option }));
  }

  function show(found) {
    options = found;
    list.replaceChildren(...found.map((option, index) => {
      const row = document.createElement("li");
      row.id = `${list.id}-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.append(option.label);
      if (option.detail) row.append(Object.assign(document.createElement("small"), { textContent: option.detail }));
      row.addEventListener("mousedown", (event) => event.preventDefault());
      row.addEventListener("click", () => choose(option));
      return row;
    }));
    active = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(found.length > 0));
    const { countNone = "", countOne = "", countMany = "" } = input.dataset;
    const text = (found.length === 0 ? countNone : found.length === 1 ? countOne : countMany).replace("{count}", found.length);
    if (voice.textContent !== text) voice.textContent = text;
  }

  async function ask() {
    const question = input.value.trim();
    request?.abort();
    if (question.length < Number(input.dataset.suggestFrom ?? 2)) { voice.textContent = ""; return close(); }
    request = new AbortController();
    const address = new URL(input.dataset.suggest, location.href);
    address.searchParams.set("q", question);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: request.signal });
      if (answer.ok && document.activeElement === input) show(await answer.json());
    } catch { /* the plain form still searches */ }
  }

  input.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    // What was offered for other words is no longer what she means.
    for (const offered of input.form?.elements ?? []) {
      if (name && offered.dataset.offeredFor === name) offered.checked = false;
    }
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return options.length ? show(options) : ask();
      move(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    } else if (event.key === "Enter" && open && active >= 0) {
      event.preventDefault();
      choose(options[active]);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      close();
    }
  });
}
