// A pad to draw on with a pen, a finger, a mouse, or by keys.
//
// What is held is drawn at once, as the points that the link will say. Where nothing is
// drawn the pad may show what another control stands in with.

import { h, typingIn } from "./element.js";
import { Drawing, pathOf, read } from "./strokes.js";

/** A link says what is drawn, and nothing of an empty pad. */
export const isOptional = true;

const SVG = "http://www.w3.org/2000/svg";
const PEN = 6; // steps, as wide as a pen of `core/drawing.py` is
const ARROW = 4; // steps for a key
const LEAP = 3; // times as many with Shift
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function drawn(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** The sheet of a pad: what stands in for a drawing, the drawing, and the pen of the keys. */
function sheet(steps) {
  const line = { fill: "none", stroke: "currentColor", "stroke-width": PEN, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const [path, pen] = [drawn("path", line), drawn("circle", { r: PEN / 2, class: "lab-pen" })];
  const svg = drawn("svg", { viewBox: `0 0 ${steps} ${steps}`, "aria-hidden": "true" });
  svg.append(path, pen);
  return { svg, path, pen };
}

/** Follow a pointer over the pad from its press on. */
function hold(press, svg, steps, { begin, go, drop, cancel }) {
  const over = new AbortController();
  const place = ({ clientX, clientY }) => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    return [(steps * (clientX - left)) / width, (steps * (clientY - top)) / height];
  };
  const listen = (name, act) => addEventListener(name, (event) => {
    if (event.pointerId === press.pointerId) act(event);
  }, { signal: over.signal, capture: true });
  const end = (act) => () => {
    over.abort();
    act();
  };
  listen("pointermove", (event) => {
    const passed = event.getCoalescedEvents?.() ?? [];
    go((passed.length ? passed : [event]).map(place));
  });
  listen("pointerup", end(drop));
  listen("pointercancel", end(cancel));
  try {
    svg.parentElement.setPointerCapture(press.pointerId);
  } catch { /* let go of already, or made by a script */ }
  begin(place(press));
}

export function widget(control, lab) {
  const { key, steps, instead, drawings } = control;
  const id = `lab-${lab.name}-${key}`;
  const drawing = new Drawing(control);
  const { svg, path, pen } = sheet(steps);
  const said = h("span", { class: "lab-ink-said", role: "status" });
  const help = h("p", { id: `${id}-help`, class: "lab-ink-help" }, lab.words.ink_help);
  const pad = h("div", {
    class: "lab-pad", tabindex: "0", role: "application", "aria-label": control.label, "aria-describedby": help.id,
  }, svg);
  let [isHeld, isDown] = [false, false]; // by a pointer; by the keys
  let at = [steps / 2, steps / 2]; // the pen of the keys

  const tell = (sentence = "") => { said.textContent = drawing.isFull ? lab.words.ink_full : sentence; };
  const move = () => {
    tell();
    lab.moveTo(key, { [key]: drawing.code });
  };

  pad.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || isHeld) return;
    const letGo = (act) => () => {
      isHeld = false;
      act(key);
    };
    lift();
    hold(event, svg, steps, {
      begin: (point) => {
        isHeld = true;
        lab.grasp(key);
        drawing.begin(point);
        move();
      },
      go: (points) => {
        for (const point of points) drawing.go(point);
        move();
      },
      drop: letGo(() => lab.release(key)), cancel: letGo(() => lab.cancel(key)),
    });
  });

  const place = () => {
    pen.setAttribute("cx", at[0]);
    pen.setAttribute("cy", at[1]);
    pad.toggleAttribute("data-down", isDown);
  };
  const lift = () => {
    isDown = false;
    place();
  };
  const press = () => {
    isDown = !isDown;
    if (isDown) {
      drawing.begin(at);
      move();
      lab.releaseSoon(key);
    }
  };
  const walk = ([across, down], by) => {
    at = drawing.within([at[0] + by * across, at[1] + by * down]);
    if (!isDown) return;
    drawing.go(at);
    move();
    lab.releaseSoon(key);
  };
  pad.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isHeld) return;
    if (WAYS[event.key]) walk(WAYS[event.key], event.shiftKey ? LEAP * ARROW : ARROW);
    else if (event.key === " " || event.key === "Enter") press();
    else if (event.key === "Delete" || event.key === "Backspace") clear();
    else if (event.key === "Escape" && isDown) lift();
    else return;
    event.preventDefault();
    event.stopPropagation();
    place();
    tell(`${isDown ? lab.words.pen_down : lab.words.pen_up}: ${at.join(", ")}`);
  });
  pad.addEventListener("blur", lift);

  /** Nothing is drawn any more, and nothing stands in for it. */
  const clear = () => {
    lift();
    const empty = drawings.indexOf("");
    lab.grasp(key, instead && empty >= 0 ? [key, instead] : [key]);
    lab.moveTo(key, { [key]: "", ...(instead && empty >= 0 ? { [instead]: empty } : {}) });
    lab.release(key);
    tell();
  };

  const code = h("input", {
    type: "text", name: key, id: `${id}-code`, autocomplete: "off", spellcheck: "false", autocapitalize: "off",
    "aria-describedby": `${id}-note`,
  });
  const note = h("span", { id: `${id}-note`, class: "lab-note", role: "status" });
  const isTyping = typingIn(code);
  const isWrong = () => note.textContent !== "";
  const judge = (isLegal) => {
    note.textContent = isLegal ? "" : lab.words.ink_unread;
    code.setAttribute("aria-invalid", String(!isLegal));
  };
  code.addEventListener("input", () => judge(true));
  code.addEventListener("change", () => {
    const value = read(code.value, control);
    judge(value !== null);
    if (value !== null) lab.set(key, value);
  });

  const element = h("div", { class: "lab-ink", "data-control": key },
    pad,
    h("div", { class: "lab-ink-side" },
      h("span", { class: "lab-ink-name" }, control.label),
      h("button", { type: "button", onclick: clear }, lab.words.ink_clear), said, help),
    h("span", { class: "lab-ink-code" }, h("label", { for: code.id }, lab.words.ink_code), code, note));

  let written = ""; // in the field, unless somebody types there
  const show = (values, thumbs = values) => {
    const now = thumbs[key];
    if (now !== drawing.code) { // undo, an example, another link
      drawing.set(now);
      lift();
      tell();
    }
    if (now !== written) judge(true);
    written = now;
    const shown = now || (instead ? drawings[values[instead]] : "") || "";
    const way = pathOf(shown);
    if (path.getAttribute("d") !== way) path.setAttribute("d", way);
    pad.toggleAttribute("data-instead", now === "" && shown !== "");
    if (!isTyping() && !isWrong() && code.value !== now) code.value = now;
  };
  place();
  return { key, element, show, room: () => element.offsetHeight };
}

export const textOf = (_, value) => value;

export const valueOf = (_, text) => text;
