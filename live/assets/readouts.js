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

/** Write into an attribute of a slot, or take it away. */
function note(slot, name, text) {
  if (text === undefined) slot.removeAttribute(name);
  else slot.setAttribute(name, text);
}

/** Say something else in the same text node, which is laid out faster than another one. */
function say(slot, text) {
  const { firstChild } = slot;
  if (firstChild?.nodeType === Node.TEXT_NODE && !firstChild.nextSibling) firstChild.data = text;
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
    for (const place of this.places ?? []) place.value = place.text = undefined; // words may be others
    if (markup === this.markup) return;
    this.markup = markup;
    this.element.innerHTML = answer.template;
    const placed = new Set([...this.element.querySelectorAll("output")].map((output) => output.name));
    const missing = numbers.filter(({ name }) => !placed.has(name));
    this.element.append(...missing.map(({ name, label }) =>
      h("label", { class: "lab-readout" }, `${label || name} `, h("output", { name }))));
    const slots = [...this.element.querySelectorAll("output, [data-slot]")];
    this.places = slots.map((slot) => ({
      slot, name: slot.dataset.slot ?? slot.name, format: slot.dataset.format, isOutput: slot.localName === "output",
      value: undefined, isMasked: false, isExact: false, text: undefined, // what was written there last
    }));
    this.links = [...this.element.querySelectorAll("[data-link]")]; // also of what unfolds elsewhere
    // What is too wide scrolls, also by keys.
    for (const wide of this.element.querySelectorAll(".lab-scroll, .lab-beside")) wide.tabIndex = 0;
    this.work.replaceChildren(...this.element.querySelectorAll("[data-place=work]"));
    // An output announces every change by itself; only a release should.
    for (const { slot, isOutput } of this.places) if (isOutput) slot.ariaLive = "off";
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
    for (const place of this.places) {
      const { slot, name, format, isOutput } = place;
      const number = this.numbers.get(name);
      const value = number ? number.value(bindings) : find(bindings, name) ?? values[name];
      const isMasked = this.hides(name);
      const isExact = atRest || Boolean(number?.wide);
      // To ask a page what stands in it takes longer than to remember.
      if (Object.is(place.value, value) && place.isMasked === isMasked && place.isExact === isExact) continue;
      Object.assign(place, { value, isMasked, isExact });
      if (isOutput) {
        note(slot, "data-value", isMasked ? undefined : exact(isExact ? value : Math.fround(value)));
        note(slot, "data-says", isMasked ? undefined : saysOf(number, value));
      }
      const text = isMasked ? "?" : written(number, value, format);
      if (text !== place.text) say(slot, text);
      place.text = text;
    }
  }

  /** Whether a number, or the row that it stands in, is not to be seen. */
  hides(name) {
    const { isMasked, masked } = this;
    return isMasked || (masked.size > 0 && (masked.has(name) || masked.has(name.replace(/\d+$/, ""))));
  }

  /** What bindings say to those who do not see the picture. */
  told(bindings) {
    return [...this.numbers.values()].filter(({ name, told }) => told && !this.hides(name)).map((number) =>
      `${number.label ?? ""} ${written(number, number.value(bindings))}`.trim()).join(", ");
  }
}
