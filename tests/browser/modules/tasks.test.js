import { Tasks } from "../../../live/assets/tasks.js";
import { claim, equal } from "./claims.js";

const WORDS = { tasks: "Try this", done: "Done" };
const TWO = [{ key: "tie", text: "Make a tie" }, { key: "far", text: "Go far" }];

let labs = 0;
function made(lab = `lab ${labs += 1}`) {
  const tasks = new Tasks();
  tasks.show({ lab, tasks: TWO, words: WORDS });
  return tasks;
}

const done = ({ element }) => [...element.querySelectorAll("li")].map((item) => item.dataset.done);

claim("a task is ticked off once its answer is 1, and by nothing else", () => {
  const tasks = made();
  equal(done(tasks), ["false", "false"]);
  for (const tie of [0, NaN, 2, 0.999, undefined]) equal(tasks.tick({ tie, far: 0 }), []);
  equal(done(tasks), ["false", "false"]);
  equal(tasks.tick({ tie: 1, far: 0 }), ["Make a tie"]);
  equal(done(tasks), ["true", "false"]);
});

claim("a task that was reached stays so, and is told once", () => {
  const tasks = made();
  tasks.tick({ tie: 1 });
  equal(tasks.tick({ tie: 1 }), []);
  equal(tasks.tick({ tie: 0, far: 1 }), ["Go far"]);
  equal(done(tasks), ["true", "true"]);
});

claim("a reached task is reached for the whole visit, in its own lab", () => {
  made("one").tick({ far: 1 });
  equal(done(made("one")), ["false", "true"]);
  equal(done(made("another")), ["false", "false"]);
});

claim("words of another language keep what is ticked", () => {
  const tasks = made();
  tasks.tick({ tie: 1 });
  tasks.show({ lab: tasks.lab, tasks: TWO, words: { tasks: "직접 해 보기", done: "해냈습니다" } });
  equal(done(tasks), ["true", "false"]);
  equal(tasks.element.getAttribute("aria-label"), "직접 해 보기");
  equal(tasks.element.querySelector(".lab-status").textContent, "(해냈습니다)");
});

claim("where the browser keeps nothing, tasks are ticked all the same", () => {
  const { getItem, setItem } = Storage.prototype;
  Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error("nothing is kept"); };
  try {
    const tasks = made();
    tasks.tick({ tie: 1 });
    equal(done(tasks), ["true", "false"]);
  } finally {
    Object.assign(Storage.prototype, { getItem, setItem });
  }
});

claim("a lab without tasks shows no list", () => {
  const tasks = new Tasks();
  tasks.show({ lab: "none", tasks: [], words: WORDS });
  equal(tasks.element.hidden, true);
  equal(made().element.hidden, false);
});
