// What of a chapter is on the page in view. Rectangles are those of the frame's window, which shows exactly one page.
import { AWAY } from "./pieces.js";

const { FILTER_ACCEPT, FILTER_REJECT, FILTER_SKIP, SHOW_CDATA_SECTION, SHOW_ELEMENT, SHOW_TEXT } = NodeFilter;
const REPLACED = "img, svg, video, audio, canvas, object, math, hr, input";
const UNREAD = "script, style, template, noscript";

/** From the first to the last of what can be seen, by `pageOf(rect)`: negative before the page, 0 on it, positive after. */
export function visibleRange(doc, pageOf) {
  const shows = (rects) => [...rects].some((rect) => (rect.width || rect.height) && pageOf(rect) === 0);
  const whole = doc.createRange();
  const walker = doc.createTreeWalker(doc.body, SHOW_ELEMENT | SHOW_TEXT | SHOW_CDATA_SECTION, (node) => {
    if (node.nodeType !== 1) {
      if (!node.data.trim()) return FILTER_SKIP;
      whole.selectNodeContents(node);
      return shows(whole.getClientRects()) ? FILTER_ACCEPT : FILTER_SKIP;
    }
    if (node.matches(UNREAD) || node.hasAttribute(AWAY)) return FILTER_REJECT;
    if (node.matches(REPLACED)) return shows(node.getClientRects()) ? FILTER_ACCEPT : FILTER_REJECT;
    const rects = [...node.getClientRects()];
    // Neither before nor after: what is all on one side holds nothing that is in view.
    if (rects.length && (rects.every((rect) => pageOf(rect) < 0) || rects.every((rect) => pageOf(rect) > 0))) return FILTER_REJECT;
    return FILTER_SKIP;
  });
  let first = null;
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    first ??= node;
    last = node;
  }
  const range = doc.createRange();
  if (!first) {
    range.selectNodeContents(doc.body);
    range.collapse(true);
    return range;
  }
  if (first.nodeType === 1) range.setStartBefore(first);
  else range.setStart(first, edge(doc, first, (page) => page >= 0, pageOf));
  if (last.nodeType === 1) range.setEndAfter(last);
  else range.setEnd(last, edge(doc, last, (page) => page > 0, pageOf));
  return range;
}

// The first letter of a text node for which `beyond(page)` holds; its length if there is none. Letters stand in order.
function edge(doc, node, beyond, pageOf) {
  const letter = doc.createRange();
  let [low, high] = [0, node.data.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const rect = firstRect(letter, node, middle, high);
    if (rect && beyond(pageOf(rect))) high = middle;
    else low = middle + 1;
  }
  return low;
}

// A space at the end of a line has no rectangle: the next letter stands for it.
function firstRect(range, node, from, to) {
  for (let at = from; at < to && at < from + 64; at += 1) {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    const rect = [...range.getClientRects()].find(({ width, height }) => width && height);
    if (rect) return rect;
  }
  return null;
}
