import { kindOf, widgetsFor } from "../../../live/assets/controls.js";
import { reach } from "../../../live/assets/slider.js";
import { claim, equal } from "./claims.js";

const GRID = [-2, -1, 0, 1, 2];
const SLIDER = { kind: "slider", key: "a", label: "height", grid: GRID, span: [-2, 2], even: true, unit: "m" };
const WORDS = { exact: "exact value", sign: "sign", unread: "Unread", clamped: "Clamped", fewer: "one fewer", more: "one more", play: "Play", pause: "Pause", step: "One step" };

/** A lab that writes down what it is told. */
function labOf(controls, values) {
  const lab = { name: "demo", values, words: WORDS, done: [] };
  for (const name of ["grasp", "move", "release", "releaseSoon", "cancel", "set", "refresh", "flush"]) {
    lab[name] = (...what) => lab.done.push([name, ...what]);
  }
  lab.widgets = widgetsFor(controls, lab);
  document.body.replaceChildren(...lab.widgets.map(({ element }) => element));
  return lab;
}

function slid(value, changes = {}) {
  const lab = labOf([{ ...SLIDER, ...changes }], { a: value });
  const [widget] = lab.widgets;
  const [range, number] = widget.element.querySelectorAll("input");
  widget.show(lab.values);
  number.focus();
  return { lab, widget, range, number };
}

function typed(text, value = 1, changes = {}) {
  const { lab, number } = slid(value, changes);
  number.value = text;
  number.dispatchEvent(new Event("change"));
  return lab.done.filter(([name]) => name !== "refresh");
}

function pressed(key, where = "range", held = {}) {
  const made = slid(0.5);
  const event = new KeyboardEvent("keydown", { key, cancelable: true, ...held });
  made[where].dispatchEvent(event);
  return [made.lab.done, event.defaultPrevented];
}

claim("a typed number is set as it is", () => {
  equal(typed("0.123456789"), [["set", "a", 0.123456789]]);
});

claim("a typed number beyond an end becomes that end, at both ends", () => {
  equal([typed("99"), typed("-99")], [[["set", "a", 2]], [["set", "a", -2]]]);
});

claim("a limit beyond the range is reached by its name alone", () => {
  const endless = { grid: [-Infinity, 0, 1, Infinity], span: [0, 1], even: false };
  equal(["∞", "-inf", "1e9", "−3"].map((text) => typed(text, 0.5, endless)),
    [Infinity, -Infinity, 1, 0].map((value) => [["set", "a", value]]));
});

claim("a typed number beyond an end says so, and one within says nothing", () => {
  const { widget, number, lab } = slid(1);
  const note = widget.element.querySelector(".lab-note");
  const enter = (text) => {
    number.value = text;
    number.dispatchEvent(new Event("input"));
    number.dispatchEvent(new Event("change"));
  };
  lab.set = (key, value) => { lab.values[key] = value; };
  enter("99");
  equal([note.textContent, number.getAttribute("aria-invalid"), number.getAttribute("aria-describedby")], ["Clamped", "false", note.id]);
  widget.show(lab.values);
  equal([number.value, note.textContent], ["2", "Clamped"]);
  enter("1.5");
  equal([note.textContent, number.hasAttribute("aria-describedby")], ["", false]);
  enter("99");
  widget.show({ a: 0 });
  equal([number.value, note.textContent], ["0", ""]);
});

claim("what cannot be read says so, stays to be mended, and sets nothing", () => {
  const { widget, number, lab } = slid(1);
  const note = widget.element.querySelector(".lab-note");
  number.value = "1,2,3";
  number.dispatchEvent(new Event("change"));
  equal([lab.done, note.textContent, number.getAttribute("aria-invalid")], [[], "Unread", "true"]);
  widget.show(lab.values);
  equal(number.value, "1,2,3");
  number.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", cancelable: true }));
  equal([number.value, note.textContent, number.getAttribute("aria-invalid"), lab.done], ["1", "", "false", []]);
});

claim("what cannot be read gives way to what is set otherwise", () => {
  const { widget, number } = slid(1);
  number.value = "x";
  number.dispatchEvent(new Event("change"));
  widget.show({ a: 2 });
  equal([number.value, number.getAttribute("aria-invalid")], ["2", "false"]);
});

claim("Escape takes back what is half typed, and is otherwise nobody's", () => {
  const { lab, number } = slid(1);
  const escape = () => {
    const event = new KeyboardEvent("keydown", { key: "Escape", cancelable: true });
    number.dispatchEvent(event);
    return event.defaultPrevented;
  };
  equal(escape(), false);
  number.value = "−";
  number.dispatchEvent(new Event("input"));
  equal([escape(), number.value, lab.done], [true, "1", []]);
});

claim("a key beside the field turns the sign, of the value or of what is half typed", () => {
  const { lab, widget, number } = slid(1);
  const turn = widget.element.querySelector(".lab-sign");
  equal(turn.getAttribute("aria-label"), "height: sign");
  turn.click();
  equal(lab.done.filter(([name]) => name !== "refresh"), [["set", "a", -1]]);
  number.value = "0.5";
  number.dispatchEvent(new Event("input"));
  turn.click();
  equal(number.value, "−0.5");
  turn.click();
  equal(number.value, "0.5");
  equal(slid(1, { grid: [0, 1], span: [0, 1] }).widget.element.querySelector(".lab-sign"), null);
});

claim("what is half typed is not overwritten, until it is entered or left", () => {
  for (const end of ["change", "blur"]) {
    const { widget, number } = slid(1);
    number.value = "-1.2";
    number.dispatchEvent(new Event("input"));
    widget.show({ a: 2 });
    equal(number.value, "-1.2");
    number.dispatchEvent(new Event(end));
    widget.show({ a: 2 });
    equal(number.value, "2");
  }
});

claim("what changes in a field where nobody is, is not typed", () => {
  const { lab, widget, number } = slid(1);
  number.blur();
  number.value = "7";
  number.dispatchEvent(new Event("input"));
  equal(lab.done, [["refresh"]]);
  widget.show(lab.values);
  equal(number.value, "1");
});

claim("a key that walks the grid shows where it leads, whatever was half typed", () => {
  const { widget, number } = slid(1);
  number.value = "-1.2";
  number.dispatchEvent(new Event("input"));
  number.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowLeft", cancelable: true }));
  widget.show({ a: 2 });
  equal(number.value, "-1.2");
  number.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", cancelable: true }));
  widget.show({ a: 2 });
  equal(number.value, "2");
});

claim("minus zero is typed as zero", () => {
  equal(typed("-0"), [["set", "a", 0]]);
});

claim("nothing typed sets nothing, and shows again what is", () => {
  equal(typed(""), []);
});

claim("arrows walk the grid from the slider, and up and down from the field", () => {
  equal(pressed("ArrowRight"), [[["move", "a", 3], ["releaseSoon", "a"]], true]);
  equal(pressed("ArrowLeft"), [[["move", "a", 2], ["releaseSoon", "a"]], true]);
  equal(pressed("ArrowUp", "number"), [[["move", "a", 3], ["releaseSoon", "a"]], true]);
  equal(pressed("PageDown", "number"), [[["move", "a", 2], ["releaseSoon", "a"]], true]);
});

claim("keys that move the cursor in a field, and letters, are left to the field", () => {
  for (const key of ["ArrowLeft", "ArrowRight", "Home", "End", "5", "e"]) equal(pressed(key, "number"), [[], false]);
  equal(pressed("r"), [[], false]);
});

claim("with Control, Alt or the command key a key belongs to the browser", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey"]) {
    for (const where of ["range", "number"]) {
      equal(pressed("ArrowUp", where, { [held]: true }), [[], false]);
      equal(pressed("PageUp", where, { [held]: true }), [[], false]);
    }
  }
});

claim("shift takes ten steps, a page a fifth of the grid, and no key less than one step", () => {
  const steps = (key, count, held = {}) => reach({ key, ...held }, count);
  equal([steps("ArrowRight", 201), steps("ArrowDown", 201), steps("PageUp", 201)], [1, -1, 40]);
  equal([steps("ArrowLeft", 201, { shiftKey: true }), steps("ArrowUp", 21, { shiftKey: true })], [-10, 4]);
  equal([steps("PageDown", 2), steps("ArrowRight", 2, { shiftKey: true })], [-1, 1]);
  equal([steps("Home", 7), steps("End", 7)], [-7, 7]);
});

claim("a slider says its value, its unit and its name", () => {
  const { range, number } = slid(-1);
  equal([range.value, number.value, number.title], ["-1", "−1", "m"]);
  equal(range.getAttribute("aria-valuetext"), "−1 m");
  equal(number.getAttribute("aria-label"), "height, exact value");
});

claim("the track is coloured from zero up to the thumb, on either side", () => {
  const ends = (value) => ["--from", "--to"].map((name) => slid(value).range.style.getPropertyValue(name));
  equal([ends(1), ends(-1), ends(0)], [["0.5", "0.75"], ["0.25", "0.5"], ["0.5", "0.5"]]);
});

claim("a thumb may be ahead of its number, and leaning moves no number", () => {
  const { widget, range, number } = slid(1);
  widget.lean({ a: 2 });
  equal([range.value, number.value], ["2", "1"]);
  widget.show({ a: 0 }, { a: -1 });
  equal([range.value, number.value], ["-1", "0"]);
});

claim("an uneven grid is moved along by position", () => {
  const { lab, range } = slid(10, { grid: [1, 10, 100, Infinity], even: false });
  equal([range.value, range.max], ["1", "3"]);
  range.value = "3";
  range.dispatchEvent(new Event("input"));
  equal(lab.done, [["move", "a", 3]]);
});

claim("infinity stands in the field as a sign", () => {
  const { number } = slid(Infinity, { grid: [1, 10, Infinity], span: [1, 10], even: false });
  equal(number.value, "∞");
});

claim("a view drops the digit that going there and back cost, but is no end before it is one", () => {
  const view = { sets: ["b"], grid: [0, 1] };
  equal(slid(0.1 + 0.2, view).number.value, "0.3");
  equal(slid(0.1 + 0.2, { grid: [0, 1] }).number.value, "0.30000000000000004");
  equal(slid(1 - 2 ** -53, view).number.value, "0.9999999999999999");
});

claim("a count goes by one, stays within its ends, and takes no halves", () => {
  const lab = labOf([{ kind: "count", key: "k", label: "Classes", low: 2, high: 4 }], { k: 4 });
  const [widget] = lab.widgets;
  const [fewer, more] = widget.element.querySelectorAll("button");
  const field = widget.element.querySelector("input");
  widget.show(lab.values);
  equal([fewer, more].map((button) => button.getAttribute("aria-disabled")), ["false", "true"]);
  fewer.click();
  more.click();
  for (const text of ["1", "9", "2.6", ""]) {
    field.value = text;
    field.dispatchEvent(new Event("change"));
  }
  equal(lab.done, [["set", "k", 3], ["set", "k", 4], ["set", "k", 2], ["set", "k", 4], ["set", "k", 3], ["refresh"]]);
});

claim("a choice and a toggle move by position, and are released at once", () => {
  const options = [["x", "one"], ["y", "two"]];
  const lab = labOf([
    { kind: "choice", key: "how", label: "how", options }, { kind: "toggle", key: "on", label: "on", options: [["0", "0"], ["1", "1"]] },
  ], { how: 0, on: 1 });
  const inputs = lab.widgets.flatMap(({ element }) => [...element.querySelectorAll("input")]);
  for (const widget of lab.widgets) widget.show(lab.values);
  equal(inputs.map(({ checked }) => checked), [true, false, true]);
  inputs[1].click();
  inputs[2].click();
  equal(lab.done, [["move", "how", 1], ["release", "how"], ["move", "on", 0], ["release", "on"]]);
});

claim("a menu unfolds the same options, and is released at once", () => {
  const options = [["x", "one"], ["y", "two"], ["z", "three"]];
  const lab = labOf([{ kind: "menu", key: "how", label: "how", options }], { how: 1 });
  const [widget] = lab.widgets;
  const select = widget.element.querySelector("select");
  widget.show(lab.values);
  equal([select.value, select.labels[0].textContent, [...select.options].map(({ text }) => text)], ["y", "how", ["one", "two", "three"]]);
  select.value = "z";
  select.dispatchEvent(new Event("change"));
  equal(lab.done, [["move", "how", 2], ["release", "how"]]);
  equal([widget.key, kindOf({ kind: "menu" }).textOf({ options }, 2), kindOf({ kind: "menu" }).valueOf({ options }, "y")], ["how", "z", 1]);
});

claim("a text that is wiped out becomes its default", () => {
  const lab = labOf([{ kind: "text", key: "name", label: "name", default: "dog", longest: 24 }], { name: "cat" });
  const field = lab.widgets[0].element.querySelector("input");
  for (const text of ["  Zoë ", "  "]) {
    field.value = text;
    field.dispatchEvent(new Event("change"));
  }
  equal(lab.done, [["set", "name", "Zoë"], ["set", "name", "dog"]]);
});

claim("a text that labels a slider stands in its row, and nowhere else", () => {
  const name = { kind: "text", key: "name", label: "Name of class 1", default: "dog", longest: 24 };
  const lab = labOf([name, { ...SLIDER, label: "name", editable: true }], { a: 1, name: "cat" });
  equal(lab.widgets.length, 1);
  const [widget] = lab.widgets;
  widget.show(lab.values);
  equal([...widget.element.querySelectorAll("input")].map((input) => input.ariaLabel ?? input.getAttribute("aria-label")),
    ["Name of class 1", "cat", "cat, exact value"]);
});
