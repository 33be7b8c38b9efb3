// The lessons as cards, in their groups: what each is about, how far this browser has
// come, where to go on; and a field that finds them by any of their terms.

import { h } from "./element.js";
import { answeredIn, doneIn, forget, isEmpty, isVisited, last, recall, watch } from "./progress.js";
import { filled } from "./sentences.js";
import { wayTo } from "./ways.js";

/** A text as it is compared: case, width of letters, hyphens and blanks say nothing. */
export const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\-‐–]+/gu, " ").trim();

const SHARED = 2; // letters; fewer would be found nearly everywhere
const tight = (text) => text.replaceAll(" ", "");

/** 0 where a word of a text begins so, 1 where it is inside of it, else infinity. */
function fit(text, sought) {
  const said = plain(text);
  if (` ${said}`.includes(` ${sought}`)) return 0;
  return sought.length >= SHARED && tight(said).includes(tight(sought)) ? 1 : Infinity;
}

/**
 * How well a lesson fits what is typed: best by its title, else by a term, which is
 * named, else by words that stand apart in it; null if some word is found nowhere.
 * @returns {{rank: number, term: string} | null}
 */
export function match({ title, terms }, typed) {
  const sought = plain(typed);
  const [own, ...others] = [title, ...terms].map((text) => fit(text, sought));
  if (own < Infinity) return { rank: own, term: "" };
  const best = Math.min(...others);
  if (best < Infinity) return { rank: 2 + best, term: terms[others.indexOf(best)] };
  const all = [title, ...terms].join(" ");
  const words = sought.split(" ");
  return words.length > 1 && words.every((word) => fit(all, word) < Infinity) ? { rank: 4, term: "" } : null;
}

export class Contents {
  constructor() {
    this.field = h("input", {
      type: "search", id: "contents-find", autocomplete: "off", spellcheck: "false", enterkeyhint: "go",
      oninput: () => this.find(), onkeydown: (event) => this.press(event),
    });
    this.label = h("label", { for: this.field.id });
    this.onward = h("a", { class: "contents-onward", "data-way": true });
    this.status = h("p", { class: "contents-status", role: "status" });
    this.groups = h("div", { class: "contents-groups" });
    this.forgetting = h("button", { type: "button", onclick: () => this.forget() });
    this.forgotten = h("p", { role: "status" });
    this.element = h(
      "section", { class: "contents" },
      h("div", { class: "contents-ways" }, this.label, this.field, this.status), this.groups,
      h("div", { class: "contents-foot" }, this.forgetting, this.forgotten),
    );
    this.words = null;
    this.shape = ""; // what the cards were made of
    this.kept = null; // what was forgotten a moment ago
    this.leave = watch(() => this.note());
  }

  /** @param {{words: Record<string, string>, groups: {name: string, lessons: object[]}[]}} contents */
  show({ words, groups }) {
    const shape = JSON.stringify([words, groups, location.search]);
    if (shape === this.shape) return;
    Object.assign(this, { shape, words });
    this.element.setAttribute("aria-label", words.title);
    this.label.textContent = words.find;
    this.field.placeholder = words.such;
    this.shelves = groups.map((group) => shelf(group));
    this.cards = this.shelves.flatMap(({ cards }) => cards);
    this.groups.style.setProperty("--columns", this.shelves.reduce((sum, { span }) => sum + span, 0));
    this.groups.replaceChildren(...this.shelves.map(({ element }) => element));
    this.note();
    this.find();
  }

  /** Show how far this browser has come. */
  note() {
    const { words } = this;
    if (!words) return;
    for (const card of this.cards) mark(card, words);
    for (const { cards, count } of this.shelves) {
      const done = cards.filter(({ isDone }) => isDone).length;
      count.textContent = filled(words.group, { done, all: cards.length });
    }
    const here = this.cards.find(({ lesson }) => lesson.lesson === last());
    for (const { link } of this.cards) link.toggleAttribute("data-last", link === here?.link);
    const { title, href } = (here ?? this.cards[0]).lesson;
    this.onward.replaceChildren(filled(here ? words.continue : words.begin, { lesson: title }), h("span", { "aria-hidden": "true" }, " ›"));
    this.onward.setAttribute("href", wayTo(href));
    if (!isEmpty()) this.kept = null;
    this.forgetting.hidden = isEmpty() && !this.kept;
    this.forgetting.textContent = this.kept ? words.recall : words.forget;
    this.forgotten.textContent = this.kept ? words.forgotten : "";
  }

  forget() {
    if (this.kept) recall(this.kept);
    else {
      this.kept = forget();
      this.note();
    }
  }

  /** Show the cards that fit what is typed, the best first. */
  find() {
    const { words, cards, field: { value } } = this;
    const isAsked = plain(value) !== "";
    this.found = [];
    for (const card of cards) {
      const fit = isAsked ? match(card.lesson, value) : { rank: 0, term: "" };
      card.item.hidden = !fit;
      card.short.textContent = fit?.term || card.lesson.short;
      card.short.toggleAttribute("data-term", Boolean(fit?.term));
      if (fit) this.found.push({ ...card, rank: fit.rank });
    }
    this.found.sort((a, b) => a.rank - b.rank);
    for (const { element, cards: own } of this.shelves) element.hidden = own.every(({ item }) => item.hidden);
    for (const { link } of cards) link.toggleAttribute("data-first", isAsked && link === this.found[0]?.link);
    this.element.toggleAttribute("data-asked", isAsked);
    const { length } = this.found;
    if (!isAsked) this.status.textContent = "";
    else this.status.textContent = length ? filled(words.found, { found: length, all: cards.length }) : words.none;
  }

  press(event) {
    if (event.isComposing) return; // Enter ends a syllable of Hangul first
    const [first] = this.found;
    if (event.key === "Escape" && this.field.value) {
      event.preventDefault();
      this.field.value = "";
      this.find();
    } else if (event.key === "Enter" && this.field.value) {
      event.preventDefault();
      first?.link.click();
    } else if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.link.focus();
    }
  }
}

/** A group: its name, how much of it is done, its cards. */
function shelf({ name, lessons }) {
  const cards = lessons.map(cardOf);
  const count = h("span");
  const span = Math.ceil(lessons.length / 3);
  const element = h(
    "section", { class: "contents-group", style: `--span: ${span}` },
    h("h2", {}, name, " ", count), h("ul", {}, ...cards.map(({ item }) => item)),
  );
  return { element, cards, count, span };
}

/** A card, which leads to its lesson. */
function cardOf(lesson) {
  const ring = h("span", { class: "contents-ring", "aria-hidden": "true" });
  const short = h("small", {}, lesson.short);
  const tally = h("span", { class: "contents-tally", "aria-hidden": "true" });
  const dots = h("span", { class: "contents-dots", "aria-hidden": "true" });
  const said = h("span", { class: "lab-status" });
  const link = h(
    "a", { href: wayTo(lesson.href), "data-way": true, "data-lesson": lesson.lesson },
    ring, h("b", {}, lesson.title), h("span", { class: "contents-far" }, dots, tally), short, said,
  );
  return { lesson, link, short, tally, dots, said, ring, item: h("li", {}, link), isDone: false };
}

/** Write on a card how far its lesson has come, in a ring and in words. */
function mark(card, words) {
  const { lesson: { lesson, tasks: all, questions = [] }, link, tally, dots, said, ring } = card;
  const done = Math.min(doneIn(lesson).size, all);
  const isOpened = isVisited(lesson);
  card.isDone = isOpened && done === all;
  link.dataset.progress = card.isDone ? "done" : isOpened ? "opened" : "new";
  ring.style.setProperty("--done", String(all ? done / all : 0));
  tally.textContent = isOpened && all && !card.isDone ? `${done}/${all}` : "";
  const state = isOpened ? (card.isDone ? words.finished : filled(words.tasks, { done, all })) : words.new;
  const known = answeredIn(lesson);
  const predicted = questions.filter((key) => known.has(key)).length;
  dots.textContent = predicted ? questions.map((key) => (known.has(key) ? "●" : "○")).join("") : "";
  const guessed = predicted ? `; ${filled(words.predicted, { done: predicted, all: questions.length })}` : "";
  said.textContent = ` (${isOpened && !all ? words.opened : state}${guessed})`;
}
