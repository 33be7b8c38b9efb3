// Watches one slider and the picture, the same way in every page.
//
// A frame ends in the first task after its requestAnimationFrame callbacks: by
// then the browser has run all of them, and styled, laid out and recorded the
// page. What the page shows at that moment counts as painted at that moment.
// (What the screen itself adds is the same for all pages and not included.)
//
// All times are performance.now() and event.timeStamp: milliseconds since the
// navigation began.

const SLIDER = "input[type=range][name=z2], .st-key-z2 input[type=range]";
const PIECES = ".js-plotly-plot .bars .point path"; // those of the whole are the first of them
const THIRD = 4; // the logit of the third class, which stays as it is
const UNREADY = ".lab:not([data-state=ready])";

const slider = () => document.querySelector(SLIDER);
const piece = (i) => document.querySelectorAll(PIECES)[i - 1];

/** The second logit as the picture shows it: how long two pieces are tells how far they are apart. */
const shown = () => Number((THIRD + Math.log(piece(2).getBBox().width / piece(3).getBBox().width)).toFixed(1));

/** What tells one picture from another; at rest our readouts have more digits than in a drag. */
const look = () =>
  (piece(2)?.getAttribute("d") ?? "") + (document.querySelector("output[name=p1]")?.dataset.value ?? "");

window.probe = {
  answered: 0, // when picture and slider were first there
  watching: true,

  /** Forget the last drag and watch the next. */
  watch() {
    Object.assign(this, {
      watching: true,
      pointer: 0, // time of the newest pointer event
      released: 0, // time of the release
      repainted: 0, // when the picture was another than at the release
      steps: [], // [value, time of the pointer event that led there]
      paints: [[shown(), 0]], // [value in the picture, when painted]
      value: slider().value,
    });
    requestAnimationFrame(frame);
  },

  /** Where the thumb is on its track, from 0 to 1. */
  share: () => (slider().value - slider().min) / (slider().max - slider().min),

  report() {
    this.watching = false;
    const { steps, paints, released, repainted } = this;
    return { steps, paints, released, repainted };
  },
};

/** Note a step of the slider, if there was one. */
function step() {
  const { value } = slider();
  if (value === probe.value) return;
  probe.value = value;
  probe.steps.push([Number(value), probe.pointer]);
}

function painted(now) {
  if (!probe.answered) {
    if (!slider() || !piece(3) || document.querySelector(UNREADY)) return;
    probe.answered = now;
    probe.watching = false;
    return;
  }
  if (!slider() || !piece(3)) return; // the page is building them anew
  step();
  const number = shown();
  if (number !== probe.paints.at(-1)[0]) probe.paints.push([number, now]);
  if (probe.released && !probe.repainted && look() !== probe.look) probe.repainted = now;
}

const { port1, port2 } = new MessageChannel();
port1.onmessage = () => painted(performance.now());
function frame() {
  if (!probe.watching) return;
  port2.postMessage(0);
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);

for (const type of ["pointerdown", "pointermove"]) {
  addEventListener(type, (event) => { probe.pointer = event.timeStamp; }, { capture: true });
}
addEventListener("pointerup", (event) => {
  probe.look = look();
  probe.released = event.timeStamp;
}, { capture: true });
// Stock sliders send no input events; their steps are seen at the end of the frame.
addEventListener("input", () => step(), { capture: true });
