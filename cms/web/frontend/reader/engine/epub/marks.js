// Found words and the place that was jumped to, marked in whatever chapter is shown.
import { Overlayer } from "foliate-js/overlayer.js";
import { firstAfter, places } from "../words.js";

const MOST = 400; // marks in one chapter

const paint = (rects) => {
  const group = Overlayer.highlight(rects, { color: "#fcd974" });
  group.style.opacity = "1";
  group.style.mixBlendMode = "multiply";
  return group;
};

export class Marks {
  #query = "";
  #place = null;

  /** Words to mark from now on; empty to mark none. */
  search(query) {
    this.#query = query;
  }

  /** The first of the words in these text nodes at or after a range. */
  after(nodes, range) {
    return firstAfter(places(nodes, this.#query), range) ?? null;
  }

  /** A range of the current chapter to mark until the next one. */
  at(range) {
    this.#place = range;
  }

  /** Draws into `overlayer`, which belongs to `doc`, what is in these text nodes. */
  draw(doc, nodes, overlayer) {
    for (let number = 0; number <= MOST; number += 1) overlayer.remove(`mark-${number}`);
    const place = this.#place?.startContainer.ownerDocument === doc ? [this.#place] : [];
    for (const [number, range] of [...place, ...places(nodes, this.#query)].slice(0, MOST).entries()) {
      overlayer.add(`mark-${number}`, range, paint);
    }
  }
}
