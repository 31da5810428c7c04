// Usage events: written down in this browser when they happen, and kept until the library has acknowledged them. Where
// the page names no address nothing is counted, and `report` does nothing.
import { device } from "../opening/device.js";
import { Kept } from "./kept.js";
import { uuid7 } from "./uuid7.js";

const EVERY = 30_000;
const MOST = 100;
const MOST_ASIDE = 5;
const BYTES = 50_000; // the library takes 60,000
const HOPELESS = new Set([400, 413, 422]);
const BROKEN = 500; // what the library stumbles over; not what a proxy says while it is away

class Usage {
  #kept = new Kept();
  #fresh = new Map(); // of this page: at hand when it closes and no database answers any more
  #url;
  #account;
  #token;
  #sending = false;
  #most = MOST;
  #aside = new Set(); // what the library stumbles over: sent again from the next page, when the others have arrived

  constructor({ content, dataset }) {
    this.#url = content;
    this.#account = dataset.account;
    this.#token = dataset.token;
    setInterval(() => this.flush(), EVERY);
    addEventListener("online", () => this.flush());
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.leave());
    this.flush();
  }

  report({ kind, item = null, ...fields }) {
    const event = { id: uuid7(), kind, item, occurred_at: new Date().toISOString(), ...fields };
    this.#fresh.set(event.id, event);
    this.#kept.put({ account: this.#account, event });
  }

  /** Sends what waits, the oldest first, until nothing does or the library can't be reached. */
  async flush() {
    if (this.#sending || !navigator.onLine) return;
    this.#sending = true;
    try {
      let events = await this.#waiting();
      while (events.length && (await this.#send(events))) events = await this.#waiting();
    } finally {
      this.#sending = false;
    }
  }

  // The queue is on this browser, which other pupils use too: what they have left is not ours to send.
  async #waiting() {
    const kept = (await this.#kept.of(this.#account)) ?? [...this.#fresh.values()];
    return fitting(kept.filter(({ id }) => !this.#aside.has(id)).slice(0, this.#most));
  }

  /** The page may be gone in a moment. What is sent twice counts once, so nothing is lost by not waiting. */
  leave() {
    const events = fitting([...this.#fresh.values()].slice(-MOST));
    if (events.length) this.#send(events, { keepalive: true });
  }

  /** Whether to go on with the next ones. */
  async #send(events, { keepalive = false } = {}) {
    const body = JSON.stringify({ sent_at: new Date().toISOString(), device: { id: device().id }, events });
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.#token };
    let answer;
    try {
      answer = await fetch(this.#url, { method: "POST", credentials: "same-origin", keepalive, headers, body });
      await answer.arrayBuffer(); // an answer that nobody reads keeps its connection
    } catch {
      return false;
    }
    if (answer.ok) {
      this.#most = MOST;
      return this.#done(events);
    }
    if (!HOPELESS.has(answer.status) && answer.status !== BROKEN) return false;
    if (events.length > 1) {
      this.#most = Math.ceil(events.length / 2); // finds the one that is refused, so that the others arrive
      return true;
    }
    if (answer.status !== BROKEN) return this.#done(events);
    // One more try with each page, and no more: a library that stumbles over everything is not asked at once again.
    this.#aside.add(events[0].id);
    return this.#aside.size < MOST_ASIDE;
  }

  async #done(events) {
    const ids = events.map(({ id }) => id);
    for (const id of ids) this.#fresh.delete(id);
    await this.#kept.remove(ids);
    return true;
  }
}

const fitting = (events) => {
  let bytes = 0;
  // One that is too large by itself goes alone: the library refuses it for good, and it holds up no other.
  return events.filter((event, index) => (bytes += new Blob([JSON.stringify(event)]).size + 1) <= BYTES || !index);
};

const meta = document.querySelector("meta[name=usage-url]");
const usage = meta?.content ? new Usage(meta) : null;

/** Notes `{kind, item, …fields}` as having happened now. */
export const report = (event) => usage?.report(event);

/** Sends what waits at once; `leaving` when the page may be gone in a moment. */
export const flush = ({ leaving = false } = {}) => (leaving ? usage?.leave() : usage?.flush());
