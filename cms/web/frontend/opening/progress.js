// Where the reader stands: saved a moment after each move, at once when the page is left, later when the network is
// away. Readers who are not signed in keep their place on this device.
import { device, keep, recall } from "./device.js";
import { Refused, call } from "./fetching.js";

const CALM = 1_500;
const LONGEST = 12_000;
const AGAIN = 20_000;
const AWAY = 60_000;
const QUEUE = "kv-reader-queue";
const HOPELESS = new Set([400, 413, 422]); // whoever asks, and whenever
const REJECTED = new Set([400, 401, 403, 404, 409, 413, 422]);

/**
 * Events: `offline`, `online`, and `elsewhere` with the document that another device has saved.
 */
export class Progress extends EventTarget {
  #item;
  #url;
  #account;
  #pending = null;
  #known; // `modified` of the newest document that this page has seen
  #clock = 0;
  #since = 0;
  #sending = null;
  #lost = false;
  #hidden = 0;

  constructor({ item, progress_url: url, progress, account }) {
    super();
    this.#item = item.uid;
    this.#url = url;
    this.#account = String(account ?? "");
    this.#known = progress?.modified ?? null;
    this.device = device();
    addEventListener("pagehide", () => this.flush({ leaving: true }));
    addEventListener("offline", () => this.#missed());
    addEventListener("online", () => this.#resume());
    document.addEventListener("visibilitychange", () => this.#turned());
    const waiting = this.#queue[this.#item];
    if (waiting && url) {
      this.#pending = waiting;
      // Kept without a network, it may be newer than what the library knows.
      if (isLater(waiting.modified, this.#known)) this.kept = waiting.locator;
    }
    this.#resume();
  }

  /** The place of a reader who is not signed in, or one that never reached the library. */
  get local() {
    return this.kept ?? (this.#url ? null : recall(this.#anonymous)?.locator ?? null);
  }

  get #anonymous() {
    return `kv-reader-place-${this.#item}`;
  }

  get #queue() {
    const { account, entries } = recall(QUEUE, {});
    // A shared computer: what another pupil has left behind is not ours to send.
    return account === this.#account && entries ? entries : {};
  }

  set #queue(entries) {
    keep(QUEUE, Object.keys(entries).length ? { account: this.#account, entries } : null);
  }

  /** The reader has moved to `locator`. `restart` allows the beginning to replace a later place. */
  moved(locator, { restart = false } = {}) {
    // A clock that is late would have every move refused after another device's.
    const known = this.#known ? Date.parse(this.#known) + 1 : 0;
    const modified = new Date(Math.max(Date.now(), known)).toISOString();
    if (!this.#url) {
      keep(this.#anonymous, { locator, modified });
      return;
    }
    this.#pending = { locator, modified, device: this.device, ...(restart || this.#pending?.restart ? { restart: true } : {}) };
    this.#queue = { ...this.#queue, [this.#item]: this.#pending };
    this.#since ||= Date.now();
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.flush(), Math.min(CALM, Math.max(0, this.#since + LONGEST - Date.now())));
  }

  /** Sends what waits. */
  async flush({ leaving = false } = {}) {
    clearTimeout(this.#clock);
    this.#since = 0;
    if (!this.#pending || (this.#sending && !leaving)) return;
    const sent = this.#pending;
    this.#sending = call(this.#url, { method: "PUT", body: sent, keepalive: leaving });
    try {
      const saved = await this.#sending;
      this.#known = saved?.modified ?? sent.modified;
      this.#done(sent);
      this.#found();
    } catch (error) {
      this.#failed(error, sent);
    } finally {
      this.#sending = null;
    }
    if (this.#pending && this.#pending !== sent) this.#clock = setTimeout(() => this.flush(), CALM);
  }

  #failed(error, sent) {
    if (error instanceof Refused && error.status === 412) {
      this.#done(sent);
      this.#met(error.problem?.current);
    } else if (error instanceof Refused && REJECTED.has(error.status)) {
      this.#done(sent); // asking again would be answered in the same way
    } else {
      this.#missed();
      this.#clock = setTimeout(() => this.flush(), AGAIN);
    }
  }

  #missed() {
    if (this.#lost) return;
    this.#lost = true;
    this.dispatchEvent(new Event("offline"));
  }

  #found() {
    if (!this.#lost) return;
    this.#lost = false;
    this.dispatchEvent(new Event("online"));
  }

  #done(sent) {
    if (this.#pending === sent) this.#pending = null;
    const { [this.#item]: queued, ...others } = this.#queue;
    if (queued?.modified === sent.modified) this.#queue = others;
  }

  async #resume() {
    if (this.#pending) this.flush();
    else if (navigator.onLine) this.#found();
    if (!this.#url) return;
    const { [this.#item]: _own, ...others } = this.#queue;
    const entries = Object.entries(others).slice(0, 100).map(([item, entry]) => ({ item, ...entry }));
    if (!entries.length) return;
    try {
      await call(this.#url.replace(/[^/]+$/u, "batch"), { method: "POST", body: { entries } });
    } catch (error) {
      if (!HOPELESS.has(error.status)) return; // stays in the queue for the next time
    }
    this.#queue = Object.fromEntries(Object.entries(this.#queue).filter(([item, { modified }]) => others[item]?.modified !== modified));
  }

  async #turned() {
    if (document.visibilityState === "hidden") {
      this.#hidden = Date.now();
      this.flush({ leaving: true });
    } else if (this.#url && this.#hidden && Date.now() - this.#hidden > AWAY) {
      this.#met(await call(this.#url).catch(() => null));
    }
  }

  #met(current) {
    if (!current?.locator || !isLater(current.modified, this.#known)) return;
    this.#known = current.modified;
    if (current.device?.id === this.device.id) return; // another window of this browser
    this.dispatchEvent(new CustomEvent("elsewhere", { detail: current }));
  }
}

// Times come as RFC 3339 in whatever offset the other side likes.
const isLater = (time, than) => !than || Date.parse(time) > Date.parse(than);
