// Place in the book <-> Readium Locator. What is kept is the first visible letter that is no space:
// the raw start of the visible range is often the space at the end of the page before.
import * as CFI from "foliate-js/epubcfi.js";
import { FlatText } from "../text.js";
import { decode, encode } from "./book.js";
import { PART } from "./flow/pieces.js";

const QUOTE = 80;
const AGREE = 20;

const latest = new WeakMap();

/** The text of a piece; that which was asked for last is kept. */
function textOf(pieces, piece = pieces.shown) {
  const kept = latest.get(pieces);
  if (kept?.piece === piece) return kept.text;
  const text = new FlatText(pieces.nodes(piece));
  latest.set(pieces, { piece, text });
  return text;
}

// Elements that the reader itself has put round text do not count in an address.
const unwrapped = (node) => (node.nodeType === 1 && node.hasAttribute(PART) ? NodeFilter.FILTER_SKIP : NodeFilter.FILTER_ACCEPT);

const round = (number) => Math.round(number * 1e6) / 1e6;

/** Where each section begins and ends in the whole, by letters: `[{start, width}]`. */
export function shares(sections) {
  const sizes = sections.map(({ linear, size }) => (linear === "no" ? 0 : size));
  const total = sizes.reduce((sum, size) => sum + size, 0) || 1;
  let start = 0;
  return sizes.map((size) => {
    const share = { start, width: size / total };
    start += share.width;
    return share;
  });
}

export const typeOf = (book, section) => (book.resources.getItemByHref(section.id)?.mediaType === "text/html"
  ? "text/html" : "application/xhtml+xml");

/** The Locator of what is visible. `range` and `pieces` are null in fixed layout; `ended` says that nothing follows. */
export function locatorOf({ book, index, pieces, range, fraction, title, ended }) {
  const section = book.sections[index];
  const share = shares(book.sections)[index];
  const locator = {
    href: encode(section.id),
    type: typeOf(book, section),
    ...(title ? { title } : {}),
    locations: {
      progression: round(fraction),
      // The last page begins before the end; who has it in view has come to the end.
      totalProgression: ended ? 1 : round(Math.min(1, share.start + share.width * fraction)),
    },
  };
  if (!pieces || !range) return locator;
  const place = firstLetter(range, textOf(pieces));
  const start = place?.range ?? collapsed(range);
  if (!start.startContainer.parentNode.hasAttribute?.(PART)) {
    const cfi = CFI.joinIndir(section.cfi, CFI.fromRange(start, unwrapped));
    locator.locations.partialCfi = cfi.slice(cfi.indexOf("!") + 1, -1);
    locator.locations.fragments = [cfi];
  }
  if (place) {
    const { text } = textOf(pieces);
    locator.text = {
      before: text.slice(Math.max(0, place.at - QUOTE), place.at),
      highlight: text.slice(place.at, place.at + QUOTE),
      after: text.slice(place.at + QUOTE, place.at + 2 * QUOTE),
    };
  }
  return locator;
}

const collapsed = (range) => {
  const start = range.cloneRange();
  start.collapse(true);
  return start;
};

/** Collapsed range and index of the first letter in the range; null where there are only pictures. */
function firstLetter(range, text) {
  const { startContainer, startOffset } = range;
  const doc = startContainer.ownerDocument;
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  walker.currentNode = startContainer;
  const inside = startContainer.nodeType !== 1;
  for (let node = inside ? startContainer : walker.nextNode(); node; node = walker.nextNode()) {
    const from = node === startContainer ? startOffset : 0;
    const offset = node.data.slice(from).search(/\S/u) + from;
    if (offset < from || text.indexOf(node, 0) < 0) continue;
    const side = range.comparePoint(node, offset);
    if (side > 0) return null;
    if (side < 0) continue;
    const place = doc.createRange();
    place.setStart(node, offset);
    return { range: place, at: text.indexOf(node, offset) };
  }
  return null;
}

/** The section a Locator means: by address, else by `totalProgression`; `fraction` is the place in it. */
export function sectionOf(book, { href = "", locations = {} }) {
  const path = decode(href.split("#")[0]);
  const index = book.sections.findIndex(({ id }) => id.normalize("NFC") === path);
  if (index >= 0) return { index, fraction: clamp(locations.progression ?? 0), known: true };
  const total = clamp(locations.totalProgression ?? 0);
  const spans = shares(book.sections);
  const last = spans.findLastIndex(({ start, width }) => width && start <= total);
  const found = Math.max(0, last);
  const { start, width } = spans[found];
  return { index: found, fraction: clamp((total - start) / (width || 1)), known: false };
}

const clamp = (number) => Math.min(1, Math.max(0, Number(number) || 0));

/** Where in a loaded chapter the Locator is: a range or element, or null if only its progression can tell. */
export function anchorIn(doc, pieces, { locations = {}, text = {} }) {
  const quote = text.highlight ?? "";
  const fragments = locations.fragments ?? [];
  const cfi = fragments.find((fragment) => CFI.isCFI.test(fragment));
  if (cfi) {
    try {
      const range = rangeOf(doc, cfi);
      if (!quote) return range;
      const content = textOf(pieces, pieces.of(range.startContainer));
      const at = content.indexOf(range.startContainer, range.startOffset);
      if (content.startsWith(at, quote, AGREE)) return content.range(at);
    } catch {
      // A CFI of another edition points past what is there; the quote is tried next.
    }
  }
  if (quote) {
    for (const piece of outward(pieces.at(clamp(locations.progression ?? 0)).piece, pieces.count)) {
      const content = textOf(pieces, piece);
      const at = content.find(text);
      if (at >= 0) return content.range(at);
    }
  }
  const ident = fragments.find((fragment) => !CFI.isCFI.test(fragment));
  return ident ? doc.getElementById(ident) : null;
}

function rangeOf(doc, cfi) {
  const parts = CFI.parse(cfi);
  (parts.parent ?? parts).shift(); // the step to the chapter, which is loaded
  return CFI.toRange(doc, parts, unwrapped);
}

/** `first`, then the pieces beside it, further and further away. */
function* outward(first, count) {
  yield first;
  for (let step = 1; step < count; step += 1) {
    if (first + step < count) yield first + step;
    if (first - step >= 0) yield first - step;
  }
}
