// A file is sent in pieces, one after the other, and goes on where a cut line left it: the server says how much it has.
// Without this script the same form sends the file whole.
const longestWait = 15000;

/** Sends the file of one form: `form[data-attach="address"]`, its sentences in data-sending, -cut, -resumes, -stopped. */
export function attach(form) {
  const { fichier: chosen, description } = form.elements;
  const bar = form.querySelector("[data-sending-state]"), said = form.querySelector("[data-sending-said]");
  const stop = form.querySelector("[data-stop]"), send = form.querySelector("[type=submit]");
  const unit = form.dataset.unit;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const size = (bytes) => `${number.format(bytes / 1e6)}\u00a0${unit}`;
  let sending = null, spoken = -1, reached = 0;

  function say(sentence, done, whole) {
    said.textContent = (sentence ?? "").replace("{done}", size(done ?? 0)).replace("{whole}", size(whole ?? 0));
  }

  /** Shows how far it is; read out at each tenth, so that a reader is not drowned. */
  function show(done, whole) {
    reached = done;
    bar.hidden = false;
    bar.querySelector("progress").value = Math.floor((100 * done) / whole);
    const tenth = Math.floor((10 * done) / whole);
    if (tenth === spoken) return;
    spoken = tenth;
    say(form.dataset.sending, done, whole);
  }

  /** By which the server knows again a file whose sending was cut, without its name. */
  function mark(file) {
    let hash = 0x811c9dc5;
    for (const unit of new TextEncoder().encode(file.name)) hash = Math.imul(hash ^ unit, 0x01000193) >>> 0;
    return `${file.size}-${file.lastModified}-${hash.toString(16)}`;
  }

  const unfinished = (file) => document.querySelector(`[data-unfinished="${mark(file)}"]`);

  async function post(address, body, type) {
    const headers = { Accept: "application/json", "X-Form-Token": form.elements._form.value };
    if (type) headers["Content-Type"] = type;
    const answer = await fetch(address, {
      method: "POST", body, headers, credentials: "same-origin", redirect: "error", signal: sending.signal,
    });
    const told = await answer.json().catch(() => ({}));
    if (answer.ok) return told;
    throw Object.assign(new Error(told.detail ?? form.dataset.failed), { status: answer.status, told });
  }

  const begin = (file) => post(form.dataset.attach, new URLSearchParams({
    description: description.value, public: form.elements.public.value, taille: file.size, marque: mark(file),
  }));

  /** Waits as long as `delay` says, or until the line is back. */
  const pause = (delay) => new Promise((done) => {
    const timer = setTimeout(end, delay);
    function end() { clearTimeout(timer); removeEventListener("online", end); done(); }
    addEventListener("online", end);
    sending.signal.addEventListener("abort", end);
  });

  async function run(file) {
    let wait = 1000, place = null, token;
    while (true) {
      try {
        if (place === null) {
          const begun = await begin(file);
          ({ token } = begun);
          form.pieceBytes = begun.pieceBytes;
          place = begun.received;
          show(place, file.size);
        }
        const piece = file.slice(place, place + form.pieceBytes);
        const told = await post(`${form.dataset.attach}/${token}?depuis=${place}`, piece, "application/octet-stream");
        place = told.received;
        wait = 1000;
        show(place, file.size);
        if (told.isWhole) return;
      } catch (error) {
        if (sending.signal.aborted) throw error;
        // Refused by a rule: more tries would not help. What is out of place is asked for again.
        const isRefused = error.status && error.status < 500 && ![404, 409, 429].includes(error.status);
        const isGone = error.status === 404 && place === null;
        if (isRefused || isGone) throw error;
        if (!error.status) { spoken = -1; say(form.dataset.cut, place ?? 0, file.size); }
        place = null;
        await pause(wait);
        wait = Math.min(2 * wait, longestWait);
        if (sending.signal.aborted) throw error;
      }
    }
  }

  function refuse(sentence) {
    bar.hidden = true;
    said.setAttribute("role", "alert");
    said.classList.add("error");
    say(sentence);
  }

  function busy(isBusy) {
    send.disabled = isBusy;
    stop.hidden = !isBusy;
    for (const field of [chosen, description, ...form.elements.public]) field.disabled = isBusy;
  }

  chosen.addEventListener("change", () => {
    const [file] = chosen.files, begun = file && unfinished(file);
    said.classList.remove("error");
    say("");
    if (file && file.size > Number(form.dataset.largest)) return refuse(form.dataset.tooLarge);
    if (!begun) return;
    if (!description.value) description.value = begun.dataset.description;
    form.elements.public.value = begun.dataset.audience;
    say(form.dataset.resumes, Number(begun.dataset.received));
  });

  stop.addEventListener("click", () => sending?.abort());
  addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });

  form.addEventListener("submit", async (event) => {
    const [file] = chosen.files;
    // The server says what is missing.
    if (!file) return;
    event.preventDefault();
    if (sending) return;
    if (file.size > Number(form.dataset.largest)) return refuse(form.dataset.tooLarge);
    sending = new AbortController();
    spoken = -1;
    said.setAttribute("role", "status");
    said.classList.remove("error");
    try {
      const sent = run(file);
      busy(true);
      await sent;
      sending = null;
      location.assign(`${form.dataset.attach}?fait=ajoutee`);
    } catch (error) {
      const isStopped = sending.signal.aborted;
      sending = null;
      busy(false);
      if (isStopped) { bar.hidden = true; return say(form.dataset.stopped, reached); }
      refuse(error.status ? error.message : form.dataset.failed);
    }
  });
}
