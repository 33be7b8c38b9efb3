// A class answers the question of a lab: how it comes in stands beside the picture, how
// many have answered, and on request how guesses lie. What is right plays as it does for
// one alone, with the guesses of all around it.

import { guessOf, knownRows } from "./class.js";
import { drawn } from "./dots.js";
import { h, sheet } from "./element.js";
import { follow } from "./follow.js";
import { isClose } from "./guesses.js";
import { Host } from "./host.js";
import { ROOM, writeParameter } from "./link.js";
import { codeOf } from "./scan.js";
import { filled, say } from "./sentences.js";

const ALONE = 20000; // milliseconds until it is time to say what may keep phones away

/** How many of some guesses are close to what is right; null where nothing is told of them. */
export function closeOf(question, sheet_, spread) {
  if (!spread) return null;
  const all = spread.reduce((sum, [, many]) => sum + many, 0);
  const close = spread.filter(([places]) => isClose(question, guessOf(sheet_, places))).reduce((sum, [, many]) => sum + many, 0);
  return { close, all };
}

export class Classroom {
  /** @param prediction  the question that is asked, and @param code of a room that is open */
  constructor(prediction, code) {
    this.prediction = prediction;
    this.lab = prediction.lab;
    this.host = new Host({
      address: new URL("live/rooms/", document.baseURI).href,
      offer: this.lab.name, code,
      lang: () => this.lab.words.lang,
      link: () => this.link(),
      heard: () => this.heard(),
    });
    this.isComing = false; // whether another question is on its way into the lab
    this.isTold = false; // whether what is right has been played
    this.since = performance.now();
    this.scan = h("img", { class: "class-scan", hidden: true });
    this.address = h("p", { class: "class-address" });
    this.letters = h("p", { class: "class-letters" });
    this.count = h("p", { class: "class-count", role: "status" });
    this.share = h("div", { class: "class-share", "aria-hidden": "true" });
    this.hints = h("ul", { class: "class-hints" });
    this.kept = h("p", { class: "class-kept" });
    this.why = h("div", { class: "class-why" }); // beside the picture, which it would cover below it
    this.side = h("aside", { class: "class-side" }, this.scan, this.address, this.letters, this.hints, this.count, this.share, this.why, this.kept);
    this.dots = h("div", { class: "class-dots" });
    this.known = h("dl", { class: "class-known" });
    this.line = h("p", { class: "class-line", role: "status" });
  }

  get words() {
    return this.lab.answer.page.classroom;
  }

  /** Whether one guesses here: the class does. */
  get guesses() {
    return false;
  }

  /** What is drawn anew when it changes. */
  get stand() {
    const { seen, isShown } = this.host;
    return `${seen?.v}/${isShown}`;
  }

  async begin() {
    await sheet("classroom.css");
    this.lab.page.element.append(this.side);
    this.lab.page.element.dataset.class = "open";
    this.host.begin();
  }

  /** The question of now, or the first one, as a link that others can open. */
  link() {
    const { kept, controls, page: { questions } } = this.lab.answer;
    const query = new URLSearchParams({ ask: questions[0].key, ...kept });
    for (const { key, kind, default: usual } of controls) {
      if (kind === "text" && this.lab.values[key] !== usual) query.set(key, this.lab.values[key]);
    }
    return query.toString();
  }

  // --- what the room says

  heard() {
    const { host, host: { seen, code }, lab } = this;
    if (this.isComing) return undefined;
    if (lab.destroyed) return host.leave();
    if (host.isOver) return this.end();
    if (code && code !== this.code) this.invite(code);
    return !seen || follow(this, seen, null) ? this.write() : undefined;
  }

  /** Say how phones come in: at the address that they find, which may be none that is seen here. */
  async invite(code) {
    this.code = code;
    writeParameter(ROOM, code);
    this.letters.textContent = code;
    const way = new URL(`r/${code}`, document.baseURI).href;
    const { source, link, near, why } = await codeOf(way);
    this.scan.hidden = !source;
    if (source) this.scan.src = source;
    this.near = near || why === "scan_alone";
    this.address.textContent = why === "scan_alone" ? this.words.unseen : (link ?? way).replace(/^https?:\/\//, "").replace(/[^/]+$/, "");
  }

  /** Say what there is now. */
  write() {
    const { host: { seen, isShown }, words, lab, prediction } = this;
    this.scan.alt = words.scan;
    this.kept.textContent = words.kept;
    say(this.line, this.advice());
    const isAlone = seen?.phase === "open" && !seen.here && performance.now() - this.since > ALONE;
    this.side.toggleAttribute("data-alone", isAlone);
    const hints = isAlone ? [...(this.near ? words.hints : []), words.hint_any] : [];
    if (this.hints.children.length !== hints.length) this.hints.replaceChildren(...hints.map((hint) => h("li", {}, hint)));
    if (!seen) return;
    if (seen.here) this.since = performance.now();
    const stands = seen.phase === "closed" && isShown ? "shown" : seen.phase;
    if (lab.page.element.dataset.class !== stands) lab.page.element.scrollTop = 0;
    lab.page.element.dataset.class = stands;
    const isOpen = seen.phase === "open";
    say(this.count, isOpen && !seen.here ? words.nobody : filled(isOpen ? words.count : words.counted, seen));
    this.share.style.setProperty("--share", String(seen.here ? seen.answered / seen.here : 0));
    this.still();
    const isSeen = (seen.phase === "revealed" || isShown) && seen.spreads?.at(-1);
    const spreads = isSeen ? seen.spreads : null;
    const truth = this.isTold ? seen.truth : null;
    const of = spreads ? JSON.stringify([seen.v, spreads, Boolean(truth), words.spread]) : "";
    if (of === this.drawn) return;
    this.drawn = of;
    if (spreads) prediction.head.after(this.dots);
    else this.dots.remove();
    this.dots.replaceChildren(...(spreads ? [drawn(seen.sheet, spreads, truth, words, this.size())] : []));
    lab.figure.relaid();
  }

  /** What does not move stands in a line, where it would take a row for each. */
  still() {
    const { lab, lab: { panel, values }, prediction, words, host: { seen: { sheet: { known, names } } } } = this;
    const { question } = lab.answer;
    const of = JSON.stringify([known, question?.key, Boolean(question?.told), words.known]);
    if (of === this.stilled && panel.querySelector("[data-still]")) return;
    this.stilled = of;
    const moved = new Set(Object.keys(question ? prediction.course() : {}));
    for (const row of panel.children) {
      const fields = [...row.querySelectorAll("[name]")];
      row.toggleAttribute("data-still", !fields.some(({ name }) => moved.has(name)));
    }
    const isAsked = question && !question.told && !lab.section.classList.contains("lab-within");
    this.known.setAttribute("aria-label", words.known);
    this.known.replaceChildren(...knownRows(isAsked ? known : [], { ...names, ...values }));
    prediction.head.append(this.known);
  }

  /**
   * How large a picture of the guesses is: all that there is, or beside what happened.
   * @returns {[number, number, number]}
   */
  size() {
    const type = Number.parseFloat(getComputedStyle(this.dots).fontSize);
    return [Math.max(this.dots.clientWidth, 320), Math.round(innerHeight * (this.host.seen.phase === "revealed" ? 0.22 : 0.5)), type];
  }

  /** What may help now; of what is right it says nothing. */
  advice() {
    const { words, host: { seen, isLost, isRenewed } } = this;
    if (isLost) return seen ? words.lost : words.loading;
    if (isRenewed) return words.reopened;
    if (!seen || seen.phase === "open") return seen?.round > 1 ? words.again : words.alone;
    return seen.phase === "closed" ? words[`agree_${seen.agreement}`] : "";
  }

  // --- in place of a guess

  /** The class guesses, and what comes next is said here. */
  wait() {
    const { prediction } = this;
    this.isTold = false;
    prediction.mark(null);
    this.why.replaceChildren();
    prediction.body.replaceChildren(this.line);
    prediction.buttons.replaceChildren(...this.ways());
  }

  /** How many were close, once what is right has been told. */
  said() {
    const { host: { seen }, lab: { answer: { question } }, words } = this;
    const rounds = (seen.spreads ?? []).slice(-2).map((spread) => closeOf(question, seen.sheet, spread));
    const now = rounds.at(-1);
    if (!now) return "";
    const before = rounds.length > 1 && rounds[0];
    return before ? filled(words.close_twice, { ...now, before: before.close, of: before.all }) : filled(words.close_once, now);
  }

  /** What is right has been played. */
  close() {
    this.isTold = true;
    this.why.replaceChildren(...this.prediction.body.children);
    this.write();
    this.prediction.buttons.replaceChildren(...this.ways());
  }

  ways() {
    const { words, host, host: { seen }, prediction, lab: { answer: { question }, words: spoken } } = this;
    const end = prediction.button(words.end, () => host.go("ended"));
    const go = (label, act) => prediction.button(label, act, "ask-go");
    if (!seen) return [end];
    if (seen.phase === "open") return [end, prediction.button(words.reveal_now, () => host.go("revealed")), go(words.close, () => host.go("closed"))];
    if (seen.phase === "closed") {
      // Of few it is not told how they lie.
      const show = seen.agreement === "few" ? [] : [prediction.button(words[host.isShown ? "hide" : "show"], () => host.show(!host.isShown))];
      return [end, ...show, prediction.button(words.reveal, () => host.go("revealed")), go(words.ask_again, () => host.go("open"))];
    }
    const next = question.next ? [go(spoken.ask_next, () => host.go("open", `ask=${question.next}`))] : [];
    return [end, ...prediction.replays(), ...next];
  }

  /** The room has ended; the question stays, for whoever is here. */
  end() {
    const { over } = this.words;
    const { prediction, lab } = this;
    prediction.leaveRoom();
    prediction.show(lab.answer);
    if (prediction.isTold) prediction.tell();
    lab.status.textContent = over;
  }

  leave() {
    this.host.leave();
    this.side.remove();
    this.known.remove();
    for (const row of this.lab.panel.children) row.removeAttribute("data-still");
    this.dots.remove();
    delete this.lab.page.element.dataset.class;
    if (!this.lab.destroyed) this.lab.figure.relaid();
  }
}
