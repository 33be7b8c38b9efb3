// The line with which a page shows a lesson inside itself, and how high that has to be.

import { h } from "./element.js";

export const WIDTH = 800; // pixels: a column of text in most platforms of schools
const FIRST = 640; // pixels in which a lesson is opened to see how high it is
const MOST = 6000;
const ROUNDS = 12;
const STRIDE = 2; // what grows with the frame asks for more again
const GLANCE = 150; // milliseconds
const PATIENCE = 20_000;
const STEADY = 3; // glances in a row
// What scrolls: the window, Streamlit's page, a lab alone.
const SCROLLING = 'html, [data-testid="stMain"], .lab-alone';

/** The link of a page as a frame shows it. */
export function embeddable(link) {
  const url = new URL(link);
  url.searchParams.set("embed", "true");
  return url.href;
}

/** The line of HTML; the browser itself sees to it that no text in it becomes markup. */
export function lineOf(link, title, height) {
  return h("iframe", {
    src: embeddable(link), title, width: "100%", height: String(height),
    style: "border: 0", loading: "lazy", allow: "clipboard-write; fullscreen",
  }).outerHTML;
}

/**
 * How high the page is at a width of 800 pixels: it is opened once more, unseen, in a
 * frame of that width, which grows until nothing in it scrolls any more. Rows may be as
 * high as a part of the window, so one look would not do. Null where no frame comes.
 */
export async function heightOf(link, place, signal) {
  const frame = h("iframe", {
    src: embeddable(link), class: "framing", tabindex: "-1", "aria-hidden": "true", width: String(WIDTH), height: String(FIRST),
  });
  place.append(frame);
  try {
    return await grown(frame, signal);
  } catch {
    return null;
  } finally {
    frame.remove();
  }
}

async function grown(frame, signal) {
  await until(() => pageIn(frame)?.querySelector('section.lab[data-state="ready"]'), signal);
  let height = FIRST;
  for (let round = 0; round < ROUNDS; round += 1) {
    const needed = await steady(() => neededIn(pageIn(frame)), signal);
    if (needed <= height || needed > MOST) break;
    height = Math.ceil(height + STRIDE * (needed - height));
    frame.height = String(height);
  }
  return height;
}

/** The document in a frame; null where it is another site's, as a browser's own error is. */
const pageIn = (frame) => frame.contentDocument;

function neededIn(page) {
  return Math.max(...[...page.querySelectorAll(SCROLLING)].map(({ scrollHeight }) => scrollHeight));
}

async function until(holds, signal) {
  const end = performance.now() + PATIENCE;
  while (!holds()) {
    if (signal.aborted || performance.now() > end) throw new Error("nothing came");
    await new Promise((done) => { setTimeout(done, GLANCE); });
  }
}

/** A number once it has stayed the same for some glances: the rest of a page comes after its lab. */
async function steady(look, signal) {
  let [last, times] = [look(), 0];
  await until(() => {
    const now = look();
    times = now === last ? times + 1 : 0;
    last = now;
    return times >= STEADY;
  }, signal);
  return last;
}
