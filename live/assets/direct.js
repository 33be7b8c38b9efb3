// Drawing traces again without the rest of plotly.js.
//
// Before it draws what has moved, plotly.js works out the defaults of every trace and
// every axis anew, which takes longer than to draw. Here its own calculation and its own
// drawing of a trace are called alone, with new numbers: nothing is drawn that is not
// plotly.js's.

/** Write a value into an object, by a path such as `marker.size`. */
function put(target, path, value) {
  const names = path.split(".");
  const last = names.pop();
  for (const name of names) target = target[name] ??= {};
  target[last] = value;
}

/** What plotly.js keeps about the panel of a trace. */
const panelOf = (plot, { xaxis, yaxis }) => plot._fullLayout._plots[xaxis + yaxis];

/** The element that a trace is drawn in. */
export const groupOf = (plot, index) => plot.calcdata[index][0].node3?.node() ?? plot;

/** Work out the points of a trace, as plotly.js does before it draws everything. */
function calculate(plot, trace) {
  const points = trace._module.calc(plot, trace);
  points[0].t ??= {};
  points[0].trace = trace;
  plot.calcdata[trace.index] = points;
}

/** Draw all bars of a panel: where one of them is depends on the others. */
function drawBars(plot, panel) {
  const traces = plot._fullData.filter((trace) =>
    trace.type === "bar" && trace.visible === true && panelOf(plot, trace) === panel);
  for (const trace of traces) calculate(plot, trace);
  const { plot: draw, crossTraceCalc } = traces[0]._module;
  crossTraceCalc(plot, panel);
  draw(plot, panel, traces.map(({ index }) => plot.calcdata[index]), panel.plot.selectAll("g.barlayer"));
}

function drawPoints(plot, trace) {
  calculate(plot, trace);
  const panel = panelOf(plot, trace);
  // Of a drawing that has a duration plotly.js knows that other traces stay.
  const alone = [plot.calcdata[trace.index]];
  trace._module.plot(plot, panel, alone, panel.plot.selectAll("g.scatterlayer"), { duration: 0 });
}

/**
 * Draw traces of bars and points with new numbers.
 * @param {any} plot an element in which plotly.js has drawn
 * @param {Map<number, Record<string, unknown>>} changes by the index of a trace, then by attribute
 */
export function redraw(plot, changes) {
  const panels = new Map(); // of bars: what changes in them
  for (const [index, values] of changes) {
    const trace = plot._fullData[index];
    for (const [attribute, value] of Object.entries(values)) {
      put(plot.data[index], attribute, value);
      put(trace, attribute, value);
    }
    if (trace.visible !== true) continue; // there is no room for its panel
    const panel = panelOf(plot, trace);
    if (trace.type === "bar") panels.set(panel, [...(panels.get(panel) ?? []), ...Object.keys(values)]);
    else drawPoints(plot, trace);
  }
  for (const panel of panels.keys()) drawBars(plot, panel);
  // It moves bars without painting them, so tiles would keep their shade.
  const shaded = [...panels.values()].flat().some((attribute) => attribute.startsWith("marker."));
  if (shaded) plot._fullData.find(({ type }) => type === "bar")._module.style(plot);
}
