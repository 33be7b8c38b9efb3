// Strokes of a pen, thinned while it moves: what is drawn is what the link will say.
//
// Places are whole steps of a pad from its upper left corner. A point is kept where a
// straight line would leave the way of the pen, so that nothing changes when it lifts.

const NEAR = 0.5; // steps that a line may lie beside the way of the pen
const FAR = 8; // and where a drawing would have too many points
const SAME = 0.3; // steps that a hand trembles

/** @typedef {[number, number]} Point */

/** How far a point lies from the line between two others. */
export function beside([x, y], [fromX, fromY], [toX, toY]) {
  const [across, down] = [toX - fromX, toY - fromY];
  const squared = across ** 2 + down ** 2;
  const along = squared && Math.min(Math.max(((x - fromX) * across + (y - fromY) * down) / squared, 0), 1);
  return Math.hypot(x - fromX - along * across, y - fromY - along * down);
}

/** One stroke, as it grows. */
export class Stroke {
  /** @param {number} near how far a line may lie beside the way of the pen */
  constructor(near = NEAR) {
    this.near = near;
    /** @type {Point[]} */
    this.kept = [];
    /** @type {Point[]} */
    this.passed = []; // since the last that was kept
  }

  /** @param {Point} point where the pen is now, between steps too */
  add(point) {
    const here = /** @type {Point} */ (point.map(Math.round));
    if (!this.kept.length) {
      this.kept.push(here);
      return;
    }
    const last = this.passed.at(-1) ?? this.kept.at(-1);
    if (Math.hypot(point[0] - last[0], point[1] - last[1]) < SAME) return;
    const from = this.kept.at(-1);
    if (this.passed.some((one) => beside(one, from, here) > this.near)) {
      this.kept.push(/** @type {Point} */ (last.map(Math.round)));
      this.passed = [];
    }
    this.passed.push(point);
  }

  /** Its points: those that were kept, and the place of the pen. */
  get points() {
    const end = this.passed.at(-1)?.map(Math.round);
    const all = end ? [...this.kept, end] : this.kept;
    return all.filter(([x, y], i) => i === 0 || x !== all[i - 1][0] || y !== all[i - 1][1]);
  }
}

/** A drawing: strokes, at most so many points. */
export class Drawing {
  /** @param {{steps: number, most: number}} pad */
  constructor({ steps, most }) {
    this.steps = steps;
    this.most = most;
    this.near = NEAR;
    this.code = "";
    /** @type {Stroke[]} */
    this.strokes = [];
    this.isFull = false;
  }

  /** Show another drawing, point by point as it is. */
  set(code) {
    this.code = code;
    this.near = NEAR;
    this.isFull = false;
    this.strokes = strokesOf(code).map((points) => Object.assign(new Stroke(), { kept: points }));
  }

  /** The pen is put down. */
  begin(point) {
    this.grow([...this.strokes, strokeThrough([this.within(point)], this.near)]);
  }

  /** The pen goes on; where there is no room for more points it leaves no ink. */
  go(point) {
    if (this.isFull) return;
    const last = this.strokes.at(-1);
    const { kept, passed } = last;
    const before = [[...kept], [...passed]];
    last.add(this.within(point));
    this.grow(this.strokes, () => { [last.kept, last.passed] = before; });
  }

  /** Take strokes over, thinned as far as it takes; or say that they are too many. */
  grow(strokes, undo = () => {}) {
    let [near, thin] = [this.near, strokes];
    while (countOf(thin) > this.most && near < FAR) {
      near *= 2;
      thin = strokes.map(({ points }) => strokeThrough(points, near));
    }
    this.isFull = countOf(thin) > this.most;
    if (this.isFull) undo();
    else {
      this.near = near;
      this.strokes = thin;
    }
    this.code = codeOf(this.strokes.map(({ points }) => points));
  }

  /** @param {Point} point  @returns {Point} the nearest on the pad */
  within(point) {
    return /** @type {Point} */ (point.map((place) => Math.min(Math.max(place, 0), this.steps)));
  }
}

function strokeThrough(points, near = NEAR) {
  const stroke = new Stroke(near);
  for (const point of points) stroke.add(point);
  return stroke;
}

const countOf = (strokes) => strokes.reduce((sum, { points }) => sum + points.length, 0);

/** The code of strokes, as a link says it. */
export const codeOf = (strokes) =>
  strokes.map((points) => points.map((point) => point.join(".")).join("-")).join("_");

/** The strokes that a code says. */
export const strokesOf = (code) =>
  (code ? code.split("_").map((stroke) => stroke.split("-").map((point) => point.split(".").map(Number))) : []);

/** A code as people paste it, in the form of a link; null where it is none. */
export function read(text, { steps, most }) {
  const said = text.trim();
  if (!/^\d{1,3}\.\d{1,3}([-_]\d{1,3}\.\d{1,3})*$/.test(said)) return said === "" ? "" : null;
  const strokes = strokesOf(said);
  const isLegal = strokes.flat(2).every((place) => place <= steps) && strokes.flat().length <= most;
  return isLegal ? codeOf(strokes) : null;
}

/** The way of a pen, in the words of SVG; a dot is a line of no length. */
export const pathOf = (code) =>
  strokesOf(code).map((points) => `M${points.map((point) => point.join(" ")).join("L")}${points.length > 1 ? "" : "h0"}`).join("");
