import { flat } from "./spans.js";

/** The table of contents as nested lists of buttons; `go(href)` when one is chosen. */
export class Contents {
  #place = document.querySelector("[data-contents]");
  #entries = [];

  /** `leads(href)` says whether a place in the book is known by this address. */
  constructor({ toc, words, leads, go }) {
    if (!toc.length) {
      this.#place.append(Object.assign(document.createElement("p"), { className: "drawer__none", textContent: words.say("no_contents") }));
      return;
    }
    this.#place.append(this.#list(toc, leads, go));
  }

  /** Marks the entry being read: the latest of those that begin at or before `locator`. */
  mark(locator, spans) {
    const total = locator.locations.totalProgression ?? 0;
    const path = locator.href;
    let chosen = null;
    for (const entry of this.#entries) {
      const start = spans.startOf(entry.href);
      const named = entry.href.split("#")[0] === path && entry.title === locator.title;
      if (named || (start !== null && start <= total + 1e-6)) chosen = entry;
      if (named) break;
    }
    for (const { button } of this.#entries) button.removeAttribute("aria-current");
    chosen?.button.setAttribute("aria-current", "location");
  }

  #list(entries, leads, go) {
    const list = document.createElement("ol");
    for (const entry of entries) {
      const item = document.createElement("li");
      list.append(item);
      if (leads(entry.href)) item.append(this.#button(entry, go));
      else item.append(Object.assign(document.createElement("p"), { className: "entry entry--dead", textContent: entry.title }));
      if (entry.children?.length) item.append(this.#list(entry.children, leads, go));
    }
    return list;
  }

  #button(entry, go) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "entry", textContent: entry.title });
    button.addEventListener("click", () => go(entry.href));
    this.#entries.push({ ...entry, button });
    return button;
  }
}

/** Ticks: the beginnings of the outermost chapters. */
export function ticks(toc, spans) {
  const starts = new Set();
  for (const { href, depth } of flat(toc)) {
    const start = depth === 0 ? spans.startOf(href) : null;
    if (start !== null && start > 0.002 && start < 0.998) starts.add(Math.round(start * 1000) / 1000);
  }
  return [...starts];
}
