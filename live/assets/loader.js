// The only script that travels with the component. Everything else is a module
// with an address of its own, fetched once and then kept by the browser.

const wordsIn = (bytes) => {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))).words;
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
const offerRetry = (place, words) => {
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
  const words = wordsIn(component.data);
  if (!place.firstChild) say(place, words.loading);
  const fail = (error) => {
    console.error(error);
    offerRetry(place, words);
  };
  const mounted = import(new URL("MODULE", document.baseURI).href)
    .then((module) => module.default({ ...component, fail }))
    .catch(fail);
  return () => mounted.then((unmount) => unmount?.());
};
