import { brief, display, exact, nearest, plain, read, stepped, typed } from "../../../live/assets/numbers.js";
import { claim, equal } from "./claims.js";

const INF = Infinity;
const NUMBERS = [0, 1, -1, 0.1, 1e-5, -4.5e-5, 1 / 3, 1e21, 5e-324, 2 ** 53, INF, -INF, NaN];

claim("what is written exactly reads back as the same number", () => {
  equal(NUMBERS.map((number) => read(exact(number))), NUMBERS);
});

claim("what is no number, and nothing at all, is read as no number", () => {
  equal(["", "  ", "x", "1,5"].map(read), [NaN, NaN, NaN, NaN]);
  equal(["+inf", "inf", "-inf", " 2 "].map(read), [INF, INF, -INF, 2]);
});

claim("a small number never reads as zero", () => {
  equal(display(4.5e-5, ".4f"), "4.5e−5");
  equal(display(-4.5e-5, ".4f"), "−4.5e−5");
  equal(display(0.00005, ".4f"), "0.0001");
  equal(display(1e-9, ".2f"), "1e−9");
  equal(display(0, ".4f"), "0.0000");
});

claim("each format writes what it says", () => {
  equal(display(0.12345, ".4f"), "0.1235");
  equal(display(0.12345, ".1%"), "12.3 %");
  equal(display(12345.678, ".3g"), "12300");
  equal(display(12345.678, ".2e"), "1.23e+4");
  equal(display(2.6, "d"), "3");
  equal(display(9378600, ",d"), "9,378,600");
  equal(display(-12, ",d"), "−12");
  equal(display(0.5, ".12g"), "0.5");
});

claim("a short number has a power of ten where zeros would make it long", () => {
  equal([1e-4, 9.99e-5, 999999, 1e6, 0, -1e-7].map((number) => display(number, ".3s")),
    ["0.0001", "9.99e−5", "1e6", "1e6", "0", "−1e−7"]);
  equal(display(123456, ".6s"), "123456");
});

claim("a negative number has a minus, and infinity its sign", () => {
  equal([-1.5, INF, -INF, NaN].map((number) => display(number, ".1f")), ["−1.5", "∞", "−∞", "nan"]);
});

claim("the nearest grid value is the one less far, the upper one where both are as far", () => {
  const grid = [0, 1, 2, 4];
  equal([-5, 0, 0.4, 0.5, 0.6, 2.9, 3, 3.1, 4, 9].map((value) => nearest(grid, value)), [0, 0, 0, 1, 1, 2, 3, 3, 3, 3]);
  equal(nearest([0, 1, INF], INF), 2);
});

claim("steps from a grid value go along the grid, as far as its ends", () => {
  const grid = [0, 1, 2, 3];
  equal([-9, -2, -1, 0, 1, 2, 9].map((steps) => stepped(grid, 2, steps)), [0, 0, 1, 2, 3, 3, 3]);
});

claim("the first step from between two grid values only reaches the next one, either way", () => {
  const grid = [0, 1, 2, 3];
  for (const between of [1.2, 1.5, 1.8]) {
    equal([-2, -1, 1, 2].map((steps) => stepped(grid, between, steps)), [0, 1, 2, 3]);
  }
});

claim("a number is read as people write it", () => {
  const said = {
    "−1.50": -1.5, "-1.5": -1.5, "–1.5": -1.5, "－１．５": -1.5, "1,5": 1.5, "－１，５": -1.5, " 1.5 ": 1.5, "− 1.5": -1.5,
    "1 234,5": 1234.5, "1\u00A0234.5": 1234.5, "1\u202F000": 1000, "1,234.5": 1234.5, "1.234,5": 1234.5,
    "1,234,567": 1234567, "1.234.567": 1234567, "1,234": 1.234, "1e-3": 0.001, "1e−3": 0.001, "1E3": 1000, "+2": 2, ".5": 0.5,
    ",5": 0.5, "5.": 5, "24.5 %": 0.245, "24,5％": 0.245, "\u200E7": 7, "-0": -0, "12": 12, "１２": 12,
  };
  equal(Object.keys(said).map(typed), Object.values(said));
});

claim("infinity is read by its sign and by its name", () => {
  equal(["∞", "+∞", "inf", "Infinity", " ∞ "].map(typed), [INF, INF, INF, INF, INF]);
  equal(["-∞", "−∞", "-inf", "− inf"].map(typed), [-INF, -INF, -INF, -INF]);
});

claim("what is no number is not guessed at", () => {
  for (const text of ["", " ", "x", "1,2,3", "0.2 0.5", "1-2", "--1", "1e", "e3", "0x10", "10²", "1/2", "nan", "%", "1,5,", "-", "1e1.5"]) {
    equal([text, typed(text)], [text, NaN]);
  }
});

claim("what is shown can be copied and read again", () => {
  for (const number of NUMBERS) if (!Number.isNaN(number)) equal(typed(plain(number)), number);
  equal([[-1.5, ".4f"], [4.5e-5, ".4f"], [0.245, ".1%"], [12345.678, ".2e"], [-INF, "d"]].map(([number, format]) =>
    typed(display(number, format))), [-1.5, 4.5e-5, 0.245, 12300, -INF]);
});

claim("a number written in full has a minus, and a link never does", () => {
  equal([plain(-1.5), plain(1e-7), plain(-INF), plain(INF)], ["−1.5", "1e−7", "−∞", "∞"]);
  equal([exact(-1.5), exact(1e-7), exact(-INF)], ["-1.5", "1e-7", "-inf"]);
});

claim("what is known is as short as people read it, and what is chosen stays in words", () => {
  equal(["0.3", "-1.3470736479666092", "1e-14", "inf", "nan", "64-25-15-10", "100000"].map(brief),
    ["0.3", "−1.347", "1e−14", "∞", "nan", "64-25-15-10", "100000"]);
});
