// To another page of the app without loading it anew: Streamlit is told that the
// address has changed, as it is when somebody goes back, and brings the other page.

import { embedded } from "./link.js";

const KEPT = ["lang", "present"]; // what goes along, besides what frames the page
let isHosted = false; // whether Streamlit is there to bring another page

/** Note that Streamlit shows this page. */
export function hosted() {
  isHosted = true;
}

/**
 * The address of another page of the app, to be shown as this one is: in the language
 * of the link, on the wall, in its frame. Nothing else of this page goes along.
 */
export function wayTo(href) {
  const url = new URL(embedded(href));
  const here = new URLSearchParams(location.search);
  for (const key of KEPT) {
    const [said] = here.getAll(key);
    if (said !== undefined && !url.searchParams.has(key)) url.searchParams.set(key, said);
  }
  return url.href;
}

/** Go to another page of the app, at its top; back and forward lead here again. */
export function go(href) {
  const address = wayTo(href);
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
