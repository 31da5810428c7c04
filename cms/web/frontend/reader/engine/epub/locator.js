// Place in the book <-> Readium Locator (reader-spike 5.2). What is kept is the first visible letter that is no space:
// the raw start of the visible range is often the space at the end of the page before.
import * as CFI from "foliate-js/epubcfi.js";
import { FlatText } from "../text.js";
import { decode, encode } from "./book.js";

const QUOTE = 80;
const AGREE = 20;

const texts = new WeakMap();

export const textOf = (doc) => {
  if (!texts.has(doc)) texts.set(doc, new FlatText(doc.body ?? doc.documentElement));
  return texts.get(doc);
};

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

/** The Locator of what is visible. `range` is null in fixed layout; `ended` says that nothing follows. */
export function locatorOf({ book, index, range, fraction, title, ended }) {
  const section = book.sections[index];
  const { start, width } = shares(book.sections)[index];
  const locator = {
    href: encode(section.id),
    type: typeOf(book, section),
    ...(title ? { title } : {}),
    locations: {
      progression: round(fraction),
      // The last page begins before the end; who has it in view has come to the end.
      totalProgression: ended ? 1 : round(Math.min(1, start + width * fraction)),
    },
  };
  const doc = range?.startContainer.ownerDocument;
  if (!doc) return locator;
  const place = firstLetter(range);
  const cfi = CFI.joinIndir(section.cfi, CFI.fromRange(place?.range ?? collapsed(range)));
  locator.locations.partialCfi = cfi.slice(cfi.indexOf("!") + 1, -1);
  locator.locations.fragments = [cfi];
  if (place) {
    const { text } = textOf(doc);
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
function firstLetter(range) {
  const { startContainer, startOffset } = range;
  const doc = startContainer.ownerDocument;
  const text = textOf(doc);
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_CDATA_SECTION);
  walker.currentNode = startContainer;
  const inside = startContainer.nodeType !== 1;
  for (let node = inside ? startContainer : walker.nextNode(); node; node = walker.nextNode()) {
    const from = node === startContainer ? startOffset : 0;
    const offset = node.data.slice(from).search(/\S/u) + from;
    if (offset < from || text.indexOf(node, 0) < 0) continue;
    if (range.comparePoint(node, offset) > 0) return null;
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
export function anchorIn(doc, book, { locations = {}, text = {} }) {
  const content = textOf(doc);
  const quote = text.highlight ?? "";
  const fragments = locations.fragments ?? [];
  const cfi = fragments.find((fragment) => CFI.isCFI.test(fragment));
  if (cfi) {
    try {
      const range = book.resolveCFI(cfi).anchor(doc);
      const at = content.indexOf(range.startContainer, range.startOffset);
      if (!quote) return range;
      if (content.startsWith(at, quote, AGREE)) return content.range(at);
    } catch {
      // A CFI of another edition points past what is there; the quote is tried next.
    }
  }
  const at = content.find(text);
  if (at >= 0) return content.range(at);
  const ident = fragments.find((fragment) => !CFI.isCFI.test(fragment));
  return ident ? doc.getElementById(ident) : null;
}
