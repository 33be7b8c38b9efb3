// The lab in the browser: what is shown is looked up, never computed.
//
// `values` is what the learner has set. `answer` is the newest message from
// Python: the state it answers, every binding at rest, and a table for each
// control. The picture shows `lookUp(values, answer)`. Where the answer does
// not cover the values yet, thumbs move and the picture waits.

import { h, widgetsFor } from "./controls.js";
import { Figure, loadPlotly } from "./figure.js";
import { queryOf, textOf, writeAddress } from "./link.js";
import { display, exact, read } from "./numbers.js";
import { decode } from "./wire.js";

const KEY_PAUSE = 250; // milliseconds after the last key until its value is sent
const COPIED_PAUSE = 2000;

/** Streamlit calls this for every update and every change of theme. */
export default function mount({ parentElement, data, setStateValue, fail }) {
  const lab = (parentElement.lab ??= new Lab(parentElement));
  lab.send = (commit) => setStateValue("commit", commit);
  lab.receive(data).catch(fail);
  return () => {
    lab.destroy();
    delete parentElement.lab;
  };
}

/** Turn a message into what the lab needs: numbers in place of references. */
function unpack(bytes) {
  const { header, arrays } = decode(bytes);
  const single = (index) => arrays[index].data[0];
  const controls = header.controls.map((control) =>
    control.kind === "text"
      ? control
      : {
          ...control,
          value: single(control.value),
          default: single(control.default),
          grid: control.grid === undefined ? undefined : arrays[control.grid].data,
        });
  const vectors = new Set(header.rows);
  const rest = Object.fromEntries(
    Object.entries(header.rest).map(([name, index]) => [
      name, vectors.has(name) ? arrays[index].data : arrays[index].data[0],
    ]));
  const tables = Object.fromEntries(
    Object.entries(header.tables).map(([key, columns]) => [
      key,
      Object.entries(columns).map(([name, { indices, rows, ...how }]) => ({
        name, ...how, indices: arrays[indices].data, width: arrays[rows].columns, count: arrays[rows].rows, rows: arrays[rows].data,
      })),
    ]));
  const values = Object.fromEntries(controls.map((control) => [control.key, control.value]));
  return { ...header, controls, rest, tables, values };
}

class Lab {
  constructor(place) {
    this.place = place;
    this.sent = 0;
    this.values = {};
    this.last = null; // the last movement along a grid: { key, index }
    this.hand = null; // the element that is being held
    this.section = h("section", { class: "lab" });
    // Streamlit listens for single letters on the whole document.
    this.section.addEventListener("keydown", (event) => event.stopPropagation());
    this.section.addEventListener("pointerdown", (event) => { this.hand = event.target; });
    this.letGo = () => { this.hand = null; };
    addEventListener("pointerup", this.letGo);
    addEventListener("pointercancel", this.letGo);
    this.figure = new Figure(this);
    this.panel = h("div", { class: "lab-controls" });
    this.template = h("div", { class: "lab-template" });
    this.foot = h("div", { class: "lab-foot" });
    this.tasks = h("aside", { class: "lab-tasks" });
    this.status = h("p", { class: "lab-status", role: "status" });
    this.section.append(this.panel, this.figure.element, this.template, this.foot, this.status);
  }

  // --- from Python

  async receive(bytes) {
    if (this.bytes && same(this.bytes, bytes)) return this.redraw(); // only the theme changed
    this.bytes = bytes.slice();
    const answer = unpack(bytes);
    this.answer = answer;
    this.name = answer.lab;
    this.words = answer.words;
    const first = !this.section.isConnected;
    if (first) this.sent = answer.answers;
    // The newest answer has the last word on values, except on what is in motion.
    if (first || answer.answers >= this.sent) this.adopt(answer);
    if (first) {
      await styled(new URL("lab.css", import.meta.url).href);
      this.place.replaceChildren(this.section, this.tasks);
    }
    this.build(answer);
    this.state("waiting");
    this.refresh();
    return this.redraw();
  }

  adopt(answer) {
    const moving = new Set(this.pending ? [this.last.key, ...this.drivenBy(this.last.key)] : []);
    const values = { ...answer.values };
    for (const key of moving) if (key in values) values[key] = this.values[key];
    this.values = values;
    if (!this.pending) {
      this.last = null;
      writeAddress(queryOf(answer.controls, values, {}, answer.extras));
    }
  }

  build(answer) {
    const { controls, words } = answer;
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
        h("label", { class: "lab-readout" }, `${label ?? name} `, h("output", { name }))));
      this.slots = [...this.template.querySelectorAll("output, [data-slot]")];
      // An output announces every change by itself; only a release should.
      for (const slot of this.slots) if (slot.localName === "output") slot.ariaLive = "off";
    }
    const todo = JSON.stringify([answer.tasks, words]);
    if (todo !== this.todo) {
      this.todo = todo;
      this.reached = reachedTasks(answer.lab);
      this.listTasks();
    }
    const shapeOfFoot = JSON.stringify([answer.presets, words]);
    if (shapeOfFoot !== this.footShape) {
      this.footShape = shapeOfFoot;
      this.foot.replaceChildren(...this.buttons(answer));
    }
  }

  /** Every number a readout shows: { name, value(bindings), format, label }. */
  outputs() {
    return this.answer.readouts.flatMap(({ name, format, labels, told, exact: wide }) => {
      const rest = this.answer.rest[name];
      if (!ArrayBuffer.isView(rest)) {
        return [{ name, format, told, wide, meanings: labels, value: (bindings) => bindings[name] }];
      }
      return Array.from(rest, (_, i) => (
        { name: `${name}${i + 1}`, format, told, wide, label: labels[i], value: (bindings) => bindings[name][i] }
      ));
    });
  }

  buttons({ presets, words }) {
    const examples = presets.map(({ label, values }) =>
      h("button", { type: "button", class: "lab-preset", onclick: () => this.jump(values) }, label));
    const copy = h("button", { type: "button", onclick: () => this.copy(copy) }, words.copy);
    return [
      ...(examples.length ? [h("span", { id: `lab-${this.name}-presets` }, words.presets)] : []),
      ...examples,
      h("span", { class: "lab-space" }),
      h("button", { type: "button", onclick: () => this.reset() }, words.reset),
      copy,
    ];
  }

  listTasks() {
    const { tasks, words } = this.answer;
    const items = tasks.map(({ key, text }) => {
      const done = this.reached.has(key);
      return h("li", { "data-task": key, "data-done": String(done) },
        h("span", { "aria-hidden": "true" }, done ? "✓" : "○"), h("span", {}, text),
        h("span", { class: "lab-status" }, done ? `(${words.done})` : ""));
    });
    this.tasks.hidden = !items.length;
    this.tasks.setAttribute("aria-label", words.tasks);
    this.tasks.replaceChildren(h("strong", {}, words.tasks), h("ul", {}, ...items));
  }

  /** Tick off the tasks whose answer is 1, once the learner has moved something. */
  tick(bindings) {
    if (!this.touched) return;
    const now = this.answer.tasks.filter(({ key }) => bindings[key] === 1 && !this.reached.has(key));
    if (!now.length) return;
    for (const { key, text } of now) {
      this.reached.add(key);
      this.status.textContent = `${this.words.done}: ${text}`;
    }
    rememberTasks(this.name, this.reached);
    this.listTasks();
  }

  async redraw() {
    const Plotly = await loadPlotly(this.answer.plotly);
    if (this.destroyed) return;
    const style = getComputedStyle(this.place);
    this.section.dataset.theme = isDark(style.getPropertyValue("--st-background-color")) ? "dark" : "light";
    const colors = style.getPropertyValue("--st-chart-categorical-colors").split(",");
    colors.forEach((color, i) => this.section.style.setProperty(`--series-${i + 1}`, color.trim()));
    const { figure, narrow, handles, rest } = this.answer;
    const look = JSON.stringify([figure, narrow, handles, colors, style.getPropertyValue("--st-text-color"), style.fontFamily]);
    if (look !== this.look) {
      this.look = look;
      await this.figure.draw(Plotly, figure, { narrow, handles, bindings: this.shown?.bindings ?? rest });
      this.drawn = true;
    }
    this.paint();
  }

  // --- looking up

  drivenBy(key) {
    return this.answer.controls.find((control) => control.key === key)?.sets ?? [];
  }

  /** What to show for the current values; null where the answer does not cover them. */
  lookUp() {
    const { answer, values, last } = this;
    const views = new Set(answer.controls.filter((c) => c.sets?.length).map((c) => c.key));
    const changed = answer.controls
      .map((control) => control.key)
      .filter((key) => !views.has(key) && !Object.is(values[key], answer.values[key]));
    if (!changed.length) return { bindings: answer.rest, atRest: true };
    if (!last || !answer.tables[last.key]) return null;
    const covered = new Set([last.key, ...this.drivenBy(last.key)]);
    if (!changed.every((key) => covered.has(key))) return null;
    if (!Object.is(values[last.key], this.byKey[last.key].grid[last.index])) return null;
    return { bindings: this.row(last.key, last.index), atRest: false };
  }

  /** Every binding at one row of a table. */
  row(key, index) {
    const { rest, tables } = this.answer;
    const bindings = { ...rest };
    const last = this.byKey[key].grid.length - 1;
    for (const column of tables[key]) {
      const { name, indices, width } = column;
      if (!ArrayBuffer.isView(rest[name])) bindings[name] = cell(column, index, 0, last);
      else {
        const values = Float64Array.from(rest[name]);
        for (let i = 0; i < width; i += 1) values[indices[i]] = cell(column, index, i, last);
        bindings[name] = values;
      }
    }
    return bindings;
  }

  /** Where bindings are along the grid of a control, for those who drag in the picture. */
  positions(key) {
    const { values, answer } = this;
    const covered = new Set([key, ...this.drivenBy(key)]);
    if (Object.keys(answer.values).some((k) => !covered.has(k) && !Object.is(values[k], answer.values[k]))) return null;
    const count = this.byKey[key].grid.length;
    const columns = Object.fromEntries(answer.tables[key].map((column) => [column.name, column]));
    const value = (name, i, row) => {
      const column = columns[name];
      const place = column ? column.indices.indexOf(i) : -1;
      return place < 0 ? answer.rest[name]?.[i] : cell(column, row, place, count - 1);
    };
    return { count, value };
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
      this.tick(found.bindings);
      if (this.drawn && found.bindings !== this.figure.bindings) this.figure.move(found.bindings);
      if (this.drawn) this.state("ready");
      if (found.atRest) this.describe(found.bindings);
    } else {
      this.state("waiting");
      // Values that no table leads to were typed or chosen: show them at once.
      if (!this.last) for (const widget of this.widgets) widget.show(this.values, this.hand);
    }
  }

  /** A binding named after a control moves its thumb. */
  follow(bindings) {
    for (const { key, kind, sets } of this.answer.controls) {
      const held = this.last?.key === key && this.pending;
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
    for (const { name, width, rows } of moved) this.values[name] = rows[index * width];
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
    this.last = index < 0 ? null : { key, index };
    this.commit();
  }

  /** Several values at once, as texts; also of controls that do not exist yet. */
  jump(texts) {
    this.flush();
    const others = {};
    for (const [key, text] of Object.entries(texts)) {
      const control = this.byKey[key];
      if (!control) others[key] = text;
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
    this.commit();
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

  commit(others = {}) {
    const { controls, extras, origin } = this.answer;
    const query = queryOf(controls, this.values, others, extras);
    this.sent += 1;
    writeAddress(query);
    this.send({ number: this.sent, link: query, origin });
    this.refresh();
  }

  async copy(button) {
    const link = location.href;
    try {
      await navigator.clipboard.writeText(link);
      button.textContent = this.words.copied;
      this.status.textContent = this.words.copied;
      setTimeout(() => { button.textContent = this.words.copy; }, COPIED_PAUSE);
    } catch {
      // Browsers refuse without https; then the link stands ready to be copied.
      const field = h("input", { type: "text", class: "lab-link", readonly: true, "aria-label": this.words.copy_by_hand });
      field.value = link;
      field.onblur = () => field.replaceWith(button);
      button.replaceWith(field);
      field.focus();
      field.select();
    }
  }

  destroy() {
    this.destroyed = true;
    this.pending = false; // the address is another page's already
    this.stop();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    removeEventListener("pointerup", this.letGo);
    removeEventListener("pointercancel", this.letGo);
    this.figure.destroy();
    this.section.remove();
    this.tasks.remove();
  }
}

/** One number of a table; between the rows of a thinned table, on a straight line. */
function cell({ rows, width, count, stride, low, high }, index, place, last) {
  if (stride === 1) return rows[index * width + place];
  const row = Math.min(Math.floor(index / stride), count - 1);
  const next = Math.min(row + 1, count - 1);
  const [from, to] = [row * stride, Math.min((row + 1) * stride, last)];
  const share = to > from ? (index - from) / (to - from) : 0;
  const value = rows[row * width + place] * (1 - share) + rows[next * width + place] * share;
  return low === undefined ? value : low + (value / 65535) * (high - low);
}

/** The answer called `name`, or for "p3" the third number of the answer "p". */
function find(bindings, name) {
  if (name in bindings) return bindings[name];
  const [, row, position] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return bindings[row]?.[position - 1];
}

// Tasks stay ticked for the visit, in every tab of their own; where the browser
// keeps nothing for a page, they stay ticked until the page is left.
const reachedTasks = (lab) => {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(`tasks of ${lab}`) ?? "[]"));
  } catch {
    return new Set();
  }
};

const rememberTasks = (lab, reached) => {
  try {
    sessionStorage.setItem(`tasks of ${lab}`, JSON.stringify([...reached]));
  } catch { /* nothing is kept for this page */ }
};

function same(a, b) {
  return a === b || (a.byteLength === b.byteLength && a.every((byte, i) => byte === b[i]));
}

function isDark(color) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
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
