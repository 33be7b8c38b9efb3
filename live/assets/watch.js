// Watches whether the page comes. Streamlit brings it over a websocket, and some
// networks let none through: then the page would stay grey, and nothing would say why.
// A lab needs no websocket; once the server can answer for it, it works all the same.

import { h, styled } from "./element.js";
import { alone } from "./lab.js";

const PATIENCE = 10_000; // milliseconds from Streamlit's first sign of life
const GLANCE = 500;
const { blocked, instead } = /** @type {HTMLElement} */ (document.querySelector("script[data-blocked]")).dataset;

// What Streamlit says of its script; "initial" until something has come over the
// websocket, and nothing at all before Streamlit itself is there.
const stateOfScript = () => document.querySelector('[data-testid="stApp"]')?.getAttribute("data-test-script-state");

let since = null; // when Streamlit was first seen waiting
let leave = null; // ends what stands in for the page

const watching = setInterval(() => {
  const state = stateOfScript();
  if (state === "initial") {
    since ??= performance.now();
    if (!leave && performance.now() - since > PATIENCE) leave = stand();
  } else if (state) {
    clearInterval(watching);
    leave?.();
  }
}, GLANCE);

/** Where the lab of this page answers; see `ui/lesson.py`. */
function addressOfLab() {
  const lesson = location.pathname.split("/").pop() || "overview";
  return `live/answers/${lesson}/${document.documentElement.lang}`;
}

/** Say what is wrong and what to ask for; and show the lab, as soon as it can be had. */
function stand() {
  const address = new URL("_stcore/stream", document.baseURI);
  address.protocol = address.protocol.replace("http", "ws");
  const place = h("div");
  const page = h("main", { class: "lab-alone" }, h("p", { role: "alert" }, `${blocked} `, h("code", {}, address.href)), place);
  styled().finally(() => document.body.append(page));
  const lab = alone(place, addressOfLab());
  lab.shown.then(() => place.before(h("p", {}, instead)), console.error);
  return () => {
    lab.leave();
    page.remove();
  };
}
