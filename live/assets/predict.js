// Predict first: a question stands over the lab, whose answer the server keeps to itself
// until there is a guess. Then it is told, the control moves as the question said, and the
// guess stays in the picture beside what has come of it.

import { kindOf } from "./controls.js";
import { h, sheet } from "./element.js";
import { Ghost } from "./ghost.js";
import { guessing, rough } from "./guess.js";
import { isClose, keep, thoughtItStays } from "./guesses.js";
import { ROOM, writeParameter } from "./link.js";
import { display, nearest, read } from "./numbers.js";
import { answered, answeredIn } from "./progress.js";
import { filled, named } from "./sentences.js";
import { go, wayTo } from "./ways.js";

const PLAYED = 1600; // milliseconds in which a control moves
const OWN = "button, input, textarea, select, a, summary"; // what Enter means something to

/** Whether somebody wants things to move. */
const moves = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Prediction {
  constructor(lab) {
    this.lab = lab;
    this.question = null;
    this.id = ""; // of the question that is on the screen
    this.guess = null;
    this.ghost = null;
    this.goals = []; // marks where controls are going
    this.isTold = false;
    this.room = null; // of a class that answers too
    this.kicker = h("small", { class: "ask-kicker" });
    this.dots = h("span", { class: "ask-dots", "aria-hidden": "true" });
    this.place_ = h("span", { class: "ask-place" });
    this.way = h("button", { type: "button", class: "ask-leave", onclick: () => this.explore() });
    this.invite = h("button", { type: "button", class: "ask-leave ask-invite", onclick: () => this.askClass() });
    this.teacher = h("p", { class: "ask-teacher" });
    this.sentence = h("p", { class: "ask-sentence", id: "ask-sentence" });
    this.head = h("header", { class: "ask-head" },
      h("div", { class: "ask-line" }, this.kicker, this.way, this.invite, h("span", { class: "ask-steps" }, this.dots, this.place_)),
      this.teacher, this.sentence);
    this.body = h("div", { class: "ask-body" });
    this.buttons = h("div", { class: "ask-buttons" });
    this.foot = h("div", { class: "ask-foot" }, this.body, this.buttons);
    this.press = (event) => this.hear(event);
    addEventListener("keydown", this.press);
  }

  /** Take in an answer: a question, its truth, only words of a teacher, or nothing any more. */
  show({ question, said }) {
    const { lab } = this;
    const { section, page } = lab;
    this.question = question;
    section.toggleAttribute("data-said", Boolean(said));
    for (const element of [section, page.element]) {
      if (question) element.dataset.question = question.told ? "told" : "open";
      else delete element.dataset.question;
    }
    if (question || said) section.prepend(this.head);
    else this.head.remove();
    if (question) section.insertBefore(this.foot, lab.status);
    else this.foot.remove();
    this.lock(Boolean(question));
    if (question?.told && this.isNew) this.note();
    this.write(question, said);
    if (!question) this.forget();
    else if (question.told) this.reveal();
    else this.pose();
  }

  /** Everything that could be moved stands still while a question is asked. */
  lock(isLocked) {
    const { panel, counts } = this.lab;
    for (const place of [panel, counts]) {
      for (const one of place.querySelectorAll("input, select, button, textarea")) one.disabled = isLocked;
      for (const pad of place.querySelectorAll(".lab-pad")) pad.inert = isLocked;
    }
  }

  write(question, said) {
    const { lab, lab: { words, values, name, answer } } = this;
    this.teacher.hidden = !said;
    this.teacher.replaceChildren(h("span", {}, `${words.ask_teacher}: `), said ?? "");
    this.sentence.hidden = !question;
    this.way.hidden = !question;
    this.way.textContent = words[question?.told ? "ask_explore" : "ask_without"];
    this.invite.hidden = !question || question.told || Boolean(this.room);
    this.invite.textContent = answer.page.classroom?.title ?? "";
    this.kicker.textContent = question ? words[question.told ? "ask_told" : "ask_first"] : "";
    this.dots.replaceChildren();
    this.place_.textContent = "";
    if (!question) return;
    this.sentence.textContent = named(question.ask, values);
    lab.figure.plot.setAttribute("aria-describedby", this.sentence.id);
    const known = answeredIn(name);
    const keys = (answer.page.questions ?? []).map(({ key }) => key);
    this.dots.replaceChildren(...keys.map((key) =>
      h("i", { "data-done": String(known.has(key)), "data-here": String(key === question.key) })));
    this.place_.textContent = filled(words.ask_place, question);
  }

  // --- before the answer

  pose() {
    const { lab, question, lab: { words, values } } = this;
    const id = JSON.stringify([lab.name, words.lang, question.key, question.numbers, question.options.map((one) => named(one, values)), this.room?.stand]);
    this.point();
    if (id === this.id && !this.isTold) return;
    this.forget();
    this.id = id;
    if (this.room && !this.room.guesses) {
      this.room.wait();
      this.place();
      return;
    }
    const options = question.options.map((option) => named(option, values));
    const { grid } = lab.byKey[question.along] ?? {};
    this.guess = guessing(question, options, words, grid, () => this.changed());
    this.haunt((value) => this.guess.set(value));
    this.sure = this.button(words.ask_commit, () => this.commit(), "ask-go");
    this.sure.setAttribute("aria-disabled", "true");
    this.body.replaceChildren(this.guess.element, this.room?.line ?? h("p", { class: "ask-hint" }, this.hint()));
    this.buttons.replaceChildren(
      this.button(words.ask_unsure, () => this.commit(true)), this.sure);
    this.point();
    this.place();
  }

  /** Let a guess stand in the picture, where it can. */
  haunt(set) {
    const { lab, question } = this;
    if (question.target) this.ghost = new Ghost(lab, question.target, question.axis, set);
  }

  /** Show where the guess is asked for, and one that was made. */
  mark(guess) {
    this.haunt(() => {});
    if (guess === null) return;
    this.ghost?.show(guess);
    this.ghost?.lock();
  }

  hint() {
    const { question: { kind, target }, lab: { words } } = this;
    if (kind === "set" && target) return words.ask_draw;
    return kind === "where" ? words.ask_slide : words.ask_later;
  }

  button(label, act, look = "") {
    return h("button", { type: "button", class: look, onclick: act }, label);
  }

  changed() {
    this.sure.setAttribute("aria-disabled", String(this.guess.value === null));
    this.ghost?.show(this.guess.value);
  }

  /** Show where controls are going. */
  point() {
    for (const goal of this.goals) goal.remove();
    const { lab, question } = this;
    this.goals = question.told ? [] : Object.entries(question.moves).flatMap(([key, text]) => {
      const control = lab.byKey[key];
      const range = lab.panel.querySelector(`input[type=range][name="${key}"]`);
      if (!range) return [];
      const { grid, even } = control;
      const value = kindOf(control).valueOf(control, text);
      const share = even ? (value - grid[0]) / (grid.at(-1) - grid[0]) : nearest(grid, value) / (grid.length - 1);
      const goal = h("span", { class: "ask-goal", "aria-hidden": "true", style: `--share: ${share}` });
      range.after(goal);
      return [goal];
    });
  }

  /** The guess is made, or nobody can tell; now the answer may come. */
  async commit(isUnsure = false) {
    const { guess } = this;
    if (this.isBusy || (!isUnsure && guess.value === null)) return;
    const value = isUnsure ? null : guess.value;
    if (this.room) {
      this.room.take(value);
      return;
    }
    this.isBusy = true;
    if (isUnsure) this.ghost?.show(null);
    this.ghost?.lock();
    guess.lock();
    for (const button of this.buttons.children) button.disabled = true;
    await this.learn(value);
    this.isBusy = false;
  }

  /** Ask what is right, once there is a guess, or whoever asks the class says so. */
  learn(guess) {
    const { lab } = this;
    this.given = guess;
    this.isNew = lab.told = true;
    return lab.ask(lab.answer, lab.agreed()).catch(lab.fail);
  }

  // --- with a class

  /** Take part in a room of a class, where the address says one. */
  async attend() {
    if (this.room || !new URLSearchParams(location.search).has(ROOM)) return;
    const { roomOf } = await import("./room.js");
    await roomOf(this);
  }

  /** Let a class answer this question on its phones. */
  async askClass() {
    const { invite } = await import("./room.js");
    await invite(this);
  }

  /** The room has ended, or somebody leaves it: the question is one's own again. */
  leaveRoom() {
    this.room?.leave();
    this.room = null;
    writeParameter(ROOM, null);
  }

  // --- the answer

  reveal() {
    const { lab } = this;
    this.point();
    if (this.isTold) {
      if (lab.words.lang !== this.language) this.tell();
      return;
    }
    this.isTold = true;
    this.language = lab.words.lang;
    this.given ??= null;
  }

  /** Remember that this was answered, and in this tab also how. */
  note() {
    const { lab: { name }, question, given } = this;
    answered(name, question.key);
    keep(name, question.key, { numbers: question.numbers, guess: given, close: isClose(question, given) });
  }

  /** Once all is drawn, play what the question said, and say what has come of it. */
  async go() {
    this.place();
    if (!this.isNew) return;
    this.isNew = false;
    this.buttons.replaceChildren();
    this.body.replaceChildren();
    await this.play();
    this.tell();
  }

  /** What moves when it is told: of a place, the control up to it. */
  course() {
    const { question } = this;
    const isPlace = question.along && !Object.keys(question.moves).length;
    return isPlace ? { [question.along]: question.told?.value } : question.moves;
  }

  /** Move a control as a hand would; several, or one that has no table, at once. */
  async play() {
    const { lab } = this;
    const course = this.course();
    const [key, ...others] = Object.keys(course);
    if (!key) return;
    const control = lab.byKey[key];
    if (!others.length && lab.answer.tables[key] && moves()) {
      const { grid } = control;
      const [from, to] = [lab.values[key], kindOf(control).valueOf(control, course[key])].map((value) => nearest(grid, value));
      await glide((share) => lab.move(key, Math.round(from + share * (to - from))), () => lab.destroyed || !this.isTold);
      lab.pending = false;
    }
    if (lab.destroyed || !this.isTold) return;
    await this.jump(course);
  }

  /** Go to some values; it is no step of the learner. */
  jump(texts) {
    const { lab } = this;
    return lab.commit({ others: lab.take(texts), isNew: false });
  }

  async again() {
    const { question, lab } = this;
    this.buttons.querySelectorAll("button").forEach((button) => { button.disabled = true; });
    await this.jump(Object.fromEntries(Object.keys(this.course()).map((key) => [key, question.state[key]])));
    await this.play();
    if (!lab.destroyed && this.isTold) this.close();
  }

  /** Say what it is, what was guessed, and why. */
  tell() {
    const { lab, question, lab: { words, values } } = this;
    if (lab.destroyed || !question?.told) return;
    const { told } = question;
    this.language = words.lang;
    const lines = [[words.ask_result, this.result()]];
    if (this.given !== null) lines.push(this.guessed(this.given));
    if (question.kind === "set" && Object.keys(question.moves).length) lines.unshift([words.ask_before, display(Number(told.before), question.format)]);
    const first = thoughtItStays(question, this.given) ? words.ask_unmoved : this.room?.said() ?? "";
    const why = named(told.why, values);
    this.body.replaceChildren(this.lines(lines), h("p", { class: "ask-why" }, ...(first ? [h("b", {}, first), " "] : []), why));
    lab.status.textContent = [...lines.map((line) => line.join(": ")), first, why].filter(Boolean).join(". ");
    this.close();
  }

  lines(rows) {
    return h("dl", { class: "ask-lines" }, ...rows.map(([label, text]) => h("div", {}, h("dt", {}, label), h("dd", {}, text))));
  }

  /** What was guessed, as a line. */
  guessed(guess) {
    return [this.lab.words.ask_guess, this.said(guess, rough(this.question.format))];
  }

  /** A guess, or what is right, in words or as a number. */
  said(guess, format = this.question.format) {
    const { question: { kind, options }, lab: { values } } = this;
    if (kind === "set" || kind === "where") return display(guess, format);
    return [guess].flat().map((i) => named(options[i], values)).join(" › ");
  }

  /** What was right; of a choice by a number, that number too. */
  result() {
    const { kind, by, format, told: { value, option, order } } = this.question;
    const right = this.said(kind === "order" ? order : option ?? read(value));
    return by === "bins" || by === "place" ? `${right} (${display(read(value), format)})` : right;
  }

  /** The way to see it once more, where something moves. */
  replays() {
    const { lab: { words } } = this;
    return Object.keys(this.course()).length ? [this.button(words.ask_again, () => this.again())] : [];
  }

  /** The ways on. */
  close() {
    const { lab, question, lab: { words } } = this;
    if (this.room) {
      this.room.close();
      return;
    }
    const next = question.next
      ? this.button(words.ask_next, () => lab.pose(question.next), "ask-go")
      : this.button(words.next, () => go(wayTo(lab.answer.page.next?.href ?? "./")), "ask-go");
    this.buttons.replaceChildren(
      ...this.replays(),
      ...(question.draws ? [this.button(words.ask_other, () => lab.pose(question.key, question.numbers + 1))] : []),
      next);
    next.focus({ preventScroll: true });
  }

  /** Leave the question; the state stays. */
  explore() {
    const { lab } = this;
    this.leaveRoom();
    delete lab.answer.kept.say;
    lab.pose("");
  }

  // --- beside it

  /** Enter goes on where a class looks on. */
  hear(event) {
    const { key, target } = event;
    if (key !== "Enter" || !this.lab.presents || !this.question || target.closest?.(OWN) || document.querySelector("dialog[open]")) return;
    this.buttons.querySelector(".ask-go")?.click();
  }

  /** The picture lies elsewhere. */
  place() {
    this.ghost?.place();
  }

  /** Nothing of the question of before is left. */
  forget() {
    this.ghost?.leave();
    for (const goal of this.goals) goal.remove();
    Object.assign(this, { ghost: null, guess: null, given: null, isTold: false, isNew: false, id: "", goals: [] });
    if (!this.question) this.lab.figure.plot.removeAttribute("aria-describedby");
    this.body.replaceChildren();
    this.buttons.replaceChildren();
  }

  leave() {
    removeEventListener("keydown", this.press);
    this.room?.leave();
    this.ghost?.leave();
  }
}

/** Go from 0 to 1 in a while, frame by frame. */
function glide(step, isOver) {
  return new Promise((done) => {
    let begun = 0;
    const frame = (now) => {
      begun ||= now;
      const share = Math.min((now - begun) / PLAYED, 1);
      if (isOver()) return done();
      step(share * share * (3 - 2 * share));
      return share < 1 ? requestAnimationFrame(frame) : done();
    };
    requestAnimationFrame(frame);
  });
}

/** What asks first, with its look. */
export async function predictionOf(lab) {
  await sheet("predict.css");
  const prediction = new Prediction(lab);
  await prediction.attend();
  return prediction;
}
