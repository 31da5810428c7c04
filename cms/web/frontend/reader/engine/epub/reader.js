import { TOCProgress } from "foliate-js/progress.js";
import { Overlayer } from "foliate-js/overlayer.js";
import { listen } from "../keys.js";
import { Steps } from "../steps.js";
import { faces } from "./faces.js";
import { sized, visiblePage } from "./fixed.js";
import { Flow } from "./flow/flow.js";
import { anchorIn, locatorOf, sectionOf } from "./locator.js";
import { Marks } from "./marks.js";
import { noteOf } from "./notes.js";
import { sheets } from "./styles.js";

const MEASURE = 62; // letters in a line
const LETTER = 0.5; // width of a Literata letter in em, on average
const GAP = 0.06;
const PRESSES = 3; // page turns that may wait
const FACE = 2_000; // ms that opening waits for the reading face

const frames = async (count) => {
  for (let left = count; left; left -= 1) await new Promise(requestAnimationFrame);
};

/** One open book. Every navigation goes through `#steps`. */
export class Reader {
  #book;
  #post;
  #steps = new Steps();
  #toc = new TOCProgress();
  #pages = new TOCProgress();
  #marks = new Marks();
  #overlayer = null;
  #flow = null; // null where the book fixes its pages
  #seen = null; // the latest `relocate`
  #sought = null; // the range that the latest `goTo` led to
  #quiet = true;
  #theme;
  #faces = "";

  constructor(book, post) {
    this.#book = book;
    this.#post = post;
    this.fixed = book.rendition?.layout === "pre-paginated";
    if (!this.fixed) this.#flow = new Flow(book.sections, { gap: GAP });
    this.element = this.#flow?.element ?? document.createElement("foliate-fxl");
  }

  /** Letters of each section, 0 outside the reading order; 1 for each page of a fixed layout. */
  get sizes() {
    return this.#book.sections.map(({ linear, size }) => (linear === "no" ? 0 : this.fixed ? 1 : size));
  }

  async open(theme, start) {
    const { toc, pageList, sections } = this.#book;
    if (this.fixed) for (const section of sections) section.size = 1;
    const ids = sections.map(({ id }) => id);
    const splitHref = (href) => this.#book.splitTOCHref(href);
    const getFragment = (doc, ident) => ident && this.#book.getTOCFragment(doc, ident);
    await this.#toc.init({ toc: toc ?? [], ids, splitHref, getFragment });
    await this.#pages.init({ toc: pageList ?? [], ids, splitHref, getFragment });

    const view = this.#flow ?? this.element;
    view.addEventListener("load", ({ detail }) => this.#loaded(detail));
    view.addEventListener("relocate", ({ detail }) => this.#relocated(detail));
    view.addEventListener("shown", () => this.#redraw());
    view.addEventListener("paged", () => this.#overlayer?.redraw());
    view.addEventListener("swipe", ({ detail }) => this.#swiped(detail));
    if (this.fixed) this.element.open(this.#book);
    // The first page is laid out in its own face: one that came after the first turn would move the text under her eyes.
    else this.#faces = await Promise.race([faces(theme.font), new Promise((late) => { setTimeout(late, FACE, ""); })]);
    listen(document, this.#listening(({ clientX }) => clientX / innerWidth));
    this.#dress(theme);
    await (start ? this.goTo(start) : this.#steps.run(() => this.#begin(view)));
    this.#sought = null;
    this.#quiet = false;
  }

  async #begin(view) {
    await view.goTo({ index: Math.max(0, this.#book.sections.findIndex(({ linear }) => linear !== "no")) });
    await this.#settled();
  }

  // Faces that a chapter brings, or is given, are in their places.
  async #settled() {
    if (this.fixed) return;
    await this.#flow.doc.fonts.ready;
    await frames(3);
  }

  goTo(locator) {
    return this.#steps.run(async () => {
      const { index, fraction, known } = sectionOf(this.#book, locator);
      await this.#reach(index);
      this.#sought = null;
      if (this.fixed) {
        await this.element.goTo({ index });
        return this.report("navigation");
      }
      await this.#flow.goTo({
        index,
        anchor: (doc, pieces) => {
          this.#sought = known ? anchorIn(doc, pieces, locator) : null;
          return this.#sought ?? fraction;
        },
      });
      await this.#settled();
    });
  }

  /** `reason` is "link" when the book's own link leads there. */
  goToHref(href, reason = "navigation") {
    const target = this.#book.resolveHref(href);
    if (!target || target.index < 0) return Promise.reject(new Error("no such place"));
    return this.#steps.run(async () => {
      await this.#reach(target.index);
      this.#sought = null;
      if (this.fixed) {
        await this.element.goTo(target);
        this.report(reason);
      } else {
        const here = this.#flow.index === target.index;
        const anchor = (doc) => {
          const found = target.anchor(doc);
          if (here && found === null) throw new Error("no such place");
          return found || 0;
        };
        await this.#flow.goTo({ index: target.index, anchor }, reason);
      }
    });
  }

  async turn(dir) {
    if (this.#steps.waiting >= PRESSES) return;
    const rightToLeft = this.#book.dir === "rtl";
    const back = dir === "back" || dir === (rightToLeft ? "right" : "left");
    await this.#steps.run(async () => {
      if (this.fixed) {
        await (back ? this.element.prev() : this.element.next());
        this.report("page");
      } else if (!back && this.#flow.atEnd) {
        this.report("page"); // nothing follows, and the shell is to know that she has come to the end
      } else {
        if (!this.#flow.stays(back)) await this.#reach(this.#flow.beside(back ? -1 : 1));
        await this.#flow.turn(back);
      }
    });
  }

  #swiped(step) {
    if (!step) return;
    this.turn(step > 0 ? "right" : "left").catch(() => {}).finally(() => this.#flow.settle());
  }

  // A chapter that can't come leaves the page before it in view: so it is asked for first.
  async #reach(index) {
    const section = this.#book.sections[index];
    if (!section || index === this.#seen?.index) return;
    const answer = await fetch(section.load(), { method: "HEAD" }).catch(() => null);
    if (answer?.ok) return;
    this.#post("error", { name: answer ? "chapter" : "network" });
    throw new Error("the chapter does not come");
  }

  theme(theme) {
    this.#dress(theme);
  }

  /** Marks the words; after `goTo` it goes on to the first of them from there, since a passage may be pages long. */
  async search(query) {
    this.#marks.search(query);
    this.#redraw();
    const { doc, pieces, index } = this.#flow ?? {};
    const sought = doc && this.#sought?.startContainer?.ownerDocument === doc ? this.#sought : null;
    this.#sought = null;
    const word = sought && this.#marks.after(pieces.nodes(pieces.shown), sought);
    if (word) await this.#steps.run(() => this.#flow.goTo({ index, anchor: word }));
  }

  mark(locator) {
    const anchor = this.#flow?.doc ? anchorIn(this.#flow.doc, this.#flow.pieces, locator) : null;
    this.#marks.at(anchor?.startContainer ? sentence(anchor) : null);
    this.#redraw();
  }

  clear() {
    this.#marks.search("");
    this.#marks.at(null);
    this.#redraw();
  }

  /** Says where the reader is. */
  report(reason) {
    if (!this.#seen) return;
    const { range, fraction } = this.#seen;
    const page = this.fixed ? visiblePage(this.element, this.#book) : null;
    const index = page?.first ?? this.#seen.index;
    const last = this.#book.sections.findLastIndex(({ linear }) => linear !== "no");
    const locator = locatorOf({
      book: this.#book,
      index,
      pieces: this.#flow?.pieces ?? null,
      range: this.fixed ? null : range,
      fraction: this.fixed ? 0 : Math.min(1, Math.max(0, fraction || 0)),
      title: this.#toc.getProgress(index, range)?.label?.trim().slice(0, 300),
      ended: this.fixed ? page.last >= last : this.#flow.atEnd,
    });
    if (this.fixed) locator.locations.position = index + 1;
    const label = this.#pages.getProgress(index, range)?.label?.trim();
    this.#post("relocate", { locator, reason, ...(label ? { page: label.slice(0, 40) } : {}) });
  }

  #relocated(detail) {
    this.#seen = detail;
    if (!this.#quiet && !this.fixed) this.report(detail.reason ?? "scroll");
  }

  #loaded({ doc, index }) {
    doc.documentElement.lang ||= this.#book.metadata?.language?.toString() ?? "";
    if (this.fixed) sized(doc);
    else this.#overlayer = new Overlayer(doc);
    if (this.#overlayer) this.#flow.attach(this.#overlayer.element);
    const left = () => doc.defaultView.frameElement.getBoundingClientRect().left;
    const scale = () => {
      const { width } = doc.defaultView.frameElement.getBoundingClientRect();
      return width / (doc.defaultView.innerWidth || width);
    };
    doc.addEventListener("click", (event) => this.#followed(event, index));
    listen(doc, this.#listening(({ clientX }) => (left() + clientX * (this.fixed ? scale() : 1)) / innerWidth));
  }

  #listening(x) {
    // What went wrong has been said already.
    return { post: this.#post, turn: (dir) => this.turn(dir).catch(() => {}), x };
  }

  #followed(event, index) {
    const link = event.target.closest?.("a");
    const href = link?.getAttribute("href") ?? link?.getAttributeNS("http://www.w3.org/1999/xlink", "href");
    if (!href) return;
    event.preventDefault(); // always: another scheme would open a window or run
    const target = this.#book.sections[index].resolveHref(href);
    if (!this.#book.isExternal(target)) this.#follow(link, target);
    else if (/^https?:\/\//iu.test(target)) this.#post("link", { href: target.slice(0, 2000) });
  }

  // A note is shown over the page; what is no note, or too much for that, is gone to.
  async #follow(link, href) {
    const note = await noteOf(link, this.#book, href).catch(() => null);
    if (note) this.#post("note", { ...note, href });
    else await this.goToHref(href, "link").catch(() => {});
  }

  #redraw() {
    const { doc, pieces } = this.#flow ?? {};
    if (doc && this.#overlayer) this.#marks.draw(doc, pieces.nodes(pieces.shown), this.#overlayer);
  }

  #dress(theme) {
    this.#theme = theme;
    document.documentElement.style.background = theme.bg;
    if (this.fixed) return;
    const measure = Math.round(MEASURE * LETTER * theme.size * (theme.font === "easy" ? 1.15 : 1));
    this.#flow.dress(theme, sheets(theme, this.#faces), measure);
    faces(theme.font).then((css) => {
      if (css === this.#faces || theme !== this.#theme) return;
      this.#faces = css;
      this.#flow.dress(theme, sheets(theme, css), measure);
    });
  }
}

/** From a place to the end of its sentence, at most to the end of its paragraph. */
function sentence(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const data = startContainer.data ?? "";
  const end = data.slice(startOffset).search(/[.!?…]["'”’)]*(\s|$)/u);
  const marked = startContainer.ownerDocument.createRange();
  marked.setStart(startContainer, startOffset);
  if (startContainer.nodeType === 3) marked.setEnd(startContainer, end < 0 ? data.length : startOffset + end + 1);
  else marked.setEnd(endContainer, endOffset);
  return marked;
}
