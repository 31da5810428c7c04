// Something that is open on a page: where its reader goes on, and what is told of her reading. The shared reader, the
// player and the own pages of types report through this and in no other way.
import { flush, report } from "../usage/client.js";
import { Progress } from "./progress.js";
import { Sitting } from "./sitting.js";

/**
 * Events: `offline`, `online`, and `elsewhere` with the progress document that another device has saved.
 */
export class Opening extends EventTarget {
  #config;
  #progress;
  #sitting;

  /** `config` is what the page has as `opening`. Who tells by herself what was read or played says `timed: false`. */
  constructor(config, { timed = true } = {}) {
    super();
    this.#config = config;
    this.#progress = new Progress(config);
    this.#sitting = timed ? new Sitting(config.item.uid) : null;
    for (const name of ["offline", "online", "elsewhere"]) {
      this.#progress.addEventListener(name, ({ detail }) => this.dispatchEvent(new CustomEvent(name, { detail })));
    }
  }

  /** `{uid, title, creator, language, url}` of what is open. */
  get item() {
    return this.#config.item;
  }

  /** The locator where she stopped, on this device or another; null when she has not begun. */
  get stopped() {
    return this.#progress.local ?? this.#config.progress?.locator ?? null;
  }

  /** The locator to begin at: what the address asks for, else where she stopped; null for the beginning. */
  get start() {
    if (location.hash) return { href: location.hash };
    return this.#config.start ?? this.stopped;
  }

  /**
   * She is at this Readium Locator now; `locations.totalProgression` is the place in the whole, 0 to 1. The beginning
   * replaces a later place only with `restart`.
   */
  moved(locator, { restart = false } = {}) {
    this.viewed(locator.locations.totalProgression);
    this.#progress.moved(locator, { restart });
  }

  /** She looks at `share` of the whole, which is not to be her place. */
  viewed(share) {
    this.#sitting?.moved(share);
  }

  /** Tells the library's statistics of an event of this item: `{kind, …fields}`. */
  report(event) {
    report({ ...event, item: this.item.uid });
  }

  /** She has come to the end. */
  finished() {
    this.#progress.flush();
    this.report({ kind: "finish" });
    flush();
  }

  /** Sends her place at once; `leaving` when the page may be gone in a moment. */
  flush({ leaving = false } = {}) {
    this.#progress.flush({ leaving });
  }
}
