import { Talk } from "../../../live/assets/class.js";
import { claim, Clock, equal } from "./claims.js";

const SECOND = 1000;
const ROOM = { v: 7, phase: "open", turn: 3, round: 1, sheet: {} };

/** A server of one room that does as it is told, and a phone that talks to it. */
class School {
  constructor(code = "K7QFM") {
    this.code = code;
    this.clock = new Clock();
    this.real = { fetch, random: Math.random };
    Math.random = () => 0.5;
    this.asked = [];
    this.room = { ...ROOM };
    this.isAway = false;
    this.status = 204; // of a guess
    globalThis.fetch = async (address, { method = "GET", body, headers }) => {
      this.asked.push({ at: this.clock.now / SECOND, method, path: String(address), body: body && JSON.parse(body), who: headers["X-Who"], room: headers["X-Room"] });
      if (this.isAway) throw new TypeError("no line");
      if (method === "POST") return new Response(null, { status: this.status });
      if (!this.room) return new Response(null, { status: 404 });
      const isNews = !String(address).includes(`v=${this.room.v}&`);
      const said = { headers: { "X-Again": "2" }, status: isNews ? 200 : 204 };
      return new Response(isNews ? JSON.stringify(this.room) : null, said);
    };
    this.open();
  }

  open() {
    this.shown = [];
    this.talk = new Talk({ address: "live/rooms/", code: this.code, lang: "en", show: ({ room, own, isLost, isOver }) => this.shown.push([room?.phase, own?.state, isLost, isOver]) });
  }

  get guesses() {
    return this.asked.filter(({ method }) => method === "POST");
  }

  leave() {
    this.talk.leave();
    this.clock.stop();
    globalThis.fetch = this.real.fetch;
    Math.random = this.real.random;
    sessionStorage.clear();
  }
}

function story(name, tell) {
  claim(name, async () => {
    sessionStorage.clear();
    const school = new School();
    try {
      await tell(school);
    } finally {
      school.leave();
    }
  });
}

story("a phone asks as often as the server says, and what is new", async (school) => {
  school.talk.ask();
  await school.clock.pass(5 * SECOND);
  equal(school.asked.map(({ at, path }) => [at, path]), [
    [0, "live/rooms/K7QFM?v=&lang=en"], [2, "live/rooms/K7QFM?v=7&lang=en"], [4, "live/rooms/K7QFM?v=7&lang=en"]]);
  equal(school.shown, [["open", undefined, false, false]]);
});

story("its token is sixteen bytes, the same all the while", async (school) => {
  school.talk.ask();
  await school.clock.pass(3 * SECOND);
  equal(school.asked.map(({ who }) => /^[0-9a-f]{32}$/.test(who)), [true, true]);
  equal(new Set(school.asked.map(({ who }) => who)).size, 1);
  equal(school.asked.map(({ room }) => room), ["K7QFM", "K7QFM"]);
});

story("a guess is sent at once, and once", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.talk.guess([40], 0.4);
  school.talk.guess([50], 0.5);
  await school.clock.pass(7 * SECOND);
  equal(school.guesses.map(({ at, path, body }) => [at, path, body]), [[0, "live/rooms/K7QFM/answers", { turn: 3, guess: [40] }]]);
  equal(school.shown.at(-1), ["open", "stored", false, false]);
});

story("a phone that loses its network sends its guess afterwards", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.isAway = true;
  school.talk.guess([40], 0.4);
  await school.clock.pass(40 * SECOND);
  equal(school.shown.at(-1), ["open", "waiting", true, false]);
  school.isAway = false;
  await school.clock.pass(16 * SECOND);
  equal(school.shown.at(-1), ["open", "stored", false, false]);
  equal(new Set(school.guesses.map(({ body }) => JSON.stringify(body))).size, 1);
});

story("while there is no line it asks more and more seldom", async (school) => {
  school.isAway = true;
  school.talk.ask();
  await school.clock.pass(50 * SECOND);
  equal(school.asked.map(({ at }) => at), [0, 1, 3, 7, 15, 30, 45]);
});

story("after a reload the guess is known, and still sent", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.isAway = true;
  school.talk.guess([40], 0.4);
  await school.clock.settle();
  const { who } = school.asked[0];
  school.talk.leave();
  school.isAway = false;
  school.open();
  school.talk.ask();
  await school.clock.settle();
  equal(school.talk.own, { places: [40], value: 0.4, state: "stored" });
  equal(school.asked.at(-1).who, who);
});

story("a guess that comes too late says so, and the next round takes another", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.status = 409;
  school.talk.guess([40], 0.4);
  await school.clock.pass(SECOND);
  equal(school.talk.own.state, "late");
  school.room = { ...ROOM, v: 8, turn: 4, round: 2 };
  school.status = 204;
  await school.clock.pass(2 * SECOND);
  equal(school.talk.own, undefined);
  school.talk.guess([50], 0.5);
  await school.clock.settle();
  equal(school.guesses.at(-1).body, { turn: 4, guess: [50] });
});

story("a guess of which nothing was heard until its turn was over is no late one", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.isAway = true;
  school.talk.guess([40], 0.4);
  await school.clock.pass(SECOND / 2);
  equal(school.shown.at(-1), ["open", "waiting", false, false]);
  school.isAway = false;
  school.status = 410;
  school.room = { ...ROOM, v: 8, phase: "revealed" };
  await school.clock.pass(2 * SECOND);
  equal(school.shown.at(-1), ["revealed", "over", false, false]);
  equal(school.shown.some(([, own]) => own === "late"), false);
  await school.clock.pass(30 * SECOND);
  equal(school.guesses.length, 2);
});

story("what there is instead of a turn that is over is asked at once", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.status = 410;
  school.room = { ...ROOM, v: 8, turn: 4 };
  school.talk.guess([40], 0.4);
  await school.clock.settle();
  equal(school.shown.at(-1), ["open", undefined, false, false]);
});

story("a room that has ended is asked after no more, and nothing of it stays", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.talk.guess([40], 0.4);
  await school.clock.settle();
  school.room = null;
  await school.clock.pass(3 * SECOND);
  equal(school.shown.at(-1)[3], true);
  await school.clock.pass(600 * SECOND);
  equal(school.asked.length, 22);
  equal(sessionStorage.length, 0);
});

story("a room that is opened anew on another server is found again", async (school) => {
  school.talk.ask();
  await school.clock.settle();
  school.talk.guess([40], 0.4);
  school.room = null;
  await school.clock.pass(20 * SECOND);
  school.room = { ...ROOM, v: 99, turn: 99 };
  await school.clock.pass(16 * SECOND);
  equal(school.shown.at(-1), ["open", undefined, false, false]);
  school.talk.guess([50], 0.5);
  await school.clock.settle();
  equal(school.talk.own.state, "stored");
});

story("what another page left in the tab is no reason to fail", async (school) => {
  school.talk.leave();
  for (const left of ["", "null", "7", "{\"who\":\"x\"}", "{"]) {
    sessionStorage.setItem("room K7QFM", left);
    school.open();
    equal(/^[0-9a-f]{32}$/.test(school.talk.kept.known.who), true);
    school.talk.leave();
  }
});
