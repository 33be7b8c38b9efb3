// The kinds of control, each in a module of its own. It exports
//
// - `widget(control, lab)`: { key, element, show(values, thumbs) }, and `lean(values,
//   thumbs)` if its thumb moves before its numbers may, and `stop()` if it plays by
//   itself. `show` writes values into it; where `thumbs` says another value, a hand has
//   taken the thumb ahead. What the learner does goes out through `lab`: grasp (by a
//   pointer), move (along the grid), release, cancel, set (exactly);
// - `textOf(control, value)`: the value as a link says it, and its inverse `valueOf`;
// - `isOptional`, if a link says it only where it is not the default.

import { h } from "./element.js";
import * as choice from "./choice.js";
import * as count from "./count.js";
import * as ink from "./ink.js";
import * as menu from "./menu.js";
import * as scrubber from "./scrubber.js";
import * as slider from "./slider.js";
import * as text from "./text.js";
import * as toggle from "./toggle.js";

const KINDS = { slider, scrubber, count, choice, menu, toggle, text, ink };

/** The module of a control's kind. */
export const kindOf = (control) => KINDS[control.kind];

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
