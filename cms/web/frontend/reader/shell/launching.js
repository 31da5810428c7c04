// What a lesson keeps: saved a second after it says so, on this device while the network is away, and at once when the
// page is left. A reader who is not signed in keeps it on this device alone.
import { keep, recall } from "../../opening/device.js";
import { Refused, call } from "../../opening/fetching.js";

const CALM = 1_000;
const AGAIN = 10_000;
const CLOSING = 60_000; // characters that a closing page may still send
const REJECTED = new Set([400, 401, 403, 404, 413, 422]);
const FIELDS = ["data", "location", "score", "completion", "success"];

/** Events: `saved` with `{seq}`, `refused` with `{seq}`, `offline`, `online`, `elsewhere` with the document that counts. */
export class Launching extends EventTarget {
  #url;
  #key;
  #version;
  #newest;
  #pending = null; // {seq, state}
  #clock = 0;
  #sending = false;
  #lost = false;

  constructor({ item, launch_url: url, launch, account }) {
    super();
    this.#url = url;
    this.#key = `kv-launch-${account}-${item.uid}`;
    this.#version = launch.version;
    this.#newest = of(launch);
    const waiting = recall(this.#key);
    // The library is not ahead of what this device had seen, so this device is.
    if (waiting && (!url || launch.version <= waiting.follows)) {
      this.#newest = waiting.state;
      if (url) this.#pending = { seq: null, state: waiting.state };
    } else if (waiting) keep(this.#key, null);
    addEventListener("pagehide", () => this.flush({ leaving: true }));
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.#missed());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.flush({ leaving: true }));
    this.flush();
  }

  /** What the lesson goes on with. */
  get newest() {
    return this.#newest;
  }

  save({ seq, ...state }) {
    this.#newest = of(state);
    this.#pending = { seq, state: this.#newest };
    keep(this.#key, { follows: this.#version + (this.#sending ? 1 : 0), state: this.#newest });
    clearTimeout(this.#clock);
    this.#clock = setTimeout(() => this.flush(), CALM);
  }

  /** This window's state counts, although another one has been kept since. */
  insist(current) {
    this.#version = current.version;
    this.flush();
  }

  async flush({ leaving = false } = {}) {
    clearTimeout(this.#clock);
    if (!this.#pending || (this.#sending && !leaving)) return;
    const sent = this.#pending;
    if (!this.#url) {
      this.#done(sent);
      return;
    }
    // Behind one that is on its way this one comes next.
    const body = { follows: this.#version + (this.#sending ? 1 : 0), ...sent.state };
    this.#sending = true;
    try {
      const keepalive = leaving && JSON.stringify(body).length < CLOSING;
      const { version } = await call(this.#url, { method: "PUT", body, keepalive });
      this.#version = Math.max(version, this.#version);
      this.#done(sent);
      this.#met();
    } catch (error) {
      this.#failed(error, sent);
    } finally {
      this.#sending = false;
    }
    if (this.#pending && this.#pending !== sent) this.#clock = setTimeout(() => this.flush(), CALM);
  }

  #done(sent) {
    this.#say("saved", { seq: sent.seq });
    if (this.#pending !== sent) return;
    this.#pending = null;
    if (this.#url) keep(this.#key, null);
  }

  #failed(error, sent) {
    if (error instanceof Refused && error.status === 412) this.#say("elsewhere", error.problem?.current);
    else if (error instanceof Refused && REJECTED.has(error.status)) {
      if (this.#pending === sent) this.#pending = null;
      this.#say("refused", { seq: sent.seq });
    } else {
      this.#missed();
      this.#clock = setTimeout(() => this.flush(), AGAIN);
    }
  }

  #missed() {
    if (this.#lost) return;
    this.#lost = true;
    this.#say("offline");
  }

  #met() {
    if (!this.#lost) return;
    this.#lost = false;
    this.#say("online");
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

const of = (document) => Object.fromEntries(FIELDS.map((name) => [name, document[name]]));
