import { preparedLink } from "../../../live/assets/prepare.js";
import { claim, equal } from "./claims.js";

const HERE = "http://lab.example/softmax?z1=9&present=1#x";
const STATE = "k=3&z1=0.3&name1=owl&lang=ko&ask=zero&hide=strip";
const PLAIN = { ask: "", numbers: "0", say: "", hide: [], lang: "", present: false };
const link = (chosen) => preparedLink(HERE, STATE, { ...PLAIN, ...chosen }, ["name1"]).replace("http://lab.example/softmax", "");

claim("a prepared link says the state, and nothing that was not chosen", () => {
  equal(link({}), "?k=3&z1=0.3&name1=owl");
});

claim("a question says its own numbers, and the names stay", () => {
  equal(link({ ask: "shift" }), "?name1=owl&ask=shift");
  equal(link({ ask: "shift", numbers: "7" }), "?name1=owl&ask=shift&numbers=7");
  equal(link({ numbers: "7" }), "?k=3&z1=0.3&name1=owl");
});

claim("what is hidden, said and wanted stands in the link as text", () => {
  equal(link({ hide: ["powers", "z1"] }), "?k=3&z1=0.3&name1=owl&hide=powers,z1");
  equal(link({ ask: "shift", say: " <b>a, b</b> " }), "?name1=owl&ask=shift&say=%3Cb%3Ea,+b%3C%2Fb%3E");
  equal(link({ ask: "shift", lang: "en", present: true }), "?name1=owl&ask=shift&lang=en&present=1");
});
