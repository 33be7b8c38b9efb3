import { History, Steps, wayOf } from "../../../live/assets/history.js";
import { learn } from "../../../live/assets/link.js";
import { claim, equal } from "./claims.js";

const WORDS = { undo: "Undo", redo: "Redo" };

function walked(...states) {
  const steps = new Steps();
  steps.stand(states[0]);
  for (const state of states.slice(1)) steps.add(state);
  return steps;
}

let labs = 0;
let last = null;
function made(lab = `steps ${labs += 1}`, at = "") {
  learn({ carried: ["embed"], reserved: ["lang", "embed"] });
  const went = [];
  last?.leave(); // or it would hear the keys too
  const history = new History((state) => went.push(state));
  last = history;
  history.stand(at);
  history.show({ lab, words: WORDS });
  return { history, went };
}

const open = ({ buttons }) => buttons.map((button) => button.getAttribute("aria-disabled") === "false");

claim("a step goes back and forth", () => {
  const steps = walked("", "a=1", "a=2");
  equal([steps.undo(), steps.undo(), steps.undo()], ["a=1", "", null]);
  equal([steps.redo(), steps.redo(), steps.redo()], ["a=1", "a=2", null]);
});

claim("a new step forgets what was undone", () => {
  const steps = walked("", "a=1");
  steps.undo();
  steps.add("a=3");
  equal([steps.redo(), steps.undo(), steps.undo()], [null, "", null]);
});

claim("what changes nothing, and what nobody chose, is no step", () => {
  const steps = walked("a=1", "a=1");
  equal(steps.undo(), null);
  steps.add("a=2");
  steps.stand("a=2.5");
  equal([steps.undo(), steps.redo()], ["a=1", "a=2.5"]);
});

claim("there is an end to what is remembered", () => {
  const steps = walked(...Array.from({ length: 300 }, (_, i) => `a=${i}`));
  let count = 0;
  while (steps.undo() !== null) count += 1;
  equal(count, 200);
});

claim("keys go back and forth, as each system has them", () => {
  const way = (key, held) => wayOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  equal([way("z", { ctrlKey: true }), way("z", { metaKey: true })], ["undo", "undo"]);
  equal([way("Z", { ctrlKey: true, shiftKey: true }), way("z", { metaKey: true, shiftKey: true }), way("y", { ctrlKey: true })],
    ["redo", "redo", "redo"]);
  equal([way("z", {}), way("z", { ctrlKey: true, altKey: true }), way("y", { metaKey: true }), way("x", { ctrlKey: true })],
    [undefined, undefined, undefined, undefined]);
});

claim("buttons say whether there is anything to undo", () => {
  const { history, went } = made();
  equal(open(history), [false, false]);
  history.add("a=1");
  equal(open(history), [true, false]);
  history.buttons[0].click();
  equal([went, open(history)], [[""], [false, true]]);
  history.buttons[0].click();
  equal(went, [""]);
  history.buttons[1].click();
  equal([went, open(history)], [["", "a=1"], [true, false]]);
});

claim("a text field keeps its own undo, a number only while it is typed", () => {
  const { history, went } = made();
  history.add("a=1");
  const press = (element) => {
    document.body.replaceChildren(element);
    element.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true, cancelable: true }));
    return went.length;
  };
  const field = (type, attributes = {}) => {
    const input = Object.assign(document.createElement("input"), { type });
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    return input;
  };
  equal([press(field("text")), press(document.createElement("textarea")), press(field("text", { inputmode: "decimal", "data-typing": "" }))],
    [0, 0, 0]);
  equal(press(field("text", { inputmode: "decimal" })), 1);
  history.go("redo");
  equal(press(field("range")), 3);
  history.leave();
  history.go("redo");
  equal(press(field("range")), 4);
});

claim("a language is no step, and a page in another one goes on where the other was", () => {
  const { history } = made("lesson", "lang=en");
  history.add("a=1&lang=en&embed=true");
  history.leave();
  const other = made("lesson", "a=1&lang=ko");
  equal(open(other.history), [true, false]);
  other.history.go("undo");
  equal(other.went, [""]);
});

claim("who comes back by another link has not been there by a step", () => {
  const { history } = made("left");
  history.add("a=1");
  history.leave();
  equal(open(made("left", "a=7").history), [false, false]);
});
