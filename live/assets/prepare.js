// A link that a teacher prepares: a state or a question, what is hidden, words of her own,
// a language, the present view. Nothing of it is stored anywhere but in the link.

import { named } from "./sentences.js";
import { Dialog } from "./dialog.js";
import { h } from "./element.js";
import { Scan } from "./scan.js";
import { Line } from "./share.js";

const LONGEST = 200; // characters of a sentence
const PAUSE = 300; // milliseconds after the last change until there is a code of it
const PARTS = ["presets", "tasks", "code", "text", "formula"];

/** A title with the names of now in their places, as far as there is room. */
function titled(sentence, values, most = 90) {
  const whole = named(sentence, values);
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
}

/**
 * The address that says all that was chosen.
 * @param {string} here  the address of the page
 * @param {string} state  what a link says of the numbers as they are
 * @param {{ask: string, numbers: string, say: string, hide: string[], lang: string, present: boolean}} chosen
 * @param {string[]} texts  keys that a question leaves to the link
 */
export function preparedLink(here, state, { ask, numbers, say, hide, lang, present }, texts) {
  const url = new URL(here);
  const query = new URLSearchParams(state);
  for (const key of ["ask", "numbers", "say", "hide", "lang", "present"]) query.delete(key);
  if (ask) for (const key of [...query.keys()]) if (!texts.includes(key)) query.delete(key);
  if (ask) query.set("ask", ask);
  if (ask && Number(numbers)) query.set("numbers", numbers);
  if (say.trim()) query.set("say", say.trim());
  if (hide.length) query.set("hide", hide.join(","));
  if (lang) query.set("lang", lang);
  if (present) query.set("present", "1");
  // Commas say nothing else in a link, and are easier to read so.
  url.search = query.toString().replaceAll("%2C", ",");
  url.hash = "";
  return url.href;
}

export class Prepare {
  /** @param lab whose state, questions and parts can be chosen */
  constructor(lab) {
    this.lab = lab;
    this.dialog = new Dialog(lab.place, "share prepare");
    const tell = (sentence) => { this.dialog.status.textContent = sentence; };
    this.link = new Line("input", "prepared", tell);
    this.scan = new Scan();
    this.form = h("form", { class: "share-ways", onsubmit: (event) => event.preventDefault() });
    this.plan = h("a", { target: "_blank" });
    this.dialog.body.append(this.scan.element, this.form);
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.changed());
    this.dialog.left = () => this.leave();
  }

  open() {
    if (this.dialog.isOpen) return;
    const { words, answer } = this.lab;
    this.lab.flush();
    this.build(words, answer);
    this.link.show("", words.prepare_link, words.copy, words);
    this.dialog.show(words, words.prepare_title);
    this.changed();
  }

  build(words, { page, question, kept, controls, said }) {
    const { values } = this.lab;
    const field = (label, element) => h("label", { class: "prepare-field" }, h("span", {}, label), element);
    const option = (value, text, chosen) => new Option(text, value, value === chosen, value === chosen);
    this.ask = h("select", { name: "ask" }, option("", words.prepare_none, question?.key ?? ""),
      ...page.questions.map(({ key, ask }, i) => option(key, `${i + 1}. ${titled(ask ?? "", values)}`, question?.key ?? "")));
    this.numbers = h("input", { type: "number", name: "numbers", min: "0", max: "9999", value: kept.numbers ?? "0" });
    this.say = h("textarea", { name: "say", rows: "2", maxlength: String(LONGEST), class: "share-text" });
    this.say.value = said;
    this.language = h("select", { name: "lang" }, option("", words.prepare_any, ""),
      ...Object.entries({ [words.lang]: { name: page.language }, ...page.languages }).map(([code, { name }]) => option(code, name, "")));
    this.present = h("input", { type: "checkbox", name: "present" });
    const hidden = new Set((kept.hide ?? "").split(","));
    const toggle = (value, label) => h("label", { class: "prepare-toggle" },
      h("input", { type: "checkbox", name: "hide", value, checked: hidden.has(value) }), label);
    const labelOf = ({ key, label, editable }) => String(editable ? values[label] ?? key : label);
    const moved = controls.filter(({ kind }) => kind !== "text");
    this.form.replaceChildren(
      field(words.prepare_ask, this.ask), field(words.prepare_numbers, this.numbers),
      h("div", {}, field(words.prepare_say, this.say), h("p", { class: "prepare-hint" }, words.prepare_plain)),
      h("fieldset", { class: "prepare-hides" }, h("legend", {}, words.prepare_hide),
        ...page.parts.map(({ key, label }) => toggle(key, label)), ...PARTS.map((part) => toggle(part, words[`hide_${part}`]))),
      h("details", {}, h("summary", {}, words.prepare_controls), h("div", { class: "prepare-hides" }, ...moved.map((one) => toggle(one.key, labelOf(one))))),
      h("div", { class: "share-line" }, field(words.prepare_language, this.language), h("label", { class: "prepare-toggle" }, this.present, words.prepare_present)),
      h("div", { class: "share-line" }, this.link.field, this.link.button),
      h("p", {}, this.plan));
    this.plan.textContent = words.prepare_plan;
    this.plan.href = new URL(`teaching/${this.lab.name}?lang=${words.lang}`, document.baseURI).href;
  }

  /** Say the link of what is chosen now, and after a pause its code. */
  changed() {
    const { lab } = this;
    const hide = [...this.form.querySelectorAll("input[name=hide]:checked")].map(({ value }) => value);
    const chosen = { ask: this.ask.value, numbers: this.numbers.value, say: this.say.value, hide, lang: this.language.value, present: this.present.checked };
    const texts = lab.answer.controls.filter(({ kind }) => kind === "text").map(({ key }) => key);
    const offered = lab.answer.page.questions.find(({ key }) => key === chosen.ask);
    this.numbers.parentElement.hidden = !offered?.draws;
    if (!offered?.draws) chosen.numbers = "0";
    const link = preparedLink(location.href, lab.agreed(), chosen, texts);
    if (link === this.shown) return;
    this.shown = link;
    this.link.field.value = link;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.scan.show(link, lab.words), PAUSE);
  }

  leave() {
    clearTimeout(this.timer);
    this.shown = "";
    this.scan.leave();
  }

  destroy() {
    this.leave();
    this.dialog.destroy();
  }
}
