// What to try: a list whose items are ticked off as they are reached.

import { h } from "./element.js";
import { done, doneIn } from "./progress.js";

/** Whether a movement of a control counts: any one, or one that is named, as "z" names z1. */
const counts = ({ by }, key) => !by?.length || by.includes(key) || by.includes(key.replace(/\d+$/, ""));

export class Tasks {
  constructor() {
    this.element = h("div", { class: "lab-tasks" });
    this.shape = ""; // what the list was made of
    this.lab = "";
    this.tasks = [];
    this.words = {};
    this.reached = new Set();
    this.stood = {}; // which answers were 1 when the hand rested last
    this.items = new Map();
  }

  show({ lab, tasks, words }) {
    const shape = JSON.stringify([lab, tasks, words]);
    if (shape === this.shape) return;
    if (lab !== this.lab) this.stood = {};
    const open = this.hinted();
    Object.assign(this, { shape, lab, tasks, words, reached: doneIn(lab) });
    this.list(open);
  }

  /** The keys of the tasks whose hints are open. */
  hinted() {
    return new Set([...this.items].filter(([, { hint }]) => !hint.hidden).map(([key]) => key));
  }

  list(open) {
    this.items = new Map(this.tasks.map((task, i) => [task.key, this.item(task, i, open.has(task.key))]));
    this.element.hidden = !this.items.size;
    this.element.setAttribute("aria-label", this.words.tasks);
    this.element.replaceChildren(
      h("strong", {}, this.words.tasks), h("ul", {}, ...[...this.items.values()].map(({ element }) => element)),
    );
    for (const { key } of this.tasks) this.mark(key);
  }

  /** How many are done, of how many. */
  count() {
    return `${this.tasks.filter(({ key }) => this.reached.has(key)).length}/${this.tasks.length}`;
  }

  item({ key, text, hint: help, why: reason }, i, isOpen) {
    const id = `lab-${this.lab}-hint-${i}`;
    const sign = h("span", { class: "lab-mark", "aria-hidden": "true" });
    const state = h("span", { class: "lab-status" });
    const hint = h("p", { class: "lab-hint", id, hidden: !isOpen }, help ?? "");
    const why = h("p", { class: "lab-why" }, reason ?? "");
    const ask = h("button", {
      type: "button", class: "lab-ask", "aria-expanded": String(isOpen), "aria-controls": id,
      "aria-label": `${this.words.hint}: ${text}`,
      onclick: () => {
        hint.hidden = !hint.hidden;
        ask.setAttribute("aria-expanded", String(!hint.hidden));
      },
    }, this.words.hint);
    const element = h("li", { "data-task": key }, sign, h("div", {}, h("span", {}, text), state, " ", ask, hint, why));
    return { element, sign, state, hint, why, ask, help };
  }

  /** Show whether a task is done: then why stands where the hint was. */
  mark(key) {
    const { element, sign, state, hint, why, ask, help } = this.items.get(key);
    const isDone = this.reached.has(key);
    element.dataset.done = String(isDone);
    sign.textContent = isDone ? "✓" : "○";
    state.textContent = isDone ? `(${this.words.done})` : "";
    ask.hidden = isDone || !help;
    if (isDone) hint.hidden = true;
    why.hidden = !isDone || !why.textContent;
  }

  /**
   * The hand rests. Tick off what it has reached: what was not so at the last rest,
   * and is so now. Return what there is to say.
   * @param {object} bindings
   * @param {string | null} [by] the control that was moved last; nothing if nobody moved any
   */
  rest(bindings, by) {
    const told = this.tasks.filter(({ key }) => key in bindings);
    const now = by == null ? [] : told.filter((task) => !this.reached.has(task.key)
      && bindings[task.key] === 1 && this.stood[task.key] === false && counts(task, by));
    this.stood = Object.fromEntries(told.map(({ key }) => [key, bindings[key] === 1]));
    for (const { key } of now) {
      this.reached.add(key);
      done(this.lab, key);
      this.mark(key);
    }
    return now.map(({ text, why }) => `${text} ${why ?? ""}`.trim());
  }
}
