// Keeps the second where somebody is, as the place of what is open.
import { locatorOf, secondsOf } from "./times.js";

const EVERY = 15_000; // while it plays; at once on pause, seek, end and when the page is left
const DONE = 0.99;

export class Keeping {
  #opening;
  #media;
  #duration;
  #title;
  #saved = 0;
  #begun = false;

  /** `title()` names the part that is being played. */
  constructor(opening, media, { duration, title }) {
    this.#opening = opening;
    this.#media = media;
    this.#duration = duration;
    this.#title = title;
    media.addEventListener("playing", () => (this.#begun = true));
    media.addEventListener("timeupdate", () => {
      if (!media.paused && Date.now() - this.#saved > EVERY) this.#save();
    });
    media.addEventListener("pause", () => this.#save({ now: true }));
    media.addEventListener("seeked", () => this.#save());
    media.addEventListener("ended", () => this.#save({ at: this.#duration, now: true }));
    // Before the opening hears of it and sends: the last seconds would be missing on the next device.
    for (const [target, event] of [[window, "pagehide"], [document, "visibilitychange"]]) {
      target.addEventListener(event, () => this.#save(), { capture: true });
    }
  }

  /** Seconds to go on at; 0 when it was played to its end. */
  get start() {
    const { stopped } = this.#opening;
    return (stopped?.locations?.totalProgression ?? 0) >= DONE ? 0 : secondsOf(stopped) ?? 0;
  }

  /** From the beginning once more, although a later place is known. */
  restart() {
    this.#begun = true;
    this.#opening.moved(locatorOf(0, this.#duration, this.#title()), { restart: true });
  }

  #save({ at = this.#media.currentTime, now = false } = {}) {
    // Who has only opened the page has not been anywhere yet.
    if (!this.#begun) return;
    this.#saved = Date.now();
    this.#opening.moved(locatorOf(at, this.#duration, this.#title()));
    if (now) this.#opening.flush();
  }
}
