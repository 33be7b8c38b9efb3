// Copying a text by a button that says so when it is done.

const PAUSE = 2000; // milliseconds that the button says it

/**
 * Copy a text; the button says `done`, and then its `label` again. False where the
 * browser refuses.
 */
export async function copy(text, button, label, done, field = null) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copySelected(field)) return false;
  }
  button.textContent = done;
  setTimeout(() => { button.textContent = label; }, PAUSE);
  return true;
}

/**
 * Copy what stands in a field, in the way of before: a laptop that serves its class has
 * no https, and there a browser knows no other. The text stays selected.
 */
function copySelected(field) {
  if (!field) return false;
  field.focus();
  field.select();
  return document.execCommand?.("copy") ?? false;
}
