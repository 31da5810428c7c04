// One file may hold a whole book. Laid out at once, its first page would take as long as all of them; so a long chapter
// is shown a piece at a time, and the rest of it is not displayed.
import { textNodes } from "../../text.js";

const WHOLE = 120_000; // letters of a chapter that is laid out at once
const PIECE = 60_000;
const EARLY = 0.75; // share of a piece after which a heading may begin the next
const UNIT = 4_000; // letters that stay together
const ELEMENT = 20; // letters that cost as much as one more element
const TOGETHER = "svg, math, ruby, picture, object, audio, video";
const BEGINS = "h1, h2, h3, h4, hr, section, article";
const XHTML = "http://www.w3.org/1999/xhtml";

export const AWAY = "data-reader-away";
export const PART = "data-reader-part";

const weigh = ({ nodeType, data }) => (nodeType === 1 ? ELEMENT : data.length);
const isText = ({ nodeType }) => nodeType === 3 || nodeType === 4;

/** The pieces of one loaded document. */
export class Pieces {
  #doc;
  #root;
  #units = []; // outermost first: {element, first, last, inside}
  #first = new WeakMap(); // element -> its first piece
  #letters; // of each piece
  shown = 0;

  constructor(doc) {
    this.#doc = doc;
    this.#root = doc.body;
    const whole = this.#root.textContent.length + ELEMENT * this.#root.getElementsByTagName("*").length;
    this.#letters = [this.#root.textContent.length];
    if (whole > WHOLE) this.#cut();
  }

  get count() {
    return this.#letters.length;
  }

  /** Where a piece begins in the chapter and how much of it it is, 0 to 1. */
  span(piece) {
    const total = this.#letters.reduce((sum, letters) => sum + letters, 0) || 1;
    const before = this.#letters.slice(0, piece).reduce((sum, letters) => sum + letters, 0);
    return { start: before / total, width: this.count === 1 ? 1 : this.#letters[piece] / total };
  }

  /** The piece at `fraction` of the chapter, and how far into it that is. */
  at(fraction) {
    let piece = this.count - 1;
    while (piece > 0 && this.span(piece).start > fraction + 1e-9) piece -= 1;
    const { start, width } = this.span(piece);
    return { piece, within: Math.min(1, Math.max(0, (fraction - start) / (width || 1))) };
  }

  /** The piece that a node is in; of an element that is in several, the first. */
  of(node) {
    for (let element = node; element; element = element.parentNode) {
      if (this.#first.has(element)) return this.#first.get(element);
    }
    return 0;
  }

  /** Every text node of a piece in reading order, whether it is shown or not. */
  * nodes(piece) {
    if (this.count === 1) yield* textNodes(this.#root);
    else yield* this.#nodes(this.#units, piece);
  }

  * #nodes(units, piece) {
    for (const { element, first, last, inside } of units) {
      if (piece < first || piece > last) continue;
      if (inside) yield* this.#nodes(inside, piece);
      else yield* textNodes(element);
    }
  }

  /** Displays one piece and nothing else. */
  show(piece) {
    this.shown = piece;
    this.#show(this.#units, piece);
  }

  #show(units, piece) {
    let numbered = false;
    for (const { element, first, last, inside, number } of units) {
      const away = piece < first || piece > last;
      if (element.hasAttribute(AWAY) !== away) element.toggleAttribute(AWAY, away);
      if (away) continue;
      // What is not displayed does not count: the first entry that is shown goes on where those before it have stopped.
      if (number && !numbered) element.style.setProperty("counter-set", `list-item ${number}`, "important");
      numbered = true;
      if (inside) this.#show(inside, piece);
    }
  }

  #cut() {
    const weights = weighed(this.#root);
    const filling = { piece: 0, weight: 0, letters: [0] };
    this.#units = this.#divide(this.#root, weights, filling);
    this.#letters = filling.letters;
  }

  // The parts of `container` as units; a part that is heavy and can be divided holds units of its own.
  #divide(container, weights, filling) {
    this.#wrap(container, weights);
    const units = [];
    let number = container.localName === "ol" && !container.hasAttribute("reversed") ? container.start || 1 : 0;
    for (const element of container.children) {
      const weight = weights.get(element) ?? ELEMENT;
      const begins = element.matches(BEGINS) || element.firstElementChild?.matches(BEGINS);
      const full = filling.weight + Math.min(weight, UNIT) > PIECE || (begins && filling.weight > EARLY * PIECE);
      if (full && filling.weight) {
        filling.piece += 1;
        filling.weight = 0;
        filling.letters.push(0);
      }
      const unit = { element, first: filling.piece, last: filling.piece, inside: null, number: 0 };
      if (weight > UNIT && !element.matches(TOGETHER) && element.childNodes.length) {
        unit.inside = this.#divide(element, weights, filling);
        unit.first = unit.inside[0]?.first ?? unit.first;
        unit.last = filling.piece;
      } else {
        filling.weight += weight;
        filling.letters[filling.piece] += element.textContent.length;
      }
      if (number && element.localName === "li") {
        number = element.hasAttribute("value") ? element.value : number;
        unit.number = number;
        number += 1;
      }
      this.#first.set(element, unit.first);
      units.push(unit);
    }
    return units;
  }

  // Text beside elements can't be taken away by itself: it is put into elements of about one unit.
  #wrap(container, weights) {
    let part = null;
    let weight = 0;
    for (const node of [...container.childNodes]) {
      if (!isText(node) || (!node.data.trim() && !part)) {
        part = null;
        continue;
      }
      for (let text = node; text;) {
        let rest = null;
        if (text.data.length > UNIT) {
          const end = text.data.slice(0, UNIT).search(/\s\S*$/u);
          rest = text.splitText(end > 0 ? end + 1 : UNIT);
        }
        if (!part || weight > UNIT) {
          part = this.#doc.createElementNS(XHTML, "span");
          part.setAttribute(PART, "");
          container.insertBefore(part, text);
          weight = 0;
        }
        part.append(text);
        weight += text.data.length;
        weights.set(part, weight + ELEMENT);
        text = rest;
      }
    }
  }
}

/** The weight of each element below `root`. */
function weighed(root) {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  const nodes = [root];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node);
  const weights = new Map(nodes.map((node) => [node, weigh(node)]));
  for (const node of nodes.slice(1).reverse()) weights.set(node.parentNode, weights.get(node.parentNode) + weights.get(node));
  return weights;
}
