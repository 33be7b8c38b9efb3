// Colours as numbers: themes write them in every way that CSS knows.

const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green, blue and opacity, 0 … 255, of a CSS colour seen from an element. */
export function channels(color, element) {
  // Only the style of an element computes color-mix() and var().
  const probe = document.createElement("span");
  probe.style.color = color;
  element.append(probe);
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = getComputedStyle(probe).color;
  probe.remove();
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data];
}

/** The same colour in the form that plotly.js reads. */
export function plain(color, element) {
  const [red, green, blue, opacity] = channels(color, element);
  return `rgba(${red},${green},${blue},${(opacity / 255).toFixed(3)})`;
}

/** Whether light text belongs on it. */
export function isDark(color, element) {
  const [red, green, blue] = channels(color, element);
  return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
}
