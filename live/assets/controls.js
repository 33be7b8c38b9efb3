// The controls: what they look like and which hand movements they understand.
//
// A widget is { key, element, show(values, hand) }: `show` writes values into
// it; a thumb that is in somebody's hand is left alone. What the learner does
// goes out through `lab`: move (along the grid), release, set (exactly), play.

import { display, exact, nearest, read, stepped } from "./numbers.js";

/** Make an element: h("label", { for: "x" }, "text", child). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null && value !== "") element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

const LEAP = 10;

/** How far a key moves along a grid of so many values; undefined if it does not. */
function reach(event, count) {
  const page = Math.max(1, Math.round((count - 1) / 5));
  const arrow = event.shiftKey ? Math.min(LEAP, page) : 1;
  return {
    ArrowRight: arrow, ArrowUp: arrow, ArrowLeft: -arrow, ArrowDown: -arrow,
    PageUp: page, PageDown: -page, Home: -count, End: count,
  }[event.key];
}

function slider(control, lab) {
  const { key, grid, even } = control;
  const last = grid.length - 1;
  // An even grid is written in its own unit, any other by position.
  const place = (value) => (even ? value : nearest(grid, value));
  const name = () => (control.editable ? lab.values[control.label] : control.label);

  const byKey = (event) => {
    const steps = reach(event, grid.length);
    if (steps === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target === number && !event.key.startsWith("Arrow") && !event.key.startsWith("Page")) return;
    if (event.target === number && /Left|Right/.test(event.key)) return;
    event.preventDefault();
    lab.move(key, stepped(grid, lab.values[key], steps));
    lab.releaseSoon(key);
  };
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
    onkeydown: byKey,
  });
  const number = h("input", {
    type: "number", name: key, step: "any", inputmode: "decimal",
    min: exact(grid[0]), max: Number.isFinite(grid[last]) ? exact(grid[last]) : null,
    onchange: () => {
      const typed = read(number.value);
      if (Number.isNaN(typed)) lab.refresh();
      else lab.set(key, Math.min(Math.max(typed, grid[0]), grid[last]) + 0);
    },
    onkeydown: byKey,
  });
  const label = control.editable
    ? textField(control.text, lab)
    : h("label", { class: "lab-name", for: range.id }, control.label);
  const element = h(
    "div", { class: "lab-row", "data-control": key }, h("span", { class: "lab-swatch", "aria-hidden": "true" }),
    label.element ?? label, range, number,
  );
  if (control.color) element.style.setProperty("--color", control.color);
  if (control.unit) number.title = control.unit;

  // A view goes there and back through what it views, which may cost the last
  // digit; but what has not reached an end is not written as that end.
  const written = (value) => {
    const short = Number(value.toPrecision(15));
    return exact(control.sets?.length && short !== grid[0] && short !== grid[last] ? short : value);
  };
  const show = (values, hand) => {
    const value = values[key];
    if (hand !== range) range.value = place(value);
    const at = (x) => (place(x) - Number(range.min)) / (Number(range.max) - Number(range.min));
    const thumb = hand === range ? (Number(range.value) - range.min) / (range.max - range.min) : at(value);
    const zero = even ? Math.min(Math.max(at(0), 0), 1) : 0;
    range.style.setProperty("--from", Math.min(zero, thumb));
    range.style.setProperty("--to", Math.max(zero, thumb));
    range.setAttribute("aria-valuetext", `${display(value, ".12g")} ${control.unit ?? ""}`.trim());
    if (control.editable) range.setAttribute("aria-label", name());
    number.setAttribute("aria-label", `${name()}, ${lab.words.exact}`);
    if (document.activeElement !== number || hand !== number) {
      number.value = Number.isFinite(value) ? written(value) : "";
      number.placeholder = Number.isFinite(value) ? "" : display(value, "d");
    }
    label.show?.(values);
  };
  return { key, element, range, show };
}

function scrubber(control, lab) {
  const widget = slider(control, lab);
  const { grid, key } = control;
  let timer = 0;
  const tell = () => {
    play.textContent = timer ? "❚❚" : "▶";
    play.setAttribute("aria-label", `${control.label}: ${timer ? lab.words.pause : lab.words.play}`);
  };
  const stop = () => {
    if (!timer) return;
    cancelAnimationFrame(timer);
    timer = 0;
    tell();
    lab.release(key);
  };
  const start = () => {
    const from = nearest(grid, lab.values[key]);
    const first = from === grid.length - 1 ? 0 : from;
    const begun = performance.now();
    // Those who asked for less motion see ten still pictures instead.
    const stride = matchMedia("(prefers-reduced-motion: reduce)").matches ? Math.ceil(grid.length / 10) : 1;
    const tick = (now) => {
      const steps = ((now - begun) / (1000 * control.seconds)) * (grid.length - 1);
      const whole = stride * Math.max(0, Math.floor(steps / stride));
      const position = steps >= grid.length - 1 - first ? grid.length - 1 : Math.min(first + whole, grid.length - 1);
      lab.move(key, position);
      timer = requestAnimationFrame(tick);
      if (position === grid.length - 1) stop();
    };
    timer = requestAnimationFrame(tick);
    tell();
  };
  const play = h("button", { type: "button", class: "lab-play", onclick: () => (timer ? stop() : start()) });
  const once = h("button", {
    type: "button", "aria-label": `${control.label}: ${lab.words.step}`,
    onclick: () => {
      stop();
      lab.move(key, stepped(grid, lab.values[key], 1));
      lab.releaseSoon(key);
    },
  }, "❙▶");
  tell();
  widget.range.addEventListener("pointerdown", stop);
  const element = h("div", { class: "lab-scrubber" }, widget.element, h("div", { class: "lab-buttons" }, play, once));
  return { ...widget, element, stop };
}

function textField(control, lab) {
  const field = h("input", {
    type: "text", class: "lab-name", name: control.key, maxlength: control.longest,
    "aria-label": control.label, autocomplete: "off", spellcheck: "false",
    onchange: () => lab.set(control.key, field.value.trim() || control.default),
  });
  const show = (values) => {
    if (document.activeElement !== field) field.value = values[control.key];
    field.title = values[control.key];
  };
  return { key: control.key, element: field, show };
}

/** A text that stands by itself. */
function text(control, lab) {
  const { element: field, ...widget } = textField(control, lab);
  field.className = "";
  return { ...widget, element: h("label", { class: "lab-text", "data-control": control.key }, control.label, field) };
}

function count(control, lab) {
  const { key, low, high } = control;
  const set = (value) => lab.set(key, Math.min(Math.max(Math.round(value), low), high));
  const id = `lab-${lab.name}-${key}`;
  const number = h("input", {
    type: "number", name: key, id, min: low, max: high, step: 1,
    onchange: () => (number.value === "" ? lab.refresh() : set(Number(number.value))),
  });
  const fewer = h("button", { type: "button", "aria-label": `${control.label}: ${lab.words.fewer}`, onclick: () => set(lab.values[key] - 1) }, "−");
  const more = h("button", { type: "button", "aria-label": `${control.label}: ${lab.words.more}`, onclick: () => set(lab.values[key] + 1) }, "+");
  const element = h("div", { class: "lab-count", "data-control": key }, h("label", { for: id }, control.label), fewer, number, more);
  const show = (values) => {
    number.value = values[key];
    // A disabled button would lose the keyboard's place, so it only says so.
    fewer.setAttribute("aria-disabled", values[key] <= low);
    more.setAttribute("aria-disabled", values[key] >= high);
  };
  return { key, element, show };
}

function choice(control, lab) {
  const inputs = Object.keys(control.options).map((code, position) =>
    h("input", {
      type: "radio", name: control.key, value: code, id: `lab-${lab.name}-${control.key}-${position}`,
      onchange: () => {
        lab.move(control.key, position);
        lab.release(control.key);
      },
    }));
  const labels = Object.values(control.options).map((text, i) => h("label", { for: inputs[i].id }, text));
  const element = h(
    "fieldset", { class: "lab-choice", "data-control": control.key }, h("legend", {}, control.label),
    ...inputs.map((input, i) => h("span", { class: "lab-option" }, input, labels[i])),
  );
  const show = (values) => inputs.forEach((input, i) => { input.checked = i === values[control.key]; });
  return { key: control.key, element, show };
}

function toggle(control, lab) {
  const box = h("input", {
    type: "checkbox", name: control.key,
    onchange: () => {
      lab.move(control.key, Number(box.checked));
      lab.release(control.key);
    },
  });
  const element = h("label", { class: "lab-toggle", "data-control": control.key }, box, control.label);
  return { key: control.key, element, show: (values) => { box.checked = values[control.key] === 1; } };
}

const KINDS = { slider, scrubber, count, choice, toggle, text };

/** Build the widgets of all controls; a text that labels a slider is part of it. */
export function widgetsFor(controls, lab) {
  const byKey = Object.fromEntries(controls.map((control) => [control.key, control]));
  const placed = new Set(controls.filter((c) => c.editable).map((c) => c.label));
  return controls
    .filter((control) => !placed.has(control.key))
    .map((control) => KINDS[control.kind](control.editable ? { ...control, text: byKey[control.label] } : control, lab));
}
