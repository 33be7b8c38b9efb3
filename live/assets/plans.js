// Moving what plotly.js has drawn, in its own elements.
//
// A plan says what to write where so that a trace shows its numbers of now. It is made
// after plotly.js has drawn the trace, and accepted only if it would write exactly what
// stands there. What a plan does not know, plotly.js draws (direct.js).

import { signed, visibilityOf } from "./signs.js";

const PAD = 3; // pixels between a bar and its number
const AWAY = 20; // screens beside a panel, from where on plotly.js cuts lines off
const NUMBER = /%\{(x|y|customdata):([^}]*)\}/; // in a template of texts
const STYLES = new Set(["opacity", "visibility"]);

/** What plotly.js keeps about the panel of a trace. */
export const panelOf = (plot, { xaxis, yaxis }) => plot._fullLayout._plots[xaxis + yaxis];

/** The element that a trace is drawn in. */
export const groupOf = (plot, index) => plot.calcdata[index][0].node3?.node() ?? plot;

/** @typedef {[any, string, any]} Writing an element or text, what of it, and how that reads */
/** @typedef {{knows: Set<string>, write: () => Writing[] | null}} Plan the attributes that may change, and what to write */

/** A plan for a trace that has been drawn; null if there is none that is right. */
export function planFor(plot, index) {
  const trace = plot._fullData[index];
  // Take a kind out of here, and plotly.js draws it.
  const make = { bar: planOfBars, scatter: planOfPoints }[trace.type];
  if (!make || trace.visible !== true || trace.selectedpoints || trace.ids) return null;
  const plan = make(plot, trace, groupOf(plot, index));
  return plan?.write()?.every(stands) ? plan : null;
}

const shown = new WeakMap(); // by element: how opaque it was made, in all digits

/** Write what a plan says, where it does not stand there already. */
export function put(writings) {
  for (const writing of writings) {
    const [node, name, value] = writing;
    if (stands(writing) && (name !== "opacity" || shown.get(node) === value)) continue;
    write(writing);
    if (name === "opacity") shown.set(node, value);
  }
}

/** Whether a writing stands there already. */
function stands([node, name, value]) {
  if (name === "text") return node.data === value;
  if (name === "opacity") return Math.abs(Number(node.style.opacity) - value) < 1e-6; // browsers write six digits
  return (STYLES.has(name) ? node.style[name] : node.getAttribute(name)) === value;
}

function write([node, name, value]) {
  if (name === "text") node.data = value;
  else if (STYLES.has(name)) node.style[name] = value;
  else if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

const translate = (x, y) => (x || y ? `translate(${x},${y})` : "");

/** How opaque a trace and its marks are. */
function shades(trace, group, marks, order) {
  const { opacity } = trace.marker ?? {};
  const of = (i) => (typeof opacity === "number" ? opacity : opacity[i]);
  const all = opacity === undefined ? [] : marks.map((mark, k) => [mark, "opacity", of(order[k])]);
  return [[group, "opacity", trace.opacity], ...all];
}

/** Whether points of a panel that lie outside of it are hidden, and which. */
function hiding({ xaxis, yaxis, layerClipId }) {
  const isIn = (point) => xaxis.isPtWithinRange(point) && yaxis.isPtWithinRange(point);
  return (node, point) => (layerClipId && node ? [[node, "display", isIn(point) ? null : "none"]] : []);
}

// --- texts

/**
 * What a text says of point i, as it is read and as plotly.js writes it, null for what
 * cannot be told; and where that stands.
 * @returns {{say: () => string[] | null, node: any} | null}
 */
function saying(plot, trace, label, i) {
  const template = trace.texttemplate;
  if (!template) return { say: () => [""], node: null };
  if (Array.isArray(template) || !label) return null;
  const [whole, name, format] = NUMBER.exec(template) ?? [];
  if (!whole || NUMBER.test(template.replace(whole, ""))) return null;
  const number = plot._fullLayout._d3locale.numberFormat(format);
  const read = () => (Number.isFinite(trace[name][i]) ? number(trace[name][i]) : null);
  const now = signed(read() ?? "");
  const holders = textsIn(label).filter(({ data }) => now && data.includes(now));
  const around = holders.length === 1 ? holders[0].data.split(now) : [];
  if (around.length !== 2) return null;
  const say = () => {
    const text = read();
    return text === null ? null : [signed(text), text].map((one) => around.join(one));
  };
  return { say, node: holders[0] };
}

/** @returns {any[]} the text nodes within an element */
function textsIn(element) {
  return [...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node] : textsIn(node)));
}

// --- bars

function planOfBars(plot, trace, group) {
  const panel = panelOf(plot, trace);
  const spots = [...group.querySelectorAll("g.point")];
  if (!isPlain(plot, trace, panel) || spots.length !== trace._length) return null;
  const paths = spots.map((spot) => spot.querySelector("path"));
  const writings = labelling(plot, trace, panel, spots.map((spot) => spot.querySelector("text")));
  if (!writings) return null;
  const order = [...paths.keys()];
  const shape = shaping(trace, panel, paths);
  const write = () => {
    const bars = order.map(shape);
    const labels = bars.includes(null) ? null : writings(bars);
    const outlines = bars.map((bar, i) => [paths[i], "d", bar && `M${bar.x0},${bar.y0}V${bar.y1}H${bar.x1}V${bar.y0}Z`]);
    return labels && [...shades(trace, group, paths, order), ...outlines, ...labels];
  };
  return { knows: new Set(["x", "y", "base", "width", "customdata", "marker.opacity", "opacity"]), write };
}

/** Whether bars are drawn as they are known here: one over the other, with straight corners. */
function isPlain(plot, trace, { xaxis, yaxis }) {
  const { barmode, uniformtext } = plot._fullLayout;
  const isStraight = !plot.calcdata[trace.index][0].t.cornerradiusvalue;
  return barmode === "overlay" && !uniformtext?.mode && isStraight && trace.width !== undefined
    && xaxis.type === "linear" && yaxis.type === "linear";
}

/** Where the corners of bar i are, in pixels; null if it is no bar. */
function shaping(trace, { xaxis, yaxis }, paths) {
  const isFlat = trace.orientation === "h";
  const [along, across] = isFlat ? [xaxis, yaxis] : [yaxis, xaxis];
  const [size, place] = isFlat ? ["x", "y"] : ["y", "x"];
  const { width = 0 } = trace.marker.line ?? {};
  const sidesOf = (i) => {
    const breadth = trace.width[i] ?? trace.width;
    const low = trace[place][i] + (trace.offset?.[i] ?? trace.offset ?? -breadth / 2);
    return [low, low + breadth];
  };
  return (i) => {
    const from = trace.base?.[i] ?? trace.base ?? 0;
    const length = trace[size][i];
    const [low, high] = sidesOf(i);
    if (![from, length, low, high].every(Number.isFinite)) return null;
    const to = from + length;
    const outline = width[i] ?? width;
    // What is thin is widened to whole pixels, unless it has an outline or lets light through.
    const isPlain = !(Number(paths[i].style.fillOpacity || 1) < 1 || outline > 0.01);
    const widen = (v, other, keep) =>
      (!isPlain || (keep && v === other) || Math.abs(v - other) >= 2 ? v : v > other ? Math.ceil(v) : Math.floor(v));
    const pair = (a, b, keep) => {
      const first = widen(a, b, keep);
      return [first, widen(b, first, keep)];
    };
    const ends = pair(along.c2p(from, true), along.c2p(to, true), true);
    const sides = pair(across.c2p(low, true), across.c2p(high, true), false);
    const [[x0, x1], [y0, y1]] = isFlat ? [ends, sides] : [sides, ends];
    const point = { [size]: to, [place]: trace[place][i] };
    return { x0, x1, y0, y1, point };
  };
}

/** To which side the number of a bar stands that has no length. */
function directionOfNothing({ x }, { range }) {
  const [isAbove, isBelow] = [x.some((value) => value > 0), x.some((value) => value < 0)];
  const positive = range[0] < range[1] ? -1 : 1;
  return isAbove && isBelow ? 0 : isBelow ? -positive : positive;
}

/** What writes the texts of bars; null for texts that are not known here. */
function labelling(plot, trace, panel, texts) {
  const { orientation, textposition, textangle, constraintext, insidetextanchor } = trace;
  // Where a bar has no room for its text now, it may have some later.
  if (textposition === "none" || !(trace.texttemplate || trace.text)) return () => [];
  const isTight = constraintext === "both" || constraintext === textposition;
  const isKnown = isTight ? textposition === "inside" && insidetextanchor === "middle" : textposition === "outside";
  const says = texts.map((text, i) => saying(plot, trace, text, i));
  const isSaid = says.every((one, i) => one?.node || (isTight && !texts[i]));
  if (orientation !== "h" || textangle !== 0 || !isKnown || !isSaid) return null;
  const hide = hiding(panel);
  const place = isTight ? inside : outside;
  return (bars) => {
    const direction = directionOfNothing(trace, panel.xaxis);
    const all = bars.map((bar, i) => {
      if (!texts[i]) return isNothing(bar) ? [] : null; // plotly.js brings it back
      const [text, measured] = says[i].say() ?? [];
      const put = text && place(bar, boxOf(texts[i], says[i].node, measured), direction);
      return put && [
        [says[i].node, "text", text], [texts[i], "transform", put],
        [texts[i], "visibility", visibilityOf(put)], ...hide(texts[i], bar.point),
      ];
    });
    return all.every(Boolean) ? all.flat() : null;
  };
}

function outside({ x0, x1, y0, y1 }, box, direction) {
  const pad = Math.abs(y1 - y0) > 2 * PAD ? PAD : 0;
  const way = x0 === x1 && direction ? direction : x1 < x0 ? 1 : -1;
  const middle = (box.left + box.right) / 2 + (way * box.width) / 2;
  return translate(x1 - way * pad - middle, (y0 + y1) / 2 - (box.top + box.bottom) / 2);
}

const isNothing = ({ x0, x1, y0, y1 }) => x0 === x1 || y0 === y1;

function inside(bar, box) {
  if (isNothing(bar)) return null;
  const { x0, x1, y0, y1 } = bar;
  const [long, high] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const pad = long > 2 * PAD && high > 2 * PAD ? PAD : 0;
  const scale = Math.min(1, (long - 2 * pad) / box.width, (high - 2 * pad) / box.height);
  if (!(scale > 0)) return null;
  const middle = (x0 + PAD) * 0.5 + (x1 - PAD) * 0.5;
  const moved = translate(
    middle - scale * (box.left * 0.5 + box.right * 0.5),
    (y0 + y1) / 2 - scale * ((box.top + box.bottom) / 2),
  );
  return scale === 1 ? moved : `${moved}scale(${scale})`;
}

const MOST = 10_000;
const boxes = new Map(); // of texts, by their style and what they say

/** How much room a text takes, measured as plotly.js does, once. */
function boxOf(label, node, text) {
  const lines = textsIn(label).map((line) => (line === node ? text : line.data));
  const key = [label.getAttribute("style"), ...lines].join("\n");
  if (boxes.size > MOST) boxes.clear();
  if (!boxes.has(key)) boxes.set(key, measured(label, lines));
  return boxes.get(key);
}

function measured(label, lines) {
  const tester = document.querySelector("#js-plotly-tester");
  const copy = label.cloneNode(true);
  textsIn(copy).forEach((line, i) => { line.data = lines[i]; });
  for (const name of ["transform", "display"]) copy.removeAttribute(name);
  tester.append(copy);
  const box = copy.getBoundingClientRect();
  const zero = tester.querySelector(".js-reference-point").getBoundingClientRect();
  copy.remove();
  const { width, height } = box;
  return { width, height, left: box.left - zero.left, top: box.top - zero.top, right: box.right - zero.left, bottom: box.bottom - zero.top };
}

// --- lines, marks and texts

function planOfPoints(plot, trace, group) {
  const panel = panelOf(plot, trace);
  const parts = partsOf(trace, group);
  const locate = locating(panel, trace);
  const first = locate();
  if (!isSimple(trace) || !first) return null;
  const order = [...first.keys()].filter((i) => first[i]);
  const says = parts.texts.map((text, k) => saying(plot, trace, text, order[k]));
  const kinds = [["markers", parts.marks], ["text", parts.texts]];
  const isWhole = kinds.every(([kind, nodes]) => !trace.mode?.includes(kind) || nodes.length === order.length);
  if (!isWhole || says.includes(null) || parts.labels.some((label) => label.querySelector("tspan.line"))) return null;
  const write = () => {
    const places = locate();
    if (!places || places.some((place, i) => Boolean(place) !== Boolean(first[i]))) return null;
    const drawn = [
      alongPaths(places, panel, parts),
      ...order.flatMap((i, k) => [markAt(i, k, places), textAt(i, k, places[i])]),
    ];
    return drawn.includes(null) ? null : [...shades(trace, group, parts.marks, order), ...drawn.flat()];
  };
  const hide = hiding(panel);
  const look = sizing(trace, parts.marks, order, first);
  const pointOf = (i) => ({ x: trace.x[i], y: trace.y[i] });
  const markAt = (i, k, places) => {
    const mark = parts.marks[k];
    if (!mark) return [];
    const shape = look(i, places);
    return shape ? [[mark, "transform", translate(...places[i])], [mark, "d", shape], ...hide(mark, pointOf(i))] : null;
  };
  const textAt = (i, k, [x, y]) => {
    const [text, said] = [parts.texts[k], says[k]?.say()];
    if (!text) return [];
    const saysSo = said && says[k].node ? [[says[k].node, "text", said[0]]] : [];
    return said && [[text, "x", `${x}`], [text, "y", `${y}`], ...saysSo, ...hide(parts.labels[k], pointOf(i))];
  };
  return { knows: new Set(["x", "y", "customdata", "marker.opacity", "marker.size", "opacity"]), write };
}

/** Whether all that a trace has is known here: straight lines, marks, texts, polygons. */
function isSimple({ mode = "", line, marker, fill, stackgroup, connectgaps }) {
  if (stackgroup || connectgaps || marker?.maxdisplayed || !["none", "toself"].includes(fill)) return false;
  const hasPath = mode.includes("lines") || fill === "toself";
  return !(hasPath && (line.shape !== "linear" || line.simplify));
}

/** What a trace is drawn with. */
function partsOf({ fill }, group) {
  const all = (selector) => [...group.querySelectorAll(`:scope > ${selector}`)];
  const labels = all(".text > g.textpoint");
  return {
    labels, texts: labels.map((label) => label.querySelector("text")),
    marks: all(".points > path.point"), lines: all(".lines > path.js-line"),
    areas: fill === "toself" ? all(".fills path.js-fill") : [],
  };
}

/** What a mark looks like: as one of its size, kind and direction that is drawn already. */
function sizing({ marker }, marks, order, first) {
  const of = (value, i) => (Array.isArray(value) ? value[i] : value);
  // Heads of arrows along an axis have two directions, others any.
  const turned = (i, places) => {
    if (marker.angleref !== "previous" || !of(marker.size, i)) return 0;
    const [[x, y], before] = [places[i], places[i - 1]];
    return before ? Math.atan2(y - before[1], x - before[0]) : null;
  };
  const key = (i, places) => [marker.size, marker.symbol, marker.angle].map((value) => of(value, i)).concat(turned(i, places)).join();
  const looks = new Map(marks.map((mark, k) => [key(order[k], first), mark.getAttribute("d")]));
  return (i, places) => looks.get(key(i, places));
}

/**
 * Where the points of a trace are, in pixels, nothing at gaps; null if one has no place.
 * @returns {() => any[] | null}
 */
function locating({ xaxis, yaxis }, trace) {
  const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
  return () => {
    const places = Array.from({ length: trace._length }, (_, i) => {
      const [x, y] = [trace.x[i], trace.y[i]];
      return isNumber(x) && isNumber(y) ? [xaxis.c2p(x), yaxis.c2p(y)] : null;
    });
    return places.every((place) => !place || place.every(isNumber)) ? places : null;
  };
}

/** What lines and the inside of a polygon become; null if plotly.js would cut them off. */
function alongPaths(places, { xaxis, yaxis }, { lines, areas }) {
  if (!lines.length && !areas.length) return [];
  const isAway = ([x, y]) => Math.abs(x) > AWAY * xaxis._length || Math.abs(y) > AWAY * yaxis._length;
  if (places.some((place) => place && isAway(place))) return null;
  const parts = [];
  places.forEach((place, i) => {
    if (!place) return;
    if (i && places[i - 1]) parts.at(-1).push(place);
    else parts.push([place]);
  });
  const ways = parts.map((part) => `M${part.join("L")}`);
  if (lines.length && lines.length !== ways.length) return null;
  const inside = ways.length ? `${ways.join("Z")}Z` : "M0,0Z";
  return [...lines.map((line, k) => [line, "d", ways[k]]), ...areas.map((area) => [area, "d", inside])];
}
