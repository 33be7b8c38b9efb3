import { begun, embedded, isBare, learn, posed, queryOf, shared, writeAddress } from "../../../live/assets/link.js";
import { kindOf } from "../../../live/assets/controls.js";
import { claim, equal } from "./claims.js";

const A = { key: "a", kind: "slider", default: 0.5 };
const B = { key: "b", kind: "scrubber", default: 2 };
const HOW = { key: "how", kind: "choice", default: 0, options: [["x", "one"], ["y", "two"]] };
const ON = { key: "on", kind: "toggle", default: 0, options: [["0", "0"], ["1", "1"]] };
const K = { key: "k", kind: "count", default: 3 };
const NAME = { key: "name", kind: "text", default: "dog" };
const VIEW = { key: "v", kind: "slider", default: 1, sets: ["a"] };
const ALL = [A, B, HOW, ON, K, NAME];
const START = { a: 0.5, b: 2, how: 0, on: 0, k: 3, name: "dog" };

// As a form would say it.
learn({ carried: ["embed", "embed_options"], reserved: ["embed", "embed_options", "lang", "ask"] });

function at(search, look) {
  const before = location.href;
  history.replaceState(null, "", search || location.pathname);
  try {
    return look();
  } finally {
    history.replaceState(null, "", before);
  }
}

const query = (values, others = {}, extras = {}, controls = ALL) =>
  queryOf(controls, { ...START, v: 1, ...values }, others, extras);

claim("a state of defaults has an empty link", () => {
  equal(query({}), "");
  equal(query({}, {}, { lang: "ko" }), "lang=ko");
});

claim("once one number differs every number is written, and no text", () => {
  equal(query({ b: 3 }), "a=0.5&b=3&how=x&on=0&k=3");
  equal(query({ how: 1, on: 1, k: 4 }), "a=0.5&b=2&how=y&on=1&k=4");
});

claim("minus zero is another number than zero", () => {
  equal(query({ z: -0 }, {}, {}, [{ key: "z", kind: "slider", default: 0 }]), "z=0");
});

claim("a text is written where it is not the default, and all numbers with it", () => {
  equal(query({ name: "Zoë & <b>" }), "a=0.5&b=2&how=x&on=0&k=3&name=Zo%C3%AB+%26+%3Cb%3E");
});

claim("others that are no controls here are written too, and bring all numbers", () => {
  equal(query({}, { w: "0.25" }), "a=0.5&b=2&how=x&on=0&k=3&w=0.25");
});

claim("a view is not written; where it is typed, it stands for what it sets", () => {
  const controls = [A, VIEW, B];
  equal(query({ v: 9 }, {}, {}, controls), "a=0.5&b=2");
  equal(query({ v: 9 }, { v: "9" }, {}, controls), "b=2&v=9");
});

claim("how a page is embedded stays in every link", () => {
  at("?embed=true&embed_options=dark&embed_options=x&a=9", () => {
    equal(query({}), "embed=true&embed_options=dark&embed_options=x");
    equal(query({ b: 3 }), "a=0.5&b=3&how=x&on=0&k=3&embed=true&embed_options=dark&embed_options=x");
  });
});

claim("where an empty link would say an opening, every number is written", () => {
  const controls = ALL.map((control) => ({ ...control, written: true }));
  equal(query({}, {}, {}, controls), "a=0.5&b=2&how=x&on=0&k=3");
});

claim("a lab begins with what follows the learner, in its opening unless that says of the same", () => {
  const opening = { k: "2", z1: "1" };
  equal(begun(opening, {}), opening);
  equal(begun(opening, { name1: "newt" }), { k: "2", z1: "1", name1: "newt" });
  equal(begun(opening, { k: "4" }), { k: "4" });
  equal(begun({}, { k: "4" }), { k: "4" });
});

claim("a link to another page shows it as this one is shown", () => {
  at("?embed=true&embed_options=dark&a=9", () => {
    const { pathname, search } = new URL(embedded("softmax?z1=1"));
    equal([pathname.endsWith("/softmax"), search], [true, "?z1=1&embed=true&embed_options=dark"]);
  });
  at("?a=9", () => equal(new URL(embedded("softmax")).search, ""));
});

claim("a link is bare as long as it says nothing of a lab", () => {
  equal(["", "?lang=ko", "embed=true&embed_options=x&lang=en", "?ask=x", "a=1", "?lang=ko&a"].map(isBare),
    [true, true, true, true, false, false]);
});

claim("the address is written without a step in the history, and keeps its place", () => {
  at(`${location.pathname}?a=1#here`, () => {
    const { length } = history;
    writeAddress("a=2");
    equal([location.search, location.hash, history.length], ["?a=2", "#here", length]);
    writeAddress("");
    equal([location.search, location.hash], ["", "#here"]);
  });
});

claim("an address that says it already is not written again", () => {
  at("?a=1", () => {
    const { replaceState } = history;
    let written = 0;
    history.replaceState = () => { written += 1; };
    try {
      writeAddress("a=1");
      equal(written, 0);
      writeAddress("a=2");
      equal(written, 1);
    } finally {
      history.replaceState = replaceState;
    }
  });
});

claim("every kind reads what it writes", () => {
  for (const [control, value] of [[A, 0.1], [A, -Infinity], [B, 3], [K, 4], [HOW, 1], [ON, 1], [ON, 0], [NAME, "1"]]) {
    const kind = kindOf(control);
    equal(kind.valueOf(control, kind.textOf(control, value)), value);
  }
});

claim("what is shared is the address as it is, without what only this screen does", () => {
  at("?a=1&room=K7QFM&present=1&name=Zo%C3%AB+%26&lang=ko&present", () => {
    equal(new URL(shared()).search, "?a=1&name=Zo%C3%AB+%26&lang=ko");
  });
  at("?present=1", () => equal(shared(), location.href.replace("?present=1", "")));
  at("?a=%7E%20b", () => equal(shared(), location.href));
});

claim("the address of a question leaves out the numbers that it says itself", () => {
  const link = "a=0.5&b=2&name=owl&v=3&lang=ko&ask=one";
  equal(posed(link, ALL), "name=owl&lang=ko&ask=one");
  equal(posed("a=0.5&name=owl", ALL), "a=0.5&name=owl");
});
