import { TextLayer } from "pdfjs-dist/build/pdf.mjs";

const SHARPEST = 2; // device pixels for each CSS pixel: more costs memory that school tablets do not have
const AREA = 16_777_216; // device pixels of a canvas that every browser draws, and of its longer side
const SIDE = 16_384;

/** One page of the document: an empty box of its size until it comes near the window. */
export class Sheet {
  #document;
  #follow;
  #settle;
  #page = null;
  #drawn = 0; // the scale at which it is drawn, 0 when it is empty
  #work = null;

  /**
   * `size` is the page's in CSS pixels at scale 1, a guess until it is known; `follow(link)` for a link that is chosen;
   * `settle(change)` runs a change of this sheet's height so that what is in view stays there.
   */
  constructor(document, number, size, { follow, settle }) {
    this.#document = document;
    this.#follow = follow;
    this.#settle = settle;
    this.number = number;
    this.size = size;
    this.text = globalThis.document.createElement("div");
    this.element = globalThis.document.createElement("section");
    this.element.className = "sheet";
    this.element.dataset.number = number;
  }

  /** Makes the page as wide as this, whatever its own size is. */
  fit(width) {
    this.width = width;
    this.scale = width / this.size.width;
    this.element.style.width = `${width}px`;
    this.element.style.height = `${this.size.height * this.scale}px`;
  }

  /** Fetches the page, so that its size is true. */
  async know() {
    if (!this.#page) {
      this.#page = await this.#document.getPage(this.number);
      const { width, height } = this.#page.getViewport({ scale: 1 });
      const guessed = this.size;
      this.size = { width, height };
      if (width !== guessed.width || height !== guessed.height) this.#settle(() => this.fit(this.width));
    }
    return this.#page;
  }

  /** Draws picture, text and links; once for each scale. */
  async draw() {
    await this.know();
    const { scale } = this;
    if (this.#drawn === scale) return this.#work;
    this.empty();
    this.#drawn = scale;
    this.#work = this.#draw(scale).catch((error) => {
      if (this.#drawn === scale) this.#drawn = 0;
      throw error;
    });
    return this.#work;
  }

  async #draw(scale) {
    const page = await this.know();
    const viewport = page.getViewport({ scale });
    const { width, height } = viewport;
    const sharp = Math.min(SHARPEST, devicePixelRatio || 1, Math.sqrt(AREA / (width * height)), SIDE / Math.max(width, height));
    const canvas = globalThis.document.createElement("canvas");
    canvas.width = Math.floor(width * sharp);
    canvas.height = Math.floor(height * sharp);
    canvas.setAttribute("aria-hidden", "true");
    const task = page.render({ canvas, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
    this.stop = () => task.cancel();
    const text = globalThis.document.createElement("div");
    text.className = "textLayer";
    for (const name of ["--scale-factor", "--total-scale-factor"]) text.style.setProperty(name, scale);
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
    await Promise.all([task.promise, layer.render()]);
    if (this.#drawn !== scale) return;
    this.text = text;
    this.element.replaceChildren(canvas, text, ...await this.#links(page, viewport));
  }

  async #links(page, viewport) {
    const found = await page.getAnnotations({ intent: "display" });
    return found.filter(({ subtype, dest, url }) => subtype === "Link" && (dest || url)).map((link) => {
      const [left, top, right, bottom] = viewport.convertToViewportRectangle(link.rect);
      const button = globalThis.document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.setAttribute("aria-label", link.url ?? link.contentsObj?.str ?? "");
      Object.assign(button.style, {
        left: `${Math.min(left, right)}px`,
        top: `${Math.min(top, bottom)}px`,
        width: `${Math.abs(right - left)}px`,
        height: `${Math.abs(bottom - top)}px`,
      });
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.#follow(link);
      });
      return button;
    });
  }

  /** Gives its memory back. */
  empty() {
    this.stop?.();
    this.stop = null;
    this.#drawn = 0;
    this.#work = null;
    this.element.replaceChildren();
  }
}
