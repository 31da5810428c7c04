// One framed engine and the port to it. What it says arrives as events named by their type, `detail` being the fields.
import { Guard, VERSION } from "./messages.js";

const PATIENCE = 25_000;

const nonce = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Engine extends EventTarget {
  #origin;
  #guard = new Guard();
  #port = null;
  #nonce = nonce();
  #waiting = new Map();
  #number = 0;
  #init;
  #clock;

  /** `init` goes to the engine with the port: `{options, start}`, or `{options, state}`. `sandbox` are the flags of its frame. */
  constructor({ origin, url, sandbox, title, init }) {
    super();
    this.#origin = origin;
    this.#init = init;
    const frame = document.createElement("iframe");
    frame.className = "pages__frame";
    frame.setAttribute("sandbox", sandbox);
    frame.setAttribute("allow", "autoplay");
    frame.setAttribute("referrerpolicy", "no-referrer");
    frame.title = title;
    frame.src = `${url}#n=${this.#nonce}`;
    this.frame = frame;
    this.#clock = setTimeout(() => this.#say("error", { name: "open" }), PATIENCE);
    addEventListener("message", this.#greeted);
  }

  /** Resolves when the engine has done it; rejects with its reason. */
  request(type, fields = {}) {
    if (!this.#port) return Promise.reject(new Error("the engine is not there yet"));
    this.#number += 1;
    const id = this.#number;
    const answer = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#port.postMessage({ v: VERSION, type, id, ...fields });
    return answer;
  }

  /** Says something that needs no answer. */
  tell(type, fields = {}) {
    this.#port?.postMessage({ v: VERSION, type, ...fields });
  }

  close() {
    removeEventListener("message", this.#greeted);
    clearTimeout(this.#clock);
    this.#port?.close();
    this.#port = null;
    for (const { reject } of this.#waiting.values()) reject(new Error("closed"));
    this.#waiting.clear();
    this.frame.remove();
  }

  #greeted = ({ data, origin, source }) => {
    if (origin !== this.#origin || source !== this.frame.contentWindow || this.#port) return;
    if (data?.v !== VERSION || data.type !== "hello" || data.nonce !== this.#nonce) return;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: message }) => this.#heard(message);
    source.postMessage({ v: VERSION, type: "port", nonce: this.#nonce, init: this.#init }, this.#origin, [port2]);
  };

  #heard(message) {
    const admitted = this.#guard.admit(message);
    if (!admitted) return;
    const { type, ...fields } = admitted;
    if (["ready", "launched", "error"].includes(type)) clearTimeout(this.#clock);
    if (type !== "result") {
      this.#say(type, fields);
      return;
    }
    const waiting = this.#waiting.get(fields.re);
    this.#waiting.delete(fields.re);
    if (fields.ok) waiting?.resolve();
    else waiting?.reject(new Error(fields.error ?? "refused"));
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
