// Keeps the second where somebody is, through the same store of places as the reader of books.
import { Progress } from "../../../../cms/web/frontend/reader/shell/progress.js";
import { locatorOf, secondsOf } from "./times.js";

const EVERY = 15_000; // while it plays; at once on pause, seek, end and when the page is left
const DONE = 0.99;

/** Events: those of `Progress`. */
export class Keeping {
  #media;
  #duration;
  #title;
  #saved = 0;
  #begun = false;

  /** `title()` names the part that is being played. */
  constructor(config, media, title) {
    this.progress = new Progress(config);
    this.#media = media;
    this.#duration = config.playback.duration;
    this.#title = title;
    media.addEventListener("playing", () => (this.#begun = true));
    media.addEventListener("timeupdate", () => {
      if (!media.paused && Date.now() - this.#saved > EVERY) this.#save();
    });
    media.addEventListener("pause", () => this.#save({ now: true }));
    media.addEventListener("seeked", () => this.#save());
    media.addEventListener("ended", () => this.#save({ at: this.#duration, now: true }));
    // Before Progress hears of it and sends: the last seconds would be missing on the next device.
    for (const [target, event] of [[window, "pagehide"], [document, "visibilitychange"]]) {
      target.addEventListener(event, () => this.#save(), { capture: true });
    }
  }

  /** Seconds to go on at: what waits on this device, else what the library knows; 0 when it was played to its end. */
  static start({ progress }, kept) {
    const document = kept ? { locator: kept } : progress;
    const share = document?.locator?.locations?.totalProgression ?? 0;
    return share >= DONE ? 0 : secondsOf(document?.locator) ?? 0;
  }

  /** From the beginning once more, although a later place is known. */
  restart() {
    this.#begun = true;
    this.progress.moved(locatorOf(0, this.#duration, this.#title()), { restart: true });
  }

  #save({ at = this.#media.currentTime, now = false } = {}) {
    // Who has only opened the page has not been anywhere yet.
    if (!this.#begun) return;
    this.#saved = Date.now();
    this.progress.moved(locatorOf(at, this.#duration, this.#title()));
    if (now) this.progress.flush();
  }
}
