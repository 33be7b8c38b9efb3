import { Dialog } from "../../../live/assets/dialog.js";
import { embeddable, lineOf } from "../../../live/assets/framing.js";
import { quoted, rowsOf } from "../../../live/assets/saving.js";
import { codeOf } from "../../../live/assets/scan.js";
import { telling } from "../../../live/assets/share.js";
import { claim, equal } from "./claims.js";

const LINK = "https://lab.example/softmax?z1=1&name1=%22%3E%3Cb%3E&lang=ko";
const FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"];

function element(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

claim("a line of HTML is one frame, whatever stands in link and title", () => {
  const title = `"><script>alert(1)</script> & '`;
  const line = element(lineOf(LINK, title, 912));
  equal(line.childNodes.length, 1);
  const frame = line.querySelector("iframe");
  equal([frame.title, frame.getAttribute("height"), frame.src], [title, "912", `${LINK}&embed=true`]);
});

claim("a frame is told once that it is one", () => {
  equal(embeddable("https://a.example/x?embed=true&embed_options=dark&z=1"), "https://a.example/x?embed=true&embed_options=dark&z=1");
  equal(embeddable("https://a.example/x?embed=false&embed=true"), "https://a.example/x?embed=true");
  equal(embeddable("https://a.example/"), "https://a.example/?embed=true");
});

claim("whom one tells is an e-mail or https address, with the link", () => {
  const mail = new URL(telling("lab@school.example", "A & B", LINK));
  equal([mail.protocol, mail.pathname], ["mailto:", "lab@school.example"]);
  equal([...mail.searchParams], [["subject", "A & B"], ["body", LINK]]);
  const site = new URL(telling("https://school.example/new?a=1", "A", LINK));
  equal([site.host, ...site.searchParams.values()], ["school.example", "1", LINK]);
});

claim("nobody is sent to a script or a plain site", () => {
  for (const contact of ["", undefined, "javascript:alert(1)", "JavaScript://x@y.example", "http://x.example", "data:text/html,x", "a@b?bcc=c@d"]) {
    equal(telling(contact, "A", LINK), "");
  }
});

claim("a text that a spreadsheet would work out is marked as a text", () => {
  equal(FORMULAS.map((text) => quoted(text)), FORMULAS.map((text) => `"'${text}"`));
  equal(["dog", "a=b", "", "a\nb", 'say "so"'].map((text) => quoted(text)), ['"dog"', '"a=b"', '""', '"a\nb"', '"say ""so"""']);
});

claim("a table has every control as the link says it, and every readout at rest", () => {
  const controls = [
    { key: "z1", kind: "slider", label: "name1", editable: true },
    { key: "how", kind: "choice", label: "how", options: [["x", "one"], ["y", "two"]] },
    { key: "name1", kind: "text", label: "Name" },
  ];
  const answer = { controls, values: { z1: -0.1, how: 1, name1: "=cmd" }, rest: { p: Float64Array.of(1 / 3, NaN), s: -Infinity } };
  const numbers = new Map([
    ["p1", { name: "p1", label: "=cmd", value: ({ p }) => p[0] }],
    ["p2", { name: "p2", label: undefined, value: ({ p }) => p[1] }],
    ["s", { name: "s", label: "sum", value: ({ s }) => s }],
  ]);
  equal(rowsOf({ answer, readouts: { numbers } }, "https://a.example/?z1=-0.1"), [
    ["kind", "name", "label", "value"],
    ["control", "z1", `"'=cmd"`, "-0.1"],
    ["control", "how", '"how"', "y"],
    ["control", "name1", '"Name"', `"'=cmd"`],
    ["readout", "p1", `"'=cmd"`, "0.3333333333333333"],
    ["readout", "p2", '""', "nan"],
    ["readout", "s", '"sum"', "-inf"],
    ["link", "", "", '"https://a.example/?z1=-0.1"'],
  ]);
});

/** What is found where the server answers so. */
async function answered(status, body, type, link = LINK) {
  const { fetch } = globalThis;
  const asked = [];
  globalThis.fetch = async (address) => {
    asked.push(new URL(address));
    return new Response(status === 204 ? null : body, { status, headers: { "Content-Type": type } });
  };
  try {
    return { found: await codeOf(link, new AbortController().signal), asked };
  } finally {
    globalThis.fetch = fetch;
  }
}

claim("a code comes with the link that is in it", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><title>${LINK.replaceAll("&", "&amp;")}</title><desc>network</desc></svg>`;
  const { found, asked } = await answered(200, svg, "image/svg+xml");
  equal([found.link, found.near, found.source], [LINK, true, `data:image/svg+xml,${encodeURIComponent(svg)}`]);
  equal([asked[0].pathname.split("/").pop(), [...asked[0].searchParams]], ["code", [["link", LINK]]]);
});

claim("where there is no code a sentence says why", async () => {
  const why = async (...said) => (await answered(...said)).found.why;
  equal(await why(204, "", ""), "scan_alone");
  equal(await why(414, "", ""), "scan_long");
  equal(await why(403, "", ""), "scan_failed");
  equal(await why(500, "", ""), "scan_failed");
  equal(await why(200, "<p>Log in</p>", "text/html"), "scan_failed"); // a gate in between
});

claim("a link that no code can hold is not even sent", async () => {
  const { found, asked } = await answered(200, "", "image/svg+xml", `${LINK}${"x".repeat(50_000)}`);
  equal([found, asked], [{ why: "scan_long" }, []]);
});

claim("a dialog gives the focus back, and keeps its keys to itself", () => {
  const opener = document.createElement("button");
  document.body.append(opener);
  opener.focus();
  const dialog = new Dialog(document.body, "x");
  dialog.show({ lang: "ko", close: "닫기" }, "제목");
  equal([dialog.isOpen, dialog.element.contains(document.activeElement), dialog.closer.ariaLabel], [true, true, "닫기"]);
  let heard = 0;
  addEventListener("keydown", () => { heard += 1; }, { once: true });
  dialog.closer.dispatchEvent(new KeyboardEvent("keydown", { key: "r", bubbles: true }));
  equal(heard, 0);
  dialog.close();
  return new Promise((done) => { setTimeout(done, 50); }).then(() => {
    equal([dialog.isOpen, document.activeElement === opener, dialog.element.isConnected], [false, true, false]);
    opener.remove();
  });
});
