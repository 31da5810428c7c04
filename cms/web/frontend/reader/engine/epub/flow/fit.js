// What is wider than the column: measured once the text is set in one long column, and narrowed step by step. Every
// change is kept, to be taken back before the next layout: another width needs others.
import { set, shownElements } from "./tame.js";

const ROUNDS = 6;
const SLACK = 3; // CSS pixels
const NARROW = 0.45; // share of the column below which a block of text has been pressed together
const TEXT = 40; // letters
const REPLACED = "img, svg, video, canvas, object, embed, iframe";
const TABLES = "table, caption, colgroup, thead, tbody, tfoot, tr, th, td";

const STEPS = [
  { "inline-size": "auto", "margin-inline": "0px", "text-indent": "0px", float: "none", "letter-spacing": "normal", "word-spacing": "normal" },
  { "padding-inline": "0px", "overflow-wrap": "anywhere", "word-break": "break-word", position: "static" },
  { display: "block" },
  { "font-size": ".6em", "border-width": "0px" },
];

/** Narrows what is on display to `near … far`, CSS pixels in the frame's window; gives back what takes it back. */
export function fit(doc, { near, far, vertical }) {
  const undone = [];
  const change = (element, name, value) => {
    undone.push([element, name, element.style.getPropertyValue(name), element.style.getPropertyPriority(name)]);
    set(element, name, value);
  };
  const steps = new Map();
  const sides = vertical ? (rect) => [rect.top, rect.bottom] : (rect) => [rect.left, rect.right];
  for (let round = 0; round < ROUNDS; round += 1) {
    const wide = tooWide(shownElements(doc).filter(({ style }) => style), sides, near - SLACK, far + SLACK);
    if (round === 0) wide.push(...pressed(doc, sides, (far - near) * NARROW));
    if (!wide.length) break;
    for (const element of wide) {
      const step = steps.get(element) ?? 0;
      steps.set(element, step + 1);
      narrow(element, step, change, far - near);
    }
  }
  return () => {
    for (const [element, name, value, priority] of undone.reverse()) element.style.setProperty(name, value, priority);
  };
}

function tooWide(elements, sides, near, far) {
  const found = [];
  for (const element of elements) {
    if (found.at(-1)?.contains(element) && found.at(-1) !== element.ownerDocument.body) continue;
    const outside = [...element.getClientRects()].some((rect) => {
      const [start, end] = sides(rect);
      return (rect.width || rect.height) && (start < near || end > far);
    });
    if (outside) found.push(element);
  }
  return found;
}

// Blocks of text that margins upon margins have left no room: they and what is around them.
function pressed(doc, sides, least) {
  const found = new Set();
  for (const element of shownElements(doc)) {
    const [rect, ...more] = element.getClientRects();
    if (!rect || more.length || !element.style) continue;
    const [start, end] = sides(rect);
    if (end - start >= least || element.closest("table") || element.textContent.trim().length < TEXT) continue;
    if (doc.defaultView.getComputedStyle(element).display !== "block") continue;
    for (let around = element; around !== doc.body; around = around.parentNode) found.add(around);
  }
  return found;
}

function narrow(element, step, change, room) {
  if (element.matches(REPLACED)) {
    change(element, "max-inline-size", `${room}px`);
    if (step) change(element, "margin-inline", "0px");
    return;
  }
  if (element.matches("table") && step === 0) {
    for (const cell of element.querySelectorAll("td, th")) change(cell, "padding-inline", "2px");
  }
  if (element.matches("table") && step === 1) {
    change(element, "table-layout", "fixed");
    change(element, "inline-size", "100%");
    for (const cell of element.querySelectorAll("*")) if (cell.style) change(cell, "overflow-wrap", "anywhere");
    return;
  }
  if (element.matches("table") && step === 2) {
    for (const part of [element, ...element.querySelectorAll(TABLES)]) {
      change(part, "display", "block");
      change(part, "inline-size", "auto");
    }
    return;
  }
  for (const [name, value] of Object.entries(STEPS[Math.min(step, STEPS.length - 1)])) change(element, name, value);
  // The number of an entry stands in the room before it.
  if (element.matches("ol, ul, menu")) change(element, "padding-inline-start", "1.6em");
}
