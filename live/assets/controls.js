// The kinds of control, each in a module of its own. It exports
//
// - `widget(control, lab)`: { key, element, show(values, thumbs) }, and `lean(values,
//   thumbs)` if its thumb moves before its numbers may, `stop()` if it plays by itself,
//   `room()` if it needs more of the page than a row, in pixels. `show` writes values
//   into it; where `thumbs` says another value, a hand has taken the thumb ahead. What
//   the learner does goes out through `lab`: grasp (by a pointer), move (along the
//   grid), moveTo (to values), release, cancel, set (exactly);
// - `textOf(control, value)`: the value as a link says it, and its inverse `valueOf`;
// - `isOptional`, if a link says it only where it is not the default.

import { h, sheet } from "./element.js";
import * as choice from "./choice.js";
import * as count from "./count.js";
import * as menu from "./menu.js";
import * as scrubber from "./scrubber.js";
import * as slider from "./slider.js";
import * as text from "./text.js";
import * as toggle from "./toggle.js";

/** @type {Record<string, any>} */
const KINDS = { slider, scrubber, count, choice, menu, toggle, text };
// What few lessons have comes with the first of them.
const LATER = {
  ink: async () => (await Promise.all([import("./ink.js"), sheet("ink.css")]))[0],
};

/** The module of a control's kind. */
export const kindOf = (control) => KINDS[control.kind];

/** Fetch the kinds of controls that are not here yet; null if there are none. */
export function missing(controls) {
  const kinds = [...new Set(controls.map(({ kind }) => kind))].filter((kind) => !KINDS[kind]);
  if (!kinds.length) return null;
  return Promise.all(kinds.map(async (kind) => { KINDS[kind] = await LATER[kind](); }));
}

/** Build the widgets of all controls; a text that labels a slider is part of it. */
export function widgetsFor(controls, lab) {
  const byKey = Object.fromEntries(controls.map((control) => [control.key, control]));
  const placed = new Set(controls.filter((c) => c.editable).map((c) => c.label));
  return controls
    .filter((control) => !placed.has(control.key))
    .map((control) => kindOf(control).widget({
      ...control,
      text: control.editable && byKey[control.label],
      over: controls.filter(({ instead }) => instead === control.key).map(({ key }) => key),
    }, lab));
}

/** The elements of widgets; those of keys that are folded stand in a fold behind all others. */
export function folding(widgets, folded, fold, title) {
  const [inside, outside] = [true, false].map((is) =>
    widgets.filter(({ key }) => folded.includes(key) === is).map(({ element }) => element));
  fold.replaceChildren(h("summary", {}, title), ...inside);
  return inside.length ? [...outside, fold] : outside;
}
