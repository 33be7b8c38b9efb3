// Sentences with something put into them, and where they are said.

/** A sentence with the numbers of now in their places. */
export const filled = (sentence, parts) =>
  sentence.replace(/\[(\w+)\]/g, (place, name) => (Object.hasOwn(parts, name) ? String(parts[name]) : place));

/** A sentence with the names that classes have now in their places. */
export const named = (sentence, names) =>
  sentence.replace(/\{(\w+)\}/g, (place, key) => (Object.hasOwn(names, key) ? String(names[key]) : place));

/** Say something in an element, once: what stands there already is not announced again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
