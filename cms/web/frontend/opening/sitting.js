// How long somebody reads: the page is in view and there was a move within the last two minutes. Told every half minute
// and when the page is left.
import { flush, report } from "../usage/client.js";

const IDLE = 120_000;
const EVERY = 30_000;
const LEAST = 1_000;

export class Sitting {
  #item;
  #share = 0;
  #time = 0; // ms read since the last report
  #since = null; // of the stretch that runs
  #moved = 0;

  constructor(item) {
    this.#item = item;
    setInterval(() => this.#tell(), EVERY);
    addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.#leave();
      else if (this.#moved) this.moved(this.#share);
    });
  }

  /** The reader is at `share` of the whole. */
  moved(share) {
    this.#add();
    this.#share = share;
    this.#moved = performance.now();
    this.#since = document.visibilityState === "visible" ? this.#moved : null;
  }

  #add() {
    if (this.#since === null) return;
    const now = performance.now();
    this.#time += Math.max(0, Math.min(now, this.#moved + IDLE) - this.#since);
    this.#since = now;
  }

  #tell() {
    this.#add();
    if (this.#time < LEAST) return;
    report({
      kind: "page_progress",
      item: this.#item,
      progression: Math.min(1, Math.max(0, this.#share)),
      dwell_seconds: Math.round(this.#time) / 1000,
    });
    this.#time = 0;
  }

  #leave() {
    this.#tell();
    this.#since = null;
    flush({ leaving: true });
  }
}
