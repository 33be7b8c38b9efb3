// A guess as a room of a class keeps it: numbers of places.

import { controlAxis, evenAxis } from "./guess.js";

/** The axis on which a question asks for a place; null for one of a few, or an order. */
export const axisOf = ({ kind, axis, grid }) => (kind === "set" ? evenAxis(axis) : kind === "where" ? controlAxis(grid) : null);

/** A guess as a room of a class keeps it: numbers of places. */
export function placesOf(sheet, value) {
  if (value === null) return [];
  const axis = axisOf(sheet);
  return axis ? [axis.placeOf(value)] : [value].flat();
}

/** The guess that some places say. */
export function guessOf(sheet, places) {
  if (!places.length) return null;
  return sheet.kind === "order" ? places : axisOf(sheet)?.valueOf(places[0]) ?? places[0];
}
