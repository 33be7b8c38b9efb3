// Off or on: a choice of two, as a box to tick.

import { h } from "./element.js";

export { textOf, valueOf } from "./choice.js";

export function widget(control, lab) {
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
