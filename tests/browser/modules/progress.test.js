import { done, doneIn, forget, isEmpty, isVisited, last, recall, visited, watch } from "../../../live/assets/progress.js";
import { claim, equal } from "./claims.js";

const KEY = "logit-lab progress";

/** Begin as a browser that was never here. */
function fresh() {
  forget();
  localStorage.clear();
  sessionStorage.clear();
}

/** What another tab reads. */
const stored = () => JSON.parse(localStorage.getItem(KEY) ?? "null");

claim("who was never here has visited and done nothing", () => {
  fresh();
  equal([isEmpty(), last(), isVisited("softmax"), doneIn("softmax")], [true, "", false, []]);
});

claim("a visit and a task are known to every tab and the next visit", () => {
  fresh();
  visited("softmax");
  done("softmax", "tie");
  visited("sigmoid");
  equal(stored(), { last: "sigmoid", lessons: { softmax: ["tie"], sigmoid: [] }, asked: {} });
  equal([isVisited("softmax"), doneIn("softmax"), doneIn("sigmoid"), last()], [true, ["tie"], [], "sigmoid"]);
});

claim("what another tab has written meanwhile is not lost", () => {
  fresh();
  visited("softmax");
  localStorage.setItem(KEY, JSON.stringify({ last: "iris", lessons: { softmax: ["half"], iris: ["fit"] } }));
  done("softmax", "tie");
  equal(stored(), { last: "iris", lessons: { softmax: ["half", "tie"], iris: ["fit"] }, asked: {} });
});

claim("a visit that is repeated takes no task away, and a task counts once", () => {
  fresh();
  visited("softmax");
  done("softmax", "tie");
  visited("iris");
  visited("softmax");
  done("softmax", "tie");
  equal(stored(), { last: "softmax", lessons: { softmax: ["tie"], iris: [] }, asked: {} });
});

claim("what is forgotten is gone from the browser, and can be brought back", () => {
  fresh();
  visited("softmax");
  done("softmax", "tie");
  const kept = forget();
  equal([isEmpty(), last(), stored()], [true, "", { last: "", lessons: {}, asked: {} }]);
  recall(kept);
  equal([doneIn("softmax"), last()], [["tie"], "softmax"]);
});

claim("what makes no sense in the storage is nothing, and is mended by the next visit", () => {
  for (const junk of ["", "{", "7", "null", "[]", '"x"', '{"lessons": 3}', '{"lessons": {"softmax": "all"}}', '{"lessons": null}']) {
    fresh();
    localStorage.setItem(KEY, junk);
    equal([isEmpty(), isVisited("softmax"), last()], [true, false, ""]);
    visited("iris");
    equal(stored(), { last: "iris", lessons: { iris: [] }, asked: {} });
  }
});

claim("a lesson that is called like a part of every object is not known by itself", () => {
  fresh();
  for (const name of ["constructor", "toString", "__proto__"]) equal([isVisited(name), doneIn(name)], [false, []]);
});

claim("whoever watches hears of what happens here and in other tabs, until they leave", () => {
  fresh();
  let heard = 0;
  const leave = watch(() => { heard += 1; });
  visited("softmax");
  equal(heard, 1);
  dispatchEvent(new StorageEvent("storage", { key: KEY }));
  equal(heard, 2);
  dispatchEvent(new StorageEvent("storage", { key: null })); // all was cleared
  equal(heard, 3);
  dispatchEvent(new StorageEvent("storage", { key: "of somebody else" }));
  equal(heard, 3);
  leave();
  visited("iris");
  dispatchEvent(new StorageEvent("storage", { key: KEY }));
  equal(heard, 3);
});

claim("where the browser keeps nothing, progress lasts until the page is left", async () => {
  fresh();
  const { getItem, setItem } = Storage.prototype;
  Storage.prototype.getItem = Storage.prototype.setItem = () => { throw new Error("nothing is kept"); };
  try {
    // A module of its own, since this browser would be known to refuse from now on.
    const alone = await import("../../../live/assets/progress.js?refused");
    alone.visited("softmax");
    alone.done("softmax", "tie");
    equal([alone.isVisited("softmax"), alone.doneIn("softmax"), alone.last()], [true, ["tie"], "softmax"]);
    alone.forget();
    equal(alone.isEmpty(), true);
  } finally {
    Object.assign(Storage.prototype, { getItem, setItem });
  }
});

claim("where the browser is full, what is new lasts until the page is left", async () => {
  fresh();
  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = () => { throw new Error("no room"); };
  try {
    const full = await import("../../../live/assets/progress.js?full");
    full.visited("softmax");
    equal([full.isVisited("softmax"), full.last()], [true, "softmax"]);
  } finally {
    Object.assign(Storage.prototype, { setItem });
  }
});
