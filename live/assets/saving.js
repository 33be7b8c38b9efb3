// What can be taken home: numbers as a table, the picture as an image.

import { kindOf } from "./controls.js";
import { h } from "./element.js";
import { exact } from "./numbers.js";
import { find } from "./tables.js";

const FORMULA = /^[=+\-@\t\r]/; // so begins what a spreadsheet works out
const HEAD = ["kind", "name", "label", "value"];

/** Save what the button says that an event is about. */
export async function save(event, { answer, figure }) {
  const button = event.target.closest("[data-save]");
  const { save: file, cells } = button.dataset;
  const written = (cell) => (cell.startsWith("=") ? exact(find(answer.rest, cell.slice(1))) : quoted(cell));
  give(file, cells ? addressOf(JSON.parse(cells).map((row) => row.map(written))) : await figure.image());
}

/** Save the picture as it is. */
export async function savePicture({ name, figure }) {
  give(`${name}.png`, await figure.image());
}

/** Save the numbers of the newest answer. */
export function saveNumbers(lab, link) {
  give(`${lab.name}.csv`, addressOf(rowsOf(lab, link)));
}

/**
 * A table of what was set and what came of it: each control as a link says it, each
 * readout with all its digits, and the link. Of an answer that is still on its way
 * nothing stands in it, so that all rows belong together.
 */
export function rowsOf({ answer, readouts }, link) {
  const cell = (control) => {
    const value = answer.values[control.key];
    return typeof value === "number" ? kindOf(control).textOf(control, value) : quoted(value);
  };
  const labelOf = ({ label, editable }) => quoted(editable ? answer.values[label] : label);
  return [
    HEAD,
    ...answer.controls.map((control) => ["control", control.key, labelOf(control), cell(control)]),
    ...[...readouts.numbers.values()].map((number) => (
      ["readout", number.name, quoted(number.label ?? ""), exact(number.value(answer.rest))])),
    ["link", "", "", quoted(link)],
  ];
}

/** A text as a cell; one that a spreadsheet would work out is marked as a text. */
export function quoted(text) {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Rows of cells as an address. */
function addressOf(rows) {
  const text = rows.map((row) => row.join(",")).join("\r\n");
  // Spreadsheets read it as UTF-8 only if it begins so.
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}\r\n`)}`;
}

function give(file, href) {
  h("a", { href, download: file }).click();
}
