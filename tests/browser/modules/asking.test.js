import { Asking } from "../../../live/assets/asking.js";
import { claim, Clock, equal } from "./claims.js";

const ABOUT = { asks: "live/answers/here", origin: "o", form: "f", shape: "s" };

/** A line that answers when it is told to, and a lab that paints when it hears of it. */
class World {
  constructor() {
    this.clock = new Clock();
    this.asked = [];
    this.most = 0; // questions that were on their way at once
    this.frames = 0;
    this.open = new Set();
    this.transport = {
      isWaiting: false,
      left: 0,
      askMoving: (_about, link) => new Promise((resolve) => {
        const question = { link, answer: (outcome) => { this.open.delete(question); resolve(outcome); } };
        this.asked.push(question);
        this.open.add(question);
        this.most = Math.max(this.most, this.open.size);
      }),
      leaveMoving: () => { this.transport.left += 1; },
    };
    this.asking = new Asking(this.transport, () => { this.frames += 1; });
  }

  /** Answer the newest question as Python would. */
  async answer(changes = {}) {
    const { link, answer } = this.asked.at(-1);
    answer({ answer: { ...ABOUT, link, ...changes } });
    await this.clock.pass(0);
  }

  get links() {
    return this.asked.map(({ link }) => link);
  }
}

const story = (name, tell) => claim(name, async () => {
  const world = new World();
  try {
    await tell(world);
  } finally {
    world.clock.stop();
  }
});

story("one question is on its way, and the newest state is asked for next", async (world) => {
  for (const link of ["a=1", "a=2", "a=3"]) world.asking.want(ABOUT, link);
  equal([world.links, world.frames], [["a=1"], 0]);
  await world.answer();
  equal([world.asking.answer.link, world.frames], ["a=1", 1]);
  world.asking.want(ABOUT, "a=4"); // what the frame says that it misses
  equal([world.links, world.most], [["a=1", "a=4"], 1]);
  await world.answer();
  equal(world.asking.answer.link, "a=4");
});

story("what waits for a release is not overtaken", async (world) => {
  world.transport.isWaiting = true;
  world.asking.want(ABOUT, "a=1");
  equal(world.links, []);
});

story("where nobody answers over HTTP nobody is asked", async (world) => {
  world.asking.want({ ...ABOUT, asks: "" }, "a=1");
  equal(world.links, []);
});

story("a line that lost a question is tried again after a pause", async (world) => {
  world.asking.want(ABOUT, "a=1");
  world.asked[0].answer({ trouble: "lost" });
  await world.clock.pass(499);
  world.asking.want(ABOUT, "a=2");
  equal([world.links, world.frames], [["a=1"], 0]);
  await world.clock.pass(1);
  equal(world.frames, 1);
  world.asking.want(ABOUT, "a=3");
  equal(world.links, ["a=1", "a=3"]);
});

story("a pause that another movement meets is none of its own", async (world) => {
  world.asking.want(ABOUT, "a=1");
  world.asked[0].answer({ trouble: "lost" });
  await world.clock.pass(100);
  world.asking.forget();
  world.asking.want(ABOUT, "a=2");
  await world.clock.pass(1000);
  equal([world.links, world.frames], [["a=1", "a=2"], 0]);
  world.asking.want(ABOUT, "a=3");
  equal([world.links, world.most], [["a=1", "a=2"], 1]);
});

story("a server that wants to be left alone is left alone", async (world) => {
  world.asking.want(ABOUT, "a=1");
  world.asked[0].answer({ trouble: "late", rest: 2 });
  await world.clock.pass(1999);
  equal(world.frames, 0);
  await world.clock.pass(1);
  equal(world.frames, 1);
});

story("an answer to a movement that is over is nobody's", async (world) => {
  world.asking.want(ABOUT, "a=1");
  world.asking.forget();
  equal(world.transport.left, 1);
  await world.answer();
  equal([world.asking.answer, world.frames], [null, 0]);
  world.asking.want(ABOUT, "a=2");
  equal(world.links, ["a=1", "a=2"]);
  await world.answer();
  equal(world.asking.answer.link, "a=2");
});

story("an answer of another form or shape is another picture, and not shown", async (world) => {
  world.asking.want(ABOUT, "a=1");
  await world.answer({ form: "another" });
  equal([world.asking.answer, world.frames], [null, 1]);
  world.asking.want(ABOUT, "a=1");
  await world.answer({ shape: "another" });
  equal([world.asking.answer, world.frames], [null, 2]);
});
