// A hand that moves something: from the press until it lets go.
//
// A finger that goes up or down scrolls the page, and the browser says so only after
// the first few pixels. So a finger moves nothing until it has gone sideways, or along
// whatever way is its own, and what a browser takes away is put back as it was.

const FINGER = 6; // pixels along the way until a finger means it
const JITTER = 3; // pixels that a mouse may tremble in a click
const BRIEF = 500; // milliseconds that a tap may take
const ROLLING = 250; // milliseconds after a scroll in which a touch is meant to stop it
const FINE = 0.25; // how far things move while Shift is held

let scrolled = -Infinity; // when anything was scrolled last
addEventListener("scroll", () => { scrolled = performance.now(); }, { capture: true, passive: true });

/**
 * Follow the pointer of an event until it lets go.
 * @param {PointerEvent} press
 * @param {object} hold
 * @param {Element} hold.element what is held; it has a `touch-action` that fits the way
 * @param {"x" | "y" | "both"} [hold.way] along which a finger has to go to begin
 * @param {boolean} [hold.atOnce] whether a mouse begins with the press
 * @param {() => void} hold.begin
 * @param {(x: number, y: number) => void} hold.move how far from the press, in pixels
 * @param {() => void} hold.drop
 * @param {() => void} hold.cancel the browser took the pointer away
 * @param {(isTap: boolean) => void} [hold.rest] it let go before anything began
 * @param {() => void} [hold.ahead] it has moved, and the next frame has not begun
 */
export function follow(press, { element, way = "x", atOnce = false, begin, move, drop, cancel, rest = () => {}, ahead }) {
  const over = new AbortController();
  const isMouse = press.pointerType === "mouse";
  let from = press;
  let [x, y] = [0, 0];
  let begun = false;
  const since = performance.now();
  const isRolling = since - scrolled < ROLLING;

  const start = () => {
    begun = true;
    begin();
  };
  const isMeant = () => {
    if (isMouse) return Math.hypot(x, y) >= JITTER;
    if (way === "both") return Math.hypot(x, y) > FINGER;
    const [along, across] = way === "x" ? [x, y] : [y, x];
    return Math.abs(along) > FINGER && Math.abs(along) >= Math.abs(across);
  };
  // Chromium makes no click of a touch on a range.
  const isTap = () => !isMouse && !isRolling && Math.hypot(x, y) <= FINGER && performance.now() - since < BRIEF;
  const end = (act, mayTap = false) => {
    over.abort();
    if (begun) act();
    else rest(mayTap && isTap());
  };
  // What is held may be made anew meanwhile, as when an answer brings other words.
  const listen = (name, act) => addEventListener(name, (event) => {
    if (event.pointerId === press.pointerId) act(event);
  }, { signal: over.signal, capture: true });

  const go = (event) => {
    if (event.clientX === from.clientX && event.clientY === from.clientY) return; // it was told ahead
    const share = begun && event.shiftKey ? FINE : 1;
    x += share * (event.clientX - from.clientX);
    y += share * (event.clientY - from.clientY);
    from = event;
    if (!begun && isMeant()) start();
    if (begun) move(x, y);
  };
  listen("pointermove", go);
  // Browsers keep a movement for the next frame, and tell of it at once only this way.
  if (ahead) listen("pointerrawupdate", (event) => {
    go(event);
    if (begun) ahead();
  });
  listen("pointerup", () => end(drop, true));
  listen("pointercancel", () => end(cancel));
  try {
    element.setPointerCapture(press.pointerId);
  } catch { /* let go of already, or made by a script */ }
  if (isMouse && atOnce) start();
}
