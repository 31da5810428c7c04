// Captions: the line under the picture or beside the cover, and the whole text in a drawer, where each line leads to its
// second. The browser reads the file (a hidden text track); how the words look is ours.
import { keep, recall } from "../../../../cms/web/frontend/opening/device.js";
import { clock } from "./times.js";

const CHOICE = "kv-player-captions";

export class Captions {
  #media;
  #track = null;
  #element = null;
  #line = document.querySelector("[data-caption]");
  #button = document.querySelector("[data-captions]");
  #list = document.querySelector("[data-transcript]");
  #lines = new Map();
  #shown;
  #go;

  /** `go(seconds)` when a line of the text is chosen. */
  constructor(media, captions, { preferred, go }) {
    this.#media = media;
    this.#go = go;
    this.#shown = recall(CHOICE, true) !== false;
    const first = captions.find(({ language }) => language === preferred) ?? captions[0];
    if (!first || !this.#button) return;
    this.#load(first);
    this.#button.addEventListener("click", () => this.toggle());
    this.#dress();
  }

  get there() {
    return this.#track !== null;
  }

  toggle() {
    if (!this.#track) return;
    this.#shown = !this.#shown;
    keep(CHOICE, this.#shown);
    this.#dress();
  }

  /** The browser's own full screen (iPhone) shows nothing of ours. */
  native(on) {
    if (this.#track) this.#track.mode = on && this.#shown ? "showing" : "hidden";
  }

  /** With the addresses of a new grant: what the old one was refused is asked for again. */
  renew(captions) {
    const again = captions.find(({ language }) => language === this.#element?.srclang);
    if (!again || this.#element.readyState !== HTMLTrackElement.ERROR) return;
    this.#element.remove(); // a browser does not ask twice for one element
    this.#load(again);
  }

  #load({ url, language, label }) {
    const element = Object.assign(document.createElement("track"), { kind: "captions", src: url, srclang: language, label });
    this.#media.append(element);
    this.#element = element;
    this.#track = element.track;
    this.#track.mode = "hidden";
    this.#line.lang = this.#list.lang = language;
    element.addEventListener("load", () => this.#write());
    this.#track.addEventListener("cuechange", () => this.#turn());
  }

  #write() {
    this.#lines.clear();
    this.#list.replaceChildren(...Array.from(this.#track.cues, (cue) => {
      const line = document.createElement("button");
      line.type = "button";
      line.className = "entry entry--line";
      const time = Object.assign(document.createElement("time"), { textContent: clock(cue.startTime) });
      line.append(time, Object.assign(document.createElement("span"), { textContent: text(cue) }));
      line.addEventListener("click", () => this.#go(cue.startTime));
      this.#lines.set(cue, line);
      const item = document.createElement("li");
      item.append(line);
      return item;
    }));
    this.#turn();
  }

  #turn() {
    const cues = Array.from(this.#track.activeCues ?? []);
    this.#line.textContent = cues.map(text).join("\n");
    for (const [cue, line] of this.#lines) line.toggleAttribute("aria-current", cues.includes(cue));
    const line = this.#lines.get(cues[0]);
    const drawer = this.#list.parentElement;
    // Not while somebody looks for a line: the text would be pulled away from under her finger.
    if (line && drawer.offsetParent && !drawer.matches(":hover, :focus-within")) {
      drawer.scrollTop = line.offsetTop - drawer.clientHeight / 3;
    }
  }

  #dress() {
    this.#button.setAttribute("aria-pressed", String(this.#shown));
    this.#line.hidden = !this.#shown;
  }
}

const text = (cue) => cue.getCueAsHTML().textContent.trim();
