import { Transport } from "../../../live/assets/transport.js";
import { claim, Clock, equal } from "./claims.js";

const ABOUT = { asks: "live/answers/here", origin: "o", form: "f" };
const SECOND = 1000;

/** A server that answers as it is told, and a Streamlit that takes what it is given. */
class World {
  constructor() {
    this.asked = []; // what came over HTTP
    this.carried = []; // what went by way of Streamlit
    this.told = []; // what the learner was told
    this.gone = []; // links of those who left before they had an answer
    this.answers = (_question) => new Promise(() => {}); // to one that has arrived
    this.clock = new Clock();
    this.real = { fetch, random: Math.random };
    Math.random = () => 1;
    globalThis.fetch = async (address, { method, body, signal }) => {
      const question = { at: this.clock.now, address: String(address), method, ...JSON.parse(body) };
      this.asked.push(question);
      signal.addEventListener("abort", () => this.gone.push(question.link));
      const left = new Promise((_, fail) => { signal.addEventListener("abort", () => fail(signal.reason)); });
      return Promise.race([this.answers(question), left]);
    };
    this.transport = new Transport({
      read: (bytes) => JSON.parse(new TextDecoder().decode(bytes)),
      carry: (question) => this.carried.push({ at: this.clock.now, ...question }),
      tell: (trouble) => this.told.push(trouble),
    });
  }

  /** Ask; the returned object says what came of it. */
  ask(link, about = ABOUT) {
    const found = {};
    this.transport.ask(about, link).then((answer) => { found.answer = answer; });
    return found;
  }

  times() {
    return this.asked.map(({ at }) => at / SECOND);
  }

  end() {
    this.transport.leave();
    this.clock.stop();
    globalThis.fetch = this.real.fetch;
    Math.random = this.real.random;
  }
}

const status = (code, headers = {}) => async () => new Response("", { status: code, headers });
const found = async ({ number, link }) => new Response(JSON.stringify({ answers: number, link }));
const lost = async () => { throw new TypeError("no line"); };

const story = (name, tell) => claim(name, async () => {
  const world = new World();
  try {
    await tell(world);
  } finally {
    world.end();
  }
});

story("a question is one request, and its answer is handed back", async (world) => {
  world.answers = found;
  const asked = world.ask("a=1");
  equal(world.transport.isWaiting, true);
  await world.clock.pass(0);
  equal(asked.answer, { answers: 1, link: "a=1" });
  equal(world.transport.isWaiting, false);
  const [{ asker, address, ...question }] = world.asked;
  equal(question, { at: 0, method: "POST", number: 1, link: "a=1", origin: "o", form: "f" });
  equal(address, new URL(ABOUT.asks, document.baseURI).href);
  equal(/^[A-Za-z0-9-]{16,32}$/.test(asker), true);
  await world.clock.pass(120 * SECOND);
  equal([world.asked.length, world.carried, world.told], [1, [], []]);
});

story("all questions of a page have one asker, and each a greater number", async (world) => {
  world.answers = found;
  for (const link of ["a=1", "a=2", "a=3"]) {
    world.ask(link);
    await world.clock.pass(0);
  }
  equal(world.asked.map(({ number }) => number), [1, 2, 3]);
  equal(new Set(world.asked.map(({ asker }) => asker)).size, 1);
});

story("a newer question ends the older one, whose answer is none", async (world) => {
  const older = world.ask("a=1");
  await world.clock.pass(0);
  world.answers = found;
  const newer = world.ask("a=2");
  await world.clock.pass(0);
  equal(world.gone, ["a=1"]);
  equal(older.answer, null);
  equal(newer.answer, { answers: 2, link: "a=2" });
});

story("an older answer that comes after a newer question is dropped", async (world) => {
  let late;
  world.answers = () => new Promise((resolve) => { late = resolve; });
  const older = world.ask("a=1");
  await world.clock.pass(0);
  world.answers = found;
  const newer = world.ask("a=2");
  late(await found({ number: 1, link: "a=1" }));
  await world.clock.pass(0);
  equal([older.answer, newer.answer.link], [null, "a=2"]);
});

story("a question is not asked again while its answer is on its way", async (world) => {
  world.ask("a=1");
  await world.clock.pass(59 * SECOND);
  equal([world.asked.length, world.carried.length], [1, 0]);
  equal(world.told, ["late"]);
});

story("a line that hangs for a minute counts as broken", async (world) => {
  world.ask("a=1");
  await world.clock.pass(60 * SECOND);
  equal(world.told, ["late", "lost"]);
  await world.clock.pass(1 * SECOND);
  equal(world.asked.length, 2);
});

story("a busy server is asked again after pauses that grow up to ten seconds", async (world) => {
  world.answers = status(503);
  world.ask("a=1");
  await world.clock.pass(40 * SECOND);
  equal(world.times(), [0, 1, 3, 7, 15, 25, 35]);
  equal([world.told, world.carried], [["late"], []]);
});

story("a server that says when to come back is left alone until then", async (world) => {
  world.answers = status(503, { "Retry-After": "6" });
  world.ask("a=1");
  await world.clock.pass(13 * SECOND);
  equal(world.times(), [0, 6, 12]);
});

story("those who were refused at once do not come back at once", async (world) => {
  world.answers = status(503);
  Math.random = () => 0;
  world.ask("a=1");
  await world.clock.pass(2 * SECOND);
  equal(world.times(), [0, 0.5, 1.5]);
});

story("what a gate says while the server starts means later, not never", async (world) => {
  for (const code of [429, 502, 504]) {
    world.answers = status(code);
    world.ask(`a=${code}`);
    await world.clock.pass(0);
  }
  equal([world.told, world.carried], [["late"], []]);
});

story("a lost line is said, and said to be back with the answer", async (world) => {
  world.answers = lost;
  const asked = world.ask("a=1");
  await world.clock.pass(20 * SECOND);
  equal(world.told, ["lost"]);
  equal(world.transport.trouble, "lost");
  world.answers = found;
  await world.clock.pass(10 * SECOND);
  equal(asked.answer.link, "a=1");
  equal(world.told, ["lost", null]);
});

story("once the browser has its line back, nobody waits for a pause to end", async (world) => {
  world.answers = lost;
  const asked = world.ask("a=1");
  await world.clock.pass(8 * SECOND);
  world.answers = found;
  dispatchEvent(new Event("online"));
  await world.clock.pass(0);
  equal(asked.answer.link, "a=1");
});

story("where nobody answers over HTTP, the question goes by way of Streamlit", async (world) => {
  world.answers = status(404);
  const asked = world.ask("a=1");
  await world.clock.pass(0);
  equal(world.carried, [{ at: 0, number: 1, link: "a=1", origin: "o", form: "f" }]);
  equal(world.transport.take({ answers: 0 }), false);
  equal(world.transport.take({ answers: 1, by: "Streamlit" }), true);
  await world.clock.pass(0);
  equal(asked.answer, { answers: 1, by: "Streamlit" });
  await world.clock.pass(60 * SECOND);
  equal([world.asked.length, world.carried.length, world.told], [1, 1, []]);
});

story("a run of the page has three seconds before HTTP is tried again, and ten before the next run", async (world) => {
  world.answers = status(404);
  world.ask("a=1");
  await world.clock.pass(12 * SECOND);
  equal(world.times(), [0, 3, 6, 10]);
  equal(world.carried.map(({ at }) => at / SECOND), [0, 10]);
  equal(world.carried.map(({ number }) => number), [1, 4]);
});

story("the answer to an earlier try is an answer", async (world) => {
  world.answers = status(404);
  const asked = world.ask("a=1");
  await world.clock.pass(11 * SECOND);
  equal(world.carried.map(({ number }) => number), [1, 4]);
  equal(world.transport.take({ answers: 1 }), true);
  await world.clock.pass(0);
  equal(asked.answer, { answers: 1 });
});

story("nothing of a question is left once it has its answer", async (world) => {
  let listening = 0;
  const { addEventListener, removeEventListener } = globalThis;
  globalThis.addEventListener = (...what) => { listening += 1; addEventListener(...what); };
  globalThis.removeEventListener = (...what) => { listening -= 1; removeEventListener(...what); };
  try {
    world.answers = lost;
    world.ask("a=1");
    await world.clock.pass(30 * SECOND);
    equal(listening, 1);
    world.answers = found;
    await world.clock.pass(10 * SECOND);
    equal([listening, world.clock.timers.size, world.transport.isWaiting], [0, 0, false]);
  } finally {
    Object.assign(globalThis, { addEventListener, removeEventListener });
  }
});

story("a lab that has no address goes by way of Streamlit alone", async (world) => {
  const asked = world.ask("a=1", { origin: "o", form: "" });
  await world.clock.pass(0);
  equal([world.asked, world.carried.length], [[], 1]);
  world.transport.take({ answers: 1 });
  await world.clock.pass(0);
  equal(asked.answer, { answers: 1 });
});

story("an answer by way of Streamlit ends the question over HTTP", async (world) => {
  world.answers = lost;
  world.ask("a=1");
  await world.clock.pass(0);
  world.answers = () => new Promise(() => {});
  await world.clock.pass(1 * SECOND);
  equal(world.transport.take({ answers: 2 }), true);
  await world.clock.pass(0);
  equal([world.gone, world.transport.isWaiting], [["a=1"], false]);
});

story("an older answer by way of Streamlit shows that the line is there", async (world) => {
  world.answers = lost;
  world.transport.sent = 5;
  world.ask("a=1");
  await world.clock.pass(9 * SECOND);
  const before = world.asked.length;
  equal(world.transport.take({ answers: 2 }), false);
  await world.clock.pass(0);
  equal(world.asked.length, before + 1);
});

story("without a question nothing is waited for", async (world) => {
  equal([world.transport.take({ answers: 7 }), world.transport.isWaiting], [false, false]);
});

story("a question that the server met after a newer one is asked again in silence", async (world) => {
  world.answers = status(409);
  const asked = world.ask("a=1");
  await world.clock.pass(0);
  world.answers = found;
  await world.clock.pass(1 * SECOND);
  equal([asked.answer.link, world.told, world.carried], ["a=1", [], []]);
});

story("half an answer is as good as none", async (world) => {
  world.answers = async () => new Response("{");
  world.ask("a=1");
  await world.clock.pass(0);
  equal(world.told, ["lost"]);
});

story("who has left is asked nothing and told nothing more", async (world) => {
  world.answers = lost;
  const asked = world.ask("a=1");
  await world.clock.pass(2 * SECOND);
  const before = world.asked.length;
  world.transport.leave();
  await world.clock.pass(60 * SECOND);
  equal([asked.answer, world.asked.length, world.told], [null, before, ["lost"]]);
  equal(world.clock.timers.size, 0);
});

story("asking once takes no answer as an answer", async (world) => {
  world.answers = found;
  equal(await world.transport.askOnce(ABOUT, "a=1"), { answers: 1, link: "a=1" });
  world.answers = status(503);
  equal(await world.transport.askOnce(ABOUT, "a=1"), null);
  world.answers = lost;
  equal(await world.transport.askOnce(ABOUT, "a=1"), null);
  equal([world.carried, world.told, world.clock.timers.size], [[], [], 0]);
});

story("a hand that moves asks once, over HTTP alone, and says that it moves", async (world) => {
  world.answers = found;
  const { answer } = await world.transport.askMoving(ABOUT, "a=1");
  equal(answer, { answers: 1, link: "a=1" });
  const [{ asker, address, ...question }] = world.asked;
  equal(question, { at: 0, method: "POST", number: 1, link: "a=1", origin: "o", form: "f", moving: true });
  equal([Boolean(asker), address.endsWith(ABOUT.asks)], [true, true]);
  equal([world.transport.isWaiting, world.transport.moving], [false, null]);
  for (const answers of [status(404), status(503), lost]) {
    world.answers = answers;
    equal((await world.transport.askMoving(ABOUT, "a=2")).answer, undefined);
  }
  await world.clock.pass(60 * SECOND);
  equal([world.asked.length, world.carried, world.clock.timers.size], [4, [], 0]);
});

story("what a hand lets go of takes the place of what it asked in motion", async (world) => {
  const moving = world.transport.askMoving(ABOUT, "a=1");
  await world.clock.pass(0);
  world.answers = found;
  const asked = world.ask("a=2");
  await world.clock.pass(0);
  equal([world.gone[0], asked.answer.link, await moving], ["a=1", "a=2", {}]);
});

story("a line that is lost in motion is said, and said to be back, or forgotten with the movement", async (world) => {
  world.answers = lost;
  await world.transport.askMoving(ABOUT, "a=1");
  equal(world.told, ["lost"]);
  world.answers = found;
  await world.transport.askMoving(ABOUT, "a=2");
  equal(world.told, ["lost", null]);
  world.answers = lost;
  await world.transport.askMoving(ABOUT, "a=3");
  world.transport.leaveMoving();
  equal(world.told, ["lost", null, "lost", null]);
});

story("an answer in motion that takes long is said to be late", async (world) => {
  world.transport.askMoving(ABOUT, "a=1");
  await world.clock.pass(6 * SECOND);
  equal(world.told, ["late"]);
  world.transport.leaveMoving();
  await world.clock.pass(0);
  equal([world.told, world.gone], [["late", null], ["a=1"]]);
});
