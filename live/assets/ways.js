// To another page of the app without loading it anew: Streamlit is told that the
// address has changed, as it is when somebody goes back, and brings the other page.

import { embedded } from "./link.js";

let isHosted = false; // whether Streamlit is there to bring another page

/** Note that Streamlit shows this page. */
export function hosted() {
  isHosted = true;
}

/**
 * The address of another page of the app, in the language of this link and in the same
 * frame. Nothing else of this page goes along.
 */
export const wayTo = (href) => along(embedded(href), "lang");

/** An address that says the same of a key as the one of this page, unless it says it itself. */
function along(href, key) {
  const url = new URL(href);
  const [said] = new URLSearchParams(location.search).getAll(key);
  if (said !== undefined && !url.searchParams.has(key)) url.searchParams.set(key, said);
  return url.href;
}

/**
 * Go to another page of the app, at its top; back and forward lead here again. What is
 * shown on a wall stays on the wall.
 */
export function go(href) {
  const address = along(wayTo(href), "present");
  if (!isHosted) {
    location.assign(address);
    return;
  }
  history.pushState(null, "", address);
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  dispatchEvent(new PopStateEvent("popstate"));
}

/**
 * Let the links in an element that say `data-way` be ways, as long as nobody asks for
 * a tab of their own; the browser shows, copies and opens them like any other.
 */
export function lead(element) {
  element.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-way]");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
}
