// One of a few; its value is the position of the option.

import { h } from "./element.js";

export function widget(control, lab) {
  const inputs = control.options.map(([code], position) =>
    h("input", {
      type: "radio", name: control.key, value: code, id: `lab-${lab.name}-${control.key}-${position}`,
      onchange: () => {
        lab.move(control.key, position);
        lab.release(control.key);
      },
    }));
  const labels = control.options.map(([, text], i) => h("label", { for: inputs[i].id }, text));
  const element = h(
    "fieldset", { class: "lab-choice", "data-control": control.key }, h("legend", {}, control.label),
    ...inputs.map((input, i) => h("span", { class: "lab-option" }, input, labels[i])),
  );
  // What counts only where something else is empty is not chosen where that is not.
  const counts = (values) => !control.over?.some((key) => values[key]);
  const show = (values) => inputs.forEach((input, i) => { input.checked = i === values[control.key] && counts(values); });
  return { key: control.key, element, show };
}

export const textOf = ({ options }, value) => options[value][0];

export const valueOf = ({ options }, text) => options.findIndex(([code]) => code === text);
