// The page of a phone in a room: a question, a guess, and later what was right. It needs
// neither Streamlit nor plotly.js.

import { Talk, axisOf, knownRows, placesOf, saidOf } from "./class.js";
import { h } from "./element.js";
import { guessing, rough } from "./guess.js";
import { isClose, thoughtItStays } from "./guesses.js";
import { display, read } from "./numbers.js";
import { named, say } from "./sentences.js";

/** The ends and the middle of an axis. */
function ticks({ count, valueOf }, format) {
  const places = [0, Math.round(count / 2), count];
  return h("div", { class: "phone-ticks", "aria-hidden": "true" },
    ...places.map((place) => at(h("span", {}, display(valueOf(place), rough(format))), place / count)));
}

/** Lay something at a share of an axis. */
function at(element, share) {
  element.style.setProperty("--share", String(Math.min(Math.max(share, 0), 1)));
  return element;
}

export class Phone {
  constructor(root) {
    const { words, code } = root.dataset;
    this.root = root;
    this.code = code;
    this.words = JSON.parse(words);
    this.asked = ""; // which question and turn is shown
    this.lesson = ""; // where the last one leads to
    this.main = h("div", { class: "phone-body" });
    this.line = h("p", { class: "phone-line", role: "status" });
    this.buttons = h("div", { class: "phone-buttons" });
    root.replaceChildren(this.main, h("div", { class: "phone-dock" }, this.line, this.buttons));
    const address = new URL("../live/rooms/", location.href).href;
    this.talk = new Talk({ address, code, lang: document.documentElement.lang, show: () => this.show() });
    this.show();
    this.talk.ask();
  }

  show() {
    const { talk, words, talk: { room } } = this;
    const way = `${room?.v}/${Boolean(talk.own)}/${talk.isOver}`;
    if (way !== this.asked) {
      this.asked = way;
      this.draw();
    }
    say(this.line, saidOf(talk, words));
    this.root.dataset.phase = talk.isOver ? "ended" : room?.phase ?? "loading";
    this.root.dataset.own = talk.own?.state ?? "";
    this.line.classList.toggle("phone-wrong", talk.isLost);
    document.title = room ? `${room.sheet.title} – ${words.title}` : words.title;
  }

  draw() {
    const { root, main, talk: { room, isOver } } = this;
    const wasHere = root.contains(document.activeElement);
    this.guess = null;
    this.buttons.replaceChildren();
    // Somebody may still read what happened when the teacher ends the room.
    if (isOver && root.dataset.phase === "revealed") return;
    main.replaceChildren(...(isOver || !room ? this.outside() : this.inside(room)));
    scrollTo(0, 0);
    if (wasHere) main.querySelector("h1").focus({ preventScroll: true });
    // On a small phone what has come of it may stand below a long question.
    if (room?.phase === "revealed") main.lastElementChild.firstElementChild.scrollIntoView({ block: "nearest" });
  }

  /** Before a room is found, and after its end. */
  outside() {
    const { words, code, talk, lesson } = this;
    const parts = [h("h1", { class: "phone-code", tabindex: "-1" }, code || "?")];
    const all = `../?lang=${document.documentElement.lang}`;
    if (talk.isOver) parts.push(h("p", {}, this.way(lesson || all, lesson ? words.open : words.lessons)));
    return parts;
  }

  inside({ sheet, phase, truth }) {
    const { talk: { own } } = this;
    this.lesson = this.address(sheet, truth?.open);
    if (phase === "revealed") return [this.question(sheet), this.truth(sheet, truth)];
    if (own) return [this.question(sheet), this.picture(sheet, own)];
    return phase === "open" ? [this.question(sheet), this.ask(sheet)] : [this.question(sheet)];
  }

  address(sheet, open = "") {
    return `../${sheet.lesson}?${open ? `${open}&` : ""}lang=${document.documentElement.lang}`;
  }

  way(href, label) {
    return h("a", { class: "phone-way", href }, label);
  }

  question(sheet) {
    const { words } = this;
    const known = knownRows(sheet.known, sheet.names);
    return h("section", {},
      h("p", { class: "phone-kicker" }, sheet.title),
      ...(sheet.said ? [h("p", { class: "phone-said" }, h("span", {}, `${words.teacher}: `), sheet.said)] : []),
      h("h1", { tabindex: "-1" }, named(sheet.ask, sheet.names)),
      ...(known.length ? [h("dl", { class: "phone-known", "aria-label": words.known }, ...known)] : []));
  }

  ask(sheet) {
    const { words } = this;
    const sure = h("button", { type: "submit", form: "guess", class: "phone-go", disabled: true }, words.ask_commit);
    this.guess = guessing(sheet, this.options(sheet), words, sheet.grid, () => this.changed(sure));
    this.buttons.replaceChildren(
      h("button", { type: "button", onclick: () => this.commit(sheet, null) }, words.ask_unsure), sure);
    const { element } = this.guess;
    const axis = axisOf(sheet);
    if (axis) element.append(ticks(axis, sheet.format));
    // The keyboard of a phone leaves with the field, and lies over nothing any more.
    element.addEventListener("keydown", ({ key, target }) => {
      if (key === "Enter" && target instanceof Element && target.matches(".ask-number") && !sure.disabled) sure.focus();
    });
    return h("form", { id: "guess", onsubmit: (event) => {
      event.preventDefault();
      if (this.guess.value !== null) this.commit(sheet, this.guess.value);
    } }, element);
  }

  changed(sure) {
    const { element, value } = this.guess;
    sure.disabled = value === null;
    const range = element.querySelector("input[type=range]");
    if (range instanceof HTMLInputElement) at(range, Number(range.value) / Number(range.max));
  }

  commit(sheet, value) {
    this.talk.guess(placesOf(sheet, value), value);
  }

  options({ options, names }) {
    return options.map((option) => named(option, names));
  }

  /** A number, written as the question writes it; or that somebody could not tell. */
  value(value, pattern) {
    return value === null ? this.words.ask_unsure : display(value, pattern);
  }

  truth(sheet, told) {
    const { words, talk: { own } } = this;
    const question = { kind: sheet.kind, told, moves: sheet.moves ? { it: 1 } : {} };
    const unmoved = own && thoughtItStays(question, own.value) ? `${words.ask_unmoved} ` : "";
    return h("section", { "data-close": own ? String(isClose(question, own.value)) : "" },
      this.picture(sheet, own, told),
      h("p", { class: "phone-why" }, unmoved, named(told.why, sheet.names)),
      h("p", {}, this.way(this.lesson, words.open)));
  }

  /** What somebody has guessed, and once it is told what is right, where both can be compared. */
  picture(sheet, own, told) {
    if (own?.value === null && !told) return this.lines(sheet, own);
    if (axisOf(sheet)) return h("div", {}, this.lines(sheet, own, told), this.scale(sheet, own, told));
    return sheet.kind === "order" ? this.orders(sheet, own, told) : this.list(sheet, own, told);
  }

  lines({ format }, own, told) {
    const rows = [];
    if (told) rows.push(["phone-right", this.words.ask_result, this.value(read(told.value), format)]);
    if (own) rows.push([own.value === null ? "" : "phone-own", this.words.guess, this.value(own.value, rough(format))]);
    return h("dl", { class: "phone-lines" }, ...rows.map(([look, label, text]) =>
      h("div", { class: look }, h("dt", {}, label), h("dd", {}, text))));
  }

  /** Both on the axis of the question. */
  scale(sheet, own, told) {
    const axis = axisOf(sheet);
    const marks = [[told && read(told.value), "phone-truth"], [own?.value, "phone-ghost"]]
      .filter(([value]) => typeof value === "number")
      .map(([value, look]) => at(h("i", { class: look }), axis.placeOf(value) / axis.count));
    return h("div", { class: "phone-scale", "data-kind": sheet.kind, "aria-hidden": "true" },
      h("div", { class: "phone-track" }, ...marks), ticks(axis, sheet.format));
  }

  /** The options, with what was chosen and what is right. */
  list(sheet, own, told) {
    const { words } = this;
    const isNumber = told && (sheet.by === "bins" || sheet.by === "place");
    const result = isNumber ? `${words.ask_result}: ${display(read(told.value), sheet.format)}` : words.ask_result;
    const items = this.options(sheet).map((option, i) => {
      const tags = [[told?.option === i, result], [own?.value === i, words.guess]].filter(([is]) => is);
      const look = `${told?.option === i ? "phone-right" : ""} ${own?.value === i ? "phone-own" : ""}`.trim();
      return h("li", { class: look }, h("span", {}, option), ...tags.map(([, tag]) => h("small", {}, tag)));
    });
    const list = h("ul", { class: "phone-options" }, ...items);
    return own?.value === null ? h("div", {}, list, this.lines(sheet, own)) : list;
  }

  /** Two orders beside each other. */
  orders(sheet, own, told) {
    const options = this.options(sheet);
    const column = (title, look, order) => h("div", { class: look }, h("h2", {}, title), h("ol", {},
      ...order.map((i, place) => h("li", { class: told?.order[place] === i ? "phone-same" : "" }, options[i]))));
    const columns = [];
    if (told) columns.push(column(this.words.ask_result, "phone-right", told.order));
    if (own?.value) columns.push(column(this.words.guess, "phone-own", own.value));
    const both = h("div", { class: "phone-orders" }, ...columns);
    return own?.value === null ? h("div", {}, both, this.lines(sheet, own)) : both;
  }
}

const root = document.querySelector("main[data-code]");
if (root) new Phone(root);
