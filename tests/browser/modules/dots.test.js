import { guessOf, placesOf } from "../../../live/assets/class.js";
import { binned, chosen, drawn } from "../../../live/assets/dots.js";
import { claim, equal } from "./claims.js";

const SET = { kind: "set", axis: [0, 1, 0.01], format: ".1%", options: [], names: {} };
const CHOOSE = { kind: "choose", options: ["{name1} wins", "none", "both"], names: { name1: "ant" } };
const ORDER = { kind: "order", options: ["a", "b", "c"], names: {} };
const TOLD = { value: "0.043", option: null, order: [] };
const WORDS = { spread: "how they lie" };

claim("guesses on an axis lie in bins, both ends among them", () => {
  equal(binned([[[0], 2], [[1], 1], [[50], 4], [[100], 3], [[], 9]], 100), [[0.0125, 3], [0.5125, 4], [0.9875, 3]]);
});

claim("what was chosen is counted, and what nobody has chosen too", () => {
  equal(chosen(CHOOSE, [[[0], 3], [[2], 1], [[], 2]], null).map(({ label, many }) => [label, many]), [["ant wins", 3], ["none", 0], ["both", 1]]);
});

claim("nothing is marked as right before it is told", () => {
  const spread = [[[0], 3], [[1], 1]];
  equal(chosen(CHOOSE, spread, null).map(({ isRight }) => Boolean(isRight)), [false, false, false]);
  equal(chosen(CHOOSE, spread, { ...TOLD, option: 1 }).map(({ isRight }) => isRight), [false, true, false]);
  equal(drawn(SET, [[[[4], 3]]], undefined, WORDS).querySelectorAll(".dots-truth").length, 0);
});

claim("the most frequent orders come first, and the right one is marked", () => {
  const rows = chosen(ORDER, [[[0, 1, 2], 1], [[2, 1, 0], 5], [[], 3]], { ...TOLD, order: [0, 1, 2] });
  equal(rows, [{ label: "c › b › a", many: 5, isRight: false }, { label: "a › b › c", many: 1, isRight: true }]);
});

claim("there is a dot for each guess, in outline for the round before", () => {
  const picture = drawn(SET, [[[[30], 5]], [[[4], 3], [[60], 2]]], TOLD, WORDS);
  equal([".dots-before", ".dots-now", ".dots-truth"].map((look) => picture.querySelectorAll(look).length), [5, 5, 1]);
  equal(picture.querySelector(".dots-right").textContent, "4.3 %");
});

claim("all dots of a large class fit into the picture", () => {
  const picture = drawn(SET, [[[[4], 300]]], TOLD, WORDS);
  equal(picture.querySelectorAll("ellipse").length, 300);
  equal([...picture.querySelectorAll("ellipse")].every((dot) => Number(dot.getAttribute("cy")) > 20), true);
});

claim("a guess is sent as places: of an axis, an option, an order, or none", () => {
  equal([placesOf(SET, 0.43), placesOf(CHOOSE, 2), placesOf(ORDER, [2, 0, 1]), placesOf(SET, null)], [[43], [2], [2, 0, 1], []]);
  equal(placesOf({ kind: "where", grid: [1, 2, 4] }, 4), [20]);
});

claim("places say the guess that was meant", () => {
  equal([[SET, [43]], [CHOOSE, [2]], [ORDER, [2, 0, 1]], [SET, []]].map(([sheet, places]) => guessOf(sheet, places)), [0.43, 2, [2, 0, 1], null]);
  equal(guessOf({ kind: "where", grid: [1, 2, 4] }, [20]), 4);
});
