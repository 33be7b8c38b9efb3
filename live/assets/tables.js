// Tables: what Python has computed ahead, and how a row of it is read.

import { decode } from "./wire.js";

/** Turn a message into what the lab needs: numbers in place of references. */
export function unpack(bytes) {
  const { header, arrays } = decode(bytes);
  const single = (index) => arrays[index].data[0];
  const controls = header.controls.map((control) =>
    control.kind === "text"
      ? control
      : {
          ...control,
          value: single(control.value),
          default: single(control.default),
          grid: control.grid === undefined ? undefined : arrays[control.grid].data,
        });
  const vectors = new Set(header.rows);
  const rest = Object.fromEntries(
    Object.entries(header.rest).map(([name, index]) => [
      name, vectors.has(name) ? arrays[index].data : arrays[index].data[0],
    ]));
  const tables = Object.fromEntries(
    Object.entries(header.tables).map(([key, columns]) => [
      key,
      Object.entries(columns).map(([name, { indices, rows, ...how }]) => ({
        name, stride: 1, ...how, indices: indices === undefined ? null : arrays[indices].data, width: arrays[rows].columns, count: arrays[rows].rows, rows: arrays[rows].data,
      })),
    ]));
  const values = Object.fromEntries(controls.map((control) => [control.key, control.value]));
  const grids = Object.fromEntries(controls.map((control) => [control.key, control.grid]));
  return { ...header, controls, rest, tables, values, grids };
}

/** Every binding at one row of the table of a control. */
export function rowOf({ rest, tables, grids }, key, index) {
  const bindings = { ...rest };
  const last = grids[key].length - 1;
  for (const column of tables[key]) {
    const { name, indices, width } = column;
    if (!ArrayBuffer.isView(rest[name])) bindings[name] = cell(column, index, 0, last);
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
function cell({ rows, width, count, stride, low, high }, index, place, last) {
  if (stride === 1) return rows[index * width + place];
  const row = Math.min(Math.floor(index / stride), count - 1);
  const next = Math.min(row + 1, count - 1);
  const [from, to] = [row * stride, Math.min((row + 1) * stride, last)];
  const share = to > from ? (index - from) / (to - from) : 0;
  const value = rows[row * width + place] * (1 - share) + rows[next * width + place] * share;
  return low === undefined ? value : low + (value / 65535) * (high - low);
}

/** The answer called `name`, or for "p3" the third number of the answer "p". */
export function find(bindings, name) {
  if (name in bindings) return bindings[name];
  const [, row, position] = /^(.*?)(\d+)$/.exec(name) ?? [];
  return bindings[row]?.[position - 1];
}
