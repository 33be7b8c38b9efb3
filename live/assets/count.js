// How many of something there are.

import { h, typingIn } from "./element.js";

export { textOf, valueOf } from "./slider.js";

export function widget(control, lab) {
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
  const isTyping = typingIn(number);
  const show = (values) => {
    if (!isTyping()) number.value = values[key];
    // A disabled button would lose the keyboard's place, so it only says so.
    fewer.setAttribute("aria-disabled", values[key] <= low);
    more.setAttribute("aria-disabled", values[key] >= high);
  };
  return { key, element, show };
}
