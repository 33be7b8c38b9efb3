// A slider that can also play itself, step by step.

import { h } from "./element.js";
import { nearest, stepped } from "./numbers.js";
import { widget as slider } from "./slider.js";

export { textOf, valueOf } from "./slider.js";

export function widget(control, lab) {
  const inner = slider(control, lab);
  const { grid, key } = control;
  let timer = 0;
  const tell = () => {
    const act = timer ? lab.words.pause : lab.words.play;
    play.replaceChildren(timer ? "❚❚" : "▶", h("span", { class: "lab-act" }, act));
    play.setAttribute("aria-label", `${control.label}: ${act}`);
  };
  const stop = () => {
    if (!timer) return;
    cancelAnimationFrame(timer);
    timer = 0;
    tell();
    lab.release(key);
  };
  const start = () => {
    lab.flush();
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
  const element = h("div", { class: "lab-scrubber" }, inner.element, h("div", { class: "lab-buttons" }, play, once));
  return { ...inner, element, stop };
}
