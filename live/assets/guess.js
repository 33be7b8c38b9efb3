// How a guess is made: a number that is set, one of a few, an order. Before somebody has
// touched it there is none, so that nothing is proposed.

import { h } from "./element.js";
import { display, nearest, typed } from "./numbers.js";

/**
 * What every kind of guess has: its element, the guess or null, and how it is said.
 * @typedef {{element: HTMLElement, value: import("./guesses.js").Guess,
 *   lock: () => void, set?: (value: number) => void}} Guessing
 */

/**
 * A number on an axis: a range, and a field for those who know it exactly.
 * @returns {Guessing}
 */
function numberGuess(axis, format, words, changed) {
  const { count, valueOf, placeOf } = axis;
  const isPercent = format.endsWith("%");
  const written = (value) => display(value, rough(format));
  const range = h("input", {
    type: "range", name: "guess", min: "0", max: String(count), step: "1", value: String(Math.round(count / 2)),
    "aria-label": words.ask_guess, "aria-valuetext": words.ask_unset,
    oninput: () => set(valueOf(Number(range.value))),
    // To press it where it stands is a guess too.
    onpointerup: () => set(valueOf(Number(range.value))),
    onkeydown: ({ key }) => { if (key === " ") set(valueOf(Number(range.value))); },
  });
  const field = h("input", {
    type: "text", inputmode: "decimal", class: "ask-number", autocomplete: "off", placeholder: "?", name: "guess-number",
    "aria-label": `${words.ask_guess}, ${words.exact}`,
    onchange: () => {
      const said = typed(field.value);
      const number = isPercent && !field.value.includes("%") ? said / 100 : said;
      if (Number.isFinite(number)) set(Math.min(Math.max(number, valueOf(0)), valueOf(count)));
      else field.value = own.value === null ? "" : written(own.value);
    },
    onkeydown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      field.dispatchEvent(new Event("change"));
    },
  });
  const element = h("div", { class: "ask-range", "data-unset": true },
    h("span", { class: "ask-label" }, words.ask_guess), range, field);
  const set = (value) => {
    if (range.disabled) return;
    own.value = value;
    element.removeAttribute("data-unset");
    range.value = String(placeOf(value));
    range.setAttribute("aria-valuetext", written(value));
    field.value = written(value);
    changed();
  };
  const own = {
    element, set, value: null,
    lock: () => { range.disabled = field.disabled = true; },
  };
  return own;
}

/** How a guess is written: nobody guesses a tenth of a percent. */
export const rough = (format) => format.replace(".1%", ".0%");

/** An axis in even steps from end to end. */
export function evenAxis([low, high, step]) {
  const count = Math.round((high - low) / step);
  const round = (value) => Number(value.toFixed(10));
  return { count, valueOf: (place) => round(low + place * step), placeOf: (value) => Math.round((value - low) / step) };
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

/** The axis of a control: between two values of its grid there are more places. */
export function controlAxis(grid, parts = 10) {
  const values = Array.from(grid).filter(Number.isFinite);
  const isLog = values[0] > 0;
  const [go, back] = isLog ? [Math.log, Math.exp] : [(x) => x, (x) => x];
  const valueOf = (place) => {
    const at = Math.min(Math.floor(place / parts), values.length - 2);
    const share = place / parts - at;
    return Number(back(go(values[at]) + share * (go(values[at + 1]) - go(values[at]))).toPrecision(4));
  };
  const count = (values.length - 1) * parts;
  const all = Array.from({ length: count + 1 }, (_, place) => valueOf(place));
  return { count, valueOf, placeOf: (value) => nearest(all, value) };
}

/**
 * One of a few.
 * @returns {Guessing}
 */
function choiceGuess(options, words, changed) {
  const inputs = options.map((_option, i) => h("input", {
    type: "radio", name: "guess", value: String(i), id: `ask-option-${i}`, onchange: () => { own.value = i; changed(); },
  }));
  const element = h("fieldset", { class: "ask-options" }, h("legend", { class: "lab-status" }, words.ask_guess),
    ...options.map((option, i) => h("div", { class: "ask-option" }, inputs[i], h("label", { for: inputs[i].id }, option))));
  const own = {
    element, value: null,
    lock: () => { for (const input of inputs) input.disabled = true; },
  };
  return own;
}

/**
 * An order: some things, pressed one after the other. One that is pressed again leaves it,
 * with all that came behind.
 * @returns {Guessing}
 */
function orderGuess(options, words, changed) {
  let order = [];
  const buttons = options.map((option, i) => h("button", { type: "button", onclick: () => press(i) }, option));
  const press = (i) => {
    const at = order.indexOf(i);
    order = at < 0 ? [...order, i] : order.slice(0, at);
    // What is left when all others have their place has its own.
    if (at < 0 && order.length === options.length - 1) order.push(options.findIndex((_, k) => !order.includes(k)));
    own.value = order.length === options.length ? order : null;
    show();
    changed();
  };
  const show = () => {
    for (const [i, button] of buttons.entries()) {
      const place = order.indexOf(i);
      button.setAttribute("aria-pressed", String(place >= 0));
      button.textContent = place < 0 ? options[i] : `${place + 1}. ${options[i]}`;
    }
  };
  const element = h("div", { class: "ask-order", role: "group", "aria-label": words.ask_guess },
    h("span", { class: "ask-hint" }, words.ask_order), ...buttons);
  const own = {
    element, value: null,
    lock: () => { for (const button of buttons) button.disabled = true; },
  };
  show();
  return own;
}

/**
 * What makes the guess that a question asks for.
 * @param {object} question
 * @param {string[]} options  with the names of now
 * @param {object} words
 * @param {ArrayLike<number> | undefined} grid  of the control on whose axis a place is asked for
 * @param {() => void} changed
 * @returns {Guessing}
 */
export function guessing({ kind, axis, format }, options, words, grid, changed) {
  if (kind === "set") return numberGuess(evenAxis(axis), format, words, changed);
  if (kind === "where") return numberGuess(controlAxis(grid), format, words, changed);
  return (kind === "order" ? orderGuess : choiceGuess)(options, words, changed);
}
