// A laptop in a room of a class: the question of the room is asked in its lab, the guess
// goes to the room, and what is right is told when the teacher says so.

import { Talk, placesOf, saidOf } from "./class.js";
import { h, sheet } from "./element.js";
import { follow } from "./follow.js";
import { say } from "./sentences.js";
import { go } from "./ways.js";

export class Seat {
  /** @param prediction  what asks in this lab, and @param code of the room */
  constructor(prediction, code) {
    this.prediction = prediction;
    this.lab = prediction.lab;
    const address = new URL("live/rooms/", document.baseURI).href;
    this.talk = new Talk({ address, code: encodeURIComponent(code), lang: this.lab.words.lang, show: () => this.heard() });
    this.isComing = false; // whether another question is on its way into the lab
    this.line = h("p", { class: "class-line", role: "status" });
  }

  get words() {
    return this.lab.answer.page.seat;
  }

  /** Whether one guesses here: not twice in a turn. */
  get guesses() {
    const { room, own, isOver } = this.talk;
    return !isOver && room?.phase === "open" && !own;
  }

  /** What is drawn anew when it changes. */
  get stand() {
    const { room, own, isOver } = this.talk;
    return `${room?.turn}/${room?.phase}/${own?.state ?? ""}/${isOver}`;
  }

  async begin() {
    await sheet("classroom.css");
    this.talk.ask();
  }

  heard() {
    const { talk, talk: { room, own, code }, lab, prediction } = this;
    if (this.isComing) return undefined;
    if (lab.destroyed) return talk.leave();
    this.write();
    if (talk.isOver || !room) return prediction.question && prediction.pose();
    if (room.sheet.lesson !== lab.name) {
      talk.leave();
      return go(`./${room.sheet.lesson}?room=${code}`);
    }
    return follow(this, { link: room.sheet.link, phase: room.phase }, own?.value ?? null);
  }

  /** What happens now, in one sentence; what happened is told in the lab itself. */
  write() {
    const { words } = this;
    const said = saidOf(this.talk, words);
    say(this.line, said === words.shown ? "" : said);
    if (!this.prediction.question) this.lab.section.prepend(this.line);
  }

  /** The guess is made: from here it goes to the room. */
  take(value) {
    this.talk.guess(placesOf(this.talk.room.sheet, value), value);
  }

  // --- in place of a guess

  wait() {
    const { prediction, talk: { own, isOver } } = this;
    prediction.mark(own?.value ?? null);
    prediction.body.replaceChildren(...(own ? [prediction.lines([prediction.guessed(own.value)])] : []), this.line);
    prediction.buttons.replaceChildren();
    if (isOver) prediction.buttons.replaceChildren(prediction.button(this.lab.words.ask_explore, () => prediction.explore()));
  }

  said() {
    return "";
  }

  /** What is right has been played; the next question comes from the room. */
  close() {
    this.prediction.buttons.replaceChildren(...this.prediction.replays());
  }

  leave() {
    this.line.remove();
    this.talk.leave();
  }
}
