// Where chapters begin in the whole book, 0 to 1: for the ticks of the track and for "you are here".
const clean = (href) => (href ?? "").split("#")[0];

export function* flat(entries, depth = 0) {
  for (const entry of entries) {
    yield { ...entry, depth };
    yield* flat(entry.children ?? [], depth + 1);
  }
}

export class Spans {
  #starts = new Map();
  #pages;
  #total = 0;

  /** `sizes` come from the engine, one for each entry of the spine; a PDF has `pages` instead. */
  constructor({ spine, pages, sizes }) {
    this.#pages = pages;
    if (!sizes) return;
    this.#total = sizes.reduce((sum, size) => sum + size, 0);
    let before = 0;
    for (const [index, { href }] of spine.entries()) {
      this.#starts.set(clean(href), before / (this.#total || 1));
      before += sizes[index] ?? 0;
    }
  }

  /** Letters in the reading order; 0 when unknown. */
  get letters() {
    return this.#total;
  }

  /** The share at which an address begins; null when it is not in the reading order. */
  startOf(href) {
    const page = /#page=(\d+)/u.exec(href)?.[1];
    if (page && this.#pages) return (Number(page) - 1) / this.#pages;
    return this.#starts.get(clean(href)) ?? null;
  }
}
