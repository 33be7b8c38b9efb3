// The field for an exact number, beside a slider.

import { call, h, typingIn } from "./element.js";
import { plain, typed } from "./numbers.js";

/**
 * The nearest value that a control can have.
 * @param {{span: [number, number], grid: ArrayLike<number>}} control with its exact limits, such as infinity, in its grid
 */
export function legal({ span: [low, high], grid }, value) {
  const isLimit = (value < low || value > high) && Array.prototype.includes.call(grid, value);
  return isLimit ? value : Math.min(Math.max(value, low), high) + 0; // no minus zero
}

/**
 * @param {object} control
 * @param {object} lab
 * @param {object} ways
 * @param {() => string} ways.name how the control is called now
 * @param {(value: number) => string} [ways.written] how its value is written
 * @param {(event: KeyboardEvent) => void} ways.walk what keys do that are none of the field's
 * @returns {{element: HTMLElement, field: HTMLInputElement, show: (value: number) => void}}
 */
export function exactField(control, lab, { name, written = plain, walk }) {
  const { key, grid } = control;
  const id = `lab-${lab.name}-${key}-note`;
  const note = h("span", { class: "lab-note", id, role: "status" });
  const field = h("input", { type: "text", inputmode: "decimal", name: key, autocomplete: "off", spellcheck: "false" });
  if (control.unit) field.title = control.unit;
  let shown = NaN; // the value that the field shows, or showed before somebody typed
  let noted = ""; // the value that the note is about, as it is written

  const say = (sentence, isWrong = false) => {
    note.textContent = sentence;
    noted = written(lab.values[key]);
    field.setAttribute("aria-invalid", String(isWrong));
    if (sentence) field.setAttribute("aria-describedby", id);
    else field.removeAttribute("aria-describedby");
  };
  const isWrong = () => field.getAttribute("aria-invalid") === "true";
  const write = (value) => {
    shown = value;
    const text = written(value);
    if (field.value !== text) field.value = text;
  };
  const set = (value) => {
    const nearest = legal(control, value);
    lab.set(key, nearest);
    say(Object.is(nearest, value + 0) ? "" : lab.words.clamped);
    lab.refresh();
  };
  const enter = () => {
    if (field.value.trim() === "") {
      say("");
      return lab.refresh();
    }
    const value = typed(field.value);
    if (Number.isNaN(value)) return say(lab.words.unread, true);
    // What was left as it stands keeps the digits that are not shown.
    return field.value === written(shown) ? say("") : set(value);
  };
  field.addEventListener("change", enter);
  field.addEventListener("input", () => {
    say("");
    if (document.activeElement !== field) lab.refresh();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return walk(event);
    if (isTyping() || isWrong()) {
      event.preventDefault();
      event.stopPropagation();
      say("");
      write(lab.values[key]);
    }
    return undefined;
  });
  const isTyping = typingIn(field);

  const turn = () => {
    if (!isTyping()) return set(-lab.values[key]);
    const [, sign, rest] = /^\s*([-−+]?)(.*)$/.exec(field.value) ?? [];
    field.value = `${sign === "" || sign === "+" ? "−" : ""}${rest}`;
    return undefined;
  };
  const sign = h("button", { type: "button", class: "lab-sign", onclick: turn }, "±");
  // A field that is being typed in keeps the keyboard, and on a phone its keys.
  sign.addEventListener("pointerdown", (event) => { if (isTyping()) event.preventDefault(); });
  sign.addEventListener("mousedown", (event) => { if (isTyping()) event.preventDefault(); });

  const show = (value) => {
    call(field, `${name()}, ${lab.words.exact}`);
    call(sign, `${name()}: ${lab.words.sign}`);
    const holds = note.textContent && written(value) === noted; // what the note says
    if (isTyping() || (holds && isWrong())) return;
    if (note.textContent && !holds) say("");
    write(value);
  };
  const element = h("span", { class: "lab-exact" }, ...(grid[0] < 0 ? [sign] : []), field, note);
  return { element, field, show };
}
