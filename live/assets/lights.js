// What a line of the workings is about stands out in the picture, for as long as it is
// pointed at or has the focus.

/**
 * Let every element in a section that says `data-lights`, names of traces, light these.
 * @param {HTMLElement} section
 * @param {HTMLElement} plot that plotly.js draws into
 */
export function light(section, plot) {
  let lit = null;
  const show = (line) => {
    if (line === lit) return;
    lit?.classList.remove("lit");
    line?.classList.add("lit");
    lit = line;
    const names = line?.dataset.lights.split(" ");
    for (const trace of plot.querySelectorAll("g.trace")) {
      // What plotly.js draws a trace of hangs on the element that it draws it into.
      const name = /** @type {any} */ (trace).__data__?.[0]?.trace?.name;
      trace.classList.toggle("lab-dim", Boolean(names) && !names.includes(name));
    }
  };
  const lineAt = (element) => element?.closest?.("[data-lights]") ?? null;
  const focused = () => lineAt(document.activeElement?.matches(":focus-visible") ? document.activeElement : null);
  section.addEventListener("pointerover", ({ target }) => show(lineAt(target) ?? focused()));
  section.addEventListener("pointerleave", () => show(focused()));
  section.addEventListener("focusin", ({ target }) => show(lineAt(target)));
  section.addEventListener("focusout", () => show(null));
}
