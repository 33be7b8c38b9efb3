// The teacher's page of a room, for the wall: a question, how to come in, how many have
// answered; on request how guesses lie, and in the end what was right among them.

import { drawn } from "./dots.js";
import { h } from "./element.js";
import { display, plain, read } from "./numbers.js";

const LETTERS = "23456789CDFGHJKMNPQRTVWXY";
const PAUSE = 1000;
const TRIES = 20; // codes that may be taken
const CREATED = 201;
const [LOCKED, GONE, TAKEN] = [403, 404, 409];

const bytes = (count) => Array.from(crypto.getRandomValues(new Uint8Array(count)));
const hex = (count) => bytes(count).map((byte) => byte.toString(16).padStart(2, "0")).join("");
// Of 256 values the last few would favour the first letters.
const code = () => {
  const letters = bytes(64).filter((byte) => byte < 250).map((byte) => LETTERS[byte % LETTERS.length]);
  return letters.slice(0, 5).join("");
};
const named = (text, names) => text.replace(/\{(\w+)\}/g, (whole, key) => names[key] ?? whole);
const filled = (text, parts) => text.replace(/\[(\w+)\]/g, (_, key) => parts[key]);

export class Screen {
  constructor(root) {
    this.root = root;
    this.words = JSON.parse(root.dataset.words);
    this.keys = JSON.parse(root.dataset.keys);
    const { lesson, link } = root.dataset;
    this.lesson = lesson;
    this.link = link;
    this.lang = document.documentElement.lang;
    this.known = this.remembered();
    this.seen = null;
    this.isShown = this.isBusy = this.isLost = false;
    this.parts = this.frame();
    addEventListener("keydown", (event) => this.hear(event));
    this.begin();
  }

  // --- the room

  /** Code and key of a room that this browser has opened before. */
  remembered() {
    try {
      const known = JSON.parse(localStorage.getItem(`class ${this.lesson}`) ?? "null");
      if (known && /^[0-9a-f]{32}$/.test(known.key) && typeof known.code === "string") return known;
    } catch { /* a new one, then */ }
    return null;
  }

  remember(known) {
    this.known = known;
    try {
      if (known) localStorage.setItem(`class ${this.lesson}`, JSON.stringify(known));
      else localStorage.removeItem(`class ${this.lesson}`);
    } catch { /* known until the page is left */ }
  }

  async begin() {
    const answer = await this.ask("/count");
    if (answer?.status === 200) {
      const { link, v } = await answer.json();
      if (this.link && link !== this.link) await this.ask("/phase", { v, to: "open", link: this.link });
    } else if (!this.known || [LOCKED, GONE].includes(answer?.status)) {
      await this.open(null);
    }
    this.poll();
  }

  /** Open a room; or the same once more, where its server has lost it. */
  async open(lost) {
    const link = lost?.link ?? (this.link || `ask=${this.keys[0]}`);
    for (let i = 0; i < TRIES; i += 1) {
      this.remember(lost && i === 0 ? this.known : { code: code(), key: hex(16) });
      const answer = await this.ask("", { offer: this.lesson, link });
      if (answer?.status === CREATED) break;
      if (answer?.status !== TAKEN) {
        if (!lost) this.remember(null);
        break;
      }
    }
    if (lost) this.notice = this.words.reopened;
  }

  /** @returns {Promise<Response | null>} null where nothing came back */
  async ask(path, body) {
    if (!this.known) return null;
    const address = new URL(`../live/rooms/${this.known.code}${path}`, location.href);
    const headers = { Authorization: `Bearer ${this.known.key}`, "X-Room": this.known.code };
    return fetch(address, { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), cache: "no-store" }).catch(() => null);
  }

  async poll() {
    clearTimeout(this.timer);
    const answer = this.known ? await this.ask(`/count?lang=${this.lang}${this.isShown ? "&spread=1" : ""}`) : null;
    this.isLost = !answer?.ok;
    if (answer?.status === 200) this.seen = await answer.json().catch(() => this.seen);
    else if (answer?.status === GONE && !this.isOver) await this.open(this.seen);
    else if (!this.known && !this.isOver) await this.open(null);
    if (this.isOver) return;
    this.show();
    this.timer = setTimeout(() => this.poll(), PAUSE);
  }

  /** Go to a phase, and see what has come of it. */
  async go(to, link) {
    if (this.isBusy || !this.seen) return;
    this.isBusy = true;
    const answer = await this.ask("/phase", { v: this.seen.v, to, ...(link ? { link } : {}) });
    this.isBusy = false;
    if (answer?.ok) {
      this.notice = "";
      this.isShown = false;
      if (to === "ended") return this.end();
    }
    await this.poll();
  }

  end() {
    this.isOver = true;
    this.remember(null);
    this.root.dataset.phase = "ended";
    this.root.replaceChildren(h("h1", {}, this.words.over), h("p", {}, h("a", { href: `../${this.lesson}?lang=${this.lang}` }, this.words.lesson)));
  }

  // --- the page

  frame() {
    const { words } = this;
    const parts = {
      title: h("p", { class: "screen-kicker" }), ask: h("h1"), said: h("p", { class: "screen-said" }), known: h("dl", { class: "screen-known" }),
      picture: h("div", { class: "screen-picture" }), why: h("p", { class: "screen-why" }),
      code: h("img", { alt: words.scan, class: "screen-scan" }), address: h("p", { class: "screen-address" }), letters: h("p", { class: "screen-letters" }),
      count: h("p", { class: "screen-count", role: "status" }), line: h("p", { class: "screen-line", role: "status" }), buttons: h("div", { class: "screen-buttons" }),
    };
    const { title, ask, said, known, picture, why, code: scan, address, letters, count, line, buttons } = parts;
    this.root.replaceChildren(
      h("section", { class: "screen-main" }, title, said, ask, known, picture, why),
      h("aside", { class: "screen-side" }, scan, address, letters, count),
      h("footer", { class: "screen-foot" }, line, buttons));
    return parts;
  }

  show() {
    const { root, seen, known, words, parts } = this;
    parts.line.textContent = this.isLost ? words.lost : this.advice();
    if (!seen || !known) return;
    root.dataset.phase = seen.phase;
    const { sheet } = seen;
    parts.title.textContent = filled(words.round, { title: sheet.title, round: seen.round });
    parts.ask.textContent = named(sheet.ask, sheet.names);
    parts.said.textContent = sheet.said;
    this.fill(parts.known, `${seen.v}`, () => sheet.known.map(([label, now, then]) => h("div", {},
      h("dt", {}, named(label, sheet.names)), h("dd", {}, then ? `${plain(read(now))} → ${plain(read(then))}` : plain(read(now))))));
    parts.count.textContent = seen.phase === "open" && !seen.here ? words.nobody : filled(seen.phase === "open" ? words.count : words.counted, seen);
    this.fill(parts.picture, JSON.stringify([seen.v, seen.spreads]), () => (seen.spreads ? [drawn(sheet, seen.spreads, seen.truth, words)] : []));
    parts.why.textContent = seen.truth ? `${this.right()} ${named(seen.truth.why, sheet.names)}` : "";
    this.fill(parts.buttons, `${seen.v}/${this.isShown}`, () => this.ways());
    if (parts.letters.textContent !== known.code) {
      parts.letters.textContent = known.code;
      this.invite(new URL(`../r/${known.code}`, location.href).href);
    }
  }

  /** Show how phones come in: the address that a class finds, which this browser may not use. */
  async invite(link) {
    const { parts, words } = this;
    const answer = await fetch(`../code?link=${encodeURIComponent(link)}`).catch(() => null);
    const text = answer?.status === 200 ? await answer.text() : "";
    const found = text && new DOMParser().parseFromString(text, "image/svg+xml").querySelector("title")?.textContent;
    parts.code.hidden = !found;
    if (found) parts.code.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    parts.address.textContent = answer?.status === 204 ? words.unseen : (found || link).replace(/^https?:\/\//, "");
  }

  /** Fill a part anew where what it is made of has changed. */
  fill(part, of, make) {
    if (part.dataset.of === of) return;
    part.dataset.of = of;
    part.replaceChildren(...make());
  }

  /** What is right, in a sentence. */
  right() {
    const { words, seen: { sheet, truth } } = this;
    const option = truth.order.length ? truth.order : truth.option;
    const value = display(read(truth.value), sheet.format);
    if (option === null) return filled(words.right, { right: value });
    return filled(words.right, { right: [option].flat().map((i) => named(sheet.options[i], sheet.names)).join(" › ") });
  }

  /** What may help now; of what is right it says nothing. */
  advice() {
    const { seen, words, notice } = this;
    if (notice) return notice;
    if (!seen || seen.phase === "open") return seen?.round > 1 ? words.again : words.alone;
    return seen.phase === "closed" ? words[`agree_${seen.agreement}`] : "";
  }

  ways() {
    const { words, seen: { phase, link }, keys } = this;
    const button = (label, act, look = "") => h("button", { type: "button", class: look, onclick: act }, label);
    const end = button(words.end, () => this.go("ended"));
    if (phase === "open") return [end, button(words.reveal_now, () => this.go("revealed")), button(words.close, () => this.go("closed"), "screen-go")];
    if (phase === "closed") {
      const show = this.isShown ? [] : [button(words.show, () => { this.isShown = true; this.poll(); })];
      return [end, ...show, button(words.ask_again, () => this.go("open")), button(words.reveal, () => this.go("revealed"), "screen-go")];
    }
    const next = keys[keys.indexOf(new URLSearchParams(link).get("ask")) + 1];
    const open = h("a", { href: `../${this.lesson}?${this.seen.truth.open}&lang=${this.lang}&present=1` }, words.lesson);
    return [end, open, ...(next ? [button(words.next, () => this.go("open", `ask=${next}`), "screen-go")] : [])];
  }

  /** Enter goes on where a class looks on. */
  hear({ key, target }) {
    if (key === "Enter" && !target.closest("button, a")) this.root.querySelector(".screen-go")?.click();
  }
}

const root = document.querySelector("main[data-lesson]");
if (root) new Screen(root);
