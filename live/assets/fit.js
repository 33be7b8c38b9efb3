// A layout of the picture, fitted to the place that the page has for it.
//
// Python lays a picture out for type of one size. Here it is told how large type is
// on the page, and how high the picture may be: titles and ticks grow with the type,
// rows beside controls are as high as these, and what is left belongs to the lines
// that grow.

export const WORDS = 16; // pixels that words have at least
const NUMBERS = 14; // and the numbers of an axis
const LEAST = 0.4; // of their height, to which lines may shrink

/**
 * The first layout that there is room for: in the lab, if it leaves a place to the
 * controls, else beside them; both are widths in em.
 */
export function chosen(layouts, { lab, beside }) {
  const candidates = [layouts.wide, layouts.middle, layouts.narrow].filter(Boolean);
  return candidates.find(({ room }) => (room.controls ? lab : beside) >= room.least) ?? layouts.narrow;
}

/** How high each band becomes. */
export function heights(bands, { scale, row, height }) {
  const factor = { type: scale, row };
  const fixed = bands.reduce((sum, [kind, size]) => sum + (factor[kind] ?? 0) * size, 0);
  const growing = bands.reduce((sum, [kind, size]) => sum + (kind === "grow" ? size : 0), 0);
  const grow = growing && Math.max((height - fixed) / growing, LEAST * scale);
  return bands.map(([kind, size]) => size * (factor[kind] ?? grow));
}

/** Where an old height, counted from the top, comes to lie. */
function mover(bands, now) {
  return (old) => {
    let [before, after] = [0, 0];
    for (const [i, [, size]] of bands.entries()) {
      if (old <= before + size || i === bands.length - 1) {
        return after + (size ? (old - before) * (now[i] / size) : 0);
      }
      before += size;
      after += now[i];
    }
    return after;
  };
}

/**
 * Lay out again.
 * @param {object} layout as Python made it; it is not changed
 * @param {{width: number, height: number, type: number, row: number}} place in pixels;
 * `row` is how many of them stand for one of a layout beside the controls
 */
export function fitted(layout, { width, height, type, row }) {
  const scale = type / layout.font.size;
  const now = heights(layout.room.bands, { scale, row, height });
  const total = now.reduce((sum, part) => sum + part, 0);
  const { t: top, b: foot } = layout.margin;
  const inner = layout.height - top - foot;
  const move = mover(layout.room.bands, now);
  const margin = { t: move(top), b: total - move(layout.height - foot), l: layout.margin.l * scale, r: layout.margin.r * scale };
  const upright = (y) => 1 - (move(top + (1 - y) * inner) - margin.t) / (total - margin.t - margin.b);
  const sized = (font, least) => (font?.size ? { ...font, size: Math.max(font.size * scale, least) } : font);
  const laid = { ...layout, width, height: total, margin, font: sized(layout.font, WORDS) };
  for (const [name, axis] of Object.entries(layout)) {
    if (!/^[xy]axis\d*$/.test(name)) continue;
    const domain = name.startsWith("y") ? axis.domain.map(upright) : axis.domain;
    const title = axis.title && { ...axis.title, font: sized(axis.title.font, WORDS) };
    laid[name] = { ...axis, domain, tickfont: sized(axis.tickfont, NUMBERS), ...(title && { title }) };
  }
  laid.annotations = layout.annotations.map((note) => ({
    ...note,
    font: sized(note.font, WORDS),
    ...(note.yref === "paper" && { y: upright(note.y) }),
    ...(note.yshift && { yshift: note.yshift * scale }),
  }));
  delete laid.room;
  return { layout: laid, scale, controls: placeOf(layout.room.controls, laid, upright) };
}

/** Where the controls stand in the picture, in pixels; null if it leaves them no place. */
function placeOf(controls, { width, height, margin: { t, b, l, r } }, upright) {
  if (!controls) return null;
  const [left, right] = controls.across.map((x) => l + x * (width - l - r));
  return { left, width: right - left, top: t + (1 - upright(controls.top)) * (height - t - b) };
}

/** A trace whose marks and type are as large as the words around them. */
export function scaled(trace, scale) {
  const larger = (size) => (Array.isArray(size) ? size.map(larger) : size * scale);
  const times = (object, key) => (object?.[key] ? { ...object, [key]: larger(object[key]) } : object);
  const marker = times(times(trace.marker, "size"), "standoff");
  return {
    ...trace,
    ...(marker && { marker: marker.line ? { ...marker, line: times(marker.line, "width") } : marker }),
    ...(trace.line && { line: times(trace.line, "width") }),
    ...(trace.textfont && { textfont: times(trace.textfont, "size") }),
  };
}
