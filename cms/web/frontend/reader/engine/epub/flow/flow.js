// The pages of a reflowable chapter: its text in columns as wide as the frame's window, which is moved from one to the
// next. The frame is no larger than a page, so what a book places by its window stays in reach.
import { fit } from "./fit.js";
import { Pieces } from "./pieces.js";
import { sheet, set, Tamer } from "./tame.js";
import { swipes } from "./touch.js";
import { visibleRange } from "./visible.js";

const MARGIN = 24; // CSS pixels above and below the text
const SETTLED = 250; // ms after which a selection that leaves the page takes it along

/**
 * The chapters of a book, one in the window at a time. Events: `load` {doc, index} before anything is shown, `shown` when
 * another part of the text is on display, `paged` when the window or the layout has moved, `relocate` {reason, index, range,
 * fraction}: `range` is what is in view, `fraction` where in the chapter the page begins, 0 to 1.
 */
export class Flow extends EventTarget {
  element = Object.assign(document.createElement("div"), { className: "flow" });
  pieces = null;
  doc = null;
  index = -1;
  #sections;
  #theme;
  #styles = ["", ""];
  #sheets = [];
  #measure = Infinity; // widest column, CSS pixels
  #gap; // share of the width between two columns
  #frame = null;
  #tamer;
  #unfit = () => {};
  #shown = -1; // the piece that is laid out
  #end = null; // what stands at the far edge of the last page
  #page = 0;
  #pages = 1;
  #anchor = 0; // what stays in view when the layout changes: a share of the chapter, a range or an element
  #vertical = false;
  #rtl = false;
  #dragged = false;
  #request = 0; // of a layout with the next painted frame
  #selecting = false;

  constructor(sections, { gap }) {
    super();
    this.#sections = sections;
    this.#gap = gap;
    new ResizeObserver(() => this.#soon(() => this.#again())).observe(this.element);
    this.#swiped(this.element);
  }

  /** `styles` are the sheets before and after the publisher's; `measure` the widest column. */
  dress(theme, styles, measure) {
    this.#theme = theme;
    this.#styles = styles;
    this.#measure = measure;
    this.#write();
    this.#again();
  }

  /** Whether a turn stays in the chapter. */
  stays(back) {
    return back ? this.#page > 0 || this.pieces.shown > 0 : this.#page < this.#pages - 1 || this.pieces.shown < this.pieces.count - 1;
  }

  get atEnd() {
    return !this.stays(false) && this.beside(1) === null;
  }

  /** Goes to `anchor`: a share of the chapter, a range or an element, or what makes one of `(doc, pieces)`. */
  async goTo({ index, anchor = 0 }, reason = "navigation") {
    if (index !== this.index || !this.doc) await this.#load(index);
    const found = typeof anchor === "function" ? anchor(this.doc, this.pieces) : anchor;
    this.#go(found ?? 0, reason);
  }

  /** One page on or back, into the next chapter where this one ends. */
  async turn(back, reason = "page") {
    const step = back ? -1 : 1;
    if (back ? this.#page > 0 : this.#page < this.#pages - 1) {
      this.#move(this.#page + step, reason);
    } else if (this.stays(back)) {
      this.#display(this.pieces.shown + step);
      this.#move(back ? this.#pages - 1 : 0, reason);
    } else if (this.beside(step) !== null) {
      await this.goTo({ index: this.beside(step), anchor: back ? 1 : 0 }, reason);
      this.#keep();
    }
  }

  /** Brings the page that a finger has drawn aside back to its place. */
  settle() {
    if (this.doc) this.#scrollTo(this.#page);
  }

  /** Lays `overlay` over the page. */
  attach(overlay) {
    this.#frame.after(overlay);
  }

  /** The chapter before or after this one in the reading order; null if there is none. */
  beside(step) {
    for (let index = this.index + step; this.#sections[index]; index += step) {
      if (this.#sections[index].linear !== "no") return index;
    }
    return null;
  }

  async #load(index) {
    const focused = this.doc?.hasFocus();
    const frame = document.createElement("iframe");
    // WebKit hands on events of a frame only if it allows scripts; the chapter's own policy still lets none run.
    // https://bugs.webkit.org/show_bug.cgi?id=218086
    frame.setAttribute("sandbox", "allow-same-origin allow-scripts");
    frame.setAttribute("scrolling", "no");
    frame.style.display = "none"; // nothing is laid out before it is known what is to be shown
    const view = Object.assign(document.createElement("div"), { className: "flow__view" });
    view.append(frame);
    this.element.replaceChildren(view);
    [this.#frame, this.doc, this.index, this.#unfit] = [frame, null, index, () => {}];
    await new Promise((resolve) => {
      frame.addEventListener("load", resolve, { once: true });
      frame.src = this.#sections[index].load();
    });
    const doc = frame.contentDocument;
    if (!doc?.body) throw new Error("the chapter can't be shown");
    this.doc = doc;
    this.#sheets = ["prepend", "prepend", "append"].map((where) => {
      const style = doc.createElementNS("http://www.w3.org/1999/xhtml", "style");
      (doc.head ?? doc.documentElement)[where](style);
      return style;
    });
    this.#write();
    this.pieces = new Pieces(doc);
    this.#listen(doc);
    this.dispatchEvent(new CustomEvent("load", { detail: { doc, index } }));
    this.pieces.show(0);
    frame.style.display = "";
    const { writingMode, direction } = doc.defaultView.getComputedStyle(doc.body);
    this.#vertical = writingMode.startsWith("vertical");
    this.#rtl = direction === "rtl" && !this.#vertical;
    set(doc.documentElement, "writing-mode", writingMode);
    set(doc.documentElement, "direction", direction);
    this.#tamer = new Tamer(doc, this.#theme.bg);
    this.#shown = -1;
    doc.fonts.ready.then(() => this.#again(doc));
    if (focused) doc.defaultView.focus();
  }

  #write() {
    const [before, after] = this.#styles;
    for (const [index, text] of [before, sheet, after].entries()) if (this.#sheets[index]) this.#sheets[index].textContent = text;
  }

  #listen(doc) {
    doc.defaultView.addEventListener("scroll", () => this.#scrolled());
    // The window goes to what the keyboard has brought into focus. A finger or a mouse points at what is in view already:
    // to go there would undo the jump that the same tap has made.
    doc.addEventListener("focusin", ({ target }) => {
      if (target.matches(":focus-visible")) this.#go(target, "anchor");
    });
    doc.addEventListener("pointerdown", () => { this.#selecting = true; });
    for (const name of ["pointerup", "pointercancel"]) doc.addEventListener(name, () => { this.#selecting = false; });
    let clock = 0;
    doc.addEventListener("selectionchange", () => {
      clearTimeout(clock);
      clock = setTimeout(() => this.#selected(doc), SETTLED);
    });
    doc.fonts.addEventListener("loadingdone", () => this.#again(doc));
    new ResizeObserver(() => this.#soon(() => this.#grown())).observe(doc.body);
    this.#swiped(doc);
  }

  #swiped(target) {
    swipes(target, {
      selecting: () => this.doc?.getSelection().isCollapsed === false,
      width: () => this.#size.width,
      drag: (dx) => {
        this.#dragged = true;
        if (this.doc && !this.#vertical) this.#scrollTo(this.#page, dx);
      },
      drop: (step) => {
        this.#dragged = false;
        this.dispatchEvent(new CustomEvent("swipe", { detail: step }));
        if (!step) this.settle();
      },
    });
  }

  /** Shows a piece and lays it out. */
  #display(piece) {
    this.pieces.show(piece);
    this.#shown = piece;
    this.#tamer.tame();
    this.#layout();
    this.dispatchEvent(new Event("shown"));
  }

  #go(anchor, reason) {
    const target = typeof anchor === "number" ? this.pieces.at(anchor) : { piece: this.pieces.of(anchor.startContainer ?? anchor) };
    if (target.piece !== this.#shown) this.#display(target.piece);
    const page = typeof anchor === "number" ? Math.floor(target.within * this.#pages + 1e-6) : this.#page + this.#pageOf(firstRect(anchor));
    this.#move(page, reason, anchor);
  }

  // The layout has changed; what was in view stays so.
  #again(doc = this.doc) {
    if (!doc || doc !== this.doc || this.#shown < 0) return;
    this.#layout();
    this.#go(this.#anchor, "anchor");
  }

  // A layout inside an observer's own callback would set the observer off again, which browsers report as an error.
  #soon(work) {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(work);
  }

  #grown() {
    if (this.#shown >= 0 && this.#count() !== this.#pages) this.#again();
  }

  #move(page, reason, anchor = null) {
    this.#page = Math.max(0, Math.min(this.#pages - 1, page));
    this.#scrollTo(this.#page);
    const range = visibleRange(this.doc, (rect) => this.#pageOf(rect));
    this.#anchor = anchor ?? range;
    if (reason === "navigation" || reason === "link") {
      // The keyboard and a screen reader go on from here, not from the link that led here.
      this.doc.activeElement?.blur();
      this.doc.getSelection().collapse(range.startContainer, range.startOffset);
    }
    this.dispatchEvent(new Event("paged"));
    const { start, width } = this.pieces.span(this.#shown);
    const fraction = start + width * (this.#page / this.#pages);
    this.dispatchEvent(new CustomEvent("relocate", { detail: { reason, range, index: this.index, fraction } }));
  }

  // A page that was turned to stays by its first letter, not by its share.
  #keep() {
    this.#anchor = visibleRange(this.doc, (rect) => this.#pageOf(rect));
  }

  get #size() {
    const { clientWidth: width, clientHeight: height } = this.#frame ?? this.element;
    return { width, height };
  }

  /** The page of a rectangle, counted from the one in view; the window may have been moved by the browser meanwhile. */
  #pageOf(rect) {
    const { width, height } = this.#size;
    const { scrollX, scrollY } = this.doc.defaultView;
    if (!rect) return -this.#page;
    if (this.#vertical) return Math.floor((rect.top + scrollY + 1) / height) - this.#page;
    const start = this.#rtl ? width - rect.right - scrollX : rect.left + scrollX;
    return Math.floor((start + 1) / width) - this.#page;
  }

  #scrollTo(page, drawn = 0) {
    const { width, height } = this.#size;
    if (this.#vertical) this.doc.defaultView.scrollTo(0, page * height);
    else this.doc.defaultView.scrollTo((this.#rtl ? -page : page) * width - drawn, 0);
  }

  // The browser itself has moved the window, to something that was found or chosen.
  #scrolled() {
    if (this.#dragged || this.#selecting || this.#shown < 0) return;
    const { scrollX, scrollY } = this.doc.defaultView;
    const { width, height } = this.#size;
    const page = this.#vertical ? scrollY / height : Math.abs(scrollX) / width;
    if (Math.abs(page - this.#page) > 0.01) this.#move(Math.round(page), "anchor");
  }

  #selected(doc) {
    const selection = doc.getSelection();
    if (!this.#selecting || selection.isCollapsed || doc !== this.doc) return;
    const range = doc.createRange();
    range.setStart(selection.focusNode, selection.focusOffset);
    const page = this.#pageOf(firstRect(range));
    if (page) this.#move(this.#page + Math.sign(page), "selection");
  }

  #layout() {
    const { doc, element } = this;
    const html = doc.documentElement;
    const room = element.clientWidth;
    const width = this.#vertical ? room : Math.min(room, Math.round(this.#measure / (1 - this.#gap)));
    this.#frame.parentNode.style.width = `${width}px`;
    const height = element.clientHeight;
    const gap = Math.round(this.#gap * width);
    const between = this.#vertical ? 2 * MARGIN : gap;
    const line = (this.#vertical ? height : width) - between;
    this.#unfit();
    for (const [name, value] of Object.entries({
      display: "block", "box-sizing": "border-box", margin: "0px", border: "0px", overflow: "hidden", padding: `${MARGIN}px ${gap / 2}px`,
      "min-width": "0px", "min-height": "0px", "max-width": "none", "max-height": "none", "column-count": "auto", "column-gap": `${between}px`,
      "column-fill": "auto", "column-width": "auto", "column-rule": "none", width: this.#vertical ? "auto" : `${width}px`,
      height: this.#vertical ? `${height}px` : "auto", "--reader-page": `${this.#vertical ? width - gap : height - 2 * MARGIN}px`,
    })) set(html, name, value);
    doc.defaultView.scrollTo(0, 0);
    const [near, far] = this.#vertical ? [MARGIN, height - MARGIN] : [gap / 2, width - gap / 2];
    this.#unfit = fit(doc, { near, far, vertical: this.#vertical });
    set(html, "column-width", `${line}px`);
    set(html, "width", `${width}px`);
    set(html, "height", `${height}px`);
    this.#end?.remove();
    this.#pages = this.#count();
    this.#stretch();
    this.#scrollTo(this.#page);
  }

  #count() {
    const { documentElement: html } = this.doc;
    const { width, height } = this.#size;
    const stretched = this.#end?.isConnected ? 0 : (this.#vertical ? MARGIN : (this.#gap * width) / 2) + 2;
    return Math.max(1, this.#vertical ? Math.ceil((html.scrollHeight - stretched) / height) : Math.ceil((html.scrollWidth - stretched) / width));
  }

  // The last page can be scrolled to its far edge only if something stands there.
  #stretch() {
    const { width, height } = this.#size;
    this.#end = this.doc.createElementNS("http://www.w3.org/1999/xhtml", "div");
    const far = `${this.#pages * (this.#vertical ? height : width) - 1}px`;
    this.#end.setAttribute("aria-hidden", "true");
    const place = this.#vertical ? { left: "0px", top: far } : { top: "0px", [this.#rtl ? "right" : "left"]: far };
    for (const [name, value] of Object.entries({ position: "absolute", width: "1px", height: "1px", ...place })) set(this.#end, name, value);
    this.doc.documentElement.append(this.#end);
  }
}

// The end of a line and empty elements have no rectangle that is worth going to.
function firstRect(anchor) {
  const doc = anchor.ownerDocument ?? anchor.startContainer.ownerDocument;
  const range = doc.createRange();
  if (anchor.startContainer) {
    range.setStart(anchor.startContainer, anchor.startOffset);
    if (anchor.startContainer.nodeType === 1) range.setEnd(anchor.endContainer, anchor.endOffset);
    else range.setEnd(anchor.startContainer, Math.min(anchor.startContainer.length, anchor.startOffset + 1));
  } else {
    range.selectNode(anchor);
  }
  const rects = [...(anchor.startContainer ? range : anchor).getClientRects(), ...range.getClientRects()];
  const found = rects.find(({ width, height }) => width && height) ?? rects[0];
  if (found) return found;
  const around = anchor.startContainer ?? anchor;
  const element = around.nodeType === 1 ? around : around.parentNode;
  return after(element) ?? element.getBoundingClientRect();
}

// An anchor without a box stands for what follows it.
function after(element) {
  const walker = element.ownerDocument.createTreeWalker(element.ownerDocument.body, NodeFilter.SHOW_ELEMENT);
  walker.currentNode = element;
  for (let node = walker.nextNode(), left = 50; node && left; node = walker.nextNode(), left -= 1) {
    const rect = [...node.getClientRects()].find(({ width, height }) => width && height);
    if (rect) return rect;
  }
  return null;
}
