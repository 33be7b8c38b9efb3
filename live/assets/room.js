// A room of a class, as a lab comes into it: as the one who asks, or with a seat in it.

import { Classroom } from "./classroom.js";
import { keyOf } from "./host.js";
import { ROOM, writeParameter } from "./link.js";
import { Seat } from "./seat.js";

const NEW = "new"; // in the place of a code: a room is opened
const WALL = "(min-width: 48.01rem)"; // what a class may see

/** Come into the room that the address says: whoever has its key asks. */
export async function roomOf(prediction) {
  const code = new URLSearchParams(location.search).get(ROOM);
  if (code === null || !prediction.lab.answer.page.questions?.length) return;
  const isTeacher = code === NEW || keyOf(code) !== "";
  prediction.room = isTeacher ? new Classroom(prediction, code === NEW ? "" : code) : new Seat(prediction, code);
  await prediction.room.begin();
}

/** Let a class answer the question that is asked: in a room of its own, on a wall. */
export async function invite(prediction) {
  const { lab } = prediction;
  writeParameter(ROOM, NEW);
  await roomOf(prediction);
  if (!lab.presents && matchMedia(WALL).matches) lab.page.present.enter();
  prediction.show(lab.answer);
}
