// A number with a range: a slider, and beside it a field for the exact value.

import { call, h } from "./element.js";
import { exactField } from "./exact.js";
import { follow } from "./gesture.js";
import { display, exact, nearest, plain, read, stepped } from "./numbers.js";
import { field } from "./text.js";

const LEAP = 10;
const THUMB = 28; // pixels, as lab.css has it
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

/** The position on the grid that lies nearest to a share of the track. */
function indexAt({ grid, even }, share) {
  const last = grid.length - 1;
  const place = Math.min(Math.max(share, 0), 1);
  return even ? nearest(grid, grid[0] + place * (grid[last] - grid[0])) : Math.round(place * last);
}

/**
 * Let hands move the thumb. What the browser itself makes of a pointer on a range is
 * not wanted: it jumps as soon as a finger touches the track to scroll the page.
 */
function handle(range, control, lab) {
  const { key } = control;
  const place = (clientX, box) => (clientX - box.left - THUMB / 2) / (box.width - THUMB);
  let isHeld = false;
  let isTouched = false; // until the browser has done with a touch, after it was let go of

  const press = (event) => {
    if (event.button !== 0 || isHeld) return;
    const box = range.getBoundingClientRect();
    const from = place(event.clientX, box);
    const thumb = shareOf(range, Number(range.value));
    // Who takes the thumb, takes it where it is; elsewhere the track is meant.
    const isThumb = Math.abs(from - thumb) * (box.width - THUMB) <= THUMB / 2;
    const start = isThumb ? thumb : from;
    const move = (x) => lab.move(key, indexAt(control, start + x / (box.width - THUMB)));
    const begin = () => {
      lab.grasp(key);
      if (!isThumb) move(0);
    };
    const letGo = (act) => (isTap) => {
      isHeld = false;
      act(isTap);
    };
    const rest = (isTap) => {
      if (!isTap || isThumb) return;
      begin();
      lab.release(key);
    };
    isHeld = true;
    follow(event, {
      element: range, atOnce: true, begin, move, ahead: () => lab.ahead(),
      drop: letGo(() => lab.release(key)), cancel: letGo(() => lab.cancel(key)), rest: letGo(rest),
    });
  };
  range.addEventListener("pointerdown", press);
  range.addEventListener("mousedown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    range.focus({ preventScroll: true });
  });
  range.addEventListener("touchstart", () => { isTouched = true; }, { passive: true });
  for (const end of ["touchend", "touchcancel"]) {
    range.addEventListener(end, () => setTimeout(() => { isTouched = false; }), { passive: true });
  }
  return () => isHeld || isTouched;
}

function rangeOf(control, lab) {
  const { key, grid, even } = control;
  const last = grid.length - 1;
  const range = h("input", {
    type: "range", name: key, id: `lab-${lab.name}-${key}`,
    min: even ? grid[0] : 0,
    max: even ? grid[last] : last,
    step: even ? Number(((grid[last] - grid[0]) / last).toPrecision(6)) : 1,
    // Those who do not see the screen move it by other means than keys and pointers.
    oninput: () => {
      if (isPointed()) {
        lay(range, control, lab.values[key]);
        return lab.refresh();
      }
      const position = Number(range.value);
      return lab.move(key, even ? nearest(grid, position) : position);
    },
    onchange: () => lab.release(key),
    onkeydown: walker(control, lab),
  });
  const isPointed = handle(range, control, lab);
  return range;
}

/**
 * A view goes there and back through what it views, which may cost the last
 * digit; but what has not reached an end is not written as that end.
 */
function written({ grid, sets }, value) {
  const short = Number(value.toPrecision(15));
  return plain(sets?.length && short !== grid[0] && short !== grid[grid.length - 1] ? short : value);
}

const shareOf = ({ min, max }, place) => (place - Number(min)) / (Number(max) - Number(min));

const laid = new WeakMap(); // by range: its value, and the place of its thumb

/** Put the thumb where the value is, and colour the track from zero up to it. */
function lay(range, control, value) {
  if (laid.get(range) === `${value} ${range.value}`) return;
  const place = placeOf(control, value);
  range.value = place;
  const thumb = shareOf(range, place);
  const zero = control.even ? Math.min(Math.max(shareOf(range, 0), 0), 1) : 0;
  const isAcross = control.even && control.grid[0] < 0 && control.grid.at(-1) > 0;
  if (isAcross && !laid.has(range)) { // it stays there
    range.style.setProperty("--zero", zero);
    range.style.setProperty("--tick", "2px");
  }
  range.style.setProperty("--from", Math.min(zero, thumb));
  range.style.setProperty("--to", Math.max(zero, thumb));
  range.setAttribute("aria-valuetext", `${display(value, ".12g")} ${control.unit ?? ""}`.trim());
  laid.set(range, `${value} ${range.value}`);
}

export function widget(control, lab) {
  const { key } = control;
  // A label may say what another control is called: "logit of [name2]".
  const called = () => control.label.replace(/\[(\w+)\]/g, (place, other) => lab.values[other] ?? place);
  const name = () => (control.editable ? lab.values[control.label] : called());
  const range = rangeOf(control, lab);
  const number = exactField(control, lab, {
    name,
    written: (value) => written(control, value),
    walk: walker(control, lab, (pressed) => NOT_FOR_TEXT.test(pressed)),
  });
  const label = control.editable
    ? field(control.text, lab)
    : h("label", { class: "lab-name", for: range.id }, control.label);
  const element = h(
    "div", { class: "lab-row", "data-control": key }, h("span", { class: "lab-swatch", "aria-hidden": "true" }),
    label.element ?? label, range, number.element,
  );
  if (control.color) element.style.setProperty("--color", control.color);
  const lean = (values, thumbs = values) => lay(range, control, thumbs[key]);
  const show = (values, thumbs) => {
    lean(values, thumbs);
    if (control.editable) call(range, name());
    number.show(values[key]);
    if (control.editable) label.show(values);
    else if (label.textContent !== name()) label.textContent = name();
  };
  return { key, element, range, lean, show };
}

/** A value as a link says it. */
export const textOf = (_, value) => exact(value);

/** The value that a text of a link means. */
export const valueOf = (_, text) => read(text);
