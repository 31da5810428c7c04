import { listen } from "../keys.js";
import { FlatText, textNodes } from "../text.js";
import { firstAfter, places } from "../words.js";
import { Sheet } from "./sheet.js";

const WIDEST = 900; // CSS pixels of a page at the middle size
const ZOOM = [0.75, 0.88, 1, 1.3, 1.7];
const SIDE = 8;
const NEAR = "120% 0px";
const CALM = 150;
const ABOVE = 0.12; // share of the window left above a found quote
const STEP = 0.9; // share of the window that "on" moves by
const SAME = 0.001;

const clamp = (number) => Math.min(1, Math.max(0, Number(number) || 0));
const round = (number) => Math.round(number * 1e4) / 1e4;
const still = (error) => {
  if (error?.name !== "RenderingCancelledException" && error?.name !== "AbortException") throw error;
};

/** All pages under each other in one scroller; those near the window are drawn. */
export class Viewer {
  #document;
  #post;
  #scroller = Object.assign(document.createElement("main"), { className: "scroller", tabIndex: -1 });
  #sheets = [];
  #printed = null; // the number on each page as the file has it; null when pages are just counted
  #place = { page: 1, offset: 0 };
  #theme;
  #query = "";
  #quote = null; // {page, text}: the place that was jumped to
  #near;
  #clock = 0;

  constructor(pdf, post) {
    this.#document = pdf;
    this.#post = post;
    document.body.append(this.#scroller);
  }

  get count() {
    return this.#document.numPages;
  }

  async open(theme, start) {
    const first = await this.#document.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    const hooks = { follow: (link) => this.#follow(link), settle: (change) => this.#settle(change) };
    this.#printed = await this.#document.getPageLabels();
    for (let number = 1; number <= this.count; number += 1) {
      this.#sheets.push(new Sheet(this.#document, number, { width, height }, hooks));
    }
    this.#scroller.append(...this.#sheets.map(({ element }) => element));
    this.#theme = theme;
    this.#dress();
    this.#near = new IntersectionObserver((entries) => this.#approached(entries), { root: this.#scroller, rootMargin: NEAR });
    for (const { element } of this.#sheets) this.#near.observe(element);
    await this.#show(this.#placeOf(start));
    this.#scroller.addEventListener("scroll", () => {
      clearTimeout(this.#clock);
      this.#clock = setTimeout(() => this.#scrolled(), CALM);
    }, { passive: true });
    new ResizeObserver(() => this.#resized()).observe(this.#scroller);
    listen(document, { post: this.#post, turn: (dir) => this.turn(dir), x: () => 0.5, scrolls: true });
    this.#scroller.focus({ preventScroll: true });
  }

  async goTo(locator) {
    const place = this.#placeOf(locator);
    await this.#show(place);
    if (locator.text?.highlight) await this.#showQuote(place.page, locator.text);
    this.report("navigation");
  }

  async goToHref(href) {
    const page = Number(/#page=(\d+)/u.exec(href)?.[1]);
    if (!page || page > this.count) throw new Error("no such place");
    await this.#show({ page, offset: 0 });
    this.report("navigation");
  }

  /** Left and right go by page, back and on by window. */
  turn(dir) {
    if ((dir === "on" || dir === "right") && this.#ended) {
      this.report("page");
      return;
    }
    const { page, offset } = this.#current();
    const step = this.#scroller.clientHeight * STEP;
    if (dir === "on" || dir === "back") {
      this.#scroller.scrollBy({ top: dir === "on" ? step : -step });
      return;
    }
    const target = dir === "right" ? page + 1 : offset > 0.02 ? page : page - 1;
    if (target > this.count) this.#scroller.scrollTo({ top: this.#scroller.scrollHeight });
    else this.#scroller.scrollTo({ top: this.#top(Math.max(1, target)) });
  }

  theme(theme) {
    this.#theme = theme;
    const place = this.#place;
    this.#dress();
    return this.#show(place);
  }

  /** Marks the words; after `goTo` it goes on to the first of them from there. */
  search(query) {
    this.#query = query;
    this.#mark();
    const quoted = this.#quoted();
    const word = quoted && firstAfter(places(textNodes(this.#sheets[this.#quote.page - 1].text), query), quoted);
    this.#quote = null;
    if (word) this.#bring(word);
  }

  mark({ locations = {}, text = {} }) {
    const page = this.#placeOf({ locations }).page;
    return text.highlight ? this.#showQuote(page, text) : null;
  }

  clear() {
    this.#query = "";
    this.#quote = null;
    this.#mark();
  }

  report(reason) {
    const { page, offset } = this.#place;
    const share = round((page - 1 + offset) / this.count);
    const label = this.#printed?.[page - 1];
    this.#post("relocate", {
      reason,
      locator: {
        href: "doc.pdf",
        type: "application/pdf",
        locations: {
          position: page,
          ...(label && label !== String(page) ? { label } : {}),
          fragments: [`page=${page}`],
          offset: round(offset),
          progression: share,
          totalProgression: this.#ended ? 1 : share,
        },
      },
    });
  }

  get #ended() {
    const { scrollTop, clientHeight, scrollHeight } = this.#scroller;
    return scrollTop + clientHeight >= scrollHeight - 4;
  }

  #placeOf(locator) {
    const { position, offset = 0, fragments = [], totalProgression } = locator?.locations ?? {};
    const named = Number(position ?? /page=(\d+)/u.exec(fragments.join(" "))?.[1]);
    if (named >= 1) return { page: Math.min(this.count, Math.floor(named)), offset: clamp(offset) };
    const through = clamp(totalProgression) * this.count;
    const page = Math.min(this.count, Math.floor(through) + 1);
    return { page, offset: clamp(through - page + 1) };
  }

  #top(page) {
    return this.#sheets[page - 1].element.offsetTop - SIDE;
  }

  #current() {
    const { scrollTop } = this.#scroller;
    const sheet = this.#sheets.find(({ element }) => element.offsetTop + element.offsetHeight > scrollTop + 1) ?? this.#sheets.at(-1);
    const { offsetTop, offsetHeight } = sheet.element;
    return { page: sheet.number, offset: clamp((scrollTop - offsetTop + SIDE) / offsetHeight) };
  }

  async #show({ page, offset }) {
    const sheet = this.#sheets[page - 1];
    await sheet.know();
    this.#place = { page, offset };
    this.#scroller.scrollTop = this.#top(page) + offset * sheet.element.offsetHeight;
    await sheet.draw().catch(still);
    this.#mark();
  }

  async #showQuote(page, text) {
    const sheet = this.#sheets[page - 1];
    await sheet.draw().catch(still);
    this.#quote = { page, text };
    this.#mark();
    const range = this.#quoted();
    if (range) this.#bring(range);
  }

  #bring(range) {
    const { top } = range.getBoundingClientRect();
    this.#scroller.scrollTop += top - this.#scroller.clientHeight * ABOVE;
    this.#place = this.#current();
  }

  #quoted() {
    if (!this.#quote) return null;
    const text = new FlatText(textNodes(this.#sheets[this.#quote.page - 1].text));
    const at = text.find(this.#quote.text);
    return at < 0 ? null : text.range(at, at + this.#quote.text.highlight.length);
  }

  #scrolled() {
    const { page, offset } = this.#current();
    const before = this.#place;
    const moved = Math.abs(page - 1 + offset - (before.page - 1 + before.offset));
    if (moved < SAME * 2) return;
    this.#place = { page, offset };
    this.report("scroll");
  }

  #resized() {
    const place = this.#place;
    if (this.#dress()) this.#show(place);
  }

  // A page above the window that turns out to be longer or shorter than was thought must not push away what is read.
  #settle(change) {
    const { page, offset } = this.#current();
    change();
    this.#scroller.scrollTop = this.#top(page) + offset * this.#sheets[page - 1].element.offsetHeight;
  }

  /** Makes every page as wide as the window or the measure lets it be; whether that has changed anything. */
  #dress() {
    const { bg, step } = this.#theme;
    document.documentElement.style.background = bg;
    const room = Math.min(WIDEST, this.#scroller.clientWidth - 2 * SIDE);
    const width = Math.max(100, room * ZOOM[step - 1]);
    if (this.#sheets[0].width === width) return false;
    for (const sheet of this.#sheets) sheet.fit(width);
    return true;
  }

  #approached(entries) {
    for (const { isIntersecting, target } of entries) {
      const sheet = this.#sheets[target.dataset.number - 1];
      if (!isIntersecting) sheet.empty();
      else sheet.draw().then(() => this.#mark(), (error) => this.#undrawn(error));
    }
  }

  #undrawn(error) {
    if (error?.name === "RenderingCancelledException" || error?.name === "AbortException") return;
    this.#post("error", { name: error?.status ? "chapter" : "network" });
  }

  #follow({ dest, url }) {
    if (url) this.#post("link", { href: url });
    else this.#goToDestination(dest).catch(() => {});
  }

  async #goToDestination(dest) {
    const explicit = typeof dest === "string" ? await this.#document.getDestination(dest) : dest;
    const [target] = explicit;
    const index = Number.isInteger(target) ? target : await this.#document.getPageIndex(target);
    await this.#show({ page: index + 1, offset: 0 });
    this.report("navigation");
  }

  #mark() {
    if (!globalThis.CSS?.highlights) return;
    const shown = this.#query ? this.#sheets.filter(({ text }) => text.isConnected) : [];
    const found = shown.flatMap(({ text }) => places(textNodes(text), this.#query));
    const quote = found.length ? null : this.#quoted();
    CSS.highlights.set("found", new Highlight(...found, ...(quote ? [quote] : [])));
  }
}
