// Texts of the picture as they are read: a minus sign is no hyphen, and what is too
// long for its bar is not there.

const HYPHEN = /((?<![^\s=])|(?<=\de))-(?=[\d.])/g; // before a number, and not within a name

/** A text with minus signs where plotly.js writes hyphens. */
export const signed = (text) => text.replace(HYPHEN, "−");

/** Whether a text in a bar is seen: plotly.js makes one smaller that does not fit. */
export const visibilityOf = (transform) => (transform?.includes("scale") ? "hidden" : "");

/** Mend the texts in a part of the picture. */
export function sign(part) {
  for (const node of part.querySelectorAll(".bartext")) {
    node.style.visibility = visibilityOf(node.getAttribute("transform"));
  }
  for (const node of part.querySelectorAll(".textpoint :is(text, tspan), .bartext, .bartext tspan")) {
    const text = node.firstChild?.data;
    if (text?.includes("-")) node.firstChild.data = signed(text);
  }
}
