// How numbers are written, and found in a grid. No mathematics of any lesson.

/** Write a number for a person: ".4f", ".1%", ".3g", ".2e", "d", ",d", or ".3s", which is short. */
export function display(value, format) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  return rounded(value, format).replaceAll("-", "−");
}

function rounded(value, format) {
  if (format === "d") return String(Math.round(value));
  if (format === ",d") return Math.round(value).toLocaleString("en-US");
  const [, many, kind] = /^\.(\d+)([f%ges])$/.exec(format);
  const digits = Number(many);
  if (kind === "e") return value.toExponential(digits);
  if (kind === "g") return String(Number(value.toPrecision(digits)));
  if (kind === "s") return short(Number(value.toPrecision(digits)));
  if (kind === "%") return `${(value * 100).toFixed(digits)} %`;
  const text = value.toFixed(digits);
  // A number that is not zero should not read as zero: 4.5e−5, not 0.0000.
  if (value !== 0 && Number(text) === 0) return value.toExponential(Math.max(0, digits - 3));
  return text;
}

/** Write a number with a power of ten where its zeros would make it long. */
function short(value) {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-4 && size < 1e6);
  return plain ? String(value) : value.toExponential().replace("e+", "e");
}

/** Write a number so that nothing is lost: the shortest text that reads back as it. */
export function exact(value) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  return String(value);
}

/** Read what `exact` writes. */
export function read(text) {
  if (text === "inf" || text === "+inf") return Infinity;
  if (text === "-inf") return -Infinity;
  return text.trim() === "" ? NaN : Number(text);
}

/** Write a number exactly, with the signs that people write. */
export function plain(value) {
  return Number.isFinite(value) ? exact(value).replaceAll("-", "−") : display(value, "d");
}

const LONG = 8; // signs of a number that nobody reads to its end

/** What a link says, as short as it can be read: a number, or what is chosen in words. */
export function brief(text) {
  const value = read(text);
  if (Number.isNaN(value) && text !== "nan") return text;
  const exactly = plain(value);
  return exactly.length > LONG ? display(value, ".4g") : exactly;
}

const UNSEEN = /[\s\u200B-\u200F\u2060-\u2069\uFEFF]/g; // spaces, and marks without any width
const MINUS = /[\u2010-\u2015\u2212\uFE58\uFE63]/g; // and all that looks like one
const WIDE = /[\uFF01-\uFF5E]/g; // the full-width forms of what ASCII has
const GROUPS = /^[+-]?\d{1,3}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})$/; // 1,234.5 and 1,234,567
const TURNED = /^[+-]?\d{1,3}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})$/; // 1.234,5 and 1.234.567
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/;
const ENDLESS = /^([+-]?)(?:∞|inf(?:inity)?)$/;

/**
 * Read a number as people write or paste it; NaN where it is none. A lone comma is a
 * decimal comma. What `display` writes is read too.
 */
export function typed(text) {
  const said = text.replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xFEE0))
    .replace(UNSEEN, "").replace(MINUS, "-").toLowerCase();
  const [number, percent] = said.endsWith("%") ? [said.slice(0, -1), "e-2"] : [said, ""];
  const plainly = withPoint(number);
  const endless = ENDLESS.exec(plainly);
  if (endless) return endless[1] === "-" ? -Infinity : Infinity;
  return NUMBER.test(plainly) ? Number(plainly + percent) : NaN;
}

/** The same number with a decimal point, and without signs between thousands. */
function withPoint(number) {
  if (GROUPS.test(number)) return number.replaceAll(",", "");
  if (TURNED.test(number)) return number.replaceAll(".", "").replace(",", ".");
  return number.replace(/^([^,]*),([^,]*)$/, "$1.$2");
}

/** The position in an ascending grid that lies nearest to a value. */
export function nearest(grid, value) {
  const above = grid.findIndex((point) => point >= value);
  if (above === -1) return grid.length - 1;
  if (above === 0) return 0;
  return value - grid[above - 1] < grid[above] - value ? above - 1 : above;
}

/** The position reached from a value by so many steps along the grid. */
export function stepped(grid, value, steps) {
  const here = nearest(grid, value);
  // From between two grid values, the first step only reaches the next one.
  const cut = grid[here] === value ? 0 : steps > 0 ? grid[here] > value : -(grid[here] < value);
  return Math.min(Math.max(here + steps - Number(cut), 0), grid.length - 1);
}
