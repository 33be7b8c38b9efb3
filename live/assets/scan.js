// The QR code of a link: Python draws it, for links of this app alone.

import { h } from "./element.js";

const HOPELESS = 4000; // characters: no QR code holds as many
const WHY = { 204: "scan_alone", 403: "scan_failed", 414: "scan_long" };

/**
 * An image, the link as a class opens it, and whether only the room can; or the word
 * that says why there is none.
 * @typedef {{source?: string, link?: string, near?: boolean, why?: string}} Found
 */

/**
 * Ask for the code of a link.
 * @returns {Promise<Found>}
 */
export async function codeOf(link, signal) {
  if (link.length > HOPELESS) return { why: "scan_long" };
  const address = new URL("code", document.baseURI);
  address.searchParams.set("link", link);
  try {
    const response = await fetch(address, { signal });
    const isCode = response.headers.get("Content-Type")?.startsWith("image/svg+xml");
    if (response.status !== 200 || !isCode) return { why: WHY[response.status] ?? "scan_failed" };
    const text = await response.text();
    const drawn = new DOMParser().parseFromString(text, "image/svg+xml");
    return {
      source: `data:image/svg+xml,${encodeURIComponent(text)}`,
      link: drawn.querySelector("title")?.textContent,
      near: drawn.querySelector("desc")?.textContent === "network",
    };
  } catch {
    return { why: "scan_failed" };
  }
}

/** A code on the page, or the sentence that says why there is none. */
export class Scan {
  constructor() {
    this.image = h("img", { hidden: true }); // until there is a code
    this.said = h("p");
    this.element = h("figure", { class: "scan" }, this.image, h("figcaption", {}, this.said));
  }

  async show(link, words) {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    this.image.hidden = true;
    this.said.textContent = words.scan_coming;
    const found = await codeOf(link, signal);
    if (!signal.aborted) this.tell(found, link, words);
  }

  /** @param {Found} found */
  tell({ source, link: opened, near, why }, link, words) {
    this.image.hidden = !source;
    if (source) Object.assign(this.image, { src: source, alt: words.scan });
    const there = source && new URL(opened).origin !== new URL(link).origin;
    // An address that others need is another one than this window shows.
    const address = there ? [h("code", {}, new URL(opened).host), " "] : [];
    this.said.replaceChildren(...address, source ? words[near ? "scan_near" : "scan_hint"] : words[why]);
  }

  leave() {
    this.asking?.abort();
  }
}
