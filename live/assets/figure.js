// The picture: plotly.js, one redraw per frame, and the parts one can grab.

import { plain } from "./colors.js";
import { Direct, assign } from "./direct.js";
import { h } from "./element.js";
import { chosen, fitted, scaled } from "./fit.js";
import { follow } from "./gesture.js";
import { nearest } from "./numbers.js";
import { sign } from "./signs.js";
import { isRow } from "./tables.js";

let loading;

/** Load plotly.js once for all labs of the page. */
export function loadPlotly(address) {
  loading ??= import(new URL(address, document.baseURI).href).then(() => globalThis.Plotly);
  loading.catch(() => { loading = undefined; });
  return loading;
}

const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false, responsive: false };
const ALONE = new Set(["bar", "scatter"]); // what is drawn again without the rest of plotly.js
const REACH = 24; // half of the 48 pixels that a finger can hit
const UNSEEN = 0.25; // pixels that a line, a mark or a bar may be beside its place
const NUMBER = /%\{(x|y|customdata)[^}]*\}/g; // in a template of texts
const LEFT = 96; // pixels below a picture that stays: for a row of controls
const BESIDE = 0.9; // of the lab; a picture that is narrower has controls beside it
const PICK = 14; // how far beside a point one may click, where there are many

/** Copy a specification, with every CSS variable replaced by its colour. */
function resolved(value, colorOf) {
  if (typeof value === "string" && value.startsWith("var(")) return colorOf(value);
  if (Array.isArray(value)) return value.map((item) => resolved(item, colorOf));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, resolved(v, colorOf)]));
  }
  return value;
}

/** Whether two bindings draw the same: nearly one place, or equal in the seven digits of a table. */
function alike(a, b, unseen) {
  if (isRow(a)) return a.length === b.length && a.every((value, i) => alike(value, b[i], unseen));
  return Object.is(a, b) || Math.abs(a - b) < unseen || (Number.isFinite(Math.fround(b)) && Math.fround(a) === Math.fround(b));
}

export class Figure {
  /** @param {import("./lab.js").Lab} lab told about grabs, and asked for the room there is */
  constructor(lab) {
    this.lab = lab;
    this.plot = h("div", { class: "lab-plot" });
    this.grips = h("div", { class: "lab-grips", "aria-hidden": "true" });
    // As high as the picture may be, and as wide as an em of its type.
    this.probe = h("div", { class: "lab-probe", "aria-hidden": "true" });
    this.element = h("div", { class: "lab-figure" }, this.plot, this.grips, this.probe);
    // plotly.js keeps clicks to itself.
    this.element.addEventListener("pointerdown", (event) => this.press(event), true);
    this.element.addEventListener("pointermove", (event) => {
      this.plot.classList.toggle("lab-pointed", Boolean(this.pointed(event)));
    });
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.element);
    this.observer.observe(this.probe);
    this.handles = [];
    this.hidden = new Set(); // traces of panels that the page has no room for, by name
    this.isMasked = false; // whether numbers in it read as a question mark
  }

  /** Draw anew: another figure, another theme, or the first time. */
  async draw(Plotly, text, { handles, bindings }) {
    this.Plotly = Plotly;
    this.text = text;
    this.spec = JSON.parse(text);
    if (!this.handles.every(({ trace }) => this.spec.data.some((t) => t.name === trace))) {
      this.handles = []; // of another picture
      this.gripNames = undefined;
    }
    this.bound = Object.keys(bindings)
      .filter((name) => name.includes("."))
      .map((name) => {
        const [trace, ...attribute] = name.split(".");
        const index = this.spec.data.findIndex((t) => t.name === trace);
        if (index < 0) throw new Error(`the figure has no trace named ${trace}`);
        return { name, index, attribute: attribute.join("."), unseen: 0 };
      });
    this.attributes = [...new Set(this.bound.map((b) => b.attribute))];
    this.grabbable = handles;
    this.bindings = bindings;
    await this.react();
  }

  async react() {
    const style = getComputedStyle(this.element);
    const known = new Map();
    const colorOf = (name) => {
      if (!known.has(name)) known.set(name, plain(name, this.element));
      return known.get(name);
    };
    this.place = this.room();
    const { lab, width, type } = this.place;
    this.lab.section.classList.toggle("lab-strip", Boolean(this.spec.layouts.wide.room.controls));
    const best = chosen(this.spec.layouts, { lab: lab / type, beside: width / type });
    const shown = (this.lab.presents && this.spec.layouts.present) || best;
    const { layout: laid, scale, controls } = fitted(shown, { ...this.place, width: shown.room.controls ? lab : width });
    const traces = this.spec.data.map((trace) => this.masked(scaled(trace, scale)));
    const { data, layout } = resolved({ data: traces, layout: laid }, colorOf);
    for (const { name, index, attribute } of this.bound) assign(data[index], attribute, this.plain(name));
    for (const { index } of this.bound) {
      // A line that moves keeps all of its points, also where they lie close.
      if (data[index].type === "scatter") data[index].line = { ...data[index].line, simplify: false };
    }
    for (const index of shown.room.hidden) data[index].visible = false;
    this.hidden = new Set(shown.room.hidden.map((index) => data[index].name));
    Object.assign(layout, {
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      dragmode: false,
      hovermode: false,
      font: { family: style.fontFamily, color: style.color, ...layout.font },
    });
    this.lab.placeControls(controls);
    this.direct = new Direct(this.plot, []); // plans are of what was drawn before
    this.given = { ...this.bindings }; // a hand may go on meanwhile
    await this.Plotly.react(this.plot, data, layout, CONFIG);
    sign(this.plot);
    this.direct = new Direct(this.plot, new Set(this.bound.map(({ index }) => index)));
    for (const bound of this.bound) bound.unseen = this.unseen(bound);
    this.makeGrips();
    this.placeGrips();
    this.stick();
  }

  /** Let it stay in sight while one scrolls, where that leaves room for what scrolls. */
  stick() {
    const { element } = this;
    element.classList.remove("lab-loose");
    const { position, top } = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const isAbove = width > this.lab.width() * BESIDE;
    const left = innerHeight - parseFloat(top) - height;
    const below = Math.max(LEFT, ...this.lab.widgets.map(({ room }) => room?.() ?? 0));
    const sticks = position === "sticky" && left > (isAbove ? below : 0);
    element.classList.toggle("lab-loose", position === "sticky" && !sticks);
    document.documentElement.style.setProperty("--stuck", sticks && isAbove ? `${height}px` : "");
  }

  plain(name) {
    const values = this.bindings[name];
    return isRow(values) ? Array.from(values) : values;
  }

  /** How far a number of a binding may move until the eye can see it. */
  unseen({ index, attribute }) {
    const trace = this.spec.data[index];
    if (attribute === "marker.size") return UNSEEN;
    // A text may say the number itself.
    if (!["x", "y"].includes(attribute) || "texttemplate" in trace) return 0;
    const { [`${attribute}axis`]: axis = attribute } = trace;
    const scale = this.plot._fullLayout[axis.replace(attribute, `${attribute}axis`)];
    return scale.type === "linear" ? UNSEEN / Math.abs(scale.d2p(1) - scale.d2p(0)) : 0;
  }

  /** Move everything that moves, at once; the rest, axes and titles stay as they are. */
  move(bindings) {
    this.bindings = bindings;
    if (!this.spec) return;
    const changes = this.changes();
    if (!changes.size) return;
    const alone = [...changes.keys()].every((index) => ALONE.has(this.spec.data[index].type));
    if (alone) this.direct.draw(changes);
    else this.restyle(changes);
    this.placeGrips();
  }

  /** What has to be drawn: the numbers of traces of which the eye can see a change. */
  changes() {
    const moved = this.bound.filter(({ name, unseen }) => !alike(this.given[name], this.bindings[name], unseen));
    const changes = new Map(moved.map(({ index }) => [index, {}]));
    for (const { name, index, attribute } of this.bound) {
      if (!changes.has(index)) continue;
      changes.get(index)[attribute] = this.plain(name);
      this.given[name] = this.bindings[name];
    }
    return changes;
  }

  /** Let plotly.js find out what that changes, which takes it long. */
  restyle(changes) {
    const all = [...changes.values()];
    const update = Object.fromEntries(this.attributes.map((name) => [name, all.map((values) => values[name])]));
    this.Plotly.restyle(this.plot, update, [...changes.keys()]);
  }

  /** The room that the page has for the picture. */
  room() {
    const { width: type, height } = this.probe.getBoundingClientRect();
    return { lab: this.lab.width(), width: this.element.clientWidth, height, type, row: this.lab.rowScale() };
  }

  fit() {
    if (!this.spec) return;
    const room = this.room();
    if (!room.width || !room.type) return;
    if (Object.keys(room).some((side) => Math.abs(room[side] - this.place[side]) > 0.01)) this.react();
  }

  /** Lay the picture out anew: the page has another place for it. */
  relaid() {
    if (this.spec) this.react();
  }

  /** A trace that says a question mark wherever it says a number. */
  masked(trace) {
    const { texttemplate } = trace;
    return this.isMasked && texttemplate ? { ...trace, texttemplate: texttemplate.replace(NUMBER, "?") } : trace;
  }

  /** Let numbers read as a question mark, or show them again. */
  mask(isMasked) {
    if (isMasked === this.isMasked) return;
    this.isMasked = isMasked;
    if (this.spec) this.react();
  }

  /** The picture as a PNG, as it is now, in twice as many pixels. */
  async image() {
    const { layout: shown } = this.plot;
    const uniformtext = { mode: "hide", minsize: shown.font.size };
    const layout = { ...shown, paper_bgcolor: plain("var(--card)", this.element), uniformtext };
    const drawn = new Image();
    // plotly.js draws a PNG by way of a blob, which the headers of the app forbid.
    drawn.src = await this.Plotly.toImage({ data: this.plot.data, layout }, { format: "svg" });
    await drawn.decode();
    const canvas = h("canvas", { width: 2 * drawn.width, height: 2 * drawn.height });
    canvas.getContext("2d").drawImage(drawn, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL("image/png");
  }

  // --- what can be grabbed

  makeGrips() {
    const names = JSON.stringify(this.grabbable.map(({ controls, plane, reach }) => [controls, plane, reach]));
    if (names === this.gripNames) return;
    this.gripNames = names;
    this.handles = this.grabbable.flatMap(({ trace, controls, plane, reach = 0 }) =>
      controls.map((key, point) => {
        const element = h("div", { class: "lab-grip", "data-control": key });
        if (plane) element.dataset.plane = plane.join(" ");
        const handle = { trace, key, point, plane, reach, element };
        element.addEventListener("pointerdown", (event) => this.grab(event, handle));
        return handle;
      }));
    this.grips.replaceChildren(...this.handles.map((handle) => handle.element));
  }

  /** Where a handle is, in pixels, if its trace had these bindings. */
  pixels({ trace, point, reach = 0 }, value) {
    const index = this.spec.data.findIndex((t) => t.name === trace);
    const { xaxis = "x", yaxis = "y", orientation, type } = this.spec.data[index];
    const full = this.plot._fullLayout;
    const along = (letter, axis) => {
      const scale = full[axis.replace(letter, `${letter}axis`)];
      const coordinate = value(`${trace}.${letter}`, point) ?? this.spec.data[index][letter]?.[point];
      const zero = scale._offset + scale.d2p(0);
      return { at: scale._offset + scale.d2p(coordinate), zero, pitch: Math.abs(scale._offset + scale.d2p(1) - zero) };
    };
    const x = along("x", xaxis);
    const y = along("y", yaxis);
    const bar = type === "bar" && (orientation === "h" ? "x" : "y");
    // Neighbouring bars share the space between them.
    const across = bar ? Math.min(REACH, (bar === "x" ? y : x).pitch / 2) : REACH;
    // What is larger than a finger can be taken hold of wherever it is; a logarithmic axis has no pitch.
    const held = ({ pitch }) => (reach ? Math.max(REACH, reach * pitch) : REACH);
    const around = { beside: held(x), above: held(y) };
    return { x: x.at, y: y.at, from: bar === "x" ? x.zero : y.zero, bar, across, ...around };
  }

  placeGrips() {
    for (const handle of this.handles) {
      const place = this.pixels(handle, (name, i) => this.bindings[name]?.[i]);
      const isShown = Number.isFinite(place.x + place.y) && !this.hidden.has(handle.trace);
      const spot = [...Object.values(place), isShown].join();
      if (spot === handle.spot) continue;
      handle.spot = spot;
      const { x, y, from, bar, across, ...around } = place;
      const style = handle.element.style;
      const beside = bar === "y" ? across : around.beside;
      const above = bar === "x" ? across : around.above;
      const left = (bar === "x" ? Math.min(x, from) : x) - beside;
      const top = (bar === "y" ? Math.min(y, from) : y) - above;
      handle.element.dataset.bar = bar || "";
      handle.element.dataset.negative = bar === "y" ? y > from : x < from;
      style.transform = `translate(${left}px, ${top}px)`;
      style.width = `${(bar === "x" ? Math.abs(x - from) : 0) + 2 * beside}px`;
      style.height = `${(bar === "y" ? Math.abs(y - from) : 0) + 2 * above}px`;
      style.visibility = isShown ? "visible" : "hidden";
    }
    this.lab.prediction?.place();
  }

  grab(event, handle) {
    const { element, key, plane } = handle;
    if (event.button !== 0 || element.classList.contains("held")) return;
    if (event.pointerType !== "mouse" && element.dataset.bar === "y") return; // up and down a finger scrolls
    event.preventDefault();
    const start = this.pixels(handle, (name, i) => this.bindings[name]?.[i]);
    const letGo = (act) => () => {
      element.classList.remove("held");
      act();
    };
    element.classList.add("held");
    follow(event, {
      element,
      way: plane ? "both" : element.dataset.bar === "y" ? "y" : "x",
      begin: () => this.lab.grasp(key, plane),
      ahead: () => this.lab.ahead(),
      move: (x, y) => (plane ? this.dragFreely : this.drag).call(this, handle, start.x + x, start.y + y),
      drop: letGo(() => this.lab.release(key)), cancel: letGo(() => this.lab.cancel(key)), rest: letGo(() => {}),
    });
  }

  /** Move what a handle moves, so that the handle comes as near to a place as it can. */
  drag(handle, x, y) {
    const rows = this.lab.positions(handle.key);
    if (!rows) return; // the tables are on their way
    let best = 0;
    let least = Infinity;
    for (let row = 0; row < rows.count; row += 1) {
      const at = this.pixels(handle, (name, i) => rows.value(name, i, row));
      const distance = (at.x - x) ** 2 + (at.y - y) ** 2;
      if (distance < least) [least, best] = [distance, row];
    }
    this.lab.move(handle.key, best);
  }

  /** Move a handle that goes anywhere: its place is what its two controls say. */
  dragFreely({ trace, key, plane }, x, y) {
    const { xaxis = "x", yaxis = "y" } = this.spec.data.find(({ name }) => name === trace);
    const full = this.plot._fullLayout;
    const said = [[xaxis, "x", x], [yaxis, "y", y]].map(([axis, letter, place]) => {
      const scale = full[axis.replace(letter, `${letter}axis`)];
      return scale.p2d(place - scale._offset);
    });
    this.lab.moveTo(key, Object.fromEntries(plane.map((one, i) => {
      const { grid } = this.lab.byKey[one];
      return [one, grid[nearest(grid, said[i])]];
    })));
  }

  // --- what can be picked

  /** What the nearest point under a pointer chooses: { key, index }; nothing if it is far. */
  pointed({ clientX, clientY, target }) {
    if (!this.plot._fullLayout || target.closest(".lab-grip")) return null;
    const box = this.element.getBoundingClientRect();
    let [least, found] = [PICK ** 2, null];
    for (const { trace, picks } of this.grabbable.filter((handle) => handle.picks && !this.hidden.has(handle.trace))) {
      const { length } = this.spec.data.find(({ name }) => name === trace).x;
      for (let index = 0; index < length; index += 1) {
        const { x, y } = this.pixels({ trace, point: index }, (name, i) => this.bindings[name]?.[i]);
        const distance = (box.left + x - clientX) ** 2 + (box.top + y - clientY) ** 2;
        if (distance < least) [least, found] = [distance, { key: picks, index }];
      }
    }
    return found;
  }

  /** Choose what is pressed, once it is let go of at the same place. */
  press(event) {
    const found = event.button === 0 && this.pointed(event);
    if (!found) return;
    const over = new AbortController();
    const letGo = ({ clientX, clientY }) => {
      over.abort();
      if (Math.hypot(clientX - event.clientX, clientY - event.clientY) > PICK) return;
      this.lab.move(found.key, found.index);
      this.lab.release(found.key);
    };
    addEventListener("pointerup", letGo, { signal: over.signal, capture: true });
    addEventListener("pointercancel", () => over.abort(), { signal: over.signal });
  }

  destroy() {
    this.observer.disconnect();
    document.documentElement.style.removeProperty("--stuck");
    if (this.Plotly) this.Plotly.purge(this.plot);
  }
}
