import { kindOf, missing, widgetsFor } from "../../../live/assets/controls.js";
import { queryOf } from "../../../live/assets/link.js";
import { claim, equal } from "./claims.js";

const SAMPLE = { kind: "choice", key: "sample", label: "sample", options: [["a", "a"], ["b", "b"], ["none", "none"]], default: 0 };
const INK = {
  kind: "ink", key: "ink", label: "draw", default: "", asks: true, steps: 100, most: 120,
  instead: "sample", drawings: ["1.2-3.4", "50.50", ""],
};
const WORDS = { ink_help: "help", ink_clear: "Clear", ink_code: "code", ink_unread: "Unread", ink_full: "Full", pen_down: "down", pen_up: "up" };

await missing([INK]);

/** A pad of 200 pixels, in a lab that writes down what it is told and does it. */
function padOf(ink = "", sample = 0) {
  const lab = { name: "demo", words: WORDS, values: { ink, sample }, done: [] };
  for (const name of ["grasp", "release", "releaseSoon", "cancel", "refresh", "move"]) {
    lab[name] = (...what) => lab.done.push([name, ...what]);
  }
  lab.show = () => lab.widgets.forEach(({ show }) => show(lab.values));
  lab.moveTo = (key, values) => {
    lab.done.push(["moveTo", key, values]);
    Object.assign(lab.values, values);
  };
  lab.set = (key, value) => {
    lab.done.push(["set", key, value]);
    lab.values[key] = value;
  };
  lab.widgets = widgetsFor([INK, SAMPLE], lab);
  document.body.replaceChildren(...lab.widgets.map(({ element }) => element));
  const pad = document.querySelector(".lab-pad");
  const svg = pad.querySelector("svg");
  Object.assign(pad.style, { position: "fixed", left: "0px", top: "0px", width: "200px", height: "200px", border: "0" });
  Object.assign(svg.style, { display: "block", width: "200px", height: "200px" });
  lab.show();
  return { lab, pad, path: svg.querySelector("path"), code: document.querySelector("input[name=ink]") };
}

function point(pad, type, x, y, more = {}) {
  pad.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 7, bubbles: true, ...more }));
}

function keys(pad, ...pressed) {
  for (const key of pressed) {
    const [name, shiftKey] = key.startsWith("+") ? [key.slice(1), true] : [key, false];
    pad.dispatchEvent(new KeyboardEvent("keydown", { key: name, shiftKey, cancelable: true }));
  }
}

const codes = ({ done }) => done.filter(([name]) => name === "moveTo").map(([, , values]) => values.ink);
const named = ({ done }) => done.map(([name]) => name);

claim("a pen draws from its press on, and each movement is a code", () => {
  const { lab, pad } = padOf();
  point(pad, "pointerdown", 20, 40);
  point(pad, "pointermove", 60, 40);
  point(pad, "pointermove", 60, 120);
  point(pad, "pointerup", 60, 120);
  equal(codes(lab), ["10.20", "10.20-30.20", "10.20-30.20-30.60"]);
  equal(named(lab), ["grasp", "moveTo", "moveTo", "moveTo", "release"]);
});

claim("what is drawn does not change when the pen lifts", () => {
  const { lab, pad, path } = padOf();
  point(pad, "pointerdown", 20, 40);
  for (let i = 0; i < 40; i += 1) point(pad, "pointermove", 20 + 4 * i, 40 + 30 * Math.sin(i / 5));
  lab.show();
  const before = path.getAttribute("d");
  point(pad, "pointerup", 176, 50);
  lab.show();
  equal(path.getAttribute("d"), before);
});

claim("a second finger draws nothing, and a cancelled one is told", () => {
  const { lab, pad } = padOf();
  point(pad, "pointerdown", 20, 40);
  point(pad, "pointerdown", 100, 100, { pointerId: 8 });
  point(pad, "pointermove", 120, 100, { pointerId: 8 });
  point(pad, "pointercancel", 20, 40);
  equal(named(lab), ["grasp", "moveTo", "cancel"]);
});

claim("keys move the pen, put it down and lift it", () => {
  const { lab, pad } = padOf();
  keys(pad, "ArrowLeft", " ", "ArrowDown", "+ArrowDown", " ", "ArrowRight", "Enter");
  equal(codes(lab), ["46.50", "46.50-46.54", "46.50-46.66", "46.50-46.66_50.66"]);
  equal(document.querySelector(".lab-ink-said").textContent, "down: 50, 66");
  keys(pad, "Escape", "ArrowLeft");
  equal(codes(lab).length, 4);
});

claim("keys of others stay theirs", () => {
  const { pad } = padOf();
  const taken = [["a", {}], ["Tab", {}], [" ", { ctrlKey: true }], ["ArrowLeft", { altKey: true }]].map(([key, held]) => {
    const event = new KeyboardEvent("keydown", { key, cancelable: true, ...held });
    pad.dispatchEvent(event);
    return event.defaultPrevented;
  });
  equal(taken, [false, false, false, false]);
});

claim("Delete clears the pad, and what stood in for a drawing", () => {
  const { lab, pad } = padOf("1.2-3.4");
  keys(pad, "Delete");
  equal(lab.done, [["grasp", "ink", ["ink", "sample"]], ["moveTo", "ink", { ink: "", sample: 2 }], ["release", "ink"]]);
});

claim("an empty pad shows what is chosen instead, and says that it is no drawing", () => {
  const { lab, pad, path } = padOf("", 1);
  equal([path.getAttribute("d"), pad.hasAttribute("data-instead")], ["M50 50h0", true]);
  lab.values.ink = "1.2-3.4";
  lab.show();
  equal([path.getAttribute("d"), pad.hasAttribute("data-instead")], ["M1 2L3 4", false]);
  lab.values = { ink: "", sample: 2 };
  lab.show();
  equal([path.getAttribute("d"), pad.hasAttribute("data-instead")], ["", false]);
});

claim("nothing is chosen while something is drawn", () => {
  const { lab } = padOf("", 1);
  const checked = () => [...document.querySelectorAll("input[type=radio]")].map((one) => one.checked);
  equal(checked(), [false, true, false]);
  lab.values.ink = "1.2";
  lab.show();
  equal(checked(), [false, false, false]);
});

claim("a typed code is set, and what is none says so", () => {
  const { lab, code } = padOf("1.2");
  const enter = (text) => {
    code.value = text;
    code.dispatchEvent(new Event("input"));
    code.dispatchEvent(new Event("change"));
  };
  const note = document.querySelector(".lab-note");
  enter("nan");
  lab.show();
  equal([lab.done, note.textContent, code.getAttribute("aria-invalid"), code.value], [[], "Unread", "true", "nan"]);
  enter(" 5.6-7.8 ");
  lab.show();
  equal([lab.done, note.textContent, code.value], [[["set", "ink", "5.6-7.8"]], "", "5.6-7.8"]);
  enter("x");
  lab.values.ink = "9.9";
  lab.show();
  equal([note.textContent, code.value], ["", "9.9"]);
});

claim("a full drawing says so until it is another one", () => {
  const { lab, pad } = padOf(Array.from({ length: 120 }, (_, i) => `${i % 100}.5`).join("_"));
  const said = document.querySelector(".lab-ink-said");
  point(pad, "pointerdown", 20, 40);
  equal([said.textContent, lab.values.ink.split("_").length], ["Full", 120]);
  lab.values.ink = "";
  lab.show();
  equal(said.textContent, "");
});

claim("a link says what is drawn, and nothing of an empty pad", () => {
  equal(queryOf([INK, SAMPLE], { ink: "", sample: 1 }, {}, {}), "sample=b");
  equal(queryOf([INK, SAMPLE], { ink: "1.2", sample: 0 }, {}, {}), "sample=a&ink=1.2");
  equal(queryOf([INK, SAMPLE], { ink: "", sample: 0 }, {}, {}), "");
  equal(kindOf(INK).valueOf(INK, kindOf(INK).textOf(INK, "1.2-3.4_5.6")), "1.2-3.4_5.6");
});
