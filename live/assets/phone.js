// The page of a phone in a room: a question, a guess, and later what was right. It needs
// neither Streamlit nor plotly.js.

import { Talk } from "./class.js";
import { h } from "./element.js";
import { guessing, placesOf, rough } from "./guess.js";
import { isClose, thoughtItStays } from "./guesses.js";
import { brief, display, read } from "./numbers.js";
import { named } from "./sentences.js";

export class Phone {
  constructor(root) {
    const { words, code } = root.dataset;
    this.root = root;
    this.words = JSON.parse(words);
    this.asked = ""; // which question and turn is shown
    this.main = h("div", { class: "phone-body" });
    this.line = h("p", { class: "phone-line", role: "status" });
    root.replaceChildren(this.main, this.line);
    const address = new URL("../live/rooms/", location.href).href;
    this.talk = new Talk({ address, code, lang: document.documentElement.lang, show: () => this.show() });
    this.talk.ask();
  }

  show() {
    const { talk, words, talk: { room } } = this;
    const way = `${room?.v}/${Boolean(talk.own)}/${talk.isOver}`;
    if (way !== this.asked) {
      this.asked = way;
      this.draw();
    }
    this.line.textContent = this.said();
    this.root.dataset.phase = talk.isOver ? "ended" : room?.phase ?? "loading";
    this.root.dataset.own = talk.own?.state ?? "";
    this.line.classList.toggle("phone-wrong", talk.isLost);
    document.title = room ? `${room.sheet.title} – ${words.title}` : words.title;
  }

  /** What happens now, in one sentence. */
  said() {
    const { talk, words, talk: { room, own } } = this;
    if (talk.isOver) return words.ended;
    if (own?.state === "waiting") return talk.isLost ? words.unsent : words.sending;
    if (own?.state === "over" && room?.phase !== "revealed") return words.loading;
    if (talk.isLost) return words.lost;
    if (!room) return words.loading;
    if (room.phase === "revealed") return words.shown;
    if (own?.state === "late") return words.late;
    if (own) return words.stored;
    if (room.phase === "closed") return words.closed;
    return room.round > 1 ? words.again : words.alone;
  }

  draw() {
    const { talk, main, talk: { room } } = this;
    this.guess = null;
    if (talk.isOver || !room) return main.replaceChildren();
    const { sheet, phase } = room;
    const parts = [this.question(sheet)];
    if (phase === "revealed") parts.push(this.truth(sheet, room.truth));
    else if (talk.own) parts.push(this.lines([[this.words.guess, this.value(sheet, talk.own.value)]]));
    else if (phase === "open") parts.push(this.ask(sheet));
    return main.replaceChildren(...parts);
  }

  question(sheet) {
    const { words } = this;
    const known = sheet.known.map(([label, now, then]) => h("div", {},
      h("dt", {}, named(label, sheet.names)), h("dd", {}, then ? `${brief(now)} → ${brief(then)}` : brief(now))));
    return h("section", {},
      h("p", { class: "phone-kicker" }, sheet.title),
      ...(sheet.said ? [h("p", { class: "phone-said" }, h("span", {}, `${words.teacher}: `), sheet.said)] : []),
      h("h1", {}, named(sheet.ask, sheet.names)),
      h("dl", { class: "phone-known", "aria-label": words.known }, ...known));
  }

  ask(sheet) {
    const { words } = this;
    const options = sheet.options.map((option) => named(option, sheet.names));
    const sure = h("button", { type: "button", class: "phone-go", disabled: true, onclick: () => this.commit(sheet, this.guess.value) }, words.ask_commit);
    this.guess = guessing(sheet, options, words, sheet.grid, () => { sure.disabled = this.guess.value === null; });
    return h("form", { onsubmit: (event) => event.preventDefault() }, this.guess.element,
      h("div", { class: "phone-buttons" },
        h("button", { type: "button", onclick: () => this.commit(sheet, null) }, words.ask_unsure), sure));
  }

  commit(sheet, value) {
    this.talk.guess(placesOf(sheet, value), value);
  }

  /** A guess, or what is right, in words or as a number. */
  value({ kind, options, format, names }, value, pattern = rough(format)) {
    if (value === null) return this.words.ask_unsure;
    if (kind === "set" || kind === "where") return display(value, pattern);
    return [value].flat().map((i) => named(options[i], names)).join(" › ");
  }

  truth(sheet, told) {
    const { words, talk: { own } } = this;
    const value = read(told.value);
    const right = this.value(sheet, sheet.kind === "order" ? told.order : told.option ?? value, sheet.format);
    const more = sheet.by === "bins" || sheet.by === "place" ? ` (${display(value, sheet.format)})` : "";
    const lines = [[words.ask_result, `${right}${more}`]];
    if (own) lines.push([words.guess, this.value(sheet, own.value)]);
    const question = { kind: sheet.kind, told, moves: sheet.moves ? { it: 1 } : {} };
    const unmoved = own && thoughtItStays(question, own.value) ? `${words.ask_unmoved} ` : "";
    const way = `../${sheet.lesson}?${told.open}&lang=${document.documentElement.lang}`;
    return h("section", { "data-close": own ? String(isClose(question, own.value)) : "" }, this.lines(lines),
      h("p", { class: "phone-why" }, unmoved, named(told.why, sheet.names)),
      h("p", {}, h("a", { href: way }, words.open)));
  }

  lines(rows) {
    return h("dl", { class: "phone-lines" }, ...rows.map(([label, text]) => h("div", {}, h("dt", {}, label), h("dd", {}, text))));
  }
}

const root = document.querySelector("main[data-code]");
if (root) new Phone(root);
