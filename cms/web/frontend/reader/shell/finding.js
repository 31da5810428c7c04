// Search inside the book, by the library's own passages: they are folded, and every hit knows its place.
import { call } from "../../opening/fetching.js";

export class Finding {
  #form = document.querySelector("[data-search]");
  #field = document.querySelector("[data-search-field]");
  #said = document.querySelector("[data-found]");
  #hits = document.querySelector("[data-hits]");
  #clear = document.querySelector("[data-clear]");
  #number = 0;

  /** `go(locator, query)` for a chosen hit, `clear()` to take the marks away. */
  constructor({ url, words, go, clear, language }) {
    this.url = url;
    this.words = words;
    this.go = go;
    this.language = language;
    this.#form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#search(this.#field.value.trim());
    });
    this.#clear?.addEventListener("click", () => {
      this.#clear.hidden = true;
      this.#field.focus();
      clear();
    });
  }

  async #search(query) {
    if (!query) return;
    this.#number += 1;
    const number = this.#number;
    this.#said.textContent = this.words.say("searching");
    try {
      const { total, degraded, passages } = await call(`${this.url}?q=${encodeURIComponent(query)}`);
      if (number === this.#number) this.#show(query, { total, degraded, passages });
    } catch {
      if (number === this.#number) this.#said.textContent = this.words.say("search_failed");
    }
  }

  #show(query, { total, degraded, passages }) {
    const key = total === 0 ? "found_none" : total === 1 ? "found_one" : "found";
    const said = [this.words.say(key, { count: total.toLocaleString(document.documentElement.lang), query })];
    if (degraded) said.push(this.words.say("found_degraded"));
    this.#said.textContent = said.join(" ");
    this.#hits.replaceChildren(...passages.map((passage) => this.#hit(passage, query)));
  }

  #hit({ label, heading, locator, snippet }, query) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "hit";
    const place = document.createElement("span");
    place.className = "hit__place";
    const { position } = locator.locations ?? {};
    place.textContent = position ? this.words.say("place_page", { page: label || position }) : label || heading;
    const text = document.createElement("span");
    text.className = "hit__text";
    text.lang = this.language;
    for (const { text: piece, marked } of snippet) {
      if (marked) text.append(Object.assign(document.createElement("mark"), { textContent: piece }));
      else text.append(piece);
    }
    button.append(...(place.textContent ? [place] : []), text);
    button.addEventListener("click", () => {
      this.#clear.hidden = false;
      this.go(locator, query);
    });
    const item = document.createElement("li");
    item.append(button);
    return item;
  }
}
