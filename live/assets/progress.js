// What this browser has visited and done, from one visit to the next. It stays in the
// browser: no link says it, and no server hears of it. Where a browser keeps nothing
// for a page, it is known until the page is left.

const KEY = "logit-lab progress";

/**
 * The lesson that was visited last, the tasks done in each that was visited, and the
 * questions that were answered; not how.
 * @typedef {{last: string, lessons: Record<string, string[]>, asked: Record<string, string[]>}} Progress
 */

/** @returns {Progress} */
const nothing = () => ({ last: "", lessons: {}, asked: {} });

let here = nothing();
let isKept = true; // until the browser refuses
/** @type {Set<() => void>} */
const watchers = new Set();

/** What was stored, as far as it makes sense: anybody can write there. */
function sound(stored) {
  const lists = (table) => Object.fromEntries(Object.entries(Object(table)).filter(([, keys]) => Array.isArray(keys)));
  return { last: String(stored?.last ?? ""), lessons: lists(stored?.lessons), asked: lists(stored?.asked) };
}

function read() {
  if (!isKept) return here;
  try {
    return sound(JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch (error) {
    if (error instanceof SyntaxError) return nothing();
    isKept = false;
    return here;
  }
}

/** @param {Progress} progress */
function write(progress) {
  here = progress;
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    isKept = false;
  }
  for (const tell of watchers) tell();
}

const tasksIn = ({ lessons }, lesson) => (Object.hasOwn(lessons, lesson) ? lessons[lesson] : undefined);

/** Note that a lesson is visited now. */
export function visited(lesson) {
  const known = read();
  if (known.last === lesson && tasksIn(known, lesson)) return;
  write({ ...known, last: lesson, lessons: { ...known.lessons, [lesson]: tasksIn(known, lesson) ?? [] } });
}

/** Note that a task of a lesson is done. */
export function done(lesson, task) {
  const known = read();
  const tasks = tasksIn(known, lesson) ?? [];
  if (!tasks.includes(task)) write({ ...known, lessons: { ...known.lessons, [lesson]: [...tasks, task] } });
}

/** The tasks done in a lesson. */
export const doneIn = (lesson) => new Set(tasksIn(read(), lesson));

/** Note that a question of a lesson has been answered. */
export function answered(lesson, question) {
  const known = read();
  const keys = answeredIn(lesson);
  if (!keys.has(question)) write({ ...known, asked: { ...known.asked, [lesson]: [...keys, question] } });
}

/** The questions of a lesson that have been answered. */
export function answeredIn(lesson) {
  const { asked } = read();
  return new Set(Object.hasOwn(asked, lesson) ? asked[lesson] : []);
}

/** Whether a lesson has been visited. */
export const isVisited = (lesson) => tasksIn(read(), lesson) !== undefined;

/** The lesson that was visited last; "" if none was. */
export const last = () => read().last;

/** Whether there is anything to forget. */
export const isEmpty = () => Object.keys(read().lessons).length === 0;

/** Forget everything; returns it, for whoever wants it back. */
export function forget() {
  const known = read();
  write(nothing());
  return known;
}

/** Bring back what was forgotten. */
export const recall = (progress) => write(progress);

/**
 * Tell whenever it changes, in this tab or another one; returns how to stop that.
 * @param {() => void} tell
 */
export function watch(tell) {
  const hear = ({ key }) => { if (key === KEY || key === null) tell(); };
  watchers.add(tell);
  addEventListener("storage", hear);
  return () => {
    watchers.delete(tell);
    removeEventListener("storage", hear);
  };
}
