// A dialog of the browser's own: it keeps the focus, and Escape closes it.

import { h } from "./element.js";

let count = 0;

export class Dialog {
  /**
   * @param {HTMLElement} place where the theme of the page is known
   * @param {string} name of its class
   */
  constructor(place, name) {
    this.place = place;
    count += 1;
    const id = `dialog-${count}`;
    this.title = h("h2", { id });
    this.closer = h("button", { type: "button", class: "dialog-close", onclick: () => this.close() }, "×");
    this.body = h("div", { class: "dialog-body" });
    this.status = h("p", { class: "dialog-status", role: "status" });
    this.element = h(
      "dialog", { class: `dialog ${name}`, "aria-labelledby": id },
      h("div", { class: "dialog-page" }, h("div", { class: "dialog-head" }, this.title, this.closer), this.body, this.status),
    );
    this.listen();
  }

  listen() {
    // Streamlit and the page below listen for single keys on the whole document.
    this.element.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.key(event);
    });
    // A text that is selected up to the backdrop does not close it.
    let begun = false;
    this.element.addEventListener("pointerdown", ({ target }) => { begun = target === this.element; });
    this.element.addEventListener("click", ({ target }) => { if (begun && target === this.element) this.close(); });
    this.element.addEventListener("close", () => {
      if (this.isOpen) return; // the event comes a task later: it may be open once more
      this.element.remove();
      this.left();
    });
  }

  /** What a key means here, beside Escape. */
  key(_event) {}

  /** What is to be done once it has been closed. */
  left() {}

  get isOpen() {
    return this.element.open;
  }

  /** Show it; once it is closed, the browser puts the focus back where it was. */
  show({ lang, close }, title) {
    this.element.lang = lang;
    this.title.textContent = title;
    this.closer.ariaLabel = close;
    this.status.textContent = "";
    this.place.append(this.element);
    this.element.showModal();
  }

  close() {
    this.element.close();
  }

  destroy() {
    this.element.remove();
  }
}
