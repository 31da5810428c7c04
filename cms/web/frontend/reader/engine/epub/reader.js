import { TOCProgress } from "foliate-js/progress.js";
import { Overlayer } from "foliate-js/overlayer.js";
import { listen } from "../keys.js";
import { Steps } from "../steps.js";
import { faces } from "./faces.js";
import { sized, visiblePage } from "./fixed.js";
import { anchorIn, locatorOf, sectionOf } from "./locator.js";
import { Marks } from "./marks.js";
import { sheets, unjustify } from "./styles.js";

const MEASURE = 62; // letters in a line
const LETTER = 0.5; // width of a Literata letter in em, on average
const GAP = 0.06;
const PRESSES = 3; // page turns that may wait; foliate takes one each 100 ms

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
  #seen = null; // foliate's latest `relocate`
  #sought = null; // the range that the latest `goTo` led to
  #quiet = true;
  #theme;
  #faces = "";

  constructor(book, post) {
    this.#book = book;
    this.#post = post;
    this.fixed = book.rendition?.layout === "pre-paginated";
    this.element = document.createElement(this.fixed ? "foliate-fxl" : "foliate-paginator");
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

    this.element.addEventListener("load", ({ detail }) => this.#loaded(detail));
    this.element.addEventListener("relocate", ({ detail }) => this.#relocated(detail));
    this.element.addEventListener("create-overlayer", ({ detail }) => this.#overlaid(detail));
    this.element.open(this.#book);
    if (!this.fixed) {
      this.element.setAttribute("gap", `${GAP * 100}%`);
      this.element.setAttribute("max-column-count", "1");
      this.element.setAttribute("margin", "24px");
    }
    listen(document, this.#listening(({ clientX }) => clientX / innerWidth));
    this.#dress(theme);
    await (start ? this.goTo(start) : this.#steps.run(() => this.element.goTo({ index: this.#first() })));
    this.#sought = null;
    this.#quiet = false;
  }

  #first() {
    return Math.max(0, this.#book.sections.findIndex(({ linear }) => linear !== "no"));
  }

  goTo(locator) {
    return this.#steps.run(async () => {
      const { index, fraction, known } = sectionOf(this.#book, locator);
      await this.#reach(index);
      this.#sought = null;
      await this.element.goTo({
        index,
        anchor: (doc) => {
          const anchor = known ? anchorIn(doc, this.#book, locator) : null;
          this.#sought = anchor;
          return anchor ?? fraction;
        },
      });
      if (this.fixed) return this.report("navigation");
      const [{ doc }] = this.element.getContents();
      await doc.fonts.ready;
      await frames(3);
      const pages = this.element.pages - 2;
      // foliate rounds p * (n - 1) although it reports page / n, which is a page off in 11 of 25 places.
      if (!this.#sought && pages > 1) {
        const page = Math.min(pages - 1, Math.floor(fraction * pages + 1e-6));
        await this.element.goTo({ index, anchor: page / (pages - 1) });
      }
    });
  }

  goToHref(href) {
    const target = this.#book.resolveHref(href);
    if (!target || target.index < 0) return Promise.reject(new Error("no such place"));
    return this.#steps.run(async () => {
      await this.#reach(target.index);
      this.#sought = null;
      await this.element.goTo(target);
      if (this.fixed) this.report("navigation");
    });
  }

  async turn(dir) {
    if (this.#steps.waiting >= PRESSES) return;
    const rightToLeft = this.#book.dir === "rtl";
    const back = dir === "back" || dir === (rightToLeft ? "right" : "left");
    await this.#steps.run(async () => {
      if (!back && !this.fixed && this.element.atEnd) {
        this.report("page"); // foliate says nothing where nothing follows
        return;
      }
      await this.#reach(this.#after(back));
      await (back ? this.element.prev() : this.element.next());
      if (this.fixed) this.report("page");
    });
  }

  /** The section that a turn would open; null when it stays in this one. */
  #after(back) {
    const { element } = this;
    if (this.fixed || !this.#seen) return null;
    if (back ? element.page > 1 : element.page < element.pages - 2) return null;
    const step = back ? -1 : 1;
    for (let index = this.#seen.index + step; this.#book.sections[index]; index += step) {
      if (this.#book.sections[index].linear !== "no") return index;
    }
    return null;
  }

  // foliate lets the page go before it has the next one. Asked first, a chapter that can't come leaves it in view.
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
    const [content] = this.element.getContents();
    const sought = this.#sought?.startContainer?.ownerDocument === content?.doc ? this.#sought : null;
    this.#sought = null;
    const word = sought && this.#marks.after(content.doc, sought);
    if (word) await this.#steps.run(() => this.element.goTo({ index: content.index, anchor: () => word }));
  }

  mark(locator) {
    const [content] = this.element.getContents();
    const anchor = content && !this.fixed ? anchorIn(content.doc, this.#book, locator) : null;
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
      range,
      fraction: this.fixed ? 0 : Math.min(1, Math.max(0, fraction || 0)),
      title: this.#toc.getProgress(index, range)?.label?.trim().slice(0, 300),
      ended: this.fixed ? page.last >= last : Boolean(this.element.atEnd),
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
    else unjustify(doc);
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
    if (!this.#book.isExternal(target)) this.goToHref(target).catch(() => {});
    else if (/^https?:\/\//iu.test(target)) this.#post("link", { href: target.slice(0, 2000) });
  }

  #overlaid({ doc, attach }) {
    this.#overlayer = new Overlayer(doc);
    attach(this.#overlayer);
    this.#redraw();
  }

  #redraw() {
    const [content] = this.fixed ? [] : this.element.getContents();
    if (content && this.#overlayer) this.#marks.draw(content.doc, this.#overlayer);
  }

  #dress(theme) {
    this.#theme = theme;
    document.documentElement.style.background = theme.bg;
    if (this.fixed) return;
    const measure = Math.round(MEASURE * LETTER * theme.size * (theme.font === "easy" ? 1.15 : 1));
    this.element.setAttribute("max-inline-size", `${Math.round(measure * (1 + GAP / (1 - GAP)))}px`);
    this.element.setStyles?.(sheets(theme, this.#faces));
    faces(theme.font).then((css) => {
      if (css === this.#faces || theme !== this.#theme) return;
      this.#faces = css;
      this.element.setStyles?.(sheets(theme, css));
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
