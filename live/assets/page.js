// The page around a lab: what it is called and where it leads, examples, and what
// can be unfolded beside it.

import { Contents } from "./contents.js";
import { h } from "./element.js";
import { Present } from "./present.js";
import { answeredIn, visited } from "./progress.js";
import { lead, wayTo } from "./ways.js";

export class Page {
  /** @param lab whose section stands in it, and whose tasks and code unfold beside it */
  constructor(lab) {
    this.lab = lab;
    this.title = h("h1");
    this.idea = h("p", { class: "page-idea" });
    this.ways = h("nav", { class: "page-ways" });
    this.first = h("button", { type: "button", class: "page-first", "data-tool": "predict", onclick: () => this.predict() });
    this.tools = h("div", { class: "page-tools" });
    this.explanation = h("div", { class: "page-explanation" });
    this.side = h("aside", { class: "side", id: "side", hidden: true });
    this.examples = h("div", { class: "page-examples" });
    this.folds = h("div", { class: "page-folds" });
    this.bench = h("div", { class: "bench" }, lab.section, this.side);
    this.dock = h("footer", { class: "dock" }, this.examples, this.folds);
    this.head = h("header", { class: "page-head" }, this.title, this.idea, this.ways, this.tools);
    this.element = h("div", { class: "page" }, this.head, this.bench, this.dock);
    this.contents = null; // of the overview
    this.present = new Present(this, lab);
    this.opened = ""; // the key of the fold that is open
    this.own = []; // folds that the template of the lab has
    // Streamlit listens for single letters on the whole document.
    this.element.addEventListener("keydown", (event) => event.stopPropagation());
    lead(this.element);
  }

  /** Take in an answer with another form. */
  show(answer) {
    const { page, words, lab } = answer;
    this.words = words;
    this.belowHeader();
    if (lab !== this.element.dataset.page) this.open("");
    this.element.dataset.page = lab;
    this.title.textContent = page.title;
    this.idea.textContent = page.idea;
    if (this.explanation.markup !== page.sections) {
      this.explanation.markup = page.sections;
      this.explanation.innerHTML = page.sections;
    }
    this.buildWays(page, words);
    this.buildTools(page, words);
    this.buildExamples(answer);
    this.takeFolds();
    this.buildFolds(answer);
    this.present.show(answer);
    this.showContents(page, lab);
  }

  /** Below the overview stand all lessons; of a lesson it is noted that it was visited. */
  showContents({ contents }, lab) {
    if (!contents) return visited(lab);
    if (!this.contents) {
      this.contents = new Contents();
      this.dock.after(this.contents.element);
    }
    this.contents.show(contents);
    return this.ways.replaceChildren(this.contents.onward);
  }

  /** What sticks to the top sticks below the header, if there is one. */
  belowHeader() {
    const header = document.querySelector('[data-testid="stHeader"]');
    const height = header?.firstChild ? header.getBoundingClientRect().height : 0; // in a frame it is empty
    document.documentElement.style.setProperty("--header", `${height}px`);
  }

  buildWays({ previous, next, number, of }, words) {
    const way = (there, label, rel, text) => there
      ? h("a", { href: wayTo(there.href), "data-way": true, rel, "aria-label": `${label}: ${there.title}` }, ...text(there.title))
      : h("span");
    this.ways.setAttribute("aria-label", words.ways);
    this.ways.replaceChildren(
      way(previous, words.previous, "prev", (title) => [h("span", { "aria-hidden": "true" }, "‹ "), h("span", { class: "page-long" }, title)]),
      number ? h("span", { class: "page-number" }, `${number}/${of}`) : "",
      way(next, words.next, "next", (title) => [h("span", { class: "page-long" }, title), h("span", { "aria-hidden": "true" }, " ›")]),
    );
  }

  buildTools({ languages = {}, number }, words) {
    const tool = (key, label, act) => h(
      "button", { type: "button", "data-tool": key, "aria-label": label, onclick: act },
      h("span", { class: `sign sign-${key}`, "aria-hidden": "true" }), h("span", { class: "page-long" }, label),
    );
    const spoken = Object.entries(languages).map(([code, { name, sign }]) => h(
      "button", { type: "button", lang: code, "aria-label": name, title: name, "data-language": code, onclick: () => this.lab.speak(code) }, sign,
    ));
    this.tools.replaceChildren(
      this.first,
      ...spoken,
      tool("share", words.share, () => this.lab.share()),
      ...(number ? [tool("present", words.present, () => this.present.enter())] : []),
    );
  }

  /** Offer to ask first, where there is something to ask and nothing is asked yet. */
  invite({ page: { questions = [] }, question, words, lab }) {
    const known = answeredIn(lab);
    this.offered = questions.map(({ key }) => key);
    this.first.hidden = !questions.length || Boolean(question);
    this.first.textContent = `${words.ask_first} ${this.offered.filter((key) => known.has(key)).length}/${questions.length}`;
  }

  /** Ask the first question that has not been answered yet. */
  predict() {
    const known = answeredIn(this.element.dataset.page);
    this.lab.pose(this.offered.find((key) => !known.has(key)) ?? this.offered[0]);
  }

  buildExamples({ presets, words }) {
    const buttons = presets.map((label, i) => h(
      "button", { type: "button", class: "lab-preset", onclick: () => this.lab.jump(this.lab.answer.examples[i]) }, label,
    ));
    this.examples.replaceChildren(...(buttons.length ? [h("span", {}, words.presets), ...buttons] : []));
  }

  /** Parts of the template that unfold beside the lab; their numbers stay in the page. */
  takeFolds() {
    const found = [...this.lab.readouts.element.querySelectorAll("[data-fold]")];
    if (!found.length && this.own.every(({ element }) => element.template === this.lab.readouts.markup)) return;
    for (const { element } of this.own) element.remove();
    this.own = found.map((element, i) => {
      element.template = this.lab.readouts.markup;
      return { key: `own${i}`, label: () => element.dataset.fold, element };
    });
  }

  buildFolds({ words, code, page }) {
    const { tasks } = this.lab;
    this.all = [
      ...(tasks.tasks.length ? [{ key: "tasks", label: () => `${words.tasks} ${tasks.count()}`, element: tasks.element }] : []),
      ...(page.sections ? [{ key: "explain", label: () => words.explain, element: this.explanation }] : []),
      ...this.own,
      ...(code ? [{ key: "code", label: () => words.numpy, element: this.lab.code.element }] : []),
    ];
    this.buttons = this.all.map(({ key, label }) => h("button", {
      type: "button", "data-unfolds": key, "aria-controls": "side", "aria-expanded": "false",
      onclick: () => this.open(this.opened === key ? "" : key),
    }, label()));
    this.folds.replaceChildren(...this.buttons);
    this.side.replaceChildren(h("div", { class: "side-inner", tabindex: "0" }, ...this.all.map(({ element }) => element)));
    this.open(this.all.some(({ key }) => key === this.opened) ? this.opened : "");
  }

  /** Say anew what buttons count. */
  recount() {
    this.all?.forEach(({ label }, i) => { this.buttons[i].textContent = label(); });
  }

  /** Unfold one thing beside the lab, or nothing. */
  open(key) {
    this.opened = key;
    this.side.hidden = !key;
    for (const button of this.buttons ?? []) button.setAttribute("aria-expanded", String(button.dataset.unfolds === key));
    for (const { key: own, element } of this.all ?? []) element.hidden = own !== key;
    if (key) this.side.setAttribute("aria-label", this.buttons[this.all.findIndex((fold) => fold.key === key)].textContent);
  }

  destroy() {
    this.present.destroy();
    this.contents?.leave();
    this.element.remove();
  }
}
