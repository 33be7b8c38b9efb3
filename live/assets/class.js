// How a phone talks to a room: it asks what there is, as often as the server says, and
// sends a guess until it is stored. Where the line is lost, both go on by themselves.

import { h } from "./element.js";
import { controlAxis, evenAxis } from "./guess.js";
import { brief } from "./numbers.js";
import { named } from "./sentences.js";

const SLOWEST = 15; // seconds between two tries
const PATIENCE = 8000; // milliseconds for an answer
const STORED = 204;
const MOST = 20; // times that a room which is gone is asked after, which takes four minutes
const [GONE, OVER] = [404, 410];
const LATE = [400, 409];

/**
 * What this browser has guessed in a turn; `places` is what is sent, `value` what was meant.
 * A guess is `over` if its turn was over before anything was heard of it: nobody knows any
 * more whether it was stored, so nothing is said of that.
 * @typedef {{places: number[], value: import("./guesses.js").Guess, state: "waiting" | "stored" | "late" | "over"}} Own
 */

/** Sixteen bytes by chance; over plain http a browser has no other name to give. */
const chance = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** What this tab knows of a room; in memory where a browser keeps nothing. */
class Kept {
  constructor(code) {
    this.key = `room ${code}`;
    this.known = { who: chance(), own: {} };
    try {
      const known = JSON.parse(sessionStorage.getItem(this.key) ?? "null");
      if (/^[0-9a-f]{32}$/.test(known?.who)) this.known = { who: known.who, own: { ...known.own } };
    } catch { /* a new browser, then */ }
    this.keep();
  }

  keep() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.known));
    } catch { /* known until the page is left */ }
  }
}

/** The axis on which a question asks for a place; null for one of a few, or an order. */
export const axisOf = ({ kind, axis, grid }) => (kind === "set" ? evenAxis(axis) : kind === "where" ? controlAxis(grid) : null);

/** A guess as a room of a class keeps it: numbers of places. */
export function placesOf(sheet, value) {
  if (value === null) return [];
  const axis = axisOf(sheet);
  return axis ? [axis.placeOf(value)] : [value].flat();
}

/** The guess that some places say. */
export function guessOf(sheet, places) {
  if (!places.length) return null;
  return sheet.kind === "order" ? places : axisOf(sheet)?.valueOf(places[0]) ?? places[0];
}

/** What a sheet says is known, as rows of a list: a number, and what becomes of it. */
export const knownRows = (known, names) => known.map(([label, now, then]) => h("div", {},
  h("dt", {}, named(label, names)), h("dd", {}, then ? `${brief(now)} → ${brief(then)}` : brief(now))));

/** What happens now, in one sentence. */
export function saidOf({ room, own, isLost, isOver }, words) {
  if (isOver) return words.ended;
  if (own?.state === "waiting") return isLost ? words.unsent : words.sending;
  if (own?.state === "over" && room?.phase !== "revealed") return words.loading;
  if (isLost) return words.lost;
  if (!room) return words.loading;
  if (room.phase === "revealed") return words.shown;
  if (own?.state === "late") return words.late;
  if (own) return words.stored;
  if (room.phase === "closed") return words.closed;
  return room.round > 1 ? words.again : words.alone;
}

export class Talk {
  /**
   * @param {{address: string, code: string, lang: string, show: (talk: Talk) => void}} about
   */
  constructor({ address, code, lang, show }) {
    this.address = `${address}${code}`;
    this.code = code;
    this.lang = lang;
    this.show = show;
    this.kept = new Kept(code);
    /** What the server has told last; null before. */
    this.room = null;
    this.isLost = this.isOver = this.isAsking = this.isSending = this.hasLeft = false;
    this.failures = 0;
    this.timer = 0;
    this.see = () => { if (document.hidden) clearTimeout(this.timer); else this.ask(); };
    document.addEventListener("visibilitychange", this.see);
  }

  /** @returns {Own | undefined} what was guessed in this turn */
  get own() {
    return this.kept.known.own[this.room?.turn];
  }

  /** Take a guess for this turn: the first one counts. */
  guess(places, value) {
    const { room, kept } = this;
    if (!room || this.own) return;
    kept.known.own = { [room.turn]: { places, value, state: "waiting" } };
    kept.keep();
    this.show(this);
    this.send();
  }

  /** Send what is not stored yet, until it is, or comes too late. */
  async send() {
    const [turn, own] = Object.entries(this.kept.known.own)[0] ?? [];
    if (own?.state !== "waiting" || this.isSending || this.isOver) return;
    this.isSending = true;
    const body = JSON.stringify({ turn: Number(turn), guess: own.places });
    const answer = await this.fetch("/answers", { method: "POST", body });
    this.isSending = false;
    if (answer?.status === STORED) own.state = "stored";
    else if (answer?.status === OVER) own.state = "over";
    else if (answer && LATE.includes(answer.status)) own.state = "late";
    this.kept.keep();
    this.show(this);
    if (own.state === "over") this.ask(); // what there is instead
  }

  /** Ask what there is, and again later. */
  async ask() {
    if (this.isAsking || this.hasLeft) return;
    this.isAsking = true;
    clearTimeout(this.timer);
    this.send();
    const answer = await this.fetch(`?v=${this.room?.v ?? ""}&lang=${this.lang}`);
    this.isAsking = false;
    if (answer?.status === GONE) return this.end();
    const isHeard = answer?.ok ?? false;
    if (isHeard) this.isOver = false;
    if (answer?.status === 200) this.room = await answer.json().catch(() => this.room);
    this.failures = isHeard ? 0 : this.failures + 1;
    if (this.isLost === isHeard || answer?.status === 200) {
      this.isLost = !isHeard;
      this.show(this);
    }
    this.later(isHeard ? Number(answer.headers.get("X-Again")) || 1 : this.pause());
  }

  later(seconds) {
    clearTimeout(this.timer);
    if (!document.hidden) this.timer = setTimeout(() => this.ask(), seconds * 1000);
  }

  /** Seconds until the next try: 1, 2, 4 and so on, and not all phones at once. */
  pause() {
    return Math.min(SLOWEST, 2 ** (this.failures - 1)) * (0.8 + 0.4 * Math.random());
  }

  /** @returns {Promise<Response | null>} null where nothing came back */
  async fetch(path, options = {}) {
    const left = new AbortController();
    const timer = setTimeout(() => left.abort(), PATIENCE);
    try {
      // Some proxies find the server of a room by a header, and not by a part of the path.
      const headers = { "X-Who": this.kept.known.who, "X-Room": this.code };
      return await fetch(`${this.address}${path}`, { ...options, headers, signal: left.signal, cache: "no-store" });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * The room has ended; or its server is lost, and the teacher's page opens it anew on
   * another one. Once that can be ruled out, nothing of it stays here.
   */
  end() {
    this.isOver = true;
    this.room = null;
    this.failures += 1;
    if (this.failures < MOST) {
      this.later(this.pause());
    } else {
      this.leave();
      try {
        sessionStorage.removeItem(this.kept.key);
      } catch { /* there was nothing */ }
    }
    this.show(this);
  }

  leave() {
    this.hasLeft = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.see);
  }
}
