// Questions to the server: one at a time, each until it has an answer.
//
// A question goes over HTTP. Where nobody answers there, as behind a proxy that lets
// nothing else through, it goes by way of Streamlit; what comes from there is handed
// to `take`. A question that waits for its answer is not asked again, only one that
// was refused or lost; a newer question takes the place of an older one. A question of
// a hand that still moves is asked once, over HTTP alone: asking.js waits for its answer,
// and then asks for the newest state. What the hand lets go of takes its place.

const SECOND = 1000;
const LONGEST_PAUSE = 10 * SECOND;
const LATE = 5 * SECOND; // from then on somebody should be told that it takes long
const HANGING = 60 * SECOND; // from then on the line counts as broken
const RUN = 3; // seconds that a run of the page may take
const DETOUR = 3; // attempts over HTTP for each one by way of Streamlit
const BUSY = new Set([429, 502, 503, 504]); // "not now": of the server, or of a proxy while it starts
const REPLACED = 409; // the server met a newer question of ours

/** The name of this page: by it the server knows which question replaces which. */
const asker = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * What came of asking once: an answer, or else what is wrong ("lost", "late"), how
 * long the server wants to be left alone, and whether Streamlit should be tried.
 * @typedef {{answer?: object, trouble?: string, rest?: number, detour?: boolean}} Outcome
 */

export class Transport {
  /**
   * @param {object} ways
   * @param {(bytes: Uint8Array) => object | null} ways.read  null for what is no answer
   * @param {(question: object) => void} ways.carry  send by way of Streamlit
   * @param {(trouble: string | null) => void} ways.tell  "lost", "late", or null when all is well
   */
  constructor({ read, carry, tell }) {
    this.read = read;
    this.carry = carry;
    this.tell = tell;
    this.sent = 0; // the number of the newest question
    this.question = null; // the one that has no answer yet
    this.trouble = null;
    this.moving = null; // what ends the question of a hand that moves
  }

  get isWaiting() {
    return this.question !== null;
  }

  /**
   * Ask for the state that a link says; null once another question takes its place.
   * @param {{asks: string, origin: string, form: string, told?: boolean}} about  where to
   * ask, what is known already, and whether what the link asks has been answered
   * @param {string} link
   * @returns {Promise<object | null>}
   */
  async ask(about, link) {
    this.leave();
    const question = { about, link, first: this.sent + 1, over: new AbortController(), answer: null };
    this.question = question;
    const late = setTimeout(() => this.say(this.trouble ?? "late"), LATE);
    for (let attempt = 0; !question.over.signal.aborted; attempt += 1) await this.attempt(question, attempt);
    clearTimeout(late);
    if (this.question === question) this.end();
    return question.answer;
  }

  async attempt(question, attempt) {
    const { about: { asks, origin, form, told }, link, over } = question;
    this.sent += 1;
    const number = this.sent;
    const sent = { number, link, origin, form, ...(told && { told }) };
    const { answer, trouble, rest = 0, detour } = await this.post(asks, sent, over.signal);
    if (over.signal.aborted) return;
    if (answer) {
      question.answer = answer;
      over.abort();
      return;
    }
    if (trouble) this.say(trouble);
    if (detour && attempt % DETOUR === 0) this.carry(sent);
    // Others were refused at the same moment and should not all come back together.
    const pause = Math.min(SECOND * 2 ** attempt, LONGEST_PAUSE) * (0.5 + Math.random() / 2);
    await rested(Math.max(pause, rest * SECOND), question);
  }

  /**
   * Ask for a state that a hand is passing.
   * @returns {Promise<Outcome>}
   */
  async askMoving({ asks, origin, form }, link) {
    const over = new AbortController();
    this.moving = over;
    this.sent += 1;
    const late = setTimeout(() => this.say("late"), LATE);
    const outcome = await this.post(asks, { number: this.sent, link, origin, form, moving: true }, over.signal);
    clearTimeout(late);
    if (over.signal.aborted) return {};
    this.moving = null;
    if (outcome.answer) this.say(null);
    else if (outcome.trouble) this.say(outcome.trouble);
    return outcome;
  }

  /** Give up what a moving hand has asked. */
  leaveMoving() {
    this.moving?.abort();
    this.moving = null;
    if (!this.question) this.say(null);
  }

  /** Ask over HTTP and only once; null if there is no answer. */
  async askOnce({ asks, origin, form }, link) {
    this.sent += 1;
    const { answer } = await this.post(asks, { number: this.sent, link, origin, form }, new AbortController().signal);
    return answer ?? null;
  }

  /** @returns {Promise<Outcome>} */
  async post(address, question, signal) {
    if (!address) return { detour: true, rest: RUN };
    const once = new AbortController();
    const stop = () => once.abort();
    const hanging = setTimeout(stop, HANGING);
    signal.addEventListener("abort", stop);
    try {
      const body = JSON.stringify({ ...question, asker });
      const response = await fetch(new URL(address, document.baseURI), { method: "POST", body, signal: once.signal });
      if (BUSY.has(response.status)) return { trouble: "late", rest: Number(response.headers.get("Retry-After")) || 0 };
      if (response.status === REPLACED) return {};
      const answer = response.ok ? this.read(new Uint8Array(await response.arrayBuffer())) : null;
      return answer ? { answer } : { detour: true, rest: RUN };
    } catch {
      // No line, or half an answer, or what a gate in between has to say.
      return { trouble: "lost", detour: true };
    } finally {
      clearTimeout(hanging);
      signal.removeEventListener("abort", stop);
    }
  }

  /** Whether an answer by way of Streamlit is the one that is waited for; if so, it is handed on. */
  take(answer) {
    const { question } = this;
    if (!question) return false;
    if (answer.answers < question.first) {
      question.wake?.(); // an older one; but the line is there
      return false;
    }
    question.answer = answer;
    question.over.abort();
    return true;
  }

  say(trouble) {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    this.tell(trouble);
  }

  end() {
    this.question = null;
    this.say(null);
  }

  /** Give up what is being asked. */
  leave() {
    this.moving?.abort();
    this.moving = null;
    this.question?.over.abort();
    this.question = null;
  }
}

/** Wait so long, or until the line is back, or until nobody waits for the answer any more. */
function rested(milliseconds, question) {
  const { signal } = question.over;
  return new Promise((resolve) => {
    question.wake = () => {
      clearTimeout(timer);
      removeEventListener("online", question.wake);
      signal.removeEventListener("abort", question.wake);
      resolve();
    };
    const timer = setTimeout(question.wake, milliseconds);
    addEventListener("online", question.wake);
    signal.addEventListener("abort", question.wake);
  });
}
