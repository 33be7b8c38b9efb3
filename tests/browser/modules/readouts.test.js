import { Readouts } from "../../../live/assets/readouts.js";
import { claim, equal } from "./claims.js";

const P = { name: "p", format: ".2f", labels: ["dog", "cat"], label: "", told: true, exact: false };
const SUM = { name: "sum", format: ".12g", labels: [], label: "total", told: false, exact: true };
const BEST = { name: "best", format: "d", labels: ["dog", "cat"], label: "", told: true, exact: false };
const REST = { p: Float64Array.of(0.1, 0.9), sum: 1 / 3, best: 2 };

function shown(template, bindings = REST, atRest = true) {
  const readouts = new Readouts();
  readouts.show({ readouts: [P, SUM, BEST], rest: REST, template });
  readouts.write({ bindings, atRest }, { z: 1.5 });
  const outputs = [...readouts.element.querySelectorAll("output")];
  return { readouts, outputs, told: outputs.map((output) => [output.name, output.dataset.value, output.textContent]) };
}

claim("every readout is in the page, those that no template places after it", () => {
  equal(shown("").told, [["p1", "0.1", "0.10"], ["p2", "0.9", "0.90"], ["sum", "0.3333333333333333", "0.333333333333"], ["best", "2", "cat"]]);
  equal(shown('<b><output name="best"></output></b>').told.map(([name]) => name), ["best", "p1", "p2", "sum"]);
});

claim("in a drag a readout is what a table of float32 holds, unless it is exact", () => {
  const moved = { ...REST, p: Float64Array.of(Math.fround(0.3), 0.7) };
  equal(shown("", moved, false).told.map(([, value]) => Number(value)), [Math.fround(0.3), Math.fround(0.7), 1 / 3, 2]);
});

claim("what is no number is written so", () => {
  const wild = { p: Float64Array.of(NaN, -Infinity), sum: Infinity, best: 1 };
  equal(shown("", wild).told.slice(0, 3), [["p1", "nan", "nan"], ["p2", "-inf", "−∞"], ["sum", "inf", "∞"]]);
});

claim("what an output says in place of a number stands apart from it, for its look", () => {
  const says = (bindings) => shown("", bindings).outputs.map(({ dataset }) => dataset.says ?? null);
  equal(says({ p: Float64Array.of(NaN, 0.5), sum: -Infinity, best: 1 }), ["nan", null, "-inf", "1"]);
  equal(says(REST), [null, null, null, "2"]);
});

claim("a slot shows an answer or a control, in a format of its own", () => {
  const { readouts } = shown('<i data-slot="p2" data-format=".1%"></i><i data-slot="z"></i>');
  equal([...readouts.element.querySelectorAll("i")].map((slot) => slot.textContent), ["90.0 %", "1.5"]);
});

claim("no output announces itself; what is told is told in a sentence", () => {
  const { readouts, outputs } = shown("");
  equal(outputs.map((output) => output.getAttribute("aria-live")), ["off", "off", "off", "off"]);
  equal(readouts.told(REST), "dog 0.10, cat 0.90, cat");
});
