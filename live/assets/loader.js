// The only script that travels with the component. Everything else is a module
// with an address of its own, fetched once and then kept by the browser.

// The words are in the form, the second block of a message (see live/wire.py);
// one that the page holds already does not travel again.
let words;
const wordsIn = (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const form = 8 + view.getUint32(0, true);
  if (form === bytes.byteLength) return words;
  const start = form + 4;
  return JSON.parse(new TextDecoder().decode(bytes.subarray(start, start + view.getUint32(form, true)))).words;
};

const say = (place, sentence) => {
  const paragraph = document.createElement("p");
  paragraph.role = "status";
  paragraph.textContent = sentence;
  place.replaceChildren(paragraph);
  return paragraph;
};

// Nothing is lost by loading the page again, since the link is the state; but
// a server that is away would leave the browser's own error page behind.
const offerRetry = (place) => {
  const section = document.createElement("section");
  section.className = "lab";
  section.dataset.state = "failed";
  const paragraph = say(section, words.failed);
  const button = document.createElement("button");
  button.textContent = words.retry;
  button.onclick = () =>
    fetch(new URL("_stcore/health", document.baseURI)).then(
      () => location.reload(),
      () => { paragraph.textContent = words.retrying; },
    );
  section.append(button);
  place.replaceChildren(section);
};

export default (component) => {
  const place = component.parentElement;
  words = wordsIn(component.data);
  if (!place.firstChild) say(place, words.loading);
  const fail = (error) => {
    console.error(error);
    offerRetry(place);
  };
  const mounted = import(new URL("MODULE", document.baseURI).href)
    .then((module) => module.default({ ...component, fail }))
    .catch(fail);
  return () => mounted.then((unmount) => unmount?.());
};
