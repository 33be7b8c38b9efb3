// A movement that no table holds: what moves freely asks while it moves.
//
// One question is on its way at a time, and what is asked next is the newest state: a
// slow line brings few answers, and late ones, but never a queue of old ones. A frame
// says what it misses when it is painted, so there is at most one question for each.

const PAUSE = 500; // milliseconds until a line is tried again that lost a question

/** @typedef {import("./transport.js").Transport} Transport */

export class Asking {
  /**
   * @param {Transport} transport
   * @param {() => void} heard  there is something new to paint, or the line may be tried again
   */
  constructor(transport, heard) {
    this.transport = transport;
    this.heard = heard;
    this.answer = null; // the newest, for a state that the hand has been in
    this.isBusy = false; // with a question, or with the pause after one that was lost
    this.run = 0; // counts movements: an answer to an older one is nobody's
  }

  /**
   * Ask for a state, if nothing is on its way; if something is, another frame will.
   * @param {{asks: string, origin: string, form: string, shape: string}} about  an answer that is shown
   * @param {string} link
   */
  async want(about, link) {
    if (this.isBusy || this.transport.isWaiting || !about.asks) return;
    this.isBusy = true;
    const { run } = this;
    const { answer, rest = 0 } = await this.transport.askMoving(about, link);
    if (run !== this.run) return;
    if (!answer) await new Promise((resolve) => { setTimeout(resolve, Math.max(PAUSE, rest * 1000)); });
    if (run !== this.run) return;
    this.isBusy = false;
    // Another form is another picture, which comes when the hand lets go.
    if (answer?.form === about.form && answer.shape === about.shape) this.answer = answer;
    this.heard();
  }

  /** The movement is over, or its answers are older than what is shown. */
  forget() {
    this.run += 1;
    this.isBusy = false;
    this.answer = null;
    this.transport.leaveMoving();
  }
}
