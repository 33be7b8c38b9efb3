// The link is the whole state: how it is written. live/link.py reads it.

import { kindOf } from "./controls.js";

// What a link may say beside the controls of a lab: live/link.py has the table.
// These are of this screen alone: that it is large, and where its guesses go.
export const PRESENT = "present";
export const ROOM = "room";
const ASK = "ask";
let table = { carried: [], reserved: [] };

/** Take in the table, which every form brings along. */
export function learn({ carried, reserved }) {
  table = { carried, reserved };
}

/**
 * The query string that says these values; empty when all are defaults, unless the
 * lab opens with other numbers, and an empty link would say those.
 *
 * Once one number differs all numbers are written, so that an example keeps
 * meaning the same if defaults should change. A text is written only when it
 * is not the default, since defaults follow the language. A view among
 * `others` stands in for the controls that it sets.
 */
export function queryOf(controls, values, others, extras) {
  const query = new URLSearchParams();
  const write = (control) => query.set(control.key, kindOf(control).textOf(control, values[control.key]));
  const differs = (control) => !Object.is(values[control.key], control.default);
  const [texts, numbers] = [true, false].map((optional) =>
    controls.filter((control) => Boolean(kindOf(control).isOptional) === optional && !control.sets?.length));
  const isWritten = (control) => control.written || differs(control);
  if (controls.some(isWritten) || Object.keys(others).length) numbers.forEach(write);
  texts.filter(differs).forEach(write);
  for (const { key, sets } of controls) if (key in others) sets?.forEach((set) => query.delete(set));
  for (const [key, text] of Object.entries({ ...others, ...extras })) query.set(key, text);
  for (const [key, text] of embedding()) query.append(key, text);
  return query.toString();
}

/**
 * A link as the address has it while a question is asked: without the numbers, which the
 * question says itself.
 * @param {{key: string, kind: string}[]} controls
 */
export function posed(link, controls) {
  const query = new URLSearchParams(link);
  if (!query.has(ASK)) return link;
  const texts = controls.filter(({ kind }) => kind === "text").map(({ key }) => key);
  for (const key of [...query.keys()]) {
    if (!table.reserved.includes(key) && !texts.includes(key)) query.delete(key);
  }
  return query.toString();
}

/** What a link says of the lab alone, whatever the language and the place it is shown in. */
export function stateOf(link) {
  const query = new URLSearchParams(link);
  for (const key of [...query.keys()]) if (table.reserved.includes(key)) query.delete(key);
  return query.toString();
}

/** What the address says about a page that is shown inside another one. */
function embedding() {
  return [...new URLSearchParams(location.search)].filter(([key]) => table.carried.includes(key));
}

/** The address of another page of the app, which is to be shown as this one is; a room is of one lesson. */
export function embedded(address) {
  const url = new URL(address, document.baseURI);
  const said = new Set(url.searchParams.keys());
  for (const [key, text] of embedding()) if (key !== ROOM && !said.has(key)) url.searchParams.append(key, text);
  return url.href;
}

/**
 * The address as others are given it: what this page shows, and not that it is large and
 * on a wall here, or in a room of a class.
 */
export function shared() {
  const url = new URL(location.href);
  // Deleting nothing would still write the rest of the query in another way.
  for (const key of [PRESENT, ROOM]) if (url.searchParams.has(key)) url.searchParams.delete(key);
  return url.href;
}

/** Write the query into the address: no request, no entry in the history. */
export function writeAddress(query) {
  const address = location.pathname + (query && `?${query}`) + location.hash;
  if (address !== location.pathname + location.search + location.hash) {
    history.replaceState(history.state, "", address);
  }
}

/** Write one parameter into the address, or take it out. */
export function writeParameter(key, text) {
  const query = new URLSearchParams(location.search);
  if (text === null) query.delete(key);
  else query.set(key, text);
  writeAddress(query.toString());
}

/**
 * What a lab shows where its link says nothing: what follows the learner, in the opening
 * of the lab unless that says something else of the same. `ui/lesson.py` knows it too.
 */
export function begun(opening, followed) {
  const isOther = Object.keys(opening).some((key) => key in followed);
  return isOther ? followed : { ...opening, ...followed };
}

/** Whether a query says nothing of a lab. */
export function isBare(query) {
  return [...new URLSearchParams(query).keys()].every((key) => table.reserved.includes(key));
}
