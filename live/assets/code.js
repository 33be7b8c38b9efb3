// The code that gives the same numbers, folded until somebody wants it.

import { h } from "./controls.js";

const COPIED_PAUSE = 2000;

export class Code {
  constructor() {
    this.title = h("summary");
    this.text = h("pre", { tabindex: "0" });
    this.button = h("button", { type: "button", onclick: () => this.copy() });
    this.element = h("details", { class: "lab-code" }, this.title, this.button, this.text);
    // Streamlit listens for single letters on the whole document.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
  }

  show({ code, words }) {
    this.words = words;
    this.element.hidden = !code;
    this.title.textContent = words.code;
    this.button.textContent = words.copy_code;
    this.text.setAttribute("aria-label", words.code);
    this.text.textContent = code;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text.textContent);
      this.button.textContent = this.words.copied;
      setTimeout(() => { this.button.textContent = this.words.copy_code; }, COPIED_PAUSE);
    } catch {
      // Browsers refuse without https; then the text stands ready to be copied.
      getSelection().selectAllChildren(this.text);
    }
  }
}
