// Undo and redo: the states that a learner has been in, as links.
//
// A step is what ends with a new link: a release, an example, a typed number, a choice,
// a reset. The language is no part of a state, so a step is undone in the language of
// now. Nothing of it stands in the link.

import { h } from "./element.js";
import { stateOf } from "./link.js";

const MOST = 200; // steps

/** What one lab of this visit has been through; a page in another language goes on with it. */
const visits = new Map();

/** Steps by themselves: what was before `now`, and what was undone. */
export class Steps {
  constructor() {
    this.past = [];
    this.now = null;
    this.future = [];
  }

  /** The state as it is, if nobody chose it just now: an opened page, or what became of a link. */
  stand(state) {
    this.now = state;
  }

  /** A learner has gone on to a state. */
  add(state) {
    if (state === this.now) return;
    if (this.now !== null) this.past = [...this.past, this.now].slice(-MOST);
    this.now = state;
    this.future = [];
  }

  /** The state before this one, or null. */
  undo() {
    if (!this.past.length) return null;
    this.future.push(this.now);
    this.now = this.past.pop();
    return this.now;
  }

  /** The state that was undone last, or null. */
  redo() {
    if (!this.future.length) return null;
    this.past.push(this.now);
    this.now = this.future.pop();
    return this.now;
  }
}

/** Which way a key goes: "undo", "redo", or undefined. */
export function wayOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (altKey || ctrlKey === metaKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === "z") return shiftKey ? "redo" : "undo";
  return letter === "y" && ctrlKey && !shiftKey ? "redo" : undefined;
}

/** Whether the browser has something of its own to undo there. */
function isText(element) {
  if (element.matches?.('input[inputmode="decimal"]')) return element.hasAttribute("data-typing");
  return Boolean(element.matches?.('input:not([type="range"], [type="radio"], [type="checkbox"]), textarea, select')
    || element.isContentEditable);
}

export class History {
  /** @param {(state: string) => void} travel goes to a state */
  constructor(travel) {
    this.travel = travel;
    this.steps = new Steps();
    const button = (way, sign) =>
      h("button", { type: "button", class: "lab-history", "data-way": way, onclick: () => this.go(way) }, sign);
    this.buttons = [button("undo", "↶"), button("redo", "↷")];
    this.press = (event) => {
      const way = !event.defaultPrevented && wayOf(event);
      if (!way || isText(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      this.go(way);
    };
    // The lab keeps keys to itself, so this listens before it.
    addEventListener("keydown", this.press, { capture: true });
  }

  /** Take in an answer: whose steps they are, and how the buttons are called. */
  show({ lab, words }) {
    if (lab !== this.lab) {
      const { now } = this.steps;
      const known = visits.get(lab);
      // Somebody who comes back by another link has not been there by a step.
      if (known && known.now === now) this.steps = known;
      else visits.set(lab, this.steps);
      this.lab = lab;
    }
    for (const button of this.buttons) {
      button.title = words[button.dataset.way];
      button.setAttribute("aria-label", words[button.dataset.way]);
    }
    this.tell();
  }

  stand(link) {
    this.steps.stand(stateOf(link));
    this.tell();
  }

  add(link) {
    this.steps.add(stateOf(link));
    this.tell();
  }

  go(way) {
    const state = this.steps[way]();
    if (state !== null) this.travel(state);
    this.tell();
  }

  /** A disabled button would lose the keyboard's place, so it only says so. */
  tell() {
    const { past, future } = this.steps;
    [past, future].forEach(({ length }, i) => this.buttons[i].setAttribute("aria-disabled", String(!length)));
  }

  leave() {
    removeEventListener("keydown", this.press, { capture: true });
  }
}
