// A short text, such as the name of a class.

import { h } from "./element.js";

/** Its default follows the language, so a link says it only where it is another. */
export const isOptional = true;

/** The field alone, as it stands where the label of a slider would. */
export function field(control, lab) {
  const input = h("input", {
    type: "text", class: "lab-name", name: control.key, maxlength: control.longest,
    "aria-label": control.label, autocomplete: "off", spellcheck: "false",
    onchange: () => lab.set(control.key, input.value.trim() || control.default),
  });
  const show = (values) => {
    if (document.activeElement !== input) input.value = values[control.key];
    input.title = values[control.key];
  };
  return { key: control.key, element: input, show };
}

/** A text that stands by itself. */
export function widget(control, lab) {
  const { element, ...rest } = field(control, lab);
  element.className = "";
  return { ...rest, element: h("label", { class: "lab-text", "data-control": control.key }, control.label, element) };
}

export const textOf = (_, value) => value;

export const valueOf = (_, text) => text;
