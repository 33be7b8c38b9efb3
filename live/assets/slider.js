// A number with a range: a slider, and beside it a field for the exact value.

import { h, typingIn } from "./element.js";
import { display, exact, nearest, read, stepped } from "./numbers.js";
import { field } from "./text.js";

const LEAP = 10;
const NOT_FOR_TEXT = /^(ArrowUp|ArrowDown|PageUp|PageDown)$/; // keys that a field of text leaves to others

/** How far a key moves along a grid of so many values; undefined if it does not. */
export function reach({ key, shiftKey, ctrlKey, metaKey, altKey }, count) {
  if (ctrlKey || metaKey || altKey) return undefined;
  const page = Math.max(1, Math.round((count - 1) / 5));
  const arrow = shiftKey ? Math.min(LEAP, page) : 1;
  return {
    ArrowRight: arrow, ArrowUp: arrow, ArrowLeft: -arrow, ArrowDown: -arrow,
    PageUp: page, PageDown: -page, Home: -count, End: count,
  }[key];
}

/** What walks along the grid by keys. */
function walker({ key, grid }, lab, isMeant = (_key) => true) {
  return (event) => {
    const steps = reach(event, grid.length);
    if (steps === undefined || !isMeant(event.key)) return;
    event.preventDefault();
    lab.move(key, stepped(grid, lab.values[key], steps));
    lab.releaseSoon(key);
  };
}

/** Where a value is on the range: an even grid is written in its own unit, any other by position. */
const placeOf = ({ grid, even }, value) => (even ? value : nearest(grid, value));

function rangeOf(control, lab) {
  const { key, grid, even } = control;
  const last = grid.length - 1;
  const range = h("input", {
    type: "range", name: key, id: `lab-${lab.name}-${key}`,
    min: even ? grid[0] : 0,
    max: even ? grid[last] : last,
    step: even ? Number(((grid[last] - grid[0]) / last).toPrecision(6)) : 1,
    oninput: () => {
      const position = Number(range.value);
      lab.move(key, even ? nearest(grid, position) : position);
    },
    onchange: () => lab.release(key),
    onkeydown: walker(control, lab),
  });
  return range;
}

function numberOf(control, lab) {
  const { key, grid } = control;
  const end = grid[grid.length - 1];
  const number = h("input", {
    type: "number", name: key, step: "any", inputmode: "decimal",
    min: exact(grid[0]), max: Number.isFinite(end) ? exact(end) : null,
    onchange: () => {
      const typed = read(number.value);
      if (Number.isNaN(typed)) lab.refresh();
      else lab.set(key, Math.min(Math.max(typed, grid[0]), end) + 0);
    },
    onkeydown: walker(control, lab, (pressed) => NOT_FOR_TEXT.test(pressed)),
  });
  if (control.unit) number.title = control.unit;
  return number;
}

/**
 * A view goes there and back through what it views, which may cost the last
 * digit; but what has not reached an end is not written as that end.
 */
function written({ grid, sets }, value) {
  const short = Number(value.toPrecision(15));
  return exact(sets?.length && short !== grid[0] && short !== grid[grid.length - 1] ? short : value);
}

/** Put the thumb where the value is, and colour the track from zero up to it. */
function lay(range, control, value, isHeld) {
  if (!isHeld) range.value = placeOf(control, value);
  const share = (place) => (place - Number(range.min)) / (Number(range.max) - Number(range.min));
  const thumb = share(isHeld ? Number(range.value) : placeOf(control, value));
  const zero = control.even ? Math.min(Math.max(share(0), 0), 1) : 0;
  if (control.even && control.grid[0] < 0 && control.grid.at(-1) > 0) {
    range.style.setProperty("--zero", zero);
    range.style.setProperty("--tick", "2px");
  }
  range.style.setProperty("--from", Math.min(zero, thumb));
  range.style.setProperty("--to", Math.max(zero, thumb));
  range.setAttribute("aria-valuetext", `${display(value, ".12g")} ${control.unit ?? ""}`.trim());
}

export function widget(control, lab) {
  const { key } = control;
  // A label may say what another control is called: "logit of [name2]".
  const called = () => control.label.replace(/\[(\w+)\]/g, (place, other) => lab.values[other] ?? place);
  const name = () => (control.editable ? lab.values[control.label] : called());
  const range = rangeOf(control, lab);
  const number = numberOf(control, lab);
  const isTyping = typingIn(number);
  const label = control.editable
    ? field(control.text, lab)
    : h("label", { class: "lab-name", for: range.id }, control.label);
  const element = h(
    "div", { class: "lab-row", "data-control": key }, h("span", { class: "lab-swatch", "aria-hidden": "true" }),
    label.element ?? label, range, number,
  );
  if (control.color) element.style.setProperty("--color", control.color);
  const lean = (values, hand) => lay(range, control, values[key], hand === range);
  const show = (values, hand) => {
    const value = values[key];
    lean(values, hand);
    if (control.editable) range.setAttribute("aria-label", name());
    number.setAttribute("aria-label", `${name()}, ${lab.words.exact}`);
    if (!isTyping()) {
      number.value = Number.isFinite(value) ? written(control, value) : "";
      number.placeholder = Number.isFinite(value) ? "" : display(value, "d");
    }
    if (control.editable) label.show(values);
    else if (label.textContent !== name()) label.textContent = name();
  };
  return { key, element, range, lean, show };
}

/** A value as a link says it. */
export const textOf = (_, value) => exact(value);

/** The value that a text of a link means. */
export const valueOf = (_, text) => read(text);
