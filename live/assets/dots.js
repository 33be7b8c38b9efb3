// How the guesses of a class lie: a dot for each, over the axis or beside the options, the
// round before in outline, and what is right once it is told.

import { axisOf } from "./class.js";
import { rough } from "./guess.js";
import { display, read } from "./numbers.js";
import { named } from "./sentences.js";

const NS = "http://www.w3.org/2000/svg";
const BINS = 40;
const LARGEST = 9; // half of a dot

/** An element of a drawing. */
function s(tag, attributes = {}, ...children) {
  const element = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Guesses in bins along an axis: [share of the axis, how many].
 * @param {[number[], number][]} spread
 * @param {number} count  of steps on the axis
 */
export function binned(spread, count, bins = BINS) {
  const found = new Map();
  for (const [[place], many] of spread.filter(([guess]) => guess.length)) {
    const bin = Math.min(bins - 1, Math.floor((place / Math.max(count, 1)) * bins));
    found.set(bin, (found.get(bin) ?? 0) + many);
  }
  return [...found].sort(([a], [b]) => a - b).map(([bin, many]) => [(bin + 0.5) / bins, many]);
}

/** Guesses by what was chosen, the most frequent order first; with what is right. */
export function chosen({ kind, options, names }, spread, truth) {
  const label = (guess) => guess.map((i) => named(options[i], names)).join(" › ");
  const rows = kind === "order" ? spread.filter(([guess]) => guess.length).sort(([, a], [, b]) => b - a).slice(0, 6) :
    options.map((_option, i) => spread.find(([guess]) => guess[0] === i) ?? [[i], 0]);
  const right = truth && label(kind === "order" ? truth.order : [truth.option]);
  return rows.map(([guess, many]) => ({ label: label(guess), many, isRight: label(guess) === right }));
}

/**
 * Draw how guesses lie.
 * @param {object} sheet  the question
 * @param {(object | null)[]} spreads  by round, the newest last; null of an earlier one with few guesses
 * @param {object | null} truth  once it is told
 * @param {object} words
 * @param {[number, number, number]} size  in pixels: width, height, and size of type
 */
export function drawn(sheet, spreads, truth, words, size = [1000, 300, 24]) {
  const isAxis = sheet.kind === "set" || sheet.kind === "where";
  return isAxis ? axis(sheet, spreads.filter(Boolean), truth, words, size) : rows(sheet, spreads.at(-1), truth);
}

function axis(sheet, spreads, truth, words, [width, height, type]) {
  const { count, valueOf, placeOf } = axisOf(sheet);
  const side = 2 * type; // room for half a text beside the axis
  const at = (share) => side + share * (width - 2 * side);
  const ground = height - 1.5 * type;
  const picture = s("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words.spread });
  picture.append(s("line", { x1: at(0), x2: at(1), y1: ground, y2: ground, class: "dots-axis" }));
  for (let tick = 0; tick <= 4; tick += 1) {
    const text = display(valueOf(Math.round((count * tick) / 4)), rough(sheet.format));
    picture.append(s("text", { x: at(tick / 4), y: height - type / 4, "text-anchor": "middle" }, text));
  }
  const all = spreads.slice(-2).map((spread) => binned(spread, count));
  const most = Math.max(1, ...all.flat().map(([, many]) => many));
  const radius = Math.min(LARGEST, (ground - 1.3 * type) / (2 * most));
  // Of many only the height is small: a hair is no dot.
  const wide = all.length > 1 ? LARGEST / 2 : LARGEST;
  all.forEach((bins, i) => {
    const look = i === all.length - 1 ? "dots-now" : "dots-before";
    for (const [share, many] of bins) {
      for (let k = 0; k < many; k += 1) {
        const aside = all.length > 1 ? (i === 0 ? -1 : 1) * (wide + 0.5) : 0;
        picture.append(s("ellipse", { cx: at(share) + aside, cy: ground - (2 * k + 1) * radius - 3, rx: wide, ry: radius * 0.86, class: look }));
      }
    }
  });
  if (truth) {
    const place = at(placeOf(read(truth.value)) / count);
    picture.append(s("line", { x1: place, x2: place, y1: type, y2: ground + 8, class: "dots-truth" }),
      s("text", { x: Math.min(Math.max(place, side), width - side), y: 0.8 * type, "text-anchor": "middle", class: "dots-right" }, display(read(truth.value), sheet.format)));
  }
  return picture;
}

function rows(sheet, spread, truth) {
  const list = document.createElement("ol");
  list.className = "dots-rows";
  const found = chosen(sheet, spread, truth);
  const most = Math.max(1, ...found.map(({ many }) => many));
  list.append(...found.map(({ label, many, isRight }) => {
    const item = document.createElement("li");
    if (isRight) item.dataset.right = "true";
    item.style.setProperty("--share", String(many / most));
    for (const text of [label, String(many)]) item.append(Object.assign(document.createElement("span"), { textContent: text }));
    return item;
  }));
  return list;
}
