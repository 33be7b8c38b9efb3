// Drawing traces again without the rest of plotly.js.
//
// Before it draws what has moved, plotly.js works out the defaults of every trace and
// every axis anew, which takes longer than to draw. Here its own calculation and its own
// drawing of a trace are called alone, with new numbers: nothing is drawn that is not
// plotly.js's. And where there is a plan (plans.js), not even that is called.

import { groupOf, panelOf, planFor, put } from "./plans.js";
import { sign } from "./signs.js";

/** Write a value into an object, by a path such as `marker.size`. */
export function assign(target, path, value) {
  const names = path.split(".");
  const last = names.pop();
  for (const name of names) target = target[name] ??= {};
  target[last] = value;
}

/** Work out the points of a trace, as plotly.js does before it draws everything. */
function calculate(plot, trace) {
  const points = trace._module.calc(plot, trace);
  points[0].t ??= {};
  points[0].trace = trace;
  plot.calcdata[trace.index] = points;
}

/** Paint bars that have been drawn: plotly.js moves them in the paint that they have. */
function paint(plot, bars) {
  const [{ trace, node3 }] = bars;
  node3.style("opacity", trace.opacity);
  trace._module.styleOnSelect(plot, bars, node3);
}

/** The bars of a panel: where one of them is depends on the others. */
const barsIn = (plot, panel) => plot._fullData.filter((trace) =>
  trace.type === "bar" && trace.visible === true && panelOf(plot, trace) === panel);

function drawBars(plot, panel) {
  const traces = barsIn(plot, panel);
  for (const trace of traces) calculate(plot, trace);
  const { plot: draw, crossTraceCalc } = traces[0]._module;
  crossTraceCalc(plot, panel);
  const all = traces.map(({ index }) => plot.calcdata[index]);
  draw(plot, panel, all, panel.plot.selectAll("g.barlayer"));
  for (const bars of all) paint(plot, bars);
  return traces;
}

function drawPoints(plot, panel, trace) {
  calculate(plot, trace);
  // Of a drawing that has a duration plotly.js knows that other traces stay.
  const alone = [plot.calcdata[trace.index]];
  trace._module.plot(plot, panel, alone, panel.plot.selectAll("g.scatterlayer"), { duration: 0 });
  return [trace];
}

const isEqual = (a, b) => a === b || (Array.isArray(a) && a.length === b?.length && a.every((value, i) => Object.is(value, b[i])));
const read = (target, path) => path.split(".").reduce((part, name) => part?.[name], target);

/** Draws what moves in a picture that plotly.js has drawn. */
export class Direct {
  /**
   * @param {any} plot the element of the picture
   * @param {Iterable<number>} moving the places of the traces that may move
   */
  constructor(plot, moving) {
    this.plot = plot;
    this.plans = new Map();
    for (const index of moving) {
      const plan = planFor(plot, index);
      if (plan) this.plans.set(index, plan);
    }
  }

  /**
   * Draw traces of bars and points with new numbers.
   * @param {Map<number, Record<string, unknown>>} changes by the place of a trace, then by attribute
   */
  draw(changes) {
    // All is measured before anything is written, so that nothing is laid out twice.
    const planned = [...changes].map(([index, values]) => this.planned(index, values));
    for (const writings of planned) if (writings) put(writings);
    const left = [...changes.keys()].filter((_, k) => !planned[k]).map((index) => this.plot._fullData[index]);
    const drawn = left.filter(({ visible }) => visible === true); // for others there is no room
    const bars = drawn.filter(({ type }) => type === "bar");
    const panels = new Set(bars.map((trace) => panelOf(this.plot, trace)));
    const again = [
      ...[...panels].flatMap((panel) => drawBars(this.plot, panel)),
      ...drawn.filter((trace) => !bars.includes(trace)).flatMap((trace) => drawPoints(this.plot, panelOf(this.plot, trace), trace)),
    ];
    for (const { index } of again) this.adopt(index);
  }

  /** Take new numbers in; return what to write, if there is a plan for them. */
  planned(index, values) {
    const trace = this.plot._fullData[index];
    const plan = this.plans.get(index);
    const names = Object.keys(values);
    const isKnown = plan && names.every((name) => plan.knows.has(name) || isEqual(values[name], read(trace, name)));
    for (const name of names) for (const target of [this.plot.data[index], trace]) assign(target, name, values[name]);
    return isKnown ? plan.write() : null;
  }

  /** Mend what plotly.js has drawn, and find out whether it can be moved from there. */
  adopt(index) {
    sign(groupOf(this.plot, index));
    if (this.plans.has(index)) this.plans.set(index, planFor(this.plot, index));
  }
}
