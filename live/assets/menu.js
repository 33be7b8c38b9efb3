// One of a few, in a menu that unfolds; its value is the position of the option.

import { h } from "./element.js";

export function widget(control, lab) {
  const id = `lab-${lab.name}-${control.key}`;
  const options = control.options.map(([code, text]) => h("option", { value: code }, text));
  const select = h("select", {
    name: control.key, id,
    onchange: () => {
      lab.move(control.key, select.selectedIndex);
      lab.release(control.key);
    },
  }, ...options);
  const element = h("div", { class: "lab-menu", "data-control": control.key }, h("label", { for: id }, control.label), select);
  const show = (values) => { select.selectedIndex = values[control.key]; };
  return { key: control.key, element, show };
}

export { textOf, valueOf } from "./choice.js";
