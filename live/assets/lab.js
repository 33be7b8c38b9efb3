// The lab in the browser: what is shown is looked up, never computed.
//
// `values` is what the learner has set. `answer` is the newest message from
// Python: the state it answers, every binding at rest, and a table for each
// control. The picture shows `lookUp(values, answer)`. Where the answer does
// not cover the values yet, thumbs move and the picture waits.

import { Code } from "./code.js";
import { isDark } from "./colors.js";
import { h, widgetsFor } from "./controls.js";
import { copy } from "./copying.js";
import { Figure, loadPlotly } from "./figure.js";
import { embedded, isBare, queryOf, textOf, writeAddress } from "./link.js";
import { display, exact, read } from "./numbers.js";
import { save } from "./saving.js";
import { cell, find, positionsOf, rowOf, unpack } from "./tables.js";
import { Tasks } from "./tasks.js";

const KEY_PAUSE = 250; // milliseconds after the last key until its value is sent
const carried = new Map(); // what follows the learner to other labs: keys and texts of a link
const PATIENCE = 3000; // until a commit that has no answer is sent again

/** Streamlit calls this for every update and every change of theme. */
export default function mount({ parentElement, data, setStateValue, fail }) {
  const lab = (parentElement.lab ??= new Lab(parentElement));
  lab.send = (commit) => setStateValue("commit", commit);
  lab.hear(data).catch(fail);
  return () => {
    lab.destroy();
    delete parentElement.lab;
  };
}

class Lab {
  constructor(place) {
    this.place = place;
    this.sent = 0;
    this.values = {};
    this.last = null; // the last movement along a grid: { key, index }
    this.hand = null; // the element that is being held
    this.section = h("section", { class: "lab", "data-state": "waiting" });
    // Streamlit listens for single letters on the whole document.
    this.section.addEventListener("keydown", (event) => event.stopPropagation());
    this.section.addEventListener("pointerdown", (event) => { this.hand = event.target; });
    this.letGo = () => { this.hand = null; };
    addEventListener("pointerup", this.letGo);
    addEventListener("pointercancel", this.letGo);
    this.figure = new Figure(this);
    this.panel = h("div", { class: "lab-controls" });
    this.template = h("div", { class: "lab-template", onclick: (event) => save(event, this) });
    this.foot = h("div", { class: "lab-foot" });
    this.tasks = new Tasks();
    this.code = new Code();
    this.status = h("p", { class: "lab-status", role: "status" });
    this.section.append(this.panel, this.figure.element, this.template, this.foot, this.status);
  }

  // --- from Python

  /** Take in what came by way of Streamlit. */
  async hear(bytes) {
    if (this.heard && same(this.heard, bytes)) return this.answer && this.redraw(); // only the theme changed
    this.heard = bytes.slice();
    const answer = unpack(bytes);
    if (!answer.controls) return this.requestForm(answer);
    if (this.isBehind(answer)) return this.recall(answer);
    if (!this.answer && isBare(location.search) && carried.size) {
      const link = queryOf([], {}, Object.fromEntries(carried), answer.extras);
      const followed = await this.fetched(answer, { number: 0, link });
      if (this.answer || this.destroyed) return;
      if (followed) return this.receive(followed);
    }
    return this.receive(answer);
  }

  async receive(answer) {
    const first = !this.answer || this.recalling;
    this.recalling = false;
    const sameForm = !first && this.answer.form === answer.form && this.answer.shape === answer.shape;
    this.answer = answer;
    for (const [key, text] of Object.entries(answer.follows)) {
      if (text === null) carried.delete(key);
      else carried.set(key, text);
    }
    if (first) this.sent = answer.answers;
    // The newest answer has the last word on values, except on what is in motion.
    if (first || answer.answers >= this.sent) this.adopt(answer);
    this.insist();
    if (!this.section.isConnected) {
      await styled(new URL("lab.css", import.meta.url).href);
      this.place.replaceChildren(this.section, this.tasks.element, this.code.element);
    }
    if (!sameForm) this.build(answer);
    for (const link of this.template.querySelectorAll("[data-link]")) link.href = embedded(answer.links[link.dataset.link]);
    this.code.show(answer);
    if (!this.drawn) this.refresh();
    return this.redraw();
  }

  /** Whether a run of the page knows less than the browser: it heard of few commits, or a new server of none. */
  isBehind(answer) {
    return this.answer && !this.recalling && (answer.answers < this.answer.answers || this.hasLost(answer));
  }

  /** Whether it has also lost what was chosen for the visit, such as the language. */
  hasLost({ extras }) {
    return Object.keys(this.answer.extras).some((key) => !(key in extras));
  }

  /** Ask once more for the state as it is, perhaps in the words of another language. */
  async recall(answer) {
    const { controls, values, away, extras } = this.answer;
    const now = this.pending ? values : this.values;
    const link = queryOf(controls, now, away, { ...extras, ...answer.extras });
    writeAddress(link);
    const found = this.hasLost(answer) ? null : await this.fetched(answer, { number: this.sent, link });
    if (this.destroyed) return;
    if (found) return this.receive(found);
    // Streamlit goes on repeating the link that the page was opened with, until
    // there is a step in the history.
    this.recalling = true;
    dispatchEvent(new PopStateEvent("popstate"));
    this.insist();
  }

  /** Ask for the same answer once more, with its form: a page of before had it. */
  requestForm({ answers, origin }) {
    this.heard = null;
    this.sent = answers + 1;
    this.send({ number: this.sent, link: location.search, origin, form: "" });
  }

  /** Ask for the tables of the newest commit: directly, or else by way of Streamlit. */
  async ask(link) {
    const { answer, sent: number } = this;
    const { origin, form } = answer;
    const found = await this.fetched(answer, { number, link });
    if (this.destroyed || number < this.sent) return; // another was made meanwhile
    if (found) await this.receive(found);
    else this.send({ number, link, origin, form });
  }

  async fetched({ asks, origin, form }, commit) {
    if (!asks) return null;
    try {
      const body = JSON.stringify({ ...commit, origin, form });
      const response = await fetch(new URL(asks, document.baseURI), { method: "POST", body });
      const found = response.ok && unpack(new Uint8Array(await response.arrayBuffer()));
      return found?.controls ? found : null;
    } catch {
      return null;
    }
  }

  adopt(answer) {
    const moving = new Set(this.pending ? [this.last.key, ...this.drivenBy(this.last.key)] : []);
    const values = { ...answer.values };
    for (const key of moving) if (key in values) values[key] = this.values[key];
    this.values = values;
    if (!this.pending) {
      this.last = null;
      writeAddress(queryOf(answer.controls, values, answer.away, answer.extras));
    }
  }

  build(answer) {
    const { controls, words } = answer;
    this.name = answer.lab;
    this.words = answer.words;
    this.section.dataset.lab = answer.lab;
    document.documentElement.lang = words.lang;
    this.section.style.setProperty("--row", `${answer.row}px`);
    this.byKey = Object.fromEntries(controls.map((control) => [control.key, control]));
    const shape = JSON.stringify([
      answer.lab, words, controls.map(({ value, default: _, grid, ...rest }) => [rest, grid?.length, grid?.[0], grid?.at(-1)]),
    ]);
    if (shape !== this.shape) {
      this.shape = shape;
      const focus = this.panel.contains(document.activeElement) && document.activeElement;
      this.stop();
      this.widgets = widgetsFor(controls, this);
      this.panel.replaceChildren(...this.widgets.map((widget) => widget.element));
      if (focus) {
        const name = (element) => (element.name ? `${element.name} ${element.type}` : element.ariaLabel);
        [...this.panel.querySelectorAll("input, button")].find((e) => name(e) === name(focus))?.focus();
      }
    }
    const outputs = this.outputs();
    this.known = new Map(outputs.map((output) => [output.name, output]));
    const markup = JSON.stringify([answer.template, [...this.known.keys()]]);
    if (markup !== this.markup) {
      this.markup = markup;
      this.template.innerHTML = answer.template;
      const placed = new Set([...this.template.querySelectorAll("output")].map((output) => output.name));
      const missing = outputs.filter(({ name }) => !placed.has(name));
      this.template.append(...missing.map(({ name, label }) =>
        h("label", { class: "lab-readout" }, `${label || name} `, h("output", { name }))));
      this.slots = [...this.template.querySelectorAll("output, [data-slot]")];
      // An output announces every change by itself; only a release should.
      for (const slot of this.slots) if (slot.localName === "output") slot.ariaLive = "off";
    }
    this.tasks.show(answer);
    const shapeOfFoot = JSON.stringify([answer.presets, words]);
    if (shapeOfFoot !== this.footShape) {
      this.footShape = shapeOfFoot;
      const pressed = this.foot.contains(document.activeElement) && document.activeElement.textContent;
      this.foot.replaceChildren(...this.buttons(answer));
      if (pressed) [...this.foot.querySelectorAll("button")].find((b) => b.textContent === pressed)?.focus();
    }
  }

  /** Every number a readout shows: { name, value(bindings), format, label }. */
  outputs() {
    return this.answer.readouts.flatMap(({ name, format, labels, label, told, exact: wide }) => {
      const rest = this.answer.rest[name];
      if (!ArrayBuffer.isView(rest)) {
        return [{ name, format, told, wide, label, meanings: labels, value: (bindings) => bindings[name] }];
      }
      return Array.from(rest, (_, i) => (
        { name: `${name}${i + 1}`, format, told, wide, label: labels[i], value: (bindings) => bindings[name][i] }
      ));
    });
  }

  buttons({ presets, words }) {
    const examples = presets.map((label, i) =>
      h("button", { type: "button", class: "lab-preset", onclick: () => this.jump(this.answer.examples[i]) }, label));
    const copying = h("button", { type: "button", onclick: () => this.copy(copying) }, words.copy);
    return [
      ...(examples.length ? [h("span", { id: `lab-${this.name}-presets` }, words.presets)] : []),
      ...examples,
      h("span", { class: "lab-space" }),
      h("button", { type: "button", onclick: () => this.reset() }, words.reset),
      copying,
    ];
  }

  async redraw() {
    const Plotly = await loadPlotly(this.answer.plotly);
    if (this.destroyed) return;
    const style = getComputedStyle(this.place);
    const [ground, ink, series] = ["background-color", "text-color", "chart-categorical-colors"].map(
      (name) => style.getPropertyValue(`--st-${name}`));
    const { figure, narrow, handles, rest } = this.answer;
    const look = JSON.stringify([narrow, handles, ground, ink, series, style.fontFamily]);
    if (look !== this.look || figure !== this.figure.text) {
      this.look = look;
      this.state("waiting");
      this.section.dataset.theme = isDark(ground, this.place) ? "dark" : "light";
      series.split(",").forEach((color, i) => this.section.style.setProperty(`--series-${i + 1}`, color.trim()));
      await this.figure.draw(Plotly, figure, { narrow, handles, bindings: this.lookUp()?.bindings ?? rest });
      this.drawn = true;
    }
    this.paint();
  }

  // --- looking up

  drivenBy(key) {
    return this.byKey[key]?.sets ?? [];
  }

  /** Whether the answer's table of `key` holds for all other values as they are now. */
  covers(key) {
    const { answer, values } = this;
    const free = new Set([key, ...this.drivenBy(key)]);
    return answer.controls.every(
      // A mere view of other controls is no state of its own.
      (control) => free.has(control.key) || control.sets?.length || Object.is(values[control.key], answer.values[control.key]),
    );
  }

  /** What to show for the current values; null where the answer does not cover them. */
  lookUp() {
    const { answer, values, last } = this;
    if (this.covers()) return { bindings: answer.rest, atRest: true };
    if (!last || !answer.tables[last.key] || !this.covers(last.key)) return null;
    if (!Object.is(values[last.key], answer.grids[last.key][last.index])) return null;
    return { bindings: rowOf(answer, last.key, last.index), atRest: false };
  }

  /** Where bindings are along the grid of a control, for those who drag in the picture. */
  positions(key) {
    return this.covers(key) ? positionsOf(this.answer, key) : null;
  }

  // --- showing

  refresh() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  paint() {
    if (this.destroyed || !this.widgets) return;
    const found = this.lookUp();
    if (found) {
      this.shown = found;
      this.follow(found.bindings);
      for (const widget of this.widgets) widget.show(this.values, this.hand);
      this.write(found);
      if (this.touched) {
        for (const text of this.tasks.tick(found.bindings)) this.status.textContent = `${this.words.done}: ${text}`;
      }
      if (this.drawn && found.bindings !== this.figure.bindings) this.figure.move(found.bindings);
      if (this.drawn) this.state("ready");
      if (found.atRest) this.describe(found.bindings);
    } else {
      this.state("waiting");
      // Values that no table leads to were typed or chosen, or have no table: show them.
      if (!this.last || !this.answer.tables[this.last.key]) for (const widget of this.widgets) widget.show(this.values, this.hand);
    }
  }

  /** A binding named after a control moves its thumb. */
  follow(bindings) {
    for (const { key, kind, sets } of this.answer.controls) {
      const held = this.last?.key === key;
      if (kind !== "text" && key in bindings && !held && (sets?.length || this.drivenBy(this.last?.key).includes(key))) {
        this.values[key] = bindings[key];
      }
    }
  }

  state(state) {
    if (this.section.dataset.state !== state) this.section.dataset.state = state;
  }

  write({ bindings, atRest }) {
    for (const slot of this.slots) {
      const name = slot.dataset.slot ?? slot.name;
      const output = this.known.get(name);
      const value = output ? output.value(bindings) : find(bindings, name) ?? this.values[name];
      if (slot.localName === "output") {
        slot.dataset.value = exact(atRest || output.wide ? value : Math.fround(value));
      }
      const text = typeof value === "string"
        ? value
        : output?.meanings?.[value - 1] ?? display(value, slot.dataset.format ?? output?.format ?? ".12g");
      if (slot.textContent !== text) slot.textContent = text;
    }
  }

  /** Tell what the picture shows to those who do not see it. */
  describe(bindings) {
    const told = [...this.known.values()].filter((output) => output.told).map((output) => {
      const value = output.value(bindings);
      return `${output.label ?? ""} ${output.meanings?.[value - 1] ?? display(value, output.format)}`.trim();
    });
    const sentence = `${this.words.picture} ${told.join(", ")}`.trim();
    this.figure.plot.setAttribute("role", "img");
    this.figure.plot.setAttribute("aria-label", sentence);
    if (this.spoken && this.spoken !== sentence) this.status.textContent = told.join(", ");
    this.spoken = sentence;
  }

  // --- from the learner

  /** A movement along the grid of a control. */
  move(key, index) {
    this.touched = true;
    this.pending = true;
    this.last = { key, index };
    this.values[key] = this.byKey[key].grid[index];
    const moved = this.answer.tables[key]?.filter(({ name }) => this.drivenBy(key).includes(name)) ?? [];
    for (const column of moved) this.values[column.name] = cell(column, index, 0);
    this.refresh();
  }

  /** The end of a movement. */
  release(key) {
    clearTimeout(this.timer);
    if (!this.pending || this.last.key !== key) return;
    this.pending = false;
    this.commit();
  }

  releaseSoon(key) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(key), KEY_PAUSE);
  }

  /** An exact value, typed or chosen. */
  set(key, value) {
    this.flush();
    if (Object.is(this.values[key], value)) return this.refresh();
    this.values[key] = value;
    const index = this.byKey[key].grid?.indexOf(value) ?? -1;
    const isView = this.drivenBy(key).length > 0;
    this.last = index < 0 || isView ? null : { key, index };
    this.commit(isView ? { [key]: textOf(this.byKey[key], value) } : {});
  }

  /** Several values at once, as texts; also of controls that do not exist yet. */
  jump(texts) {
    this.flush();
    const others = {};
    for (const [key, text] of Object.entries(texts)) {
      const control = this.byKey[key];
      if (!control || control.sets?.length) others[key] = text;
      else if (control.kind === "text") this.values[key] = text;
      else this.values[key] = control.options ? Object.keys(control.options).indexOf(text) : read(text);
    }
    this.last = null;
    this.commit(others);
  }

  reset() {
    this.flush();
    for (const control of this.answer.controls) this.values[control.key] = control.default;
    this.last = null;
    this.commit({}, {});
  }

  /** Send what is still waiting for its pause. */
  flush() {
    this.touched = true;
    this.stop();
    if (this.pending) this.release(this.last.key);
  }

  stop() {
    for (const widget of this.widgets ?? []) widget.stop?.();
  }

  /** Send the state, with `others` that are no control here, and with those that are `away`. */
  commit(others = {}, away = this.answer.away) {
    const { controls, extras } = this.answer;
    const query = queryOf(controls, this.values, { ...away, ...others }, extras);
    this.sent += 1;
    writeAddress(query);
    this.ask(query);
    this.insist();
    this.refresh();
  }

  /** Send the state again as long as it has no answer: what is sent over a broken connection is lost. */
  insist() {
    clearTimeout(this.unanswered);
    if (this.answer.answers >= this.sent && !this.recalling) return;
    this.unanswered = setTimeout(() => {
      this.sent += 1;
      this.ask(location.search);
      this.insist();
    }, PATIENCE);
  }

  async copy(button) {
    const link = location.href;
    const { copy: label, copied, copy_by_hand: byHand } = this.words;
    if (await copy(link, button, label, copied)) {
      this.status.textContent = copied;
      return;
    }
    const field = h("input", { type: "text", class: "lab-link", readonly: true, "aria-label": byHand });
    field.value = link;
    field.onblur = () => field.replaceWith(button);
    button.replaceWith(field);
    field.focus();
    field.select();
  }

  destroy() {
    this.destroyed = true;
    this.pending = false; // the address is another page's already
    this.stop();
    clearTimeout(this.timer);
    clearTimeout(this.unanswered);
    cancelAnimationFrame(this.frame);
    removeEventListener("pointerup", this.letGo);
    removeEventListener("pointercancel", this.letGo);
    this.figure.destroy();
    this.section.remove();
    this.tasks.element.remove();
    this.code.element.remove();
  }
}

function same(a, b) {
  return a === b || (a.byteLength === b.byteLength && a.every((byte, i) => byte === b[i]));
}

/** Add a style sheet once; resolves when it is in force. */
function styled(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  const link = h("link", { rel: "stylesheet", href: address });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`could not load ${address}`));
    };
  });
}
