// Reads what live/wire.py writes: a JSON header, then little-endian arrays.

const TYPES = { f8: Float64Array, f4: Float32Array, u2: Uint16Array, u1: Uint8Array };

/**
 * @param {Uint8Array} bytes a view into the websocket's buffer, at any offset
 * @returns {{header: object, arrays: {rows: number, columns: number, data: ArrayLike<number>}[]}}
 */
export function decode(bytes) {
  // Typed arrays must begin at a multiple of their width, and a view would keep
  // the whole message alive: so copy once.
  const buffer = bytes.slice().buffer;
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  const first = Math.ceil((4 + length) / 8) * 8;
  const arrays = header.arrays.map(([offset, type, rows, columns]) => ({
    rows,
    columns,
    data: new TYPES[type](buffer, first + offset, rows * columns),
  }));
  return { header, arrays };
}
