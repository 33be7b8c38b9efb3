// The guess in the picture: a dashed mark where somebody thinks that one will be. It is
// drawn over the picture, so that a movement of the picture costs no more than before.

import { h } from "./element.js";
import { follow } from "./gesture.js";

const REACH = 26; // pixels around a mark in which a finger takes it
const THICK = 0.62; // of the pitch of rows, as bars are

/** What of an axis is needed: from numbers to pixels and back. */
function along(full, name, letter) {
  const scale = full[name.replace(letter, `${letter}axis`)];
  return {
    at: (value) => scale._offset + scale.d2p(value),
    back: (place) => scale.p2d(place - scale._offset),
    from: scale._offset, length: scale._length,
  };
}

export class Ghost {
  /**
   * @param {object} lab
   * @param {[string, "x" | "y", number]} target  the trace, the axis of the guess, where on the other
   * @param {[number, number, number]} axis  the ends and the step of the guess
   * @param {(value: number) => void} set
   */
  constructor(lab, [trace, letter, at], [low, high, step], set) {
    this.lab = lab;
    this.trace = trace;
    this.letter = letter;
    this.at = at;
    this.set = set;
    this.clamp = (value) => Math.min(Math.max(low + step * Math.round((value - low) / step), low), high);
    this.value = null;
    this.mark = h("div", { class: "ghost-mark" });
    this.zone = h("div", { class: "lab-grip ghost-zone", onpointerdown: (event) => this.press(event) });
    this.element = h("div", { class: "ghost", "aria-hidden": "true", "data-unset": true }, this.zone, this.mark);
    lab.figure.element.append(this.element);
  }

  show(value) {
    this.value = value;
    this.element.toggleAttribute("data-unset", value === null);
    this.place();
  }

  lock() {
    this.zone.remove();
  }

  /** The axes on which it stands; null while its panel is not shown. */
  axes() {
    const { figure } = this.lab;
    const full = figure.plot._fullLayout;
    const trace = figure.spec?.data.find(({ name }) => name === this.trace);
    if (!full?._size || !trace || figure.hidden.has(this.trace)) return null;
    const { xaxis = "x", yaxis = "y", type } = trace;
    return { x: along(full, xaxis, "x"), y: along(full, yaxis, "y"), isBar: type === "bar" };
  }

  /** Lay zone and mark where the axes are now. */
  place() {
    const axes = this.axes();
    this.element.hidden = !axes;
    if (!axes) return;
    const own = axes[this.letter];
    const other = axes[this.letter === "x" ? "y" : "x"];
    const half = axes.isBar ? (THICK * Math.abs(other.at(1) - other.at(0))) / 2 + 4 : REACH / 2;
    const middle = other.at(this.at);
    const reach = Math.max(half, REACH);
    this.lay(this.zone, [own.from, own.length], [middle - reach, 2 * reach]);
    this.mark.dataset.shape = axes.isBar ? "bar" : "point";
    this.mark.dataset.letter = this.letter;
    if (this.value === null) return;
    const [end, zero] = [own.at(this.value), own.at(0)];
    const span = axes.isBar ? [Math.min(end, zero), Math.abs(end - zero)] : [end - half, 2 * half];
    this.lay(this.mark, span, [middle - half, 2 * half]);
  }

  /** Lay an element along the axis of the guess, and across it. */
  lay({ style }, along_, across) {
    const [[left, width], [top, height]] = this.letter === "x" ? [along_, across] : [across, along_];
    style.transform = `translate(${left}px, ${top}px)`;
    style.width = `${width}px`;
    style.height = `${height}px`;
  }

  press(event) {
    const axes = this.axes();
    if (event.button !== 0 || !axes) return;
    event.preventDefault();
    const box = this.lab.figure.element.getBoundingClientRect();
    const own = axes[this.letter];
    const from = this.letter === "x" ? event.clientX - box.left : event.clientY - box.top;
    const to = (x, y) => this.set(this.clamp(own.back(from + (this.letter === "x" ? x : y))));
    const before = this.value;
    follow(event, {
      element: this.zone, way: this.letter, atOnce: true,
      begin: () => to(0, 0), move: to, drop: () => {}, cancel: () => { if (before !== null) this.set(before); },
      rest: () => to(0, 0),
    });
  }

  leave() {
    this.element.remove();
  }
}
