// The lab in the browser: what is shown is looked up, never computed.
//
// `values` is what the learner has set. `answer` is the newest message from
// Python: the state it answers, every binding at rest, and a table for each
// control. The picture shows `lookUp(values, answer)`. Where the answer does
// not cover the values yet, thumbs move and the picture waits; what moves freely asks
// meanwhile (asking.js), and the picture shows the newest that was answered.

import { Asking } from "./asking.js";
import { Code } from "./code.js";
import { isDark } from "./colors.js";
import { folding, kindOf, missing, widgetsFor } from "./controls.js";
import { h, styled } from "./element.js";
import { Figure, loadPlotly } from "./figure.js";
import { History } from "./history.js";
import { light } from "./lights.js";
import { begun, isBare, learn, posed, queryOf, ROOM, writeAddress } from "./link.js";
import { Page } from "./page.js";
import { Readouts } from "./readouts.js";
import { cell, positionsOf, rowOf, unpack } from "./tables.js";
import { Tasks } from "./tasks.js";
import { Transport } from "./transport.js";
import { hosted } from "./ways.js";

const KEY_PAUSE = 250; // milliseconds after the last key until its value is sent
const BUDGET = 10; // milliseconds between two frames in which more than one step may be drawn ahead
const VAIN = 4; // frames in turn that had to draw once more; then nothing is drawn ahead
const SENTENCE = 5000; // milliseconds in which one is read
const carried = new Map(); // what follows the learner to other labs: keys and texts of a link
let substitute = null; // the lab that stands in for its page, until that has come

/** Streamlit calls this for every update and every change of theme. */
export default function mount({ parentElement, data, setStateValue, setTriggerValue, fail }) {
  const lab = (parentElement.lab ??= new Lab(parentElement));
  lab.send = (question) => setStateValue("commit", question);
  lab.switchLanguage = (code) => {
    setTriggerValue("language", code); // for the menu, and for the rest of the visit
    lab.translate(code).catch(fail);
  };
  lab.fail = fail;
  hosted();
  lab.hear(data).catch(fail);
  return () => {
    lab.destroy();
    delete parentElement.lab;
  };
}

/**
 * Show a lab with nothing of Streamlit's around it, once the server answers for it.
 * @param {string} asks where to ask
 * @returns {{shown: Promise<void>, leave: () => void}}
 */
export function alone(parentElement, asks) {
  const lab = (parentElement.lab = substitute = new Lab(parentElement));
  const leave = () => {
    lab.left = location.search;
    lab.destroy();
  };
  return { shown: lab.ask({ asks, origin: "", form: "" }, location.search), leave };
}

/** An answer, or null where its form is not known here. */
function answerIn(bytes) {
  const answer = unpack(bytes);
  if (!answer.controls) return null;
  learn(answer);
  return answer;
}

export class Lab {
  constructor(place) {
    this.place = place;
    this.send = (_question) => {}; // by way of Streamlit
    this.switchLanguage = reload; // in place, if Streamlit is there to change its menu
    this.fail = console.error;
    this.path = location.pathname;
    this.left = null; // the link with which it gave way to its page, where it stood in for that
    this.values = {};
    this.last = null; // the last movement: { key, index on its grid, keys of all that it moves }
    this.before = {}; // what was set before the movement that goes on
    this.hands = new Map(); // what pointers hold, the newest last: keys, and what was set before
    this.aside = new Map(); // how far the older ones among them have moved: keys, { values, index }
    this.isStale = false; // whether the next frame has something to draw
    this.effort = 0; // milliseconds that it takes to draw ahead of a frame, in this movement
    this.spent = 0; // milliseconds that it has taken since the last frame
    this.vain = 0; // frames in turn for which it was in vain
    this.deed = undefined; // the key of what was moved since the last rest; null for what counts for no task
    this.transport = new Transport({
      read: answerIn, carry: (question) => this.send(question), tell: (trouble) => this.tell(trouble),
    });
    this.asking = new Asking(this.transport, () => this.refresh());
    this.figure = new Figure(this);
    this.panel = h("div", { class: "lab-controls" });
    this.fold = h("details", { class: "lab-fold" });
    this.readouts = new Readouts();
    this.foot = h("div", { class: "lab-foot" });
    this.counts = h("div", { class: "lab-counts" });
    this.presents = false; // whether the page is shown to a hall
    this.tasks = new Tasks();
    this.history = new History((link) => this.travel(link));
    this.code = new Code();
    this.sharing = null; // what shares the lab, once somebody has wanted to
    this.prediction = null; // what asks before anything is shown, once a link wants it
    this.told = false; // whether its question has been answered
    this.status = h("p", { class: "lab-status", role: "status" });
    this.trouble = h("p", { class: "lab-trouble", role: "status" });
    this.figure.element.append(this.trouble);
    this.grid = h("div", { class: "lab-grid" }, this.figure.element, this.panel, this.foot, this.readouts.work, this.readouts.element);
    this.section = h(
      "section", { class: "lab", "data-state": "waiting" },
      this.grid, this.status,
    );
    this.page = new Page(this);
    this.page.element.addEventListener("click", (event) => {
      if (event.target.closest("[data-save]")) this.save(event);
    });
    Object.assign(this.section, { lab: this }); // for those who look into a page
    light(this.section, this.figure.plot);
    this.listen();
  }

  listen() {
  }

  // --- from Python

  /** Take in what came by way of Streamlit. */
  async hear(bytes) {
    if (this.heard && same(this.heard, bytes)) return this.answer && this.redraw(); // only the theme changed
    this.heard = bytes.slice();
    const answer = answerIn(bytes);
    if (!answer) return this.requestForm(unpack(bytes));
    if (this.transport.take(answer)) return undefined; // whoever asked goes on with it
    if (!this.answer) return this.open(answer);
    if (this.hasLost(answer) && !this.isReopening) return this.reopen();
    const { question } = this.transport;
    if (question?.about.asks === answer.asks) return undefined; // a newer one is on its way
    // A run of the page may know less than the browser: it heard of few commits, or a new server of none.
    if (question || answer.answers < this.answer.answers) return this.recall(answer);
    return this.receive(answer);
  }

  /** Show the first answer, or the one for what follows the learner from elsewhere. */
  async open(answer) {
    this.transport.leave();
    this.transport.sent = Math.max(this.transport.sent, answer.answers);
    // The page may come before the lab that stands in for it has seen that.
    const handed = substitute?.answer ? substitute.left ?? location.search : null;
    substitute = null;
    const link = handed ?? (isBare(location.search) ? this.begun(answer) : null);
    const followed = link === null ? null : await this.transport.askOnce(answer, link);
    return this.answer || this.destroyed ? undefined : this.receive(followed ?? answer);
  }

  /** The link with which the lab begins; null where the page knew all that follows the learner. */
  begun({ opening, follows, extras, kept }) {
    const known = Object.entries(follows).filter(([, text]) => text !== null);
    if (known.length === carried.size && known.every(([key, text]) => carried.get(key) === text)) return null;
    return queryOf([], {}, begun(opening, Object.fromEntries(carried)), { ...extras, ...kept });
  }

  /** Whether a run of the page has lost what was chosen for the visit, such as the language. */
  hasLost({ extras }) {
    return Object.keys(this.answer.extras).some((key) => !(key in extras));
  }

  /** The link of the state that the newest answer and the learner agree on. */
  agreed() {
    return this.linkOf(this.pending ? this.answer.values : this.values);
  }

  /** The link of some values, with all that the links of this page say beside them. */
  linkOf(values, others = this.answer.away) {
    const { controls, extras, kept } = this.answer;
    return queryOf(controls, values, others, { ...extras, ...kept });
  }

  /**
   * Let the page run once more, with the address as it is: Streamlit goes on repeating
   * the link that the page was opened with, until there is a step in the history.
   */
  reopen() {
    this.isReopening = true;
    this.write(this.transport.question?.link ?? this.agreed());
    dispatchEvent(new PopStateEvent("popstate"));
  }

  /** Ask once more for the state as it is, perhaps in the words of another language. */
  recall(answer) {
    const query = new URLSearchParams(this.transport.question?.link ?? this.agreed());
    for (const [key, text] of Object.entries(answer.extras)) query.set(key, text);
    return this.ask(answer, query.toString());
  }

  /** Ask for the state as it is in another language, at its own address. */
  async translate(code) {
    const { asks, origin } = this.answer;
    const query = new URLSearchParams(this.transport.question?.link ?? this.agreed());
    query.set("lang", code);
    if (asks) await this.ask({ asks: asks.replace(/[^/]+$/, code), origin, form: "" }, query.toString());
  }

  /** Ask for the same answer once more, with its form: a page of before had it. */
  requestForm({ answers, origin }) {
    this.heard = null;
    this.transport.sent = Math.max(this.transport.sent, answers);
    return this.ask({ origin, form: "" }, location.search);
  }

  /** Ask for the tables of a state. */
  async ask(about, link) {
    this.write(link.replace(/^\?/, ""));
    const answer = await this.transport.ask({ ...about, told: this.told }, link);
    if (answer && !this.destroyed) await this.receive(answer);
  }

  async receive(answer) {
    const coming = missing(answer.controls);
    if (coming) await coming;
    if (this.destroyed) return undefined;
    const sameForm = this.answer?.form === answer.form && this.answer.shape === answer.shape;
    this.isReopening = false;
    this.asking.forget();
    if (!sameForm) this.shown = null;
    this.answer = answer;
    for (const [key, text] of Object.entries(answer.follows)) {
      if (text === null) carried.delete(key);
      else carried.set(key, text);
    }
    this.adopt(answer);
    if (!this.section.isConnected) {
      await styled();
      this.place.replaceChildren(this.page.element);
    }
    if (!sameForm) this.build(answer);
    this.readouts.lead(answer.links);
    this.code.show(answer);
    if (!sameForm) this.page.show(answer);
    this.page.invite(answer);
    const prediction = await this.predicting(answer);
    if (this.answer !== answer) return;
    prediction?.show(answer);
    if (!this.drawn) this.refresh();
    await this.redraw();
    if (this.answer === answer) prediction?.go();
  }

  /** What asks first, or what has asked. Most visits are not asked, so it is fetched for those that are. */
  async predicting({ question, said }) {
    if (!question && !said && !new URLSearchParams(location.search).has(ROOM)) return this.prediction;
    this.prediction ??= await import("./predict.js").then(({ predictionOf }) => predictionOf(this));
    return this.prediction;
  }

  /** The newest answer has the last word on values, except on what is in motion. */
  adopt(answer) {
    const values = { ...answer.values };
    for (const key of this.moving()) if (key in values) values[key] = this.values[key];
    this.values = values;
    if (this.pending) return;
    this.last = null;
    const link = this.linkOf(values);
    this.write(link);
    this.history.stand(link);
  }

  /** Write a link into the address, unless that is another page's already. */
  write(query) {
    if (location.pathname === this.path) writeAddress(this.answer ? posed(query, this.answer.controls) : query);
  }

  /** Say what keeps an answer away; nothing when it has come. */
  tell(trouble) {
    if (trouble) this.section.dataset.trouble = trouble;
    else delete this.section.dataset.trouble;
    this.trouble.textContent = (trouble && this.words?.[trouble]) || "";
    this.refresh();
  }

  // --- building

  build(answer) {
    const { controls, words } = answer;
    this.name = answer.lab;
    this.words = words;
    this.section.dataset.lab = answer.lab;
    document.documentElement.lang = words.lang;
    this.section.dataset.rows = answer.row < 40 ? "many" : "few";
    this.byKey = Object.fromEntries(controls.map((control) => [control.key, control]));
    this.buildControls(controls);
    this.readouts.show(answer);
    this.tasks.show(answer);
    this.history.show(answer);
    this.buildFoot(answer);
  }

  buildControls(controls) {
    const shape = JSON.stringify([
      this.name, this.words, this.answer.folded, this.answer.masked,
      controls.map(({ value: _value, default: _default, grid, ...rest }) => [rest, grid?.length, grid?.[0], grid?.at(-1)]),
    ]);
    if (shape === this.shape) return;
    this.shape = shape;
    const name = (element) => (element.name ? `${element.name} ${element.type}` : element.ariaLabel);
    this.stop();
    const { folded, masked } = this.answer;
    this.widgets = widgetsFor(controls, this);
    for (const { key, element } of this.widgets) {
      // It keeps its place, since rows of the picture stand beside the others.
      element.classList.toggle("lab-away", masked.includes(key));
    }
    const isCount = ({ key }) => this.byKey[key].kind === "count" && !folded.includes(key);
    refill(this.panel, folding(this.widgets.filter((widget) => !isCount(widget)), folded, this.fold, this.words.folded), name);
    refill(this.counts, this.widgets.filter(isCount).map(({ element }) => element), name);
  }

  buildFoot({ words }) {
    if (words === this.footWords) return;
    this.footWords = words;
    refill(this.foot, [
      this.counts,
      ...this.history.buttons,
      h("button", { type: "button", onclick: () => this.reset() }, words.reset),
    ], (element) => element.textContent);
  }

  // --- the room

  /** How much higher a row of controls is than the picture was told. */
  rowScale() {
    const { row } = this.answer;
    return (this.panel.querySelector(".lab-row")?.offsetHeight || row) / row;
  }

  /** How wide all that stands in the lab may be, in pixels. */
  width() {
    const { paddingLeft, paddingRight } = getComputedStyle(this.grid);
    return this.grid.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
  }

  /** Put the controls into the place that the picture leaves to them, if it does. */
  placeControls(place) {
    this.section.classList.toggle("lab-within", Boolean(place));
    for (const side of ["left", "width", "top"]) {
      this.section.style.setProperty(`--controls-${side}`, place ? `${place[side]}px` : "");
    }
  }

  /** Let every number that answers read as a question mark, or show them again. */
  mask(isMasked) {
    if (isMasked === this.readouts.isMasked) return;
    this.readouts.isMasked = isMasked;
    this.figure.mask(isMasked);
    this.refresh();
  }

  async redraw() {
    const Plotly = await loadPlotly(this.answer.plotly);
    if (this.destroyed) return;
    const style = getComputedStyle(this.place);
    const [ground, ink, series] = ["background-color", "text-color", "chart-categorical-colors"].map(
      (name) => style.getPropertyValue(`--st-${name}`));
    const { figure, rest, masked } = this.answer;
    const handles = this.answer.handles.filter(({ controls, picks }) => ![...controls, picks].some((key) => masked.includes(key)));
    const look = JSON.stringify([handles, ground, ink, series, style.fontFamily]);
    if (look !== this.look || figure !== this.figure.text) {
      this.look = look;
      this.state("waiting");
      this.page.element.dataset.theme = this.section.dataset.theme = isDark(ground, this.figure.element) ? "dark" : "light";
      series.split(",").forEach((color, i) => this.page.element.style.setProperty(`--series-${i + 1}`, color.trim()));
      await this.figure.draw(Plotly, figure, { handles, bindings: this.lookUp()?.bindings ?? rest });
      this.drawn = true;
    }
    this.paint();
  }

  // --- looking up

  drivenBy(key) {
    return this.byKey[key]?.sets ?? [];
  }

  /** Whether an answer's table of `key` holds for all other values as they are now. */
  covers(key, answer = this.answer) {
    const { values } = this;
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
    const met = this.asking.answer;
    if (met && this.covers(undefined, met)) return { bindings: met.rest, atRest: false };
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
    this.isStale = true;
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.spent) this.vain = this.isStale ? this.vain + 1 : 0;
      this.spent = 0;
      if (this.isStale) this.paint();
    });
  }

  /**
   * Draw what a hand has moved before the frame, which then has only to paint: the first
   * step always, as a slow machine would else wait for its frame and then draw; more of them
   * where that is quick; and none for a hand that tells so much that frames draw once more.
   */
  ahead() {
    if (!this.frame || !this.isStale || this.vain >= VAIN) return;
    if (this.spent && this.spent + this.effort > BUDGET) return;
    const begun = performance.now();
    this.paint();
    this.section.getBoundingClientRect(); // which lays it out
    const taken = performance.now() - begun;
    this.spent += taken;
    this.effort = (this.effort + taken) / 2;
  }

  paint() {
    this.isStale = false;
    if (this.destroyed || !this.widgets) return;
    const found = this.lookUp();
    if (found) this.show(found);
    else this.wait();
    this.inquire(found);
  }

  /** Ask for what this frame misses, if the hand moves where no table is. */
  inquire(found) {
    const isFree = this.moving().some((key) => this.byKey[key]?.asks);
    this.section.toggleAttribute("data-asks", isFree);
    if (!isFree || found) return;
    this.asking.want(this.answer, this.linkOf(this.values)).catch(this.fail);
  }

  show(found) {
    const { bindings, atRest } = found;
    this.shown = found;
    this.moveThumbs(bindings);
    // First, since it measures texts: nothing else has changed yet that would be laid out then.
    if (this.drawn && bindings !== this.figure.bindings) this.figure.move(bindings);
    const thumbs = this.thumbs();
    for (const widget of this.widgets) widget.show(this.values, thumbs);
    this.readouts.write(found, this.values);
    if (this.drawn) this.state("ready");
    if (!atRest) return;
    this.describe(bindings);
    if (!this.pending && !this.transport.isWaiting) this.rest(bindings);
  }

  /** The hand rests, and what it asked for is answered. */
  rest(bindings) {
    for (const text of this.tasks.rest(bindings, this.deed)) {
      this.status.textContent = `${this.words.done}: ${text}`;
      this.page.recount();
    }
    this.deed = undefined;
  }

  /** Until the answer comes, thumbs follow the hand, and numbers stay those of the picture. */
  wait() {
    this.state("waiting");
    // Numbers that no table leads to were typed or chosen, or have no table. And when
    // the answer is long in coming, the picture has turned grey, and they go on alone.
    const alone = !this.last || !this.answer.tables[this.last.key] || this.transport.trouble;
    const thumbs = this.thumbs();
    for (const widget of this.widgets) (alone ? widget.show : widget.lean)?.(this.values, thumbs);
    this.lead();
  }

  /** What a hand holds in the plane is where the hand is; all else is what was answered last. */
  lead() {
    const met = this.asking.answer;
    const held = this.answer.handles.filter(({ plane }) => plane);
    if (!this.drawn || !(met || held.length)) return;
    this.shown = { bindings: met?.rest ?? this.shown?.bindings ?? this.answer.rest, atRest: false };
    if (met) this.readouts.write(this.shown, met.values);
    const led = held.flatMap(({ trace, plane }) =>
      plane.map((key, i) => [`${trace}.${"xy"[i]}`, Float64Array.of(this.values[key])]));
    this.figure.move({ ...this.shown.bindings, ...Object.fromEntries(led) });
  }

  /** Where thumbs are: where the values are, or where an older hand has moved them. */
  thumbs() {
    if (!this.aside.size) return this.values;
    return Object.assign({}, this.values, ...[...this.aside.values()].map(({ values }) => values));
  }

  /** A binding named after a control moves its thumb. */
  moveThumbs(bindings) {
    for (const { key, sets } of this.answer.controls) {
      const held = this.last?.key === key;
      if (key in bindings && !held && (sets?.length || this.drivenBy(this.last?.key).includes(key))) {
        this.values[key] = bindings[key];
      }
    }
  }

  state(state) {
    if (this.section.dataset.state !== state) this.section.dataset.state = state;
  }

  /** Tell what the picture shows to those who do not see it. */
  describe(bindings) {
    const told = this.readouts.told(bindings);
    const { isMasked } = this.readouts;
    const sentence = `${this.words.picture} ${told}`.trim();
    this.figure.plot.setAttribute("role", "img");
    this.figure.plot.setAttribute("aria-label", isMasked ? this.words.picture : sentence);
    if (isMasked) this.status.textContent = "";
    else if (this.spoken && this.spoken !== sentence && !this.answer.question) this.status.textContent = told;
    this.spoken = sentence;
  }

  // --- from the learner

  /** A pointer takes hold of a control, or of several as if of one, and is the newest then. */
  grasp(key, keys = [key]) {
    this.effort = this.vain = 0;
    this.flush();
    this.hands.delete(key);
    this.hands.set(key, Object.fromEntries(keys.map((one) => [one, this.values[one]])));
  }

  /** A movement along the grid of a control. */
  move(key, index) {
    const control = this.byKey[key];
    return control && this.moveTo(key, { [key]: control.grid[index], ...this.emptied([key]) }, index);
  }

  /** What is taken away where others are said that stand in for it: empty values by key. */
  emptied(keys) {
    const away = this.answer.controls.filter(({ instead }) => keys.includes(instead));
    return Object.fromEntries(away.map(({ key, default: empty }) => [key, empty]));
  }

  /** A movement of a control, and of what it was grasped with, to some values. */
  moveTo(key, values, index = -1) {
    const keys = Object.keys(values);
    if (!keys.every((one) => this.byKey[one])) return undefined; // an answer took it away from the hand
    if (this.hands.has(key) && [...this.hands.keys()].at(-1) !== key) {
      // There is no table of two movements: the picture follows the newer one.
      this.aside.set(key, { values, index });
      return this.refresh();
    }
    if (this.pending && this.last.key !== key) this.flush();
    if (!this.pending) this.before = { ...this.values };
    this.pending = true;
    this.last = { key, index, keys };
    Object.assign(this.values, values);
    const moved = this.answer.tables[key]?.filter(({ name }) => this.drivenBy(key).includes(name)) ?? [];
    for (const column of moved) this.values[column.name] = cell(column, index, 0);
    return this.refresh();
  }

  /** What is in motion: a control, and those that it drives. */
  moving() {
    return this.pending ? [...this.last.keys, ...this.drivenBy(this.last.key)] : [];
  }

  /** The end of a movement. */
  release(key) {
    clearTimeout(this.timer);
    const moved = this.aside.get(key);
    this.letGo(key);
    if (this.pending && this.last.key === key) {
      this.pending = false;
      this.commit({ by: key });
    } else if (moved && !this.moving().includes(key)) {
      Object.assign(this.values, moved.values);
      this.commit({ by: key });
    }
    this.goOn();
  }

  releaseSoon(key) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(key), KEY_PAUSE);
  }

  /** The end of a movement that nobody wanted: what was there before comes back. */
  cancel(key) {
    const before = this.hands.get(key);
    this.letGo(key);
    if (this.pending && this.last.key === key) {
      for (const moved of this.moving()) this.values[moved] = this.before[moved];
      this.pending = false;
      this.last = null;
      this.asking.forget();
      this.refresh();
    } else if (before && !holds(this.values, before) && !this.moving().includes(key)) {
      // It was let go of half way, when another hand came.
      Object.assign(this.values, before);
      this.commit();
    }
    this.goOn();
  }

  letGo(key) {
    this.hands.delete(key);
    this.aside.delete(key);
  }

  /** The hand that is the newest now goes on with what it has moved meanwhile. */
  goOn() {
    const key = [...this.hands.keys()].at(-1);
    const moved = this.aside.get(key);
    this.aside.delete(key);
    if (moved) this.moveTo(key, moved.values, moved.index);
    this.refresh();
  }

  /** An exact value, typed or chosen. */
  set(key, value) {
    this.flush();
    if (Object.is(this.values[key], value)) return this.refresh();
    this.values[key] = value;
    const control = this.byKey[key];
    const index = control.grid?.indexOf(value) ?? -1;
    const isView = this.drivenBy(key).length > 0;
    this.last = index < 0 || isView ? null : { key, index };
    return this.commit({ by: key, others: isView ? { [key]: kindOf(control).textOf(control, value) } : {} });
  }

  /** An example: several values at once, as texts; also of controls that do not exist yet. */
  jump(texts) {
    if (this.answer.question) return; // the question says the state
    this.flush();
    this.commit({ others: this.take(texts) });
  }

  /** Take over what controls here can read; return the rest. */
  take(texts) {
    const others = {};
    Object.assign(this.values, this.emptied(Object.keys(texts)));
    for (const [key, text] of Object.entries(texts)) {
      const control = this.byKey[key];
      if (!control || control.sets?.length) others[key] = text;
      else this.values[key] = kindOf(control).valueOf(control, text);
    }
    this.last = null;
    return others;
  }

  /** Back to where the lab begins. */
  reset() {
    this.flush();
    this.values = this.defaults();
    this.last = null;
    this.commit({ others: this.take(this.answer.opening), away: {} });
  }

  defaults() {
    return Object.fromEntries(this.answer.controls.map((control) => [control.key, control.default]));
  }

  /** Back to a state of before, or forth again: all that its link says, and no more. */
  travel(link) {
    if (this.answer.question) return;
    this.flush();
    this.values = this.defaults();
    const others = this.take(Object.fromEntries(new URLSearchParams(link)));
    this.commit({ others, away: {}, isNew: false });
  }

  /** Send what is still waiting for its pause, and end what plays. */
  flush() {
    this.stop();
    if (!this.pending) return;
    clearTimeout(this.timer);
    this.pending = false;
    this.commit({ by: this.last.key });
  }

  stop() {
    for (const widget of this.widgets ?? []) widget.stop?.();
  }

  /**
   * Send the state.
   * @param {object} deed
   * @param {string} [deed.by] the control that a learner moved, if it was one
   * @param {object} [deed.others] what is no control here, as texts
   * @param {object} [deed.away] controls of other views
   * @param {boolean} [deed.isNew] whether it is a step of its own, to be undone
   * @returns {Promise<void>} until it is shown
   */
  commit({ by, others = {}, away = this.answer.away, isNew = true } = {}) {
    const values = { ...this.values };
    for (const key of this.moving()) values[key] = this.before[key]; // it has not been let go of
    const link = this.linkOf(values, { ...away, ...others });
    this.deed = this.deed === null ? null : by ?? null;
    if (isNew) this.history.add(link);
    const asked = this.ask(this.answer, link).catch(this.fail);
    this.refresh();
    return asked;
  }

  /** Ask a question, with its own numbers or with those of a draw; or none any more. */
  pose(key, numbers = 0) {
    const { ask: _ask, numbers: _numbers, ...rest } = this.answer.kept;
    return this.prepare({ ...(key && { ask: key }), ...(key && numbers && { numbers: String(numbers) }), ...rest });
  }

  /** Ask what a room of a class asks: words, names and what is hidden are those of the room. */
  attend(link) {
    const { ask, numbers, say, hide, ...names } = Object.fromEntries(new URLSearchParams(link));
    const kept = Object.entries({ ask, numbers, say, hide }).filter(([, text]) => text);
    return this.prepare(Object.fromEntries(kept), names);
  }

  /** Show what somebody has prepared: nothing of an answer has been told yet. */
  prepare(kept, names = {}) {
    this.flush();
    this.answer.kept = kept;
    this.told = false;
    return this.commit({ others: this.take(names), isNew: !kept.ask });
  }

  /** Say everything in another language, here and in the menu. */
  speak(code) {
    this.flush();
    this.switchLanguage(code);
  }

  /** Open the dialog that shares what is on the screen. */
  share() {
    return this.withSharing((parts) => parts.share.open());
  }

  /** Show the QR code alone and large, or put it away. */
  toggleCode() {
    return this.withSharing((parts) => parts.code.toggle());
  }

  /** Most visits share nothing, so what it takes is fetched for those that do. */
  async withSharing(act) {
    this.sharing ??= import("./share.js").then(({ sharingOf }) => sharingOf(this));
    try {
      const parts = await this.sharing;
      if (!this.destroyed) act(parts);
    } catch (error) {
      this.sharing = null;
      this.miss(error);
    }
  }

  /** Save what a button says. */
  save(event) {
    return import("./saving.js").then(({ save }) => save(event, this), (error) => this.miss(error));
  }

  /** Say that something could not be fetched; it is asked for again once it is wanted again. */
  miss(error) {
    console.warn(error);
    this.tell("retrying");
    setTimeout(() => this.tell(this.transport.trouble), SENTENCE);
  }

  destroy() {
    this.destroyed = true;
    this.pending = false; // the address is another page's already
    this.stop();
    this.transport.leave();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.history.leave();
    this.prediction?.leave();
    this.figure.destroy();
    this.page.destroy();
    this.sharing?.then((parts) => parts.destroy(), () => {});
  }
}

/** Load this very link in another language. */
function reload(code) {
  const url = new URL(location.href);
  url.searchParams.set("lang", code);
  location.assign(url);
}

/** Put other elements into a place; the one with the name of the focused one is focused. */
function refill(place, elements, nameOf) {
  const focused = place.contains(document.activeElement) && nameOf(document.activeElement);
  place.replaceChildren(...elements);
  if (focused) [...place.querySelectorAll("input, button")].find((element) => nameOf(element) === focused)?.focus();
}

/** Whether values say all that a part of them says. */
const holds = (values, part) => Object.entries(part).every(([key, value]) => Object.is(values[key], value));

function same(a, b) {
  return a === b || (a.byteLength === b.byteLength && a.every((byte, i) => byte === b[i]));
}
