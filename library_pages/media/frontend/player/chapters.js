// The parts of a recording: the list in the drawer, and which one is being played.
import { clock } from "./times.js";

export class Chapters {
  #chapters;
  #entries = [];
  #current = -1;

  /** `go(seconds)` when an entry is chosen. */
  constructor(chapters, go) {
    this.#chapters = chapters;
    const list = document.querySelector("[data-chapters]");
    if (!list) return;
    this.#entries = chapters.map(({ title, start }) => {
      const entry = document.createElement("button");
      entry.type = "button";
      entry.className = "entry entry--timed";
      const time = Object.assign(document.createElement("time"), { textContent: clock(start) });
      entry.append(Object.assign(document.createElement("span"), { textContent: title }), time);
      entry.addEventListener("click", () => go(start));
      return entry;
    });
    list.replaceChildren(...this.#entries.map((entry) => {
      const item = document.createElement("li");
      item.append(entry);
      return item;
    }));
  }

  /** The title of the part at this second; "" where there are none. */
  at(seconds) {
    const index = this.#chapters.findLastIndex(({ start }) => start <= seconds + 0.05);
    if (index !== this.#current) {
      this.#entries[this.#current]?.removeAttribute("aria-current");
      this.#entries[index]?.setAttribute("aria-current", "true");
      this.#current = index;
    }
    return this.#chapters[index]?.title ?? "";
  }
}
