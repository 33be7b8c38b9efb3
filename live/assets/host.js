// How a teacher's page talks to a room: it opens one under a code and a key that it draws
// itself, counts who is there, and says what comes next.

const LETTERS = "23456789CDFGHJKMNPQRTVWXY";
const PAUSE = 1000; // milliseconds between two looks
const TRIES = 20; // codes that may be taken
const CREATED = 201;
const [LOCKED, GONE, TAKEN] = [403, 404, 409];

const bytes = (count) => Array.from(crypto.getRandomValues(new Uint8Array(count)));
const hex = (count) => bytes(count).map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** A code by chance; of 256 values the last few would favour the first letters. */
function chance() {
  const letters = bytes(64).filter((byte) => byte < 250).map((byte) => LETTERS[byte % LETTERS.length]);
  return letters.slice(0, 5).join("");
}

const memory = new Map();
const placeOf = (code) => `key of room ${code}`;

/** The key of a room that this browser has opened; empty if it has not. */
export function keyOf(code) {
  try {
    const key = localStorage.getItem(placeOf(code)) ?? "";
    if (/^[0-9a-f]{32}$/.test(key)) return key;
  } catch { /* known until the page is left */ }
  return memory.get(code) ?? "";
}

/** Keep the key of a room as long as it lasts, or forget it. */
function keep(code, key) {
  if (key) memory.set(code, key);
  else memory.delete(code);
  try {
    if (key) localStorage.setItem(placeOf(code), key);
    else localStorage.removeItem(placeOf(code));
  } catch { /* known until the page is left */ }
}

export class Host {
  /**
   * @param {{address: string, offer: string, code: string, lang: () => string, link: () => string, heard: () => void}} about
   *   where rooms are, whose questions it asks, the code of a room that is there already,
   *   the language and the question of now, and what to do whenever something is new
   */
  constructor({ address, offer, code, lang, link, heard }) {
    this.address = address;
    this.offer = offer;
    this.code = code;
    this.lang = lang;
    this.link = link;
    this.heard = heard;
    this.key = code && keyOf(code);
    /** What the server has told last; null before. */
    this.seen = null;
    this.isShown = this.isLost = this.isOver = this.isBusy = this.isRenewed = false;
  }

  /** Open a room, or find it again. */
  async begin() {
    if (!this.key) await this.open();
    await this.look();
  }

  /** Open a room; or the same once more, where its server has lost it. */
  async open(lost = "") {
    for (let i = 0; i < TRIES; i += 1) {
      if (!lost || i > 0) this.draw();
      const answer = await this.ask("", { offer: this.offer, link: lost || this.link() });
      if (answer?.status === CREATED) {
        keep(this.code, this.key);
        this.isRenewed = Boolean(lost);
        return;
      }
      if (answer?.status !== TAKEN) break;
    }
    // Nobody has it; the next look tries once more.
    if (!lost) this.code = this.key = "";
  }

  draw() {
    keep(this.code, "");
    this.code = chance();
    this.key = hex(16);
  }

  /** See what there is, and again in a while. */
  async look() {
    clearTimeout(this.timer);
    if (this.isOver) return;
    const answer = this.key ? await this.ask(`/count?lang=${this.lang()}${this.isShown ? "&spread=1" : ""}`) : null;
    if (this.isOver) return;
    this.isLost = !answer?.ok;
    if (answer?.status === 200) this.seen = await answer.json().catch(() => this.seen);
    else if (!this.key || answer?.status === LOCKED) await this.open();
    else if (answer?.status === GONE) await this.open(this.seen?.link ?? this.link());
    if (this.isOver) return;
    this.timer = setTimeout(() => this.look(), PAUSE);
    this.heard();
  }

  /**
   * Say what comes next: whether the server has taken it.
   * @param {"open" | "closed" | "revealed" | "ended"} to
   * @param {string} [link]  another question
   */
  async go(to, link) {
    if (this.isBusy || !this.seen) return;
    this.isBusy = true;
    const answer = await this.ask("/phase", { v: this.seen.v, to, ...(link ? { link } : {}) });
    this.isBusy = false;
    if (answer?.ok) this.isShown = this.isRenewed = false;
    if (to === "ended" && (answer?.ok || answer?.status === GONE)) {
      keep(this.code, "");
      this.leave();
      this.heard();
      return;
    }
    await this.look();
  }

  /** Show how guesses lie, or put that away. */
  show(isShown) {
    this.isShown = isShown;
    return this.look();
  }

  /** @returns {Promise<Response | null>} null where nothing came back */
  async ask(path, body) {
    const headers = { Authorization: `Bearer ${this.key}`, "X-Room": this.code };
    const options = { method: body ? "POST" : "GET", headers, body: body && JSON.stringify(body), cache: /** @type {const} */ ("no-store") };
    return fetch(`${this.address}${this.code}${path}`, options).catch(() => null);
  }

  leave() {
    this.isOver = true;
    clearTimeout(this.timer);
  }
}
