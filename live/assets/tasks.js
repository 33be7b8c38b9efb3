// What to try: a list whose items are ticked off as they are reached.

import { h } from "./element.js";
import { done, doneIn } from "./progress.js";

export class Tasks {
  constructor() {
    this.element = h("div", { class: "lab-tasks" });
    this.shape = ""; // what the list was made of
    this.lab = "";
    this.tasks = [];
    this.words = {};
    this.reached = new Set();
  }

  show({ lab, tasks, words }) {
    const shape = JSON.stringify([lab, tasks, words]);
    if (shape === this.shape) return;
    Object.assign(this, { shape, lab, tasks, words, reached: doneIn(lab) });
    this.list();
  }

  list() {
    const items = this.tasks.map(({ key, text }) => {
      const isDone = this.reached.has(key);
      return h(
        "li", { "data-task": key, "data-done": String(isDone) },
        h("span", { "aria-hidden": "true" }, isDone ? "✓" : "○"), h("span", {}, text),
        h("span", { class: "lab-status" }, isDone ? `(${this.words.done})` : ""),
      );
    });
    this.element.hidden = !items.length;
    this.element.setAttribute("aria-label", this.words.tasks);
    this.element.replaceChildren(h("strong", {}, this.words.tasks), h("ul", {}, ...items));
  }

  /** How many are done, of how many. */
  count() {
    return `${this.tasks.filter(({ key }) => this.reached.has(key)).length}/${this.tasks.length}`;
  }

  /** Tick off the tasks whose answer is 1; return their texts. */
  tick(bindings) {
    const now = this.tasks.filter(({ key }) => bindings[key] === 1 && !this.reached.has(key));
    for (const { key } of now) this.reached.add(key);
    if (now.length) {
      for (const { key } of now) done(this.lab, key);
      this.list();
    }
    return now.map(({ text }) => text);
  }
}
