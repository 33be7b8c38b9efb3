// Watches a slider and a picture of any kind, the same way in every page.
//
// The slider is moved slowly first, and what the picture looks like is noted for
// each of its values. The fewest marks that look different at each of them then tell
// in a fast drag which value a frame shows.
//
// What a frame shows is read once it is laid out, before it is painted; it ends in the
// first task after that. All times are performance.now() and event.timeStamp.

const THUMB = 20; // pixels
const ATTRIBUTES = ["d", "transform", "x", "y", "height", "width"];
const KINDS = ["path", "text", "use"];
// A collection that keeps up by itself, so that to look into it costs little.
const marksOf = (kind) => plot().getElementsByTagName(kind);
const looks = (mark) => ATTRIBUTES.map((name) => mark.getAttribute(name)).join() + mark.textContent;
const seen = (places, look) => places.map(look).join("|");
const plot = () => document.querySelector(".js-plotly-plot");
const lab = () => document.querySelector(".page")?.parentElement.lab;
const slider = () => document.querySelector(`input[type=range][name="${watch.key}"]`);

window.watch = {
  key: "",
  notes: new Map(), // value of the slider: how all marks look, by their places
  chosen: [], // the places of the marks that tell values apart: kind and position
  values: new Map(), // how these look: value of the slider

  /** Where the middle of the thumb can be, in pixels, and where it is. */
  track() {
    const { min, max, step, value } = slider();
    const { x, y, width, height } = slider().getBoundingClientRect();
    const span = max - min;
    return { left: x + THUMB / 2, top: y + height / 2, width: width - THUMB, share: (value - min) / span, steps: Math.round(span / step) };
  },

  note() {
    const all = KINDS.flatMap((kind) => Array.from(marksOf(kind), (mark, i) => [`${kind} ${i}`, looks(mark)]));
    this.notes.set(slider().value, Object.fromEntries(all));
  },

  /** Choose one mark after the other, as long as the next tells more values apart. */
  choose() {
    const all = [...this.notes.values()];
    const told = (places) => new Set(all.map((note) => seen(places, (place) => note[place]))).size;
    const places = Object.keys(all[0]);
    for (let most = 0; ;) {
      const counts = places.map((place) => told([...this.chosen, place]));
      const best = Math.max(...counts);
      if (best <= most) break;
      most = best;
      this.chosen.push(places[counts.indexOf(best)]);
    }
    const notes = [...this.notes].map(([value, note]) => [seen(this.chosen, (place) => note[place]), value]);
    const alone = (look) => notes.filter(([other]) => other === look).length === 1;
    this.values = new Map(notes.filter(([look]) => alone(look)));
  },

  begin() {
    Object.assign(this, { pointer: 0, released: 0, repainted: 0, steps: [], painted: {}, running: true });
    this.value = slider().value;
    requestAnimationFrame(frame);
  },

  report() {
    this.running = false;
    const { steps, painted, released, repainted } = this;
    return { steps, painted, released, repainted };
  },
};

function step() {
  const { value } = slider();
  if (value === watch.value) return;
  watch.value = value;
  // Of values that look the same nobody can tell which is painted.
  if ([...watch.values.values()].includes(value)) watch.steps.push([value, watch.pointer]);
}

function lookOf(place) {
  const [kind, position] = place.split(" ");
  const mark = marksOf(kind)[position];
  return mark && looks(mark);
}

function laidOut() {
  step();
  const { released } = watch;
  const value = released ? undefined : watch.values.get(seen(watch.chosen, lookOf));
  shows.push({ value, settled: released && settled() });
  port2.postMessage(0);
}

/** Whether the lab shows what the server answered. */
function settled() {
  const { answer, transport, shown, section, frame } = lab() ?? {};
  return answer && answer !== watch.before && !transport.isWaiting
    && shown.atRest && section.dataset.state === "ready" && !frame;
}

function ended(now) {
  const { value, settled } = shows.shift();
  if (value !== undefined) watch.painted[value] ??= now;
  if (watch.released && !watch.repainted && settled) watch.repainted = now;
}

const shows = []; // what frames show that have not ended
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => ended(performance.now());
const observer = new ResizeObserver(laidOut);
function frame() {
  if (!watch.running) return;
  // Whatever is observed anew is told of once the frame is laid out.
  observer.unobserve(document.documentElement);
  observer.observe(document.documentElement);
  requestAnimationFrame(frame);
}

for (const type of ["pointerdown", "pointermove"]) {
  addEventListener(type, (event) => { watch.pointer = event.timeStamp; }, { capture: true });
}
addEventListener("pointerup", (event) => {
  watch.before = lab()?.answer;
  watch.released = event.timeStamp;
}, { capture: true });
addEventListener("input", () => step(), { capture: true });
