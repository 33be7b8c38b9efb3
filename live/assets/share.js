// Sharing what is on the screen: its link, a code to scan, a frame, a picture, numbers.

import { copy } from "./copying.js";
import { Dialog } from "./dialog.js";
import { h, sheet } from "./element.js";
import { heightOf, lineOf } from "./framing.js";
import { shared } from "./link.js";
import { saveNumbers, savePicture } from "./saving.js";
import { Scan } from "./scan.js";

const KEY_OF_CODE = "q"; // as in the present view
const UNMEASURED = 900; // pixels: where no frame comes, most of a lesson

/** Where one says that something is wrong, with the link of it; empty if nowhere. */
export function telling(contact = "", title = "", link = "") {
  if (/^[\w.+-]+@[\w.-]+$/.test(contact)) {
    return `mailto:${contact}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(link)}`;
  }
  if (!contact.startsWith("https://")) return "";
  const url = new URL(contact);
  url.searchParams.set("link", link);
  return url.href;
}

/** A text in a field, and the button that copies it. */
export class Line {
  constructor(tag, name, tell) {
    this.field = h(tag, { class: "share-text", readonly: true, name, autocomplete: "off", spellcheck: "false" });
    if (tag === "input") this.field.type = "text";
    this.button = h("button", { type: "button", onclick: () => this.copy() });
    this.tell = tell;
    this.field.addEventListener("focus", () => this.field.select());
  }

  show(text, named, label, words) {
    this.words = { ...words, label };
    this.field.value = text;
    this.field.ariaLabel = named;
    this.button.textContent = label;
  }

  async copy() {
    const { label, copied, copy_by_hand: byHand } = this.words;
    const done = await copy(this.field.value, this.button, label, copied, this.field);
    this.tell(done ? copied : byHand);
    if (done) return this.button.focus();
    this.field.focus();
    return this.field.select();
  }
}

/** The dialog that shares a lab. */
export class Share {
  /** @param lab what is shared; its `place` knows the theme */
  constructor(lab) {
    this.lab = lab;
    this.preparing = null; // what prepares a link, once somebody wants to
    this.dialog = new Dialog(lab.place, "share");
    const tell = (sentence) => { this.dialog.status.textContent = sentence; };
    this.link = new Line("input", "link", tell);
    this.frame = new Line("textarea", "frame", tell);
    this.scan = new Scan();
    this.framing = h("p", { role: "status" });
    this.summary = h("summary");
    this.fold = h("details", { ontoggle: () => this.measure() }, this.summary, this.frame.field, this.frame.button, this.framing);
    this.picture = h("button", { type: "button", onclick: () => savePicture(lab) });
    this.numbers = h("button", { type: "button", onclick: () => saveNumbers(lab, this.link.field.value) });
    this.wrong = h("a", { target: "_blank", rel: "noopener" });
    this.prepare = h("button", { type: "button", onclick: () => this.goOn() });
    this.link.button.autofocus = true;
    this.dialog.body.append(
      this.scan.element,
      h("div", { class: "share-ways" },
        h("div", { class: "share-line" }, this.link.field, this.link.button),
        h("div", { class: "share-line" }, this.picture, this.numbers),
        h("div", { class: "share-line" }, this.prepare),
        this.fold,
        h("p", {}, this.wrong)),
    );
    this.dialog.left = () => this.leave();
  }

  /** Show the link of the state as it is now, and all that follows from it. */
  open() {
    if (this.dialog.isOpen) return;
    this.lab.flush();
    const { words, answer: { page, question } } = this.lab;
    const link = shared();
    this.address = link;
    this.link.show(link, words.share_link, words.copy, words);
    this.frame.show("", words.frame_line, words.copy_frame, words);
    Object.assign(this.fold, { open: false });
    this.measured = false;
    this.summary.textContent = words.frame;
    this.picture.textContent = words.save_picture;
    this.numbers.textContent = words.save_numbers;
    this.prepare.textContent = words.prepare;
    this.prepare.parentElement.hidden = !page.number;
    // What is still to be guessed is not taken home.
    this.picture.parentElement.hidden = Boolean(question && !question.told);
    this.wrong.textContent = words.wrong;
    this.wrong.href = telling(page.contact, page.title, link);
    this.wrong.parentElement.hidden = !page.contact;
    this.dialog.show(words, words.share_title);
    this.scan.show(link, words);
  }

  /** Prepare a link instead of sharing this one. */
  async goOn() {
    try {
      this.preparing ??= await import("./prepare.js").then(({ Prepare }) => new Prepare(this.lab));
    } catch {
      this.dialog.status.textContent = this.lab.words.retrying;
      return;
    }
    this.dialog.close();
    this.preparing.open();
  }

  /** Find how high the frame must be, once somebody wants to have one. */
  async measure() {
    if (!this.fold.open || this.measured) return;
    this.measured = true;
    this.measuring = new AbortController();
    const { signal } = this.measuring;
    const { words, answer: { page } } = this.lab;
    this.frame.button.disabled = true;
    this.framing.textContent = words.frame_measuring;
    const height = await heightOf(this.address, this.dialog.body, signal);
    if (signal.aborted) return;
    this.frame.field.value = lineOf(this.address, page.title ?? "", height ?? UNMEASURED);
    this.frame.button.disabled = false;
    this.framing.textContent = height ? words.frame_fits : words.frame_guessed;
  }

  leave() {
    this.measuring?.abort();
    this.scan.leave();
  }

  destroy() {
    this.leave();
    this.preparing?.destroy();
    this.dialog.destroy();
  }
}

/** The code alone, as large as the last row needs it; the present view shows it. */
export class LargeCode {
  constructor(lab) {
    this.lab = lab;
    this.dialog = new Dialog(lab.place, "large-code");
    this.scan = new Scan();
    this.dialog.body.append(this.scan.element);
    this.dialog.key = ({ key, ctrlKey, metaKey, altKey }) => {
      if (key.toLowerCase() === KEY_OF_CODE && !ctrlKey && !metaKey && !altKey) this.dialog.close();
    };
    this.dialog.left = () => this.scan.leave();
  }

  /** Show it, or put it away. */
  toggle() {
    if (this.dialog.isOpen) return this.dialog.close();
    this.lab.flush();
    const { words } = this.lab;
    this.dialog.show(words, words.scan);
    return this.scan.show(shared(), words);
  }

  destroy() {
    this.scan.leave();
    this.dialog.destroy();
  }
}

/** All that shares a lab, with its look. */
export async function sharingOf(lab) {
  await sheet("share.css");
  const [share, code] = [new Share(lab), new LargeCode(lab)];
  const destroy = () => {
    share.destroy();
    code.destroy();
  };
  return { share, code, destroy };
}
