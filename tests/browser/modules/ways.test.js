import { lead, wayTo } from "../../../live/assets/ways.js";
import { learn } from "../../../live/assets/link.js";
import { claim, equal } from "./claims.js";

const here = location.href;
const after = (href, query) => {
  learn({ carried: ["embed", "embed_options"], reserved: [] });
  history.replaceState(null, "", `${location.pathname}?${query}`);
  try {
    return new URL(wayTo(href)).searchParams.toString();
  } finally {
    history.replaceState(null, "", here);
  }
};

claim("what a link says of this lesson stays here", () => {
  equal(after("softmax", "z1=3&k=2&t=7&view=binary"), "");
});

claim("language and frame go along", () => {
  equal(after("softmax", "z1=3&lang=ko"), "lang=ko");
  equal(after("softmax", "lang=ko&embed=true&embed_options=a&embed_options=b"), "embed=true&embed_options=a&embed_options=b&lang=ko");
});

claim("what the link says itself is not said twice", () => {
  equal(after("softmax?lang=en&z1=1", "lang=ko"), "lang=en&z1=1");
  equal(after("softmax?embed=true&embed_options=a", "embed=true&embed_options=a"), "embed=true&embed_options=a");
});

claim("a page is a sibling of this one, and the overview is their folder", () => {
  const folder = new URL(".", document.baseURI).href;
  equal([wayTo("softmax"), wayTo("./")], [`${folder}softmax`, folder]);
});

claim("a click with a key, or of another button, is the browser's", () => {
  const taken = [];
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
    const link = Object.assign(document.createElement("a"), { href: "#x" });
    link.dataset.way = "";
    const place = document.createElement("div");
    place.append(link);
    lead(place);
    let wasTaken;
    place.addEventListener("click", (event) => {
      wasTaken = event.defaultPrevented;
      event.preventDefault();
    });
    link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...how }));
    taken.push(wasTaken);
  }
  equal(taken, [false, false, false, false, false]);
});
