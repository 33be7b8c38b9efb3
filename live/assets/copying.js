// Copying a text by a button that says so when it is done.

const PAUSE = 2000; // milliseconds that the button says it

/**
 * Copy a text; the button says `done`, and then its `label` again. False where the
 * browser refuses, as it does without https.
 */
export async function copy(text, button, label, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  button.textContent = done;
  setTimeout(() => { button.textContent = label; }, PAUSE);
  return true;
}
