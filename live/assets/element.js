// Elements of the page, and their look.

/** Make an element: h("label", { for: "x" }, "text", child). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null && value !== "") element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/** Give an element another name for those who do not see it, if that is another. */
export function call(element, name) {
  if (element.getAttribute("aria-label") !== name) element.setAttribute("aria-label", name);
}

/** Tells whether somebody is typing in a field: what is half typed is not overwritten. */
export function typingIn(field) {
  const type = (isHalf) => { field.toggleAttribute("data-typing", isHalf); };
  // Undo in one field may, in Chromium, change another one, in which nobody is.
  field.addEventListener("input", () => type(document.activeElement === field));
  for (const end of ["change", "blur"]) field.addEventListener(end, () => type(false));
  // A key that does something else is no typing.
  field.addEventListener("keydown", (event) => { if (event.defaultPrevented) type(false); });
  return () => field.hasAttribute("data-typing");
}

const SHEETS = ["page.css", "lab.css", "contents.css", "present.css"];

/** Add the style sheets of a page once; resolves when they are in force. */
export const styled = () => Promise.all(SHEETS.map(sheet));

/** Add a style sheet of ours once; resolves when it is in force. */
export function sheet(name) {
  const href = new URL(name, import.meta.url).href;
  if (document.querySelector(`link[rel="stylesheet"][href="${href}"]`)) return Promise.resolve();
  const link = h("link", { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(new Error(`could not load ${href}`));
    };
  });
}
