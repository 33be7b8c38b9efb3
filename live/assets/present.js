// The present view: large enough for the last row of a hall. Parts can be hidden, so
// that a class predicts first.

import { h } from "./element.js";
import { writeParameter } from "./link.js";

const KEY = "present";
const PARTS = ["picture", "controls", "numbers", "formula"];
const TYPED = "input[type=text], input[type=number], textarea";

export class Present {
  constructor(page, lab) {
    this.page = page;
    this.lab = lab;
    this.hidden = new Set();
    this.example = -1;
    this.bar = h("div", { class: "present-bar" });
    page.element.append(this.bar);
    this.listener = (event) => this.press(event);
    // Before sliders, which use the same keys.
    addEventListener("keydown", this.listener, true);
    this.left = () => { if (!document.fullscreenElement && this.wasFull) this.leave(); };
    document.addEventListener("fullscreenchange", this.left);
  }

  get isOn() {
    return this.lab.presents;
  }

  /** Take in an answer with another form. */
  show({ words, presets, page }) {
    this.words = words;
    this.count = presets.length;
    this.build();
    // The overview is no lesson; whoever passes through it presents again behind it.
    this.turn(page.number > 0 && new URLSearchParams(location.search).get(KEY) === "1");
  }

  build() {
    const { words } = this;
    this.toggles = PARTS.map((part, i) => h("button", {
      type: "button", "data-part": part, title: String(i + 1), onclick: () => this.toggle(part),
    }, words[`part_${part}`]));
    this.bar.setAttribute("role", "toolbar");
    this.bar.setAttribute("aria-label", words.present);
    this.bar.replaceChildren(
      h("span", { class: "present-show" }, words.show), ...this.toggles,
      h("span", { class: "lab-space" }),
      h("button", { type: "button", title: "Z", "aria-label": words.undo, onclick: () => this.lab.history.go("undo") }, "↶"),
      ...(this.count ? [h("button", { type: "button", title: "E", onclick: () => this.nextExample() }, `${words.example} ▸`)] : []),
      h("button", { type: "button", title: "Q", onclick: () => this.lab.toggleCode() }, words.code_for_phones),
      h("button", { type: "button", title: "Esc", "aria-label": words.leave, onclick: () => this.leave() }, "✕"),
    );
  }

  enter() {
    writeParameter(KEY, "1");
    this.turn(true);
    // A refusal, such as in a frame that may not, leaves it as large as the window.
    this.page.element.requestFullscreen?.().then(() => { this.wasFull = true; }, () => {});
  }

  leave() {
    this.wasFull = false;
    if (document.fullscreenElement) document.exitFullscreen();
    writeParameter(KEY, null);
    this.turn(false);
  }

  /** Whether it is on: the address says so. */
  turn(isOn) {
    if (isOn === this.lab.presents) return;
    this.lab.presents = isOn;
    this.page.element.classList.toggle("presents", isOn);
    document.documentElement.classList.toggle("presenting", isOn);
    if (isOn) this.page.open("");
    else this.hidden.clear();
    this.apply();
    this.lab.figure.relaid();
  }

  toggle(part) {
    if (!this.hidden.delete(part)) this.hidden.add(part);
    this.apply();
  }

  /** Hide what is to be hidden: numbers read "?", other parts keep their place. */
  apply() {
    for (const part of PARTS) this.page.element.classList.toggle(`without-${part}`, this.hidden.has(part));
    for (const button of this.toggles) button.setAttribute("aria-pressed", String(!this.hidden.has(button.dataset.part)));
    this.lab.mask(this.hidden.has("numbers"));
  }

  nextExample() {
    this.example = (this.example + 1) % this.count;
    this.lab.jump(this.lab.answer.examples[this.example]);
  }

  press(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!this.isOn || ctrlKey || metaKey || altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.(TYPED)) return;
    const act = {
      PageUp: () => this.page.ways.querySelector("[rel=prev]")?.click(),
      PageDown: () => this.page.ways.querySelector("[rel=next]")?.click(),
      Escape: () => this.leave(),
      h: () => this.toggle("numbers"),
      e: () => this.count && this.nextExample(),
      q: () => this.lab.toggleCode(),
      ...Object.fromEntries(PARTS.map((part, i) => [String(i + 1), () => this.toggle(part)])),
    }[key.length === 1 ? key.toLowerCase() : key];
    if (!act) {
      if (/^[a-z]$/i.test(key)) event.stopPropagation(); // Streamlit listens for letters
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  }

  destroy() {
    removeEventListener("keydown", this.listener, true);
    document.removeEventListener("fullscreenchange", this.left);
    document.documentElement.classList.remove("presenting");
  }
}
