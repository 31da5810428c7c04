// What was really played, for the library's statistics: one growing snapshot for each play.
import { union } from "./intervals.js";

const EVERY = 30_000;

/** A change of the rate begins another play: content is at most wall x rate. */
export class Plays {
  #media;
  #opening;
  #duration;
  #play = "";
  #snapshot = 0;
  #intervals = [];
  #from = null;
  #to = 0;
  #wall = 0;
  #since = 0;
  #rate = 1;
  #clock = 0;

  constructor(opening, media, { duration }) {
    this.#opening = opening;
    this.#media = media;
    this.#duration = duration;
    media.addEventListener("playing", () => this.#run());
    media.addEventListener("timeupdate", () => this.#advance());
    for (const event of ["pause", "seeking", "ended"]) media.addEventListener(event, () => this.#halt({ send: true }));
    media.addEventListener("waiting", () => this.#halt());
    media.addEventListener("seeked", () => !media.paused && this.#run());
    media.addEventListener("ratechange", () => this.#begin());
    media.addEventListener("ended", () => opening.finished());
    for (const [target, event] of [[window, "pagehide"], [document, "visibilitychange"]]) {
      target.addEventListener(event, () => document.visibilityState === "hidden" && this.#send(), { capture: true });
    }
  }

  #begin() {
    const running = this.#from !== null;
    this.#halt({ send: true });
    this.#play = "";
    if (running) this.#run();
  }

  #run() {
    if (this.#from !== null) return;
    if (!this.#play) {
      this.#play = uuid();
      this.#rate = this.#media.playbackRate;
      [this.#snapshot, this.#wall, this.#intervals] = [0, 0, []];
    }
    this.#from = this.#to = this.#media.currentTime;
    this.#since = performance.now();
    this.#clock ||= setInterval(() => this.#send(), EVERY);
  }

  #advance() {
    if (this.#from !== null && !this.#media.seeking) this.#to = Math.max(this.#to, this.#media.currentTime);
  }

  #halt({ send = false } = {}) {
    if (this.#from === null) return;
    // While it seeks, the current time is that of the goal.
    if (!this.#media.seeking) this.#advance();
    this.#count();
    this.#from = null;
    clearInterval(this.#clock);
    this.#clock = 0;
    if (send) this.#send();
  }

  #count() {
    const now = performance.now();
    this.#wall += (now - this.#since) / 1000;
    this.#since = now;
    this.#intervals = union([...this.#intervals, [this.#from, this.#to]]);
  }

  #send() {
    if (this.#from !== null) {
      this.#advance();
      this.#count();
    }
    if (!this.#play || !this.#intervals.length) return;
    this.#snapshot += 1;
    this.#opening.report({
      kind: "media_progress",
      play: this.#play,
      snapshot: this.#snapshot,
      intervals: this.#intervals.map(([from, to]) => [tenth(from), tenth(to)]),
      wall_seconds: tenth(this.#wall),
      rate: this.#rate,
      duration: this.#duration,
    });
  }
}

const tenth = (seconds) => Math.round(seconds * 10) / 10;

// Not crypto.randomUUID: a library on a school's network is opened without TLS, and there it does not exist.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}
