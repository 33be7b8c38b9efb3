// Tables: what Python has computed ahead, and how a row of it is read.

import { decode } from "./wire.js";

/**
 * Whether a binding is a row of numbers; else it is one.
 * @param {unknown} binding
 * @returns {binding is Float64Array}
 */
export const isRow = (binding) => ArrayBuffer.isView(binding);

const forms = new Map(); // of all labs of this visit, by name

/** Turn a message into what the lab needs: numbers in place of references. */
export function unpack(bytes) {
  const message = decode(bytes);
  const { header, arrays } = message.answer;
  if (message.form) forms.set(header.form, formOf(message.form));
  const form = forms.get(header.form);
  if (!form) return header;
  const now = arrays[header.now].data;
  const values = { ...header.texts };
  header.numbers.forEach((key, i) => { values[key] = now[i]; });
  const rest = {};
  let first = header.numbers.length;
  for (const [name, length] of Object.entries(header.rest)) {
    rest[name] = length === null ? now[first] : now.subarray(first, first + length);
    first += length ?? 1;
  }
  const tables = Object.fromEntries(
    Object.entries(header.tables).map(([key, columns]) => [
      key,
      Object.entries(columns).map(([name, [place, first, indices = null, stride = 1, low, high]]) => {
        const { rows: count, columns: pitch, data: rows } = arrays[place];
        const width = indices?.length ?? rest[name]?.length ?? 1;
        return { name, rows, count, pitch, first, width, indices, stride, low, high };
      }),
    ]));
  const controls = form.controls.map((control) => ({ ...control, value: values[control.key] }));
  return { ...form, ...header, shape: JSON.stringify(header.rest), controls, values, rest, tables };
}

function formOf({ header, arrays }) {
  const controls = header.controls.map(({ default: start, grid, ...rest }) => ({
    ...rest,
    default: typeof start === "string" ? start : arrays[start].data[0],
    grid: grid === undefined ? undefined : arrays[grid].data,
  }));
  const grids = Object.fromEntries(controls.map((control) => [control.key, control.grid]));
  return { ...header, controls, grids };
}

/** Every binding at one row of the table of a control. */
export function rowOf({ rest, tables, grids }, key, index) {
  const bindings = { ...rest };
  const last = grids[key].length - 1;
  for (const column of tables[key]) {
    const { name, indices, width } = column;
    if (!isRow(rest[name])) bindings[name] = cell(column, index, 0, last);
    else {
      const values = Float64Array.from(rest[name]);
      for (let i = 0; i < width; i += 1) values[indices ? indices[i] : i] = cell(column, index, i, last);
      bindings[name] = values;
    }
  }
  return bindings;
}

/** Where the numbers of bindings are along a control: { count, value(name, i, row) }. */
export function positionsOf({ rest, tables, grids }, key) {
  const count = grids[key].length;
  const columns = Object.fromEntries(tables[key].map((column) => [column.name, column]));
  const value = (name, i, row) => {
    const column = columns[name];
    const place = column ? (column.indices?.indexOf(i) ?? i) : -1;
    return place < 0 ? rest[name]?.[i] : cell(column, row, place, count - 1);
  };
  return { count, value };
}

/** One number of a table; between the rows of a thinned table, on a straight line. */
export function cell({ rows, first, pitch, count, stride, low, high }, index, place, last) {
  if (stride === 1 && low === undefined) return rows[index * pitch + first + place];
  const row = Math.min(Math.floor(index / stride), count - 1);
  const next = Math.min(row + 1, count - 1);
  const [from, to] = [row * stride, Math.min((row + 1) * stride, last)];
  const share = to > from ? (index - from) / (to - from) : 0;
  const value = between(rows[row * pitch + first + place], rows[next * pitch + first + place], share);
  return low === undefined ? value : low + (value / 65535) * (high - low);
}

/** So much of the way from one number to another; at an end, that end, whatever the other is. */
function between(from, to, share) {
  if (share === 0) return from;
  return share === 1 ? to : from * (1 - share) + to * share; // 0 times infinity is no number
}

/** The answer called `name`, or for "p3" the third number of the answer "p". */
export function find(bindings, name) {
  if (name in bindings) return bindings[name];
  const [, row, position] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return bindings[row]?.[Number(position) - 1];
}
