// The code that gives the same numbers, folded until somebody wants it.

import { h } from "./element.js";
import { copy } from "./copying.js";

export class Code {
  constructor() {
    this.title = h("strong");
    this.text = h("pre", { tabindex: "0" });
    this.button = h("button", { type: "button", onclick: () => this.copy() });
    this.element = h("div", { class: "lab-code" }, this.title, this.button, this.text);
  }

  show({ code, words }) {
    // What was selected stays so while nothing is another.
    if (this.text.textContent !== code) this.text.textContent = code;
    if (words === this.words) return;
    this.words = words;
    this.title.textContent = words.code;
    this.button.textContent = words.copy_code;
    this.text.setAttribute("aria-label", words.code);
  }

  async copy() {
    const { copy_code: label, copied } = this.words;
    const done = await copy(this.text.textContent, this.button, label, copied);
    if (!done) getSelection().selectAllChildren(this.text);
  }
}
