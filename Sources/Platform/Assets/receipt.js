// The receipt of a vote, checked on this device as docs/proof.md writes it down; its file is not sent. Each step shows
// one of the sentences that it bears: what this browser cannot do is never said to be done.
// <div data-receipt="field's id" data-whole data-part data-refused>; the keys of logs stand in [data-log].
const LONGEST = 131_072;
const FIELDS = "format,leaf,line,nonce,choices,proof,checkpoint";
const LINE = "kind,at,organisation,right,number,choices";
const IDENTIFIER = /^[0-9A-Za-z._-]{1,64}$/;
const HEAD = /^(([^\x00-\x1f]+)\n(0|[1-9]\d*)\n([^\n]+)\n)\n— ([!-*,-~]+) ([^\n]+)\n$/;
const KEY = /^([!-*,-~]+)\+([0-9a-f]{8})\+(.+)$/;

const utf8 = (text) => new TextEncoder().encode(text);
const isNumber = (value) => Number.isSafeInteger(value) && value >= 0;
const isIdentifier = (value) => typeof value === "string" && IDENTIFIER.test(value);
const half = (number) => Math.floor(number / 2);
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function sha256(...parts) {
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

/** What a text is the one base64 of, if that is so long; null otherwise. */
function octets(text, length = 32) {
  try {
    const raw = atob(text);
    if (raw.length !== length || btoa(raw) !== text) return null;
    return Uint8Array.from(raw, (character) => character.charCodeAt(0));
  } catch { return null; }
}

/** The object of a line, if it has these fields in this order and the only spelling; null otherwise. */
function fields(text, names) {
  try {
    const object = JSON.parse(text);
    return Object.keys(object).join() === names && JSON.stringify(object) === text ? object : null;
  } catch { return null; }
}

function readHead(text) {
  const found = typeof text === "string" && HEAD.exec(text);
  if (!found) return null;
  const [, signed, origin, size, root, name, signature] = found;
  const head = { signed, origin, size: Number(size), root: octets(root), name, signature: octets(signature, 68) };
  return isNumber(head.size) && head.root && head.signature ? head : null;
}

/** A receipt in its form, or null. */
function read(bytes) {
  let text;
  try { text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes); } catch { return null; }
  const receipt = fields(text.replace(/\n$/, ""), FIELDS);
  const ballot = receipt && typeof receipt.line === "string" ? fields(receipt.line, LINE) : null;
  if (!ballot || receipt.format !== "coporter-receipt-1" || ballot.kind !== "ballot") return null;
  if (![receipt.leaf, ballot.at, ballot.right, ballot.number].every(isNumber)) return null;
  if (!Array.isArray(receipt.choices) || ![ballot.organisation, ...receipt.choices].every(isIdentifier)) return null;
  if (!Array.isArray(receipt.proof)) return null;
  const [head, nonce, sealed] = [readHead(receipt.checkpoint), octets(receipt.nonce), octets(ballot.choices)];
  const proof = receipt.proof.map((hash) => octets(hash));
  if (!head || !nonce || !sealed || proof.includes(null)) return null;
  return { leaf: receipt.leaf, line: receipt.line, ballot, nonce, sealed, choices: receipt.choices, proof, head };
}

const steps = {
  /** Whether the head is signed by the key of its size; at the very size where another begins, either may sign. */
  async head({ head }) {
    const log = logOf(head);
    if (!log) return "other";
    const keys = [...log.querySelectorAll("[data-above]")];
    const earlier = keys.filter((key) => Number(key.dataset.above) < head.size);
    const beginning = keys.filter((key) => Number(key.dataset.above) === head.size);
    for (const key of [...earlier.slice(-1), ...beginning]) {
      const [, name, identifier, encoded] = KEY.exec(key.textContent) ?? [];
      if (name !== head.name || identifier !== hex(head.signature.slice(0, 4))) continue;
      try {
        const raw = octets(encoded, 33).slice(1);
        const imported = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
        if (await crypto.subtle.verify("Ed25519", imported, head.signature.slice(4), utf8(head.signed))) return "ok";
      } catch { return "unable"; }
    }
    return "bad";
  },

  /** Whether the proof climbs from the line to the root, as RFC 9162 section 2.1.3.2 writes it down. */
  async proof({ leaf, line, proof, head }) {
    if (leaf >= head.size) return "bad";
    let [place, last, hash] = [leaf, head.size - 1, await sha256([0], utf8(line))];
    for (const other of proof) {
      if (last === 0) return "bad";
      if (place % 2 === 1 || place === last) {
        hash = await sha256([1], other, hash);
        while (place % 2 === 0 && place > 0) [place, last] = [half(place), half(last)];
      } else {
        hash = await sha256([1], hash, other);
      }
      [place, last] = [half(place), half(last)];
    }
    return last === 0 && hex(hash) === hex(head.root) ? "ok" : "bad";
  },

  /** Whether nonce and choices open what the line commits to. */
  async choices({ ballot: { organisation }, nonce, choices, sealed }) {
    return hex(await sha256(nonce, utf8(JSON.stringify({ organisation, choices })))) === hex(sealed) ? "ok" : "bad";
  },
};

const logOf = (head) => [...document.querySelectorAll("[data-log]")].find((log) => log.dataset.log === head.origin);

/** Titles by name, from the public page of the vote: it is the same whatever was chosen. */
async function titles(head) {
  try {
    const answer = await fetch(logOf(head).querySelector("a").href, { credentials: "same-origin", redirect: "error" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const links = [...page.querySelectorAll("main a[href*='/propositions/']")];
    return (name) => links.find((link) => link.getAttribute("href").includes(`/propositions/${name}`))?.textContent;
  } catch { return () => undefined; }
}

export function receipt(place) {
  const field = document.getElementById(place.dataset.receipt);
  const find = (selector) => place.querySelector(selector);
  const notice = find(".notice");
  const sealed = find("[data-receipt-sealed]");
  let turn = 0;

  // Outside of https no browser lends its cryptography: the file is sent, as without a script.
  if (!globalThis.crypto?.subtle) return;
  document.querySelector("[data-receipt-offer]").hidden = false;

  function tell(step, result) {
    const line = find(`[data-step=${step}]`);
    line.hidden = !result;
    line.dataset.result = result ?? "";
    line.textContent = line.dataset[result] ?? "";
  }

  async function tellSealed({ ballot, leaf, choices, head }) {
    const title = choices.length > 0 ? await titles(head) : undefined;
    const what = find("[data-text]");
    what.textContent = what.dataset.text.replace("{number}", ballot.number)
      .replace("{organisation}", ballot.organisation).replace("{line}", leaf + 1);
    find("[data-blank]").hidden = choices.length > 0;
    find("[data-choices]").replaceChildren(...choices.map((name) => {
      const found = title(name);
      return Object.assign(document.createElement("li"), { textContent: found ?? name, lang: found ? "fr" : "" });
    }));
  }

  async function check(file) {
    const mine = ++turn;
    notice.hidden = true;
    if (!file) return;
    const found = file.size <= LONGEST ? read(await file.arrayBuffer()) : null;
    const results = { form: found ? "ok" : "bad" };
    for (const step of Object.keys(steps)) if (found) results[step] = await steps[step](found);
    const all = Object.values(results);
    const isRefused = all.includes("bad") || all.includes("other");
    const state = isRefused ? "refused" : all.includes("unable") ? "part" : "whole";
    if (!isRefused) await tellSealed(found);
    // Another file was chosen meanwhile.
    if (mine !== turn) return;
    for (const step of ["form", ...Object.keys(steps)]) tell(step, results[step]);
    find("[data-receipt-verdict]").textContent = place.dataset[state];
    sealed.hidden = find("[data-receipt-next]").hidden = isRefused;
    notice.className = `notice notice-${{ whole: "ok", part: "wait", refused: "bad" }[state]}`;
    notice.hidden = false;
  }

  field.addEventListener("change", () => check(field.files[0]));
  check(field.files[0]);
}
