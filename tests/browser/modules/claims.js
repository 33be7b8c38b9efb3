// Claims about our modules: `claim(name, hold)`, and what it takes to hold.
// tests/browser/test_modules.py makes each a test of its own.

const claims = new Map();

export function claim(name, hold) {
  if (claims.has(name)) throw new Error(`claimed twice: ${name}`);
  claims.set(name, hold);
}

export const holds = (name) => claims.get(name)();

export const names = () => [...claims.keys()];

/** What two values have to share: lists are lists, -0 is not 0, NaN is NaN. */
function plain(value) {
  if (Object.is(value, -0)) return "-0";
  if (typeof value === "number" || value === undefined) return String(value);
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(value, plain);
  if (value instanceof Map || value instanceof Set) return plain([...value]);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort().map(([key, part]) => [key, plain(part)]));
}

export function equal(found, expected) {
  const [one, other] = [found, expected].map((value) => JSON.stringify(plain(value)));
  if (one !== other) throw new Error(`found ${one}, expected ${other}`);
}

/** A clock that goes only when it is told to. */
export class Clock {
  constructor() {
    this.now = 0;
    this.timers = new Map();
    this.real = { setTimeout, clearTimeout };
    let last = 0;
    globalThis.setTimeout = (act, after) => {
      last += 1;
      this.timers.set(last, { act, due: this.now + after });
      return last;
    };
    globalThis.clearTimeout = (timer) => this.timers.delete(timer);
  }

  /** Let so many milliseconds pass, and all that is due meanwhile happen. */
  async pass(milliseconds) {
    const end = this.now + milliseconds;
    await this.settle();
    for (;;) {
      const [timer, next] = [...this.timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (!next || next.due > end) break;
      this.now = next.due;
      this.timers.delete(timer);
      next.act();
      await this.settle();
    }
    this.now = end;
  }

  /** Let everything happen that waits for no timer. */
  async settle() {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((done) => { this.real.setTimeout.call(globalThis, done); });
  }

  stop() {
    Object.assign(globalThis, this.real);
  }
}
