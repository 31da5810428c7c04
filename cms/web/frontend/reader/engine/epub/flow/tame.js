// A publisher's sheet is written for a page of its own; here its text has to flow through ours. What no sheet may do to
// any element stands in `sheet`; what depends on an element's computed style is set on the element itself.
import { AWAY } from "./pieces.js";

const ROOT = 16; // CSS pixels of a letter that says nothing about its size
const LARGEST = 3.5; // times ROOT: a letter as wide as the page could not be reached
const SMALLEST = 0.7;
const SMALLEST_RAISED = 0.5;
const RAISED = "sub, sup, rt, rp, small";
const LETTERED = 400; // letters of a box that is no ornament
const BOXED = 60;
const FAINT = 1.8; // contrast below which a colour was meant for another ground
const BREAKS = new Set(["page", "left", "right", "recto", "verso", "always", "all"]);
const INLINE_BOXES = new Set(["inline-block", "inline-flex", "inline-grid", "inline-table", "inline flow-root"]);
const ONE_BY_ONE = new Set(["flex", "grid", "-webkit-box", "masonry", "grid-lanes"]);
const MARGINS = ["margin-top", "margin-right", "margin-bottom", "margin-left"];

/**
 * The rules that win over every sheet of a book: of important declarations those of the first layer are the strongest,
 * and this one is put before all others. Only an important declaration of an element's own `style` is stronger still.
 */
export const sheet = `@layer reader {
  [${AWAY}] { display: none !important; }
  html { animation: none !important; transition: none !important; transform: none !important; zoom: 1 !important; filter: none !important;
    position: static !important; float: none !important; contain: none !important; clip-path: none !important; text-indent: 0 !important;
    inset: auto !important; translate: none !important; rotate: none !important; scale: none !important; perspective: none !important;
    opacity: 1 !important; visibility: visible !important; touch-action: pinch-zoom !important; scroll-behavior: auto !important;
    scroll-snap-type: none !important; letter-spacing: normal !important; word-spacing: normal !important; white-space: normal !important;
    overflow-wrap: break-word !important; }
  body { display: block !important; margin: 0 !important; padding: 0 !important; border: 0 !important; float: none !important;
    inline-size: auto !important; background: none !important; opacity: 1 !important; visibility: visible !important; position: static !important;
    text-indent: 0 !important; letter-spacing: normal !important; word-spacing: normal !important; }
  body, body *:not(svg *, math *) { overflow: visible !important; clip: auto !important; clip-path: none !important; mask: none !important;
    transform: none !important; translate: none !important; rotate: none !important; scale: none !important; zoom: 1 !important;
    perspective: none !important; contain: none !important; content-visibility: visible !important; columns: auto !important;
    column-span: none !important; -webkit-line-clamp: none !important; line-clamp: none !important; animation: none !important;
    transition: none !important; shape-outside: none !important; overflow-wrap: break-word !important; hyphens: manual !important;
    min-inline-size: 0 !important; max-inline-size: 100% !important; box-sizing: border-box !important; user-select: auto !important;
    text-overflow: clip !important; margin-trim: none !important; }
  body, body *:not(img, svg, svg *, math, math *, video, canvas, object, embed, audio, iframe, hr, input, button, select, textarea, meter, progress) {
    block-size: auto !important; min-block-size: 0 !important; max-block-size: none !important; }
  body *:not(h1, h2, h3, h4, h5, h6, ${RAISED}, ruby, svg *, math, math *) { line-height: inherit !important; }
  body :is(h1, h2, h3, h4, h5, h6) { line-height: 1.32 !important; }
  :is(img, svg, video, canvas, object, embed, iframe):not(svg *) { min-block-size: 0 !important; max-block-size: var(--reader-page) !important;
    object-fit: contain !important; break-inside: avoid !important; }
  *::before, *::after { position: static !important; transform: none !important; max-inline-size: 100% !important;
    max-block-size: var(--reader-page) !important; margin-inline: 0 !important; }
}`;

/** Sets what must be set on single elements of one document; each element once. `ground` is the colour behind the text, as #rrggbb. */
export class Tamer {
  #doc;
  #ground;
  #writing;
  #done = new WeakSet();
  #sizes = new WeakMap(); // element -> its sizes while the root's is ROOT
  #grounds = new WeakMap(); // element -> luminance behind its text
  #scale = 1; // by which a small body is raised
  #main = 0; // the size of most letters, body raised
  #letters;

  constructor(doc, ground) {
    this.#doc = doc;
    this.#ground = luminance(rgb(ground));
    this.#letters = doc.body.textContent.length;
    this.#writing = doc.defaultView.getComputedStyle(doc.body).writingMode;
  }

  /** The elements that are on display now. */
  tame() {
    const elements = shownElements(this.#doc).filter((element) => element.style && !this.#done.has(element));
    for (const element of elements) {
      this.#done.add(element);
      yielding(element);
    }
    const letters = lettersOf(elements);
    const styles = this.#read(elements);
    this.#main ||= mainSize(elements, styles);
    const changes = elements.flatMap((element, index) => [
      ...this.#sized(element, styles[index], letters.get(element)),
      ...this.#placed(element, styles[index], letters.get(element)),
    ]);
    for (const [element, name, value] of changes) set(element, name, value);
    this.#checked(elements);
  }

  // A size that does not follow the root's shows itself when the root's is doubled.
  #read(elements) {
    const doubled = this.#sizesAt(2 * ROOT, elements);
    const single = this.#sizesAt(ROOT, elements);
    const styles = elements.map((element, index) => ({ ...this.#computed(element), size: single[index], doubled: doubled[index] }));
    this.#doc.documentElement.style.removeProperty("font-size");
    return styles;
  }

  #sizesAt(root, elements) {
    const { documentElement: html, defaultView: view } = this.#doc;
    set(html, "font-size", `${root}px`);
    return elements.map((element) => parseFloat(view.getComputedStyle(element).fontSize));
  }

  // One size of its own inside another looks as if it followed, as long as neither does.
  #checked(elements) {
    const doubled = this.#sizesAt(2 * ROOT, elements);
    this.#doc.documentElement.style.removeProperty("font-size");
    for (const [index, element] of elements.entries()) {
      const sizes = this.#sizes.get(element);
      if (!near(doubled[index], 2 * sizes.target)) set(element, "font-size", sizes.relative);
      [sizes.now, sizes.twice] = [sizes.target, 2 * sizes.target];
    }
  }

  #computed(element) {
    const style = this.#doc.defaultView.getComputedStyle(element);
    const { display, position, float, whiteSpace, textIndent, letterSpacing, wordSpacing, writingMode, visibility, opacity } = style;
    const { breakBefore, breakAfter, breakInside, color, backgroundColor, textAlign, top, left, right, bottom } = style;
    const margins = MARGINS.map((name) => parseFloat(style.getPropertyValue(name)) || 0);
    const inset = Math.max(...[top, left, right, bottom].map((side) => Math.abs(parseFloat(side) || 0)));
    const start = (parseFloat(style.paddingInlineStart) || 0) + (parseFloat(style.marginInlineStart) || 0);
    return {
      display, position, float, whiteSpace, textIndent, letterSpacing, wordSpacing, writingMode, visibility, opacity, breakBefore, breakAfter,
      breakInside, color, backgroundColor, textAlign, margins, inset, start,
    };
  }

  // Sizes in which most of the text is smaller than the root's are raised to it: the size that the reader chooses is
  // that of the text. Below and above there are bounds, so that all can be read and nothing is wider than a page.
  * #sized(element, { size, doubled }, letters) {
    const parent = this.#sizes.get(element.parentNode) ?? { now: ROOT, twice: 2 * ROOT, natural: ROOT, target: ROOT };
    const follows = near(doubled / parent.twice, size / parent.now);
    const natural = follows ? parent.natural * (size / parent.now) : size;
    if (element === this.#doc.body) this.#scale = natural < ROOT ? ROOT / Math.max(1, natural) : 1;
    const scaled = natural * this.#scale;
    const raised = element.matches(RAISED) || scaled >= ROOT || this.#main >= ROOT ? scaled : Math.min(ROOT, (scaled * ROOT) / this.#main);
    const least = ROOT * (element.matches(RAISED) ? SMALLEST_RAISED : SMALLEST);
    const target = Math.min(LARGEST * ROOT, Math.max(raised, letters ? least : 0));
    const relative = `${Math.round((1e4 * target) / parent.target) / 1e4}em`;
    this.#sizes.set(element, { now: size, twice: doubled, natural, target, relative });
    if (!follows || !near(target / parent.target, size / parent.now)) yield [element, "font-size", relative];
  }

  * #placed(element, style, letters) {
    const { display, position, float, whiteSpace, textIndent, letterSpacing, wordSpacing, size } = style;
    if (display === "none") {
      // A sheet that waits for a script hides the whole text; what it hides for good is less than the rest.
      if (letters > this.#letters / 2) yield [element, "display", "block"];
      return;
    }
    if (letters > this.#letters / 2) {
      if (style.visibility !== "visible") yield [element, "visibility", "visible"];
      if (Number(style.opacity) < 1) yield [element, "opacity", "1"];
    }
    if (position !== "static" && (position !== "relative" || style.inset > 2 * size)) yield [element, "position", "static"];
    if (INLINE_BOXES.has(display) && letters > BOXED) yield [element, "display", "block"];
    if (ONE_BY_ONE.has(display)) yield [element, "display", "block"];
    if (float !== "none" && letters > LETTERED) yield [element, "float", "none"];
    if (letters && style.writingMode !== this.#writing) yield [element, "writing-mode", this.#writing];
    if (whiteSpace.includes("nowrap")) yield [element, "white-space", "normal"];
    else if (whiteSpace === "pre") yield [element, "white-space", "pre-wrap"];
    for (const [side, margin] of style.margins.entries()) if (margin < 0 && letters) yield [element, MARGINS[side], "0px"];
    const indent = parseFloat(textIndent) || 0;
    if (indent < 0 ? style.start + indent < -1 : indent > 8 * size) yield [element, "text-indent", "0px"];
    if (!between(parseFloat(letterSpacing) || 0, -0.05 * size, 0.5 * size)) yield [element, "letter-spacing", "normal"];
    if (!between(parseFloat(wordSpacing) || 0, -0.2 * size, 2 * size)) yield [element, "word-spacing", "normal"];
    if (BREAKS.has(style.breakBefore)) yield [element, "break-before", "column"];
    if (BREAKS.has(style.breakAfter)) yield [element, "break-after", "column"];
    if (style.breakInside === "avoid-page") yield [element, "break-inside", "avoid"];
    // Justified text has rivers in narrow columns; what a publisher centres stays centred.
    if (style.textAlign === "justify") yield [element, "text-align", "start"];
    yield* this.#coloured(element, style);
  }

  // White letters of a black page, whose black is not ours.
  * #coloured(element, { color, backgroundColor }) {
    const behind = rgb(backgroundColor);
    const ground = behind.at(-1) > 0.5 && element !== this.#doc.body
      ? luminance(behind) : this.#grounds.get(element.parentNode) ?? this.#ground;
    this.#grounds.set(element, ground);
    const ink = rgb(color);
    if (ink.at(-1) > 0.3 && contrast(luminance(ink), ground) >= FAINT) return;
    yield [element, "color", "inherit"];
    yield [element, "background-color", "transparent"];
    this.#grounds.set(element, this.#ground);
  }
}

/** Every element on display below body, body first; what is inside a picture or a formula is its own affair. */
export function shownElements(doc) {
  const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_ELEMENT, (node) => {
    if (node.hasAttribute(AWAY)) return NodeFilter.FILTER_REJECT;
    return node.parentNode.closest?.("svg, math") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  });
  const elements = [doc.body];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) elements.push(node);
  return elements;
}

export const set = (element, name, value) => element.style.setProperty(name, value, "important");

// An element's own `style` must not be stronger than the layer.
function yielding({ style }) {
  for (const name of [...style]) if (style.getPropertyPriority(name)) style.setProperty(name, style.getPropertyValue(name));
}

function ownLetters({ childNodes }) {
  let own = 0;
  for (const { nodeType, data } of childNodes) if (nodeType === 3 || nodeType === 4) own += data.trim().length;
  return own;
}

/** Letters in each of the elements, which stand in document order. */
function lettersOf(elements) {
  const letters = new Map();
  for (const element of elements) letters.set(element, ownLetters(element));
  for (const element of elements.slice(1).reverse()) {
    if (letters.has(element.parentNode)) letters.set(element.parentNode, letters.get(element.parentNode) + letters.get(element));
  }
  return letters;
}

/** The size of most letters, where the body's is ROOT. */
function mainSize(elements, styles) {
  const counts = new Map();
  for (const [index, element] of elements.entries()) {
    const size = Math.round(styles[index].size);
    if (styles[index].display !== "none") counts.set(size, (counts.get(size) ?? 0) + ownLetters(element));
  }
  const [[size]] = [...counts].sort(([, some], [, others]) => others - some);
  const body = styles[0].size;
  return Math.max(1, size * (body < ROOT ? ROOT / Math.max(1, body) : 1));
}

const between = (number, least, most) => number >= least && number <= most;
const near = (one, other) => Math.abs(one - other) < 0.01 * other;

const rgb = (color) => {
  const [red, green, blue, alpha = 1] = (/^#/u.test(color)
    ? [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16))
    : (color.match(/[\d.]+/gu) ?? [0, 0, 0]).map(Number));
  return [red, green, blue, alpha];
};

// Relative luminance and contrast as WCAG 2 defines them.
const luminance = (color) => {
  const [red, green, blue] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
