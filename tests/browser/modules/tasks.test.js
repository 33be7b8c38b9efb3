import { Tasks } from "../../../live/assets/tasks.js";
import { claim, equal } from "./claims.js";

const WORDS = { tasks: "Try this", done: "Done", hint: "Hint" };
const TWO = [
  { key: "tie", text: "Make a tie", hint: "Level them", why: "They are level.", by: [] },
  { key: "far", text: "Go far", hint: "Walk", why: "You walked.", by: ["z"] },
];

let labs = 0;
function made(lab = `lab ${labs += 1}`, tasks = TWO) {
  const list = new Tasks();
  list.show({ lab, tasks, words: WORDS });
  return list;
}

const done = ({ element }) => [...element.querySelectorAll("li")].map((item) => item.dataset.done);

/** Rest once with nothing done, and then with what a movement of a control led to. */
function moved(tasks, bindings, ...by) {
  tasks.rest(Object.fromEntries(Object.keys(bindings).map((key) => [key, 0])), null);
  return tasks.rest(bindings, ...(by.length ? by : ["z1"]));
}

claim("a task is ticked off once its answer is 1, and by nothing else", () => {
  const tasks = made();
  equal(done(tasks), ["false", "false"]);
  for (const tie of [0, NaN, 2, 0.999, undefined]) equal(moved(tasks, { tie, far: 0 }), []);
  equal(done(tasks), ["false", "false"]);
  equal(moved(tasks, { tie: 1, far: 0 }), ["Make a tie They are level."]);
  equal(done(tasks), ["true", "false"]);
});

claim("what nobody moved ticks nothing off", () => {
  for (const by of [undefined, null]) {
    const tasks = made();
    equal([moved(tasks, { tie: 1 }, by), done(tasks)], [[], ["false", "false"]]);
  }
});

claim("what was so before somebody moved is not done by moving", () => {
  const tasks = made();
  tasks.rest({ tie: 1 }, null);
  equal(tasks.rest({ tie: 1 }, "z1"), []);
  equal(tasks.rest({ tie: 0 }, "z1"), []);
  equal(tasks.rest({ tie: 1 }, "z1").length, 1);
});

claim("what was not known before is not done by coming upon it", () => {
  const tasks = made();
  tasks.rest({}, null);
  equal(tasks.rest({ tie: 1 }, "view"), []);
});

claim("a task may ask for the movement of certain controls, of a row by its name", () => {
  for (const [by, told] of [["t", 0], ["z", 1], ["z12", 1], ["zz1", 0]]) {
    equal(moved(made(), { far: 1 }, by).length, told);
  }
});

claim("a task that was reached stays so, and is told once", () => {
  const tasks = made();
  moved(tasks, { tie: 1 });
  equal(moved(tasks, { tie: 1 }), []);
  equal(moved(tasks, { tie: 0, far: 1 }), ["Go far You walked."]);
  equal(done(tasks), ["true", "true"]);
});

claim("a hint is shown on request, and why once it is done", () => {
  const tasks = made();
  const [item] = tasks.element.querySelectorAll("li");
  const seen = () => [".lab-hint", ".lab-why", ".lab-ask"].map((name) => !item.querySelector(name).hidden);
  const ask = item.querySelector(".lab-ask");
  equal([seen(), ask.getAttribute("aria-expanded")], [[false, false, true], "false"]);
  ask.click();
  equal([seen(), ask.getAttribute("aria-expanded")], [[true, false, true], "true"]);
  ask.click();
  equal(seen(), [false, false, true]);
  ask.click();
  moved(tasks, { tie: 1 });
  equal(seen(), [false, true, false]);
});

claim("a reached task is reached for the whole visit, in its own lab", () => {
  moved(made("one"), { far: 1 });
  equal(done(made("one")), ["false", "true"]);
  equal(done(made("another")), ["false", "false"]);
});

claim("words of another language keep what is ticked, and which hints are open", () => {
  const tasks = made();
  moved(tasks, { tie: 1 });
  tasks.element.querySelectorAll(".lab-ask")[1].click();
  tasks.show({ lab: tasks.lab, tasks: TWO, words: { tasks: "직접 해 보기", done: "해냈습니다", hint: "힌트" } });
  equal(done(tasks), ["true", "false"]);
  equal(tasks.element.getAttribute("aria-label"), "직접 해 보기");
  equal(tasks.element.querySelector(".lab-status").textContent, "(해냈습니다)");
  equal([...tasks.element.querySelectorAll(".lab-hint")].map(({ hidden }) => hidden), [true, false]);
});

claim("where the browser keeps nothing, tasks are ticked all the same", () => {
  const { getItem, setItem } = Storage.prototype;
  Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error("nothing is kept"); };
  try {
    const tasks = made();
    moved(tasks, { tie: 1 });
    equal(done(tasks), ["true", "false"]);
  } finally {
    Object.assign(Storage.prototype, { getItem, setItem });
  }
});

claim("a lab without tasks shows no list", () => {
  equal(made("none", []).element.hidden, true);
  equal(made().element.hidden, false);
});
