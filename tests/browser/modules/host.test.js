import { Host, keyOf } from "../../../live/assets/host.js";
import { claim, Clock, equal } from "./claims.js";

const SECOND = 1000;

/** A server that has one room, and a teacher's page that talks to it. */
class School {
  constructor(code = "") {
    this.clock = new Clock();
    this.real = { fetch };
    this.asked = [];
    this.taken = 0; // codes that somebody else has
    this.rooms = new Map(); // link and key by code
    this.isAway = false;
    this.heard = 0;
    globalThis.fetch = async (address, { method = "GET", body, headers }) => {
      const [, found, part] = /^live\/rooms\/([^/]*)(.*?)(?:\?.*)?$/.exec(String(address)) ?? [];
      const said = body && JSON.parse(body);
      this.asked.push({ method, code: found, part, said, room: headers["X-Room"], key: headers.Authorization });
      if (this.isAway) throw new TypeError("no line");
      return this.answer(method, found, part, said, headers.Authorization);
    };
    this.host = new Host({ address: "live/rooms/", offer: "softmax", code, lang: () => "en", link: () => "ask=one", heard: () => { this.heard += 1; } });
  }

  answer(method, code, part, said, key) {
    const plain = (status) => new Response(null, { status });
    if (method === "POST" && !part) {
      if (this.taken) {
        this.taken -= 1;
        return plain(409);
      }
      this.rooms.set(code, { link: said.link, key, v: 1, phase: "open" });
      return plain(201);
    }
    const room = this.rooms.get(code);
    if (!room) return plain(404);
    if (room.key !== key) return plain(403);
    if (method === "GET") return new Response(JSON.stringify({ ...room, here: 0, answered: 0 }), { status: 200 });
    if (said.v !== room.v) return plain(409);
    Object.assign(room, { phase: said.to, v: room.v + 1, link: said.link ?? room.link });
    if (said.to === "ended") this.rooms.delete(code);
    return new Response(JSON.stringify({ v: room.v }), { status: 200 });
  }

  leave() {
    this.host.leave();
    for (const code of [this.host.code, ...this.rooms.keys()]) localStorage.removeItem(`key of room ${code}`);
    globalThis.fetch = this.real.fetch;
    this.clock.leave();
  }
}

/** Let a teacher's page do something, and clear up. */
function at(about, does, code) {
  claim(about, async () => {
    const school = new School(code);
    try {
      await does(school, school.host);
    } finally {
      school.leave();
    }
  });
}

at("a room is opened under a code and a key by chance, which this browser keeps", async (school, host) => {
  await host.begin();
  equal(/^[2-9B-Y]{5}$/.test(host.code) && !/[EIOU]/.test(host.code), true);
  equal(keyOf(host.code), host.key);
  equal(school.asked.map(({ method, part }) => method + part), ["POST", "GET/count"]);
  equal(school.asked.every(({ room, code }) => room === code), true);
  equal([host.seen.phase, school.heard, host.isRenewed], ["open", 1, false]);
});

at("another code is drawn where one is taken", async (school, host) => {
  school.taken = 3;
  await host.begin();
  equal(new Set(school.asked.map(({ code }) => code)).size, 4);
  equal([school.rooms.size, host.seen.phase], [1, "open"]);
});

at("it looks once a second, and says when the line is lost", async (school, host) => {
  await host.begin();
  school.isAway = true;
  await school.clock.pass(SECOND);
  equal([school.heard, host.isLost], [2, true]);
  school.isAway = false;
  await school.clock.pass(SECOND);
  equal([school.heard, host.isLost], [3, false]);
});

at("a room that its server has lost is opened anew, with its code, key and question", async (school, host) => {
  await host.begin();
  await host.go("open", "ask=two");
  await school.clock.pass(SECOND);
  const { code, key } = host;
  school.rooms.clear();
  await school.clock.pass(SECOND);
  equal([host.code, host.key, host.isRenewed], [code, key, true]);
  equal([...school.rooms.values()].map(({ link }) => link), ["ask=two"]);
});

at("a phase that comes second is left, and what there is is looked at", async (school, host) => {
  await host.begin();
  school.rooms.get(host.code).v = 5;
  await host.go("closed");
  equal([host.seen.v, host.seen.phase], [5, "open"]);
  await host.go("closed");
  equal([host.seen.v, host.seen.phase], [6, "closed"]);
});

at("a room that has ended is forgotten, and not looked at any more", async (school, host) => {
  await host.begin();
  await host.go("ended");
  const many = school.asked.length;
  await school.clock.pass(10 * SECOND);
  equal([host.isOver, keyOf(host.code), school.asked.length], [true, "", many]);
});

at("where no room can be opened it tries again", async (school, host) => {
  school.isAway = true;
  await host.begin();
  equal([host.code, host.isLost], ["", true]);
  school.isAway = false;
  await school.clock.pass(2 * SECOND);
  equal([host.seen.phase, school.rooms.size], ["open", 1]);
});
