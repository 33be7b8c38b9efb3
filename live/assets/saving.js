// What can be taken home: numbers as a table, the picture as an image.

import { h } from "./element.js";
import { exact } from "./numbers.js";
import { find } from "./tables.js";

/** Save what the button says that an event is about, if it is about one. */
export async function save(event, { answer, figure }) {
  const button = event.target.closest("[data-save]");
  if (!button) return;
  const { save: file, cells } = button.dataset;
  const href = cells ? tableOf(JSON.parse(cells), answer.rest) : await figure.image();
  h("a", { href, download: file }).click();
}

/** Rows of cells as an address; a cell such as "=p1" is that number, with all its digits. */
function tableOf(rows, bindings) {
  const written = (cell) => (cell.startsWith("=") ? exact(find(bindings, cell.slice(1))) : `"${cell.replaceAll('"', '""')}"`);
  const text = rows.map((row) => row.map(written).join(",")).join("\r\n");
  // Spreadsheets read it as UTF-8 only if it begins so.
  return `data:text/csv;charset=utf-8,${encodeURIComponent(`\uFEFF${text}\r\n`)}`;
}
