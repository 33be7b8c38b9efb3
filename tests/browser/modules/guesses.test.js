import { controlAxis, evenAxis, guessing, rough } from "../../../live/assets/guess.js";
import { guessesIn, isClose, isNear, keep, thoughtItStays } from "../../../live/assets/guesses.js";
import { answered, answeredIn, done, doneIn, forget, recall } from "../../../live/assets/progress.js";
import { claim, equal } from "./claims.js";

const WORDS = { ask_guess: "Your guess", ask_unset: "not set yet", exact: "exact value", ask_order: "Press them" };
const SET = { kind: "set", axis: [0, 1, 0.01], format: ".1%" };

function made(question, options = [], grid = undefined) {
  let changes = 0;
  const guess = guessing(question, options, WORDS, grid, () => { changes += 1; });
  document.body.append(guess.element);
  return { guess, count: () => changes, one: (selector) => guess.element.querySelector(selector) };
}

claim("a number is no guess until it is touched", () => {
  const { guess, count, one } = made(SET);
  const range = one("input[type=range]");
  equal([guess.value, range.getAttribute("aria-valuetext"), one("input[type=text]").value, count()], [null, "not set yet", "", 0]);
  range.value = "30";
  range.dispatchEvent(new Event("input"));
  equal([guess.value, range.getAttribute("aria-valuetext"), one("input[type=text]").value, count()], [0.3, "30 %", "30 %", 1]);
});

claim("the thumb is a guess where it stands, once it is pressed", () => {
  for (const event of [new Event("pointerup"), new KeyboardEvent("keydown", { key: " " })]) {
    const { guess, one } = made(SET);
    one("input[type=range]").dispatchEvent(event);
    equal(guess.value, 0.5);
  }
});

claim("a typed guess is read as people write it, and kept on the axis", () => {
  const { guess, one } = made(SET);
  const field = one("input[type=text]");
  const say = (text) => {
    field.value = text;
    field.dispatchEvent(new Event("change"));
    return guess.value;
  };
  equal([say("25"), say("25 %"), say("2,5"), say("250"), say("-3"), say("what")], [0.25, 0.25, 0.025, 1, 0, 0]);
});

claim("nothing changes a guess that is made", () => {
  const { guess } = made(SET);
  guess.set(0.2);
  guess.lock();
  guess.set(0.9);
  equal(guess.value, 0.2);
});

claim("an axis goes from end to end", () => {
  const even = evenAxis([0, 10, 0.1]);
  equal([even.count, even.valueOf(0), even.valueOf(100), even.placeOf(3.3)], [100, 0, 10, 33]);
  const log = controlAxis([0.1, 1, 10, 100, Infinity], 2);
  equal([log.count, log.valueOf(0), log.valueOf(6), log.valueOf(3), log.placeOf(3.2)], [6, 0.1, 100, 3.162, 3]);
  const linear = controlAxis([-1, 0, 1], 2);
  equal([linear.count, linear.valueOf(1), linear.valueOf(4)], [4, -0.5, 1]);
});

claim("of a few, one is chosen", () => {
  const { guess, one } = made({ kind: "choose" }, ["rises", "falls"]);
  equal(guess.value, null);
  one("#ask-option-1").click();
  equal(guess.value, 1);
});

claim("an order is made by pressing, and what is pressed again leaves it", () => {
  const { guess, one } = made({ kind: "order" }, ["a", "b", "c"]);
  const press = (i) => one(`button:nth-of-type(${i + 1})`).click();
  press(2);
  equal(guess.value, null);
  press(0);
  equal(guess.value, [2, 0, 1]);
  press(0);
  equal([guess.value, one("button:nth-of-type(3)").textContent], [null, "1. c"]);
  press(1);
  equal(guess.value, [2, 1, 0]);
});

claim("close is what is near, by a distance or by a factor", () => {
  equal([isNear(0, 0.05, { near: 0.05 }), isNear(1, 1.06, { near: 0.05 })], [true, false]);
  const factor = { near: 1.6, times: true };
  equal([isNear(8, 11, factor), isNear(17, 11, factor), isNear(18, 11, factor), isNear(-11, 11, factor)], [true, true, false, false]);
});

claim("each kind of guess is compared in its own way", () => {
  const told = { value: "0.04", before: "0.25", near: 0.05, option: 2, order: [1, 0] };
  equal([isClose({ kind: "set", told }, 0.08), isClose({ kind: "set", told }, 0.2)], [true, false]);
  equal([isClose({ kind: "choose", told }, 2), isClose({ kind: "along", told }, 0)], [true, false]);
  equal([isClose({ kind: "order", told }, [1, 0]), isClose({ kind: "order", told }, [0, 1])], [true, false]);
  equal(isClose({ kind: "set", told }, null), false);
});

claim("who sets what was there before thought that it stays", () => {
  const told = { value: "0.04", before: "0.25", near: 0.05 };
  const moving = { kind: "set", told, moves: { z3: "6" } };
  equal([thoughtItStays(moving, 0.24), thoughtItStays(moving, 0.05), thoughtItStays(moving, null)], [true, false, false]);
  equal(thoughtItStays({ ...moving, moves: {} }, 0.24), false);
});

claim("a guess is written as roughly as it is made", () => {
  equal([rough(".1%"), rough(".2f")], [".0%", ".2f"]);
});

claim("guesses stay in the tab, by lesson and question", () => {
  keep("one lesson", "shift", { numbers: 0, guess: 1, close: true });
  keep("one lesson", "zero", { numbers: 3, guess: null, close: false });
  equal(Object.keys(guessesIn("one lesson")), ["shift", "zero"]);
  equal(guessesIn("another"), {});
  sessionStorage.setItem("asked of another", "{half");
  equal(guessesIn("another"), {});
});

claim("that something was asked is kept beside what was done, and both are forgotten", () => {
  const before = forget();
  answered("softmax", "shift");
  answered("softmax", "shift");
  done("softmax", "tie");
  equal([answeredIn("softmax"), doneIn("softmax"), answeredIn("constructor")], [["shift"], ["tie"], []]);
  const kept = forget();
  equal([answeredIn("softmax"), doneIn("softmax")], [[], []]);
  recall(kept);
  equal(answeredIn("softmax"), ["shift"]);
  recall(before);
});
