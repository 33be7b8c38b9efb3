// What was guessed in this tab, and whether that was close: never how good somebody is.
// It stays in the tab; where a browser keeps nothing, it is known until the page is left.

const memory = new Map();
const keyOf = (lesson) => `asked of ${lesson}`;

/** @typedef {number | string | number[] | null} Guess  a number, what was chosen, an order; null for none */

/** All that was guessed in a lesson, by question: { numbers, guess, close }. */
export function guessesIn(lesson) {
  try {
    return { ...Object(JSON.parse(sessionStorage.getItem(keyOf(lesson)) ?? "{}")) };
  } catch {
    return memory.get(lesson) ?? {};
  }
}

/** Keep a guess. */
export function keep(lesson, key, told) {
  const known = { ...guessesIn(lesson), [key]: told };
  memory.set(lesson, known);
  try {
    sessionStorage.setItem(keyOf(lesson), JSON.stringify(known));
  } catch { /* known until the page is left */ }
}

/** Whether one number is as good as another. */
export function isNear(one, other, { near, times }) {
  if (!times) return Math.abs(one - other) <= near;
  const ratio = one / other;
  return ratio > 0 && Math.max(ratio, 1 / ratio) <= near;
}

/**
 * Whether a guess is close.
 * @param {{kind: string, told: object}} question  once it is told
 * @param {Guess} guess
 */
export function isClose({ kind, told }, guess) {
  if (guess === null) return false;
  if (kind === "order") return told.order.every((place, i) => guess[i] === place);
  if (kind === "set" || kind === "where") return isNear(guess, Number(told.value), told);
  return guess === told.option;
}

/** Whether somebody thought that a number would stay where it was, while it moved. */
export function thoughtItStays({ kind, told, moves }, guess) {
  if (kind !== "set" || guess === null || !Object.keys(moves).length) return false;
  const [before, after] = [Number(told.before), Number(told.value)];
  return isNear(guess, before, told) && !isNear(after, before, told);
}
