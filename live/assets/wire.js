// Reads what live/wire.py writes: blocks of a JSON header and little-endian arrays.

const TYPES = { f8: Float64Array, f4: Float32Array, u2: Uint16Array, u1: Uint8Array };

/**
 * @param {Uint8Array} bytes a view into the websocket's buffer, at any offset
 * @returns {{answer: Block, form: Block | null}}
 * @typedef {{header: object, arrays: {rows: number, columns: number, data: Float64Array}[]}} Block
 */
export function decode(bytes) {
  // Typed arrays must begin at a multiple of their width, and a view would keep
  // the whole message alive: so copy once.
  const { buffer } = bytes.slice();
  const end = 8 + new DataView(buffer).getUint32(0, true);
  return { answer: block(buffer, 8), form: end < buffer.byteLength ? block(buffer, end) : null };
}

function block(buffer, start) {
  const length = new DataView(buffer).getUint32(start, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, start + 4, length)));
  const first = start + Math.ceil((4 + length) / 8) * 8;
  const arrays = header.arrays.map(([offset, type, rows, columns]) => ({
    rows,
    columns,
    data: new TYPES[type](buffer, first + offset, rows * columns),
  }));
  return { header, arrays };
}
