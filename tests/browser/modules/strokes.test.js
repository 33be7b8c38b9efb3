import { beside, codeOf, Drawing, pathOf, read, Stroke, strokesOf } from "../../../live/assets/strokes.js";
import { claim, equal } from "./claims.js";

const PAD = { steps: 100, most: 120 };

/** A drawing of which every point is added one by one; and its codes on the way. */
function drawn(strokes, pad = PAD) {
  const drawing = new Drawing(pad);
  const codes = [];
  for (const [first, ...rest] of strokes) {
    drawing.begin(first);
    codes.push(drawing.code);
    for (const point of rest) {
      drawing.go(point);
      codes.push(drawing.code);
    }
  }
  return { drawing, codes };
}

const circle = (count, radius = 30) => Array.from({ length: count }, (_, i) => {
  const angle = (2 * Math.PI * i) / (count - 1);
  return [50 + radius * Math.sin(angle), 50 - radius * Math.cos(angle)];
});

claim("a straight line is two points, however slowly it is drawn", () => {
  const line = Array.from({ length: 301 }, (_, i) => [10 + i / 4, 20 + i / 8]);
  equal(drawn([line]).drawing.code, "10.20-85.58");
});

claim("a dot is one point, also of a hand that trembles", () => {
  equal(drawn([[[30, 40], [30.1, 40.2], [29.9, 39.9]]]).drawing.code, "30.40");
});

claim("no line leaves the way of the pen by more than the eye sees", () => {
  const way = circle(400);
  const [points] = strokesOf(drawn([way]).drawing.code);
  const off = Math.max(...way.map((point) =>
    Math.min(...points.slice(1).map((to, i) => beside(point, points[i], to)))));
  equal([off < 1.3, points.length < 30], [true, true]); // the steps themselves are half of it
});

claim("a point that was kept stays: nothing that is drawn changes later", () => {
  const { codes } = drawn([circle(200), [[20, 20], [40, 60], [60, 20]]]);
  codes.forEach((code, i) => {
    const next = codes[i + 1];
    if (!next) return;
    const last = Math.max(code.lastIndexOf("-"), code.lastIndexOf("_"));
    equal(next.startsWith(code.slice(0, Math.max(last, 0))), true);
  });
});

claim("a code is read back as the same drawing, and drawn on", () => {
  const { drawing: { code } } = drawn([circle(100), [[10, 10]]]);
  const again = new Drawing(PAD);
  again.set(code);
  again.begin([90, 90]);
  equal(again.code, `${code}_90.90`);
});

claim("a drawing never has more points than a link may hold", () => {
  const scrawl = Array.from({ length: 3000 }, (_, i) => [50 + 45 * Math.sin(i * 1.7), 50 + 45 * Math.cos(i * 2.3)]);
  const { drawing, codes } = drawn([scrawl]);
  equal(codes.every((code) => strokesOf(code).flat().length <= PAD.most), true);
  equal(drawing.isFull, true);
});

claim("what is full takes no more, and what was drawn stays", () => {
  const dots = Array.from({ length: 121 }, (_, i) => [[i % 100, i % 90]]);
  const { drawing, codes } = drawn(dots);
  equal([drawing.isFull, codes.at(-1)], [true, codes.at(-2)]);
  drawing.set("1.2");
  equal(drawing.isFull, false);
});

claim("a longer drawing is thinned more, before it is full", () => {
  const many = Array.from({ length: 12 }, (_, i) => circle(100, 10 + 2 * i));
  const { drawing } = drawn(many);
  equal([drawing.isFull, drawing.strokes.length, drawing.near > 0.5], [false, 12, true]);
});

claim("what is beyond the pad is drawn on its edge", () => {
  equal(drawn([[[-5, 50], [130, 50]]]).drawing.code, "0.50-100.50");
});

claim("a typed code is read as a link says it, or not at all", () => {
  equal(read(" 07.8-9.10_1.2 ", PAD), "7.8-9.10_1.2");
  equal(read("", PAD), "");
  for (const text of ["nan", "1", "101.2", "-1.2", "1.2_", "1.2 3.4", Array(121).fill("1.2").join("-")]) {
    equal([text, read(text, PAD)], [text, null]);
  }
});

claim("a dot has a way that a round pen can draw", () => {
  equal(pathOf("10.20_1.2-3.4"), "M10 20h0M1 2L3 4");
  equal(pathOf(""), "");
});

claim("a stroke without a point has none", () => {
  equal([new Stroke().points, codeOf([])], [[], ""]);
});
