// A lab in a room of a class: it asks what the room asks, and tells when the room tells.

/** A question in a link: which one, and with which numbers. */
function askedBy(link) {
  const query = new URLSearchParams(link);
  return `${query.get("ask")}/${Number(query.get("numbers"))}`;
}

/**
 * Bring a lab to where its room is: whether it is there already.
 * @param guest  what takes part in the room with this lab; it is coming meanwhile
 * @param {{link: string, phase: string}} room  what the room asks, and how far it is
 * @param {import("./guesses.js").Guess} guess  that was made here
 */
export function follow(guest, { link, phase }, guess) {
  const { prediction, lab, lab: { answer: { question } } } = guest;
  const isRevealed = phase === "revealed";
  const isOther = !question || askedBy(link) !== `${question.key}/${question.numbers}`;
  if (isOther || (lab.told && !isRevealed)) {
    guest.isComing = true;
    lab.attend(link).finally(() => { guest.isComing = false; });
    return false;
  }
  if (isRevealed && !lab.told) {
    prediction.learn(guess);
    return false;
  }
  if (!isRevealed) prediction.pose();
  return true;
}
