import { scaled } from "../../../live/assets/fit.js";
import { claim, equal } from "./claims.js";

claim("marks, lines and the room before an arrow grow with the type", () => {
  const trace = {
    marker: { size: [0, 15], standoff: [0, 22], line: { width: 2 } }, line: { width: 3 }, textfont: { size: 16 },
  };
  equal(scaled(trace, 2), {
    marker: { size: [0, 30], standoff: [0, 44], line: { width: 4 } }, line: { width: 6 }, textfont: { size: 32 },
  });
  equal(trace.marker.standoff, [0, 22]);
});

claim("a trace without marks gets none", () => {
  equal(scaled({ line: { width: 1 } }, 3), { line: { width: 3 } });
});
