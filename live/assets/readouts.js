// What stands in words and numbers below the picture.

import { h } from "./element.js";
import { embedded } from "./link.js";
import { display, exact } from "./numbers.js";
import { find, isRow } from "./tables.js";

/** Every number that readouts show: { name, format, told, wide, label, meanings, value(bindings) }. */
function numbersOf({ readouts, rest }) {
  return readouts.flatMap(({ name, format, labels, label, told, exact: wide }) => {
    if (!isRow(rest[name])) {
      return [{ name, format, told, wide, label, meanings: labels, value: (bindings) => bindings[name] }];
    }
    return Array.from(rest[name], (_number, i) => (
      { name: `${name}${i + 1}`, format, told, wide, label: labels[i], value: (bindings) => bindings[name][i] }
    ));
  });
}

function written(number, value, format) {
  if (typeof value === "string") return value;
  return number?.meanings?.[value - 1] ?? display(value, format ?? number?.format ?? ".12g");
}

/**
 * What looks follow: a number that has a meaning, or that is none. A rule for every number
 * would have the browser search, at every step, for what it is a rule for.
 */
function saysOf({ meanings }, value) {
  const isPlain = typeof value !== "number" || (Number.isFinite(value) && !meanings?.length);
  return isPlain ? undefined : exact(value);
}

/** Write into the data of a slot, where it does not stand there already. */
function note({ dataset }, key, text) {
  if (text === undefined) delete dataset[key];
  else if (dataset[key] !== text) dataset[key] = text;
}

/** Say something else in the same text node, which is laid out faster than another one. */
function say(slot, text) {
  const [only, ...others] = slot.childNodes;
  if (only?.nodeType === Node.TEXT_NODE && !others.length) only.data = text;
  else slot.textContent = text;
}

export class Readouts {
  constructor() {
    this.element = h("div", { class: "lab-template" });
    this.work = h("div", { class: "lab-work" }); // what stands below the controls, where there is room
    this.isMasked = false; // whether all numbers read as a question mark
    this.masked = new Set(); // or some of them, by name
  }

  /** Take in an answer: another template, or other numbers to place in it. */
  show(answer) {
    this.masked = new Set(answer.masked);
    const numbers = numbersOf(answer);
    this.numbers = new Map(numbers.map((number) => [number.name, number]));
    const markup = JSON.stringify([answer.template, [...this.numbers.keys()]]);
    if (markup === this.markup) return;
    this.markup = markup;
    this.element.innerHTML = answer.template;
    const placed = new Set([...this.element.querySelectorAll("output")].map((output) => output.name));
    const missing = numbers.filter(({ name }) => !placed.has(name));
    this.element.append(...missing.map(({ name, label }) =>
      h("label", { class: "lab-readout" }, `${label || name} `, h("output", { name }))));
    this.slots = [...this.element.querySelectorAll("output, [data-slot]")];
    this.links = [...this.element.querySelectorAll("[data-link]")]; // also of what unfolds elsewhere
    // What is too wide scrolls, also by keys.
    for (const wide of this.element.querySelectorAll(".lab-scroll, .lab-beside")) wide.tabIndex = 0;
    this.work.replaceChildren(...this.element.querySelectorAll("[data-place=work]"));
    // An output announces every change by itself; only a release should.
    for (const slot of this.slots) if (slot.localName === "output") slot.ariaLive = "off";
  }

  /** Let its links lead to other pages in the state of this one. */
  lead(links) {
    for (const link of this.links) {
      link.href = embedded(links[link.dataset.link]);
      link.dataset.way = "";
    }
  }

  /** Write bindings into their places; a slot may also show the value of a control. */
  write({ bindings, atRest }, values) {
    for (const slot of this.slots) {
      const name = slot.dataset.slot ?? slot.name;
      const number = this.numbers.get(name);
      const value = number ? number.value(bindings) : find(bindings, name) ?? values[name];
      const isMasked = this.hides(name);
      if (slot.localName === "output") {
        note(slot, "value", isMasked ? undefined : exact(atRest || number.wide ? value : Math.fround(value)));
        note(slot, "says", isMasked ? undefined : saysOf(number, value));
      }
      const text = isMasked ? "?" : written(number, value, slot.dataset.format);
      if (slot.textContent !== text) say(slot, text);
    }
  }

  /** Whether a number, or the row that it stands in, is not to be seen. */
  hides(name) {
    return this.isMasked || this.masked.has(name) || this.masked.has(name.replace(/\d+$/, ""));
  }

  /** What bindings say to those who do not see the picture. */
  told(bindings) {
    return [...this.numbers.values()].filter(({ name, told }) => told && !this.hides(name)).map((number) =>
      `${number.label ?? ""} ${written(number, number.value(bindings))}`.trim()).join(", ");
  }
}
