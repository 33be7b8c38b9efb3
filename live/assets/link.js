// The link is the whole state: how it is written. live/link.py reads it.

import { kindOf } from "./controls.js";

// What a link may say beside the controls of a lab: live/link.py has the table.
let table = { carried: [], reserved: [] };

/** Take in the table, which every form brings along. */
export function learn({ carried, reserved }) {
  table = { carried, reserved };
}

/**
 * The query string that says these values; empty when all are defaults.
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
  const [texts, numbers] = [true, false].map((translated) =>
    controls.filter((control) => Boolean(kindOf(control).isTranslated) === translated && !control.sets?.length));
  if (controls.some(differs) || Object.keys(others).length) numbers.forEach(write);
  texts.filter(differs).forEach(write);
  for (const { key, sets } of controls) if (key in others) sets?.forEach((set) => query.delete(set));
  for (const [key, text] of Object.entries({ ...others, ...extras })) query.set(key, text);
  for (const [key, text] of embedding()) query.append(key, text);
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

/** The address of another page of the app, which is to be shown as this one is. */
export function embedded(address) {
  const url = new URL(address, document.baseURI);
  for (const [key, text] of embedding()) url.searchParams.append(key, text);
  return url.href;
}

/** Write the query into the address: no request, no entry in the history. */
export function writeAddress(query) {
  const address = location.pathname + (query && `?${query}`) + location.hash;
  if (address !== location.pathname + location.search + location.hash) {
    history.replaceState(history.state, "", address);
  }
}

/** Whether a query says nothing of a lab. */
export function isBare(query) {
  return [...new URLSearchParams(query).keys()].every((key) => table.reserved.includes(key));
}
